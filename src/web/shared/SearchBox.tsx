import { useRef } from 'react'
import { Icon } from './icons.tsx'
import { KeyHint } from './KeyHint.tsx'
import { useShortcut } from './keys.tsx'

/** The search of a page, reached by the key `/`. */
export function SearchBox({
  label,
  value,
  onChange,
  onEnter,
}: {
  label: string
  value: string
  onChange: (text: string) => void
  /** Enter and the arrow down lead on to what was found. */
  onEnter?: () => void
}) {
  const box = useRef<HTMLInputElement>(null)
  useShortcut('/', () => box.current?.focus(), label)
  return (
    <div className="field-box small search-box">
      <Icon name="search" size={14} />
      <input
        ref={box}
        type="search"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (onEnter === undefined || (event.key !== 'Enter' && event.key !== 'ArrowDown')) return
          event.preventDefault()
          onEnter()
        }}
      />
      <KeyHint of="/" />
    </div>
  )
}
