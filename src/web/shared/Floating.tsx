import type { ReactNode, RefObject } from 'react'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import { KeyScope } from './keys.tsx'
import './overlays.css'
import { ReaderLocale } from './ReaderLocale.tsx'

/** What PopoverButton opens: floats under its button, holds the focus, closes by Esc or a press outside. */
export function Floating(props: {
  label: string
  trigger: RefObject<Element | null>
  onClose: () => void
  children: ReactNode
}) {
  return (
    <ReaderLocale>
      <Popover
        className="floating"
        triggerRef={props.trigger}
        placement="bottom start"
        offset={6}
        isOpen
        onOpenChange={(open) => {
          if (!open) props.onClose()
        }}
      >
        <Dialog className="floating-dialog" aria-label={props.label}>
          <KeyScope>{props.children}</KeyScope>
        </Dialog>
      </Popover>
    </ReaderLocale>
  )
}
