import { type ReactNode, type Ref, useState } from 'react'
import { grouped } from '../../drawing/format.ts'
import { Field, type FieldProps } from './Field.tsx'

export type NumberFieldProps = FieldProps & {
  value: number | null
  /** null while it is empty or no number: the form says what to give. */
  onChange: (value: number | null) => void
  minimum?: number
  maximum?: number
  /** What the arrow keys add. */
  step?: number
  /** Decimals kept; 0 takes whole numbers only. */
  places?: number
  suffix?: ReactNode
  name?: string
  autoFocus?: boolean
  disabled?: boolean
  ref?: Ref<HTMLInputElement>
}

/**
 * A number as people write it: `1,200` or `1200`, `12.5`. Text with a numeric keyboard rather than `type=number`, which
 * loses what it cannot parse and changes by the mouse wheel.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, aside, optional, description, error, value, onChange, minimum, maximum } = props
  const { step = 1, places = 0, suffix, name, autoFocus, disabled, ref } = props
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const shown = typed ?? (value === null ? '' : plain(value, places))

  const change = (text: string) => {
    setTyped(text)
    onChange(numberIn(text, places))
  }
  const turn = (by: number) => {
    const next = Math.min(maximum ?? Number.MAX_SAFE_INTEGER, Math.max(minimum ?? 0, (value ?? 0) + by))
    setTyped(undefined)
    onChange(Number(next.toFixed(places)))
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
            inputMode={places === 0 ? 'numeric' : 'decimal'}
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: a dialog opens on its first field, so that logging takes 15 seconds.
            autoFocus={autoFocus}
            disabled={disabled}
            value={shown}
            onChange={(event) => change(event.target.value)}
            onBlur={() => setTyped(undefined)}
            onKeyDown={(event) => {
              if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
              event.preventDefault()
              turn(event.key === 'ArrowUp' ? step : -step)
            }}
          />
          {suffix === undefined ? null : <span className="field-suffix">{suffix}</span>}
        </div>
      )}
    </Field>
  )
}

const plain = (value: number, places: number): string => {
  const decimals = String(value).split('.')[1]?.length ?? 0
  return grouped(value, Math.min(places, decimals))
}

/** `1,200`, `1 200`, `１２`; null for what is no number or has more decimals than asked for. */
export function numberIn(text: string, places = 0): number | null {
  const clean = text
    .normalize('NFKC')
    .replaceAll(/[\s,_]/g, '')
    .replace('−', '-')
  if (!/^-?\d{1,16}(\.\d+)?$/.test(clean)) return null
  const value = Number(clean)
  const decimals = clean.split('.')[1]?.length ?? 0
  return decimals > places || !Number.isFinite(value) ? null : value
}
