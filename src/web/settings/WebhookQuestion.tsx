import type { Webhook } from '../../domain/webhook.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useAccessMessages, useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { ShownOnce } from '../shared/ShownOnce.tsx'
import { useToast } from '../shared/toast.tsx'
import { useRemoveWebhook, useRotateSecret } from './webhook-queries.ts'

/** Asks before a webhook is removed. */
export function RemoveWebhookDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { webhooks: words } = useAccessMessages()
  const say = useToast()
  const remove = useRemoveWebhook()
  const send = () =>
    remove.mutate(webhook, {
      onSuccess: () => {
        say(words.removed(webhook.name))
        onClose()
      },
    })
  return (
    <Question
      heading={words.removeOf(webhook.name)}
      words={words.removeWords}
      act={words.remove}
      error={remove.error}
      busy={remove.isPending}
      danger
      onAct={send}
      onClose={onClose}
    />
  )
}

/** Asks before another secret signs, then shows it once. */
export function NewSecretDialog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { webhooks: words, done } = useAccessMessages()
  const rotate = useRotateSecret()
  if (rotate.data !== undefined) {
    return (
      <ShownOnce
        heading={words.added(webhook.name)}
        words={words.secretWords}
        secret={rotate.data.secret}
        copyRefused={words.copyRefused}
        done={done}
        onClose={onClose}
      />
    )
  }
  return (
    <Question
      heading={words.newSecretOf(webhook.name)}
      words={words.newSecretWords}
      act={words.newSecretDo}
      error={rotate.error}
      busy={rotate.isPending}
      onAct={() => rotate.mutate(webhook)}
      onClose={onClose}
    />
  )
}

function Question(props: {
  heading: string
  words: string
  act: string
  error: Error | null
  busy: boolean
  danger?: boolean
  onAct: () => void
  onClose: () => void
}) {
  const { common } = useMessages()
  const problemWords = useProblemWords()
  const { danger = false } = props
  return (
    <Dialog
      heading={props.heading}
      onClose={props.onClose}
      foot={
        <>
          <p className="field-error" role="alert">
            {props.error === null ? '' : problemWords(props.error)}
          </p>
          <div className="button-row">
            <Button onClick={props.onClose}>{common.cancel}</Button>
            <Button look={danger ? 'quiet' : 'filled'} danger={danger} busy={props.busy} onClick={props.onAct}>
              {props.act}
            </Button>
          </div>
        </>
      }
    >
      <p>{props.words}</p>
    </Dialog>
  )
}
