import { shownKey } from './keys.tsx'

/** The key that presses a control, drawn on it. Assistive technology reads it from aria-keyshortcuts instead. */
export function KeyHint({ of, spoken = false }: { of: string; spoken?: boolean }) {
  return (
    <kbd className="key-hint" aria-hidden={spoken ? undefined : true}>
      {shownKey(of)}
    </kbd>
  )
}
