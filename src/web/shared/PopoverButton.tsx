import { type ComponentProps, lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'

const loadFloating = () => import('./Floating.tsx')
const Floating = lazy(async () => ({ default: (await loadFloating()).Floating }))

type Props = Omit<ComponentProps<'button'>, 'children' | 'onClick'> & {
  /** Names what opens. */
  label: string
  children: ReactNode
  /** What opens; `close` closes it and gives the focus back to the button. */
  panel: (close: () => void) => ReactNode
}

/** A button with something floating under it, whose code is fetched when a pointer or the focus comes near. */
export function PopoverButton({ label, children, panel, ...rest }: Props) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    // While its code is on the way, and until the focus is in it, Esc is pressed on the button and means the panel all the same.
    const closeByEsc = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || (event.target !== button.current && event.target !== document.body)) return
      event.preventDefault()
      setOpen(false)
    }
    document.addEventListener('keydown', closeByEsc)
    return () => document.removeEventListener('keydown', closeByEsc)
  }, [open])
  return (
    <>
      <button
        type="button"
        {...rest}
        ref={button}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPointerEnter={() => void loadFloating()}
        onFocus={() => void loadFloating()}
        onClick={() => setOpen(true)}
      >
        {children}
      </button>
      {open ? (
        <Suspense>
          <Floating label={label} trigger={button} onClose={() => setOpen(false)}>
            {panel(() => setOpen(false))}
          </Floating>
        </Suspense>
      ) : null}
    </>
  )
}
