import { type ReactNode, useId } from 'react'
import { Dialog as AriaDialog } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'
import { Button, classes } from './Button.tsx'
import { KeyHint } from './KeyHint.tsx'
import { KeyScope } from './keys.tsx'
import { useMessages } from './messages/messages.tsx'
import './overlays.css'
import { ReaderLocale } from './ReaderLocale.tsx'

interface DialogProps {
  heading: ReactNode
  /** A small line over the heading. */
  line?: ReactNode
  onClose: () => void
  children: ReactNode
  /** What it comes to, and the buttons: stays in sight while the content scrolls. */
  foot?: ReactNode
  /** `dialog` 560 px in the middle, `panel` 520 px at the right, `palette` for search. */
  shape?: 'dialog' | 'panel' | 'palette'
  /** Beside the close button of a panel: "Copy link". */
  actions?: ReactNode
  /** What its close button says where "Close" could be taken for what the dialog does. */
  leave?: string | undefined
  /** Nothing is lost by a press outside unless something was typed. */
  keepOpen?: boolean
}

/** Lies over the page, which waits: focus stays inside, Esc closes, focus goes back to where it was. */
export function Dialog({
  heading,
  line,
  onClose,
  children,
  foot,
  shape = 'dialog',
  actions,
  leave,
  keepOpen,
}: DialogProps) {
  const { common } = useMessages()
  const title = useId()
  return (
    <ReaderLocale>
      <ModalOverlay
        className={classes('overlay', shape)}
        isOpen
        isDismissable={!keepOpen}
        onOpenChange={(open) => {
          if (!open) onClose()
        }}
      >
        <Modal className={classes('modal', shape)}>
          <AriaDialog className="modal-dialog" aria-labelledby={title}>
            <KeyScope>
              <header className={classes('modal-head', shape === 'palette' && 'unseen')}>
                <div>
                  {line === undefined ? null : <p className="caption">{line}</p>}
                  <h2 id={title}>{heading}</h2>
                </div>
                <div className="button-row">
                  {actions}
                  <Button onClick={onClose}>
                    {leave ?? common.close}
                    <KeyHint of="Escape" />
                  </Button>
                </div>
              </header>
              <div className="modal-body">{children}</div>
              {foot === undefined ? null : <footer className="modal-foot">{foot}</footer>}
            </KeyScope>
          </AriaDialog>
        </Modal>
      </ModalOverlay>
    </ReaderLocale>
  )
}
