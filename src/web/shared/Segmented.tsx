import { type ReactNode, useId } from 'react'

export interface Segment<Value extends string> {
  value: Value
  label: ReactNode
  disabled?: boolean
}

/** One of a few, all in sight: native radio buttons, so arrows move and a form knows the value. */
export function Segmented<Value extends string>(props: {
  label: string
  segments: readonly Segment<Value>[]
  value: Value | undefined
  onChange: (value: Value) => void
  className?: string
}) {
  const name = useId()
  return (
    <fieldset className={`segmented ${props.className ?? ''}`} aria-label={props.label}>
      {props.segments.map(({ value, label, disabled }) => (
        <label key={value}>
          <input
            type="radio"
            name={name}
            value={value}
            disabled={disabled}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
          />
          <span>{label}</span>
        </label>
      ))}
    </fieldset>
  )
}
