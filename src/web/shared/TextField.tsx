import type { ComponentProps, ReactNode } from 'react'
import { Field, type FieldProps } from './Field.tsx'

type Native = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'id' | 'children' | 'aria-describedby'>

export type TextFieldProps = FieldProps &
  Native & {
    value: string
    onChange: (value: string) => void
    /** Several lines: grows with what is written. */
    lines?: boolean
    /** Inside the box, at its end. */
    suffix?: ReactNode
  }

export function TextField(props: TextFieldProps) {
  const { label, aside, optional, description, error, value, onChange, lines = false, suffix, ...rest } = props
  return (
    <Field label={label} aside={aside} optional={optional} description={description} error={error}>
      {(wiring) => (
        <div className="field-box">
          {lines ? (
            <textarea
              {...wiring}
              ref={rest.ref as ComponentProps<'textarea'>['ref']}
              name={rest.name}
              rows={3}
              maxLength={rest.maxLength}
              placeholder={rest.placeholder}
              disabled={rest.disabled}
              required={rest.required}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          ) : (
            <input
              type="text"
              autoComplete="off"
              {...rest}
              {...wiring}
              value={value}
              onChange={(event) => onChange(event.target.value)}
            />
          )}
          {suffix === undefined ? null : <span className="field-suffix">{suffix}</span>}
        </div>
      )}
    </Field>
  )
}
