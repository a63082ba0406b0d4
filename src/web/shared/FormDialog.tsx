import { type ReactNode, useId } from 'react'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { useMessages } from './messages/messages.tsx'

/** A form in a dialog: its fields, what was refused and stands under none of them, and the buttons in the foot. */
export function FormDialog(props: {
  heading: ReactNode
  onClose: () => void
  /** Something was typed that a press outside would lose. */
  keepOpen?: boolean
  /** What is wrong and stands under no field; empty where nothing is. */
  error: string | undefined
  /** What the button says that sends it. */
  submit: ReactNode
  /** What it does ends something. */
  danger?: boolean
  busy: boolean
  onSubmit: () => void
  className?: string
  /** What the close button says where "Close" could be taken for what the form does. */
  leave?: string
  children: ReactNode
}) {
  const { common } = useMessages()
  const form = useId()
  const { danger = false } = props
  return (
    <Dialog
      heading={props.heading}
      onClose={props.onClose}
      keepOpen={props.keepOpen ?? false}
      leave={props.leave}
      foot={
        <>
          <p className="field-error" role="alert">
            {props.error}
          </p>
          <div className="button-row">
            <Button onClick={props.onClose}>{common.cancel}</Button>
            <Button look={danger ? 'quiet' : 'filled'} danger={danger} type="submit" form={form} busy={props.busy}>
              {props.submit}
            </Button>
          </div>
        </>
      }
    >
      <form
        id={form}
        className={props.className ?? 'access-form'}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit()
        }}
      >
        {props.children}
      </form>
    </Dialog>
  )
}
