import type { ComponentProps } from 'react'
import { KeyHint } from './KeyHint.tsx'
import { ariaKey } from './keys.tsx'

interface Looks {
  /** Filled: the one thing this screen is for. Dashed: adds something. Plain: a link that acts. Quiet otherwise. */
  look?: 'quiet' | 'filled' | 'dashed' | 'plain'
  danger?: boolean
  /** The key that presses it stands on it: `M`, `Mod+K`. The page registers it with useShortcut. */
  shortcut?: string
  /** A write under way: stays in place and in focus, and takes no second press. */
  busy?: boolean
  /** Nothing to press for now. It keeps the focus, and `aria-describedby` names the sentence that says why. */
  resting?: boolean
}

export type ButtonProps = ComponentProps<'button'> & Looks

/** A native button: nothing to load before it works, and every assistive technology knows it. */
export function Button({
  look = 'quiet',
  danger,
  shortcut,
  busy,
  resting,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classes('button', look !== 'quiet' && look, danger && 'danger', className)}
      aria-busy={busy || undefined}
      aria-disabled={resting || rest['aria-disabled']}
      aria-keyshortcuts={shortcut === undefined ? undefined : ariaKey(shortcut)}
      onClick={busy || resting ? (event) => event.preventDefault() : onClick}
    >
      {children}
      {shortcut === undefined ? null : <KeyHint of={shortcut} />}
    </button>
  )
}

/** Class names that apply, in one string. */
export const classes = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ')
