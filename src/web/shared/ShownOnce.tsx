import { type ReactNode, useState } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { useAccessMessages } from './messages/messages.tsx'
import { useToast } from './toast.tsx'

/** Shows a secret this once: copied by a press, or by hand where the browser does not allow it. */
export function ShownOnce(props: {
  heading: string
  words: string
  secret: string
  copyRefused: string
  done: string
  onClose: () => void
  children?: ReactNode
}) {
  const access = useAccessMessages()
  const say = useToast()
  const [refused, setRefused] = useState(false)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.secret)
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
            <Button onClick={() => void copy()}>{access.copy}</Button>
            <Button look="filled" onClick={props.onClose}>
              {props.done}
            </Button>
          </div>
        </>
      }
    >
      <div className="access-form">
        <p>{props.words}</p>
        <code className="secret">{props.secret}</code>
        {props.children}
      </div>
    </Dialog>
  )
}
