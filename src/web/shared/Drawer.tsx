import { type ReactNode, useEffect, useId, useRef, useSyncExternalStore } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { KeyHint } from './KeyHint.tsx'
import { useMessages } from './messages/messages.tsx'
import './overlays.css'

const wide = '(min-width: 1101px)'
const query = (): MediaQueryList | undefined => globalThis.matchMedia?.(wide)
const listen = (listener: () => void) => {
  const list = query()
  list?.addEventListener('change', listener)
  return () => list?.removeEventListener('change', listener)
}

/** Whether a drawer stands beside the content (over 1,100 px) or covers it. */
export const useDrawerBeside = (): boolean => useSyncExternalStore(listen, () => query()?.matches ?? true)

interface DrawerProps {
  heading: ReactNode
  /** A small line over the heading: "node-problem-detector, kubernetes". */
  line?: ReactNode
  onClose: () => void
  /** `K` `J` hints, "Copy link". */
  actions?: ReactNode
  children: ReactNode
  foot?: ReactNode
  /** Another value means another row: focus stays where it is, the content starts at its top. */
  of?: string | number
}

/**
 * What a row opens: 512 px beside the table, which keeps its place and its keys; under 1,100 px it covers, as a dialog.
 * The page lays it out as the second column of `.beside`.
 */
export function Drawer(props: DrawerProps) {
  const beside = useDrawerBeside()
  return beside ? (
    <DrawerBeside {...props} />
  ) : (
    <Dialog
      shape="panel"
      heading={props.heading}
      line={props.line}
      actions={props.actions}
      onClose={props.onClose}
      foot={props.foot}
    >
      {props.children}
    </Dialog>
  )
}

function DrawerBeside({ heading, line, onClose, actions, children, foot, of }: DrawerProps) {
  const { common } = useMessages()
  const title = useId()
  const body = useRef<HTMLDivElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: another row starts at its top.
  useEffect(() => {
    body.current?.scrollTo?.({ top: 0 })
  }, [of])

  useEffect(() => {
    const close = (event: KeyboardEvent) => {
      // A menu or a dialog over the drawer takes the first Esc.
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('.overlay, .floating')) return
      event.preventDefault()
      onClose()
    }
    document.addEventListener('keydown', close)
    return () => document.removeEventListener('keydown', close)
  }, [onClose])

  return (
    <aside className="drawer" aria-labelledby={title}>
      <header className="modal-head">
        <div>
          {line === undefined ? null : <p className="caption">{line}</p>}
          <h2 id={title}>{heading}</h2>
        </div>
        <div className="button-row">
          {actions}
          <Button onClick={onClose}>
            {common.close}
            <KeyHint of="Escape" />
          </Button>
        </div>
      </header>
      <div className="modal-body" ref={body}>
        {children}
      </div>
      {foot === undefined ? null : <footer className="modal-foot">{foot}</footer>}
    </aside>
  )
}
