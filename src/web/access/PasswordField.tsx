import { type Ref, useState } from 'react'
import { Field, type FieldProps } from '../shared/Field.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'

/** A password, hidden until its writer wants to see it. `autoComplete` tells password managers which one it is. */
export function PasswordField({
  value,
  onChange,
  autoComplete,
  name,
  ref,
  ...field
}: FieldProps & {
  value: string
  onChange: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
  name: string
  ref?: Ref<HTMLInputElement>
}) {
  const access = useAccessMessages()
  const [shown, setShown] = useState(false)
  return (
    <Field {...field}>
      {(wiring) => (
        <div className="field-box password-box">
          <input
            {...wiring}
            ref={ref}
            name={name}
            type={shown ? 'text' : 'password'}
            autoComplete={autoComplete}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={1_000}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <button
            type="button"
            aria-label={access.entrance.showPassword}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
          >
            {shown ? access.entrance.hide : access.entrance.show}
          </button>
        </div>
      )}
    </Field>
  )
}
