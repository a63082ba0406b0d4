import type { Ref } from 'react'
import { Field, type FieldProps } from './Field.tsx'
import { Icon } from './icons.tsx'

export interface Choice<Value extends string> {
  value: Value
  label: string
  disabled?: boolean
}

export type SelectProps<Value extends string> = FieldProps & {
  choices: readonly Choice<Value>[]
  value: Value | undefined
  onChange: (value: Value) => void
  /** Shown while nothing is chosen. */
  placeholder?: string
  name?: string
  disabled?: boolean
  ref?: Ref<HTMLSelectElement>
}

/** One of a short list: the native control, which every phone and screen reader has at its best. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, aside, optional, description, error, ...rest } = props
  return (
    <Field label={label} aside={aside} optional={optional} description={description} error={error}>
      {(wiring) => (
        <div className="field-box">
          <NativeSelect {...rest} wiring={wiring} />
        </div>
      )}
    </Field>
  )
}

/** The same without a label in sight, 32 px, for a bar of controls. */
export function SmallSelect<Value extends string>(
  props: Omit<SelectProps<Value>, keyof FieldProps> & { label: string; invalid?: boolean },
) {
  return (
    <div className="field-box small">
      <NativeSelect {...props} wiring={{ 'aria-label': props.label, 'aria-invalid': props.invalid || undefined }} />
    </div>
  )
}

function NativeSelect<Value extends string>({
  choices,
  value,
  onChange,
  placeholder,
  name,
  disabled,
  ref,
  wiring,
}: Omit<SelectProps<Value>, keyof FieldProps> & { wiring: object }) {
  return (
    <>
      <select
        {...wiring}
        ref={ref}
        name={name}
        disabled={disabled}
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value as Value)}
      >
        {value === undefined ? (
          <option value="" disabled>
            {placeholder ?? ''}
          </option>
        ) : null}
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} disabled={choice.disabled}>
            {choice.label}
          </option>
        ))}
      </select>
      <span className="field-suffix">
        <Icon name="chevronDown" size={14} />
      </span>
    </>
  )
}
