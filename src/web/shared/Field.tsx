import { type ReactNode, useId } from 'react'
import './fields.css'
import { useMessages } from './messages/messages.tsx'

export interface FieldProps {
  label: ReactNode
  /** Beside the label, lighter: "today 0%". */
  aside?: ReactNode
  optional?: boolean | undefined
  description?: ReactNode
  /** A refusal, under the field: the day, the fact, the way out. */
  error?: ReactNode
}

/** What a control inside a Field puts on its input, so that label, description and error are read with it. */
export interface FieldWiring {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': true | undefined
}

/** Label, control, description, error: in this order on the page, and all named for assistive technology. */
export function Field({
  label,
  aside,
  optional,
  description,
  error,
  children,
}: FieldProps & { children: (wiring: FieldWiring) => ReactNode }) {
  const { common } = useMessages()
  const id = useId()
  const wrong = error !== undefined && error !== null && error !== ''
  const described = [description !== undefined && `${id}-description`, wrong && `${id}-error`].filter(Boolean)
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
        {aside === undefined ? null : <span className="quiet">{aside}</span>}
        {optional ? <span className="quiet">{common.optional}</span> : null}
      </label>
      {children({
        id,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': wrong || undefined,
      })}
      {description === undefined ? null : (
        <p className="field-description" id={`${id}-description`}>
          {description}
        </p>
      )}
      {wrong ? (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      ) : null}
    </div>
  )
}
