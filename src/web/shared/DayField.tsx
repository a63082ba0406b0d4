import { lazy, type Ref, Suspense, useState } from 'react'
import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import { Field, type FieldProps } from './Field.tsx'
import { Icon } from './icons.tsx'
import { useMessages } from './messages/messages.tsx'
import { PopoverButton } from './PopoverButton.tsx'
import { parseDay } from './parse-day.ts'
import { useFormat } from './use-format.ts'

const DayCalendar = lazy(async () => ({ default: (await import('./DayCalendar.tsx')).DayCalendar }))

export type DayFieldProps = FieldProps & {
  value: CalendarDay | null
  /** null while what is written is no day; what was typed tells an emptied field from one that cannot be read. */
  onChange: (day: CalendarDay | null, typed?: string) => void
  /** What "yesterday" and a day without a year are counted from. */
  today: CalendarDay
  /** First and last day that may be chosen in the calendar; what is typed is checked by the form. */
  minimum?: CalendarDay | undefined
  maximum?: CalendarDay | undefined
  /** Without it where a calendar stands beside the field already. */
  withCalendar?: boolean
  name?: string
  ref?: Ref<HTMLInputElement>
}

/**
 * A day, written as people write it ("7 jul", "어제", "-3") and shown as they read it. Up and down, − and + step a day;
 * the calendar opens beside it.
 */
export function DayField(props: DayFieldProps) {
  const {
    label,
    aside,
    optional,
    description,
    error,
    value,
    onChange,
    today,
    minimum,
    maximum,
    withCalendar = true,
    name,
    ref,
  } = props
  const { common } = useMessages()
  const format = useFormat()
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const shown = typed ?? (value === null ? '' : format.weekday(value))

  const step = (by: number) => {
    setTyped(undefined)
    onChange(addDays(value ?? today, by))
  }
  return (
    <Field label={label} aside={aside} optional={optional} description={description} error={error}>
      {(wiring) => (
        <div className="field-box">
          <input
            {...wiring}
            ref={ref}
            name={name}
            type="text"
            autoComplete="off"
            spellCheck={false}
            value={shown}
            onFocus={(event) => event.target.select()}
            onChange={(event) => {
              setTyped(event.target.value)
              onChange(parseDay(event.target.value, today) ?? null, event.target.value)
            }}
            onBlur={() => {
              // What was understood is shown in full; what was not stays, so that it can be mended.
              if (value !== null || typed === '') setTyped(undefined)
            }}
            onKeyDown={(event) => {
              const by = { ArrowUp: 1, ArrowDown: -1, '+': 1, '-': typed === '' ? 0 : -1 }[event.key] ?? 0
              if (by === 0 || (event.key === '-' && typed !== undefined)) return
              event.preventDefault()
              step(by)
            }}
          />
          {withCalendar ? (
            <PopoverButton
              label={common.openCalendar}
              aria-label={common.openCalendar}
              panel={(close) => (
                <Suspense>
                  <DayCalendar
                    value={value}
                    minimum={minimum}
                    maximum={maximum}
                    today={today}
                    onChange={(day) => {
                      setTyped(undefined)
                      onChange(day)
                      close()
                    }}
                  />
                </Suspense>
              )}
            >
              <Icon name="calendar" />
            </PopoverButton>
          ) : null}
        </div>
      )}
    </Field>
  )
}
