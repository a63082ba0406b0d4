import { DayField, type DayFieldProps } from '../shared/DayField.tsx'
import type { DayInField } from './programme-draft.ts'

/** A day that may be left empty: an emptied field and one that cannot be read are not the same. */
export function SettingDay({
  value,
  onChange,
  ...rest
}: Omit<DayFieldProps, 'value' | 'onChange'> & { value: DayInField; onChange: (value: DayInField) => void }) {
  return (
    <DayField
      {...rest}
      value={value === 'unreadable' ? null : value}
      onChange={(day, typed = '') => onChange(day ?? (typed.trim() === '' ? null : 'unreadable'))}
    />
  )
}
