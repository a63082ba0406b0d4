import { type ReactNode, useId, useRef } from 'react'
import { KeyHint } from '../shared/KeyHint.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'

const quarters = ['0', '25', '50', '75', '100'] as const

/** A quarter by one key or one press, anything else in percent beside it. */
export function LevelField(props: {
  value: string
  onChange: (value: string) => void
  aside: ReactNode
  error: ReactNode
  /** Name of the choice, so that the form can put the focus there. */
  name: string
}) {
  const { moves } = useMessages()
  const { value, onChange, error, name } = props
  const id = useId()
  const choices = useRef<HTMLDivElement>(null)
  const choose = (quarter: string) => {
    onChange(quarter)
    // The ring goes where the key led, so that the arrows go on from there.
    choices.current?.querySelector<HTMLElement>(`[value="${quarter}"]`)?.focus()
  }
  useShortcut('1', () => choose('0'), '0 %')
  useShortcut('2', () => choose('25'), '25 %')
  useShortcut('3', () => choose('50'), '50 %')
  useShortcut('4', () => choose('75'), '75 %')
  useShortcut('5', () => choose('100'), '100 %')
  const wrong = error !== undefined && error !== null
  return (
    <fieldset className="field level-field">
      <legend className="field-label">
        {moves.level}
        {props.aside}
      </legend>
      <div className="level-choices">
        <div ref={choices} className="segmented" role="radiogroup" aria-label={moves.level}>
          {quarters.map((quarter, at) => (
            <label key={quarter}>
              <input
                type="radio"
                name={name}
                value={quarter}
                checked={value === quarter}
                aria-keyshortcuts={String(at + 1)}
                onChange={() => onChange(quarter)}
              />
              <span>{quarter}%</span>
              <KeyHint of={String(at + 1)} />
            </label>
          ))}
        </div>
        <div className="field-box">
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            aria-label={moves.levelPercent}
            aria-invalid={wrong || undefined}
            aria-describedby={wrong ? id : undefined}
            value={value}
            onFocus={(event) => event.target.select()}
            onChange={(event) => onChange(event.target.value)}
          />
          <span className="field-suffix">%</span>
        </div>
      </div>
      {wrong ? (
        <p className="field-error" id={id} role="alert">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
