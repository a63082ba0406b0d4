import { useQuery } from '@tanstack/react-query'
import type { Delivery, Webhook } from '../../domain/webhook.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { deliveriesQuery, useSendAgain, useTestWebhook } from './webhook-queries.ts'

/** What was sent to a webhook and what came of it, with a way to send again, or a test. */
export function WebhookMessages({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const { webhooks: words } = useAccessMessages()
  const problemWords = useProblemWords()
  const query = useQuery(deliveriesQuery(webhook.id))
  const again = useSendAgain(webhook.id)
  const test = useTestWebhook()
  const error = again.error ?? test.error
  const deliveries = query.data?.deliveries
  const isOff = webhook.disabledAt !== null
  return (
    <Dialog
      line={words.messagesLine}
      heading={words.messagesOf(webhook.name)}
      onClose={onClose}
      foot={
        <>
          <p className="field-error" role="alert">
            {error === null ? '' : problemWords(error)}
          </p>
          <div className="button-row">
            {isOff ? null : (
              <Button busy={test.isPending} onClick={() => test.mutate(webhook)}>
                {words.test}
              </Button>
            )}
          </div>
        </>
      }
    >
      {deliveries === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={96} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : deliveries.length === 0 ? (
        <p>{words.noMessages}</p>
      ) : (
        <MessagesTable
          deliveries={deliveries}
          onAgain={isOff ? undefined : ({ event }) => again.mutate(event)}
          sending={again.isPending ? again.variables : undefined}
        />
      )}
    </Dialog>
  )
}

function MessagesTable(props: {
  deliveries: readonly Delivery[]
  onAgain: ((delivery: Delivery) => void) | undefined
  sending: number | undefined
}) {
  const { webhooks: words, when } = useAccessMessages()
  const format = useFormat()
  const { programme } = useSession()
  const { onAgain } = props
  const at = (instant: string) => format.instant(instant, programme.zone)
  return (
    <ScrollSideways label={words.messages}>
      <table className="access-table token-table">
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col">{when}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.answer}</th>
            {onAgain === undefined ? null : (
              <th>
                <span className="unseen">{words.again}</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {props.deliveries.map((delivery) => {
            const { kind, state, answer, attempts, nextAt, cycle, day, stops } = delivery
            const about = day === null ? String(cycle ?? stops ?? '') : format.day(day)
            const what = kind === 'test' ? words.testMessage : words.kindOf[kind](about)
            return (
              <tr key={delivery.event}>
                <th scope="row">{what}</th>
                <td data-label={when}>{at(delivery.recordedAt)}</td>
                <td data-label={words.state}>
                  <Tag tone={tones[state]}>{words.states[state]}</Tag>{' '}
                  {attempts === 0 ? null : <span className="quiet">{words.tries(attempts)}</span>}
                  {nextAt === null || attempts === 0 ? null : (
                    <span className="quiet"> · {words.nextAt(at(nextAt))}</span>
                  )}
                </td>
                <td data-label={words.answer} className="webhook-answer">
                  {answer === null ? '–' : words.answers[answer.code](String(answer.status ?? ''), answer.words)}
                </td>
                {onAgain === undefined ? null : (
                  <td className="revoke">
                    <Button
                      aria-label={words.againNamed(what)}
                      busy={props.sending === delivery.event}
                      onClick={() => onAgain(delivery)}
                    >
                      {words.again}
                    </Button>
                  </td>
                )}
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

const tones = { waiting: 'plain', delivered: 'good', 'given-up': 'bad' } as const
