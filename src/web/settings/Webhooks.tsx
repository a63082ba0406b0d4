import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Webhook } from '../../domain/webhook.ts'
import { Button } from '../shared/Button.tsx'
import { MenuButton } from '../shared/MenuButton.tsx'
import { useAccessMessages, Words } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { WebhookDialog } from './WebhookDialog.tsx'
import { WebhookMessages } from './WebhookMessages.tsx'
import { NewSecretDialog, RemoveWebhookDialog } from './WebhookQuestion.tsx'
import { useChangeWebhook, useTestWebhook, webhooksQuery } from './webhook-queries.ts'

type Doing = 'change' | 'messages' | 'secret' | 'remove'

/** Where events go, and how each address has answered. */
export function Webhooks() {
  const { webhooks: words } = useAccessMessages()
  const query = useQuery(webhooksQuery)
  const [adding, setAdding] = useState(false)
  const [open, setOpen] = useState<{ id: number; doing: Doing } | undefined>(undefined)
  const webhooks = query.data?.webhooks
  const hosts = query.data?.hosts ?? []
  const chosen = webhooks?.find(({ id }) => id === open?.id)
  const close = () => setOpen(undefined)
  const isClosed = webhooks !== undefined && hosts.length === 0
  return (
    <Section
      line={words.line}
      heading={
        webhooks === undefined || webhooks.length > 0
          ? words.heading(webhooks?.length ?? 0)
          : isClosed
            ? words.noHosts
            : words.none
      }
      controls={isClosed ? undefined : <Button onClick={() => setAdding(true)}>{words.add}</Button>}
    >
      <StaleNotice query={query} />
      {webhooks === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={96} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : (
        <>
          <p className="second webhook-words">
            {isClosed ? <Words of={words.noHostsWords} /> : webhooks.length === 0 ? words.noneWords : null}
          </p>
          {webhooks.length === 0 ? null : (
            <WebhookTable webhooks={webhooks} onOpen={(id, doing) => setOpen({ id, doing })} />
          )}
          {isClosed ? null : <p className="quiet webhook-words">{words.hosts(hosts.join(', '))}</p>}
        </>
      )}
      {adding ? <WebhookDialog webhook={undefined} onClose={() => setAdding(false)} /> : null}
      {chosen === undefined ? null : (
        <>
          {open?.doing === 'change' ? <WebhookDialog webhook={chosen} onClose={close} /> : null}
          {open?.doing === 'messages' ? <WebhookMessages webhook={chosen} onClose={close} /> : null}
          {open?.doing === 'secret' ? <NewSecretDialog webhook={chosen} onClose={close} /> : null}
          {open?.doing === 'remove' ? <RemoveWebhookDialog webhook={chosen} onClose={close} /> : null}
        </>
      )}
    </Section>
  )
}

function WebhookTable({
  webhooks,
  onOpen,
}: {
  webhooks: readonly Webhook[]
  onOpen: (id: number, doing: Doing) => void
}) {
  const { webhooks: words } = useAccessMessages()
  return (
    <ScrollSideways label={words.heading(webhooks.length)}>
      <table className="access-table token-table">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.to}</th>
            <th scope="col">{words.events}</th>
            <th scope="col">{words.state}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {webhooks.map((webhook) => (
            <WebhookRow key={webhook.id} webhook={webhook} onOpen={(doing) => onOpen(webhook.id, doing)} />
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

function WebhookRow({ webhook, onOpen }: { webhook: Webhook; onOpen: (doing: Doing) => void }) {
  const { webhooks: words } = useAccessMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const change = useChangeWebhook()
  const test = useTestWebhook()
  const isOff = webhook.disabledAt !== null
  const onError = (error: unknown) => say(problemWords(error))
  const switchTo = (disabled: boolean) =>
    change.mutate(
      { webhook, change: { disabled } },
      { onSuccess: ({ name }) => say(disabled ? words.switchedOff(name) : words.switchedOn(name)), onError },
    )
  return (
    <tr>
      <th scope="row">{webhook.name}</th>
      <td data-label={words.to}>
        {webhook.origin} <span className="quiet">{words.shapes[webhook.shape]}</span>
      </td>
      <td data-label={words.events}>{webhook.events.map((kind) => words.kinds[kind]).join(', ')}</td>
      <td data-label={words.state}>
        <WebhookState webhook={webhook} />
      </td>
      <td className="revoke">
        <MenuButton
          label={words.actions(webhook.name)}
          actions={[
            { id: 'messages', label: words.messages, act: () => onOpen('messages') },
            {
              id: 'test',
              label: words.test,
              disabled: isOff,
              act: () => test.mutate(webhook, { onSuccess: () => onOpen('messages'), onError }),
            },
            { id: 'change', label: words.change, act: () => onOpen('change') },
            { id: 'secret', label: words.newSecret, act: () => onOpen('secret') },
            isOff
              ? { id: 'on', label: words.switchOn, act: () => switchTo(false) }
              : { id: 'off', label: words.switchOff, act: () => switchTo(true) },
            { id: 'remove', label: words.remove, act: () => onOpen('remove') },
          ]}
        >
          ⋯
        </MenuButton>
      </td>
    </tr>
  )
}

function WebhookState({ webhook }: { webhook: Webhook }) {
  const { webhooks: words } = useAccessMessages()
  const format = useFormat()
  const { programme, now } = useSession()
  const at = (instant: string) => format.instant(instant, programme.zone)
  const { disabledAt, failingSince, lastDeliveredAt, formerSecretUntil, waiting, givenUp } = webhook
  const state =
    disabledAt !== null ? 'off' : failingSince !== null ? 'failing' : lastDeliveredAt === null ? 'unused' : 'well'
  const more = [
    ...(failingSince === null ? [] : [words.failingSince(at(failingSince))]),
    ...(waiting === 0 ? [] : [words.waiting(waiting)]),
    ...(givenUp === 0 ? [] : [words.givenUp(givenUp)]),
    ...(lastDeliveredAt === null ? [] : [words.lastDelivered(at(lastDeliveredAt))]),
    ...(formerSecretUntil === null || formerSecretUntil <= now ? [] : [words.formerUntil(at(formerSecretUntil))]),
  ]
  return (
    <>
      <Tag tone={({ off: 'plain', failing: 'bad', unused: 'plain', well: 'good' } as const)[state]}>{words[state]}</Tag>{' '}
      <span className="quiet">{more.join(' · ')}</span>
    </>
  )
}
