import { type ReactNode, useState } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { useAccessMessages } from './messages/messages.tsx'
import { useToast } from './toast.tsx'
import './shown-once.css'

/** Shows a secret this once: copied by a press, or by hand where the browser does not allow it. */
export function ShownOnce(props: {
  heading: string
  words: string
  /** undefined while it is not said yet for what. */
  secret: string | undefined
  copyRefused: string
  done: string
  onClose: () => void
  children?: ReactNode
}) {
  const access = useAccessMessages()
  const say = useToast()
  const [refused, setRefused] = useState(false)
  const copy = async (secret: string) => {
    try {
      await navigator.clipboard.writeText(secret)
      say(access.copied)
    } catch {
      // A browser may refuse the clipboard: then say so, and what works instead.
      setRefused(true)
    }
  }
  return (
    <Dialog
      heading={props.heading}
      onClose={props.onClose}
      keepOpen
      foot={
        <>
          <p className="field-error" role="alert">
            {refused ? props.copyRefused : ''}
          </p>
          <div className="button-row">
            <Button
              resting={props.secret === undefined}
              onClick={() => {
                if (props.secret !== undefined) void copy(props.secret)
              }}
            >
              {access.copy}
            </Button>
            <Button look="filled" onClick={props.onClose}>
              {props.done}
            </Button>
          </div>
        </>
      }
    >
      <div className="shown-once">
        <p>{props.words}</p>
        {props.secret === undefined ? null : <code className="secret">{props.secret}</code>}
        {props.children}
      </div>
    </Dialog>
  )
}
