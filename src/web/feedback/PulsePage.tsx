import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState } from 'react'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { readFeedbackSubject } from '../../contract/feedback.ts'
import { isSampleAddress } from '../shared/address.ts'
import { Button } from '../shared/Button.tsx'
import { call, NoAnswerError, ProblemError } from '../shared/call.ts'
import { EntranceFrame } from '../shared/EntranceFrame.tsx'
import '../shared/fields.css'
import './feedback.css'
import { type FeedbackMessages, useFeedbackMessages, useOutboxMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { keepSending } from '../shared/outbox/keep-sending.ts'
import { Kept, type Told } from '../shared/outbox/outbox.ts'
import { outboxOf } from '../shared/outbox/own-outbox.ts'
import { useEntriesOf } from '../shared/outbox/use-entries.ts'
import type { ByLink } from '../shared/outbox/use-write.ts'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { dayAfter } from '../shared/use-day-now.ts'
import { useFormat } from '../shared/use-format.ts'
import { useSecret } from '../shared/use-secret.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { givingOf, useGiveFeedback } from './feedback-queries.ts'
import { lastRegion, rememberRegion } from './last-region.ts'
import { emptyPulse, PulseFields, saidIn } from './PulseFields.tsx'
import { SendKey } from './SendKey.tsx'
import { useLinkOwner } from './use-link-owner.ts'

type Subject = AnswerOf<typeof readFeedbackSubject>

/** What a link for people without an account opens: one service, one question, and nothing else of the programme. */
export function PulsePage() {
  const words = useFeedbackMessages()
  const { pathname } = useLocation()
  const secret = useSecret()
  const id = Number(pathname.split('/')[2])
  const subject = useQuery({
    queryKey: ['pulse', id, secret],
    queryFn: ({ signal }) => call(readFeedbackSubject, { params: { id }, token: secret, signal }),
    enabled: secret !== '',
    placeholderData: () => undefined,
  })
  if (secret === '')
    return (
      <EntranceFrame title={words.page.noSecret}>
        <p>{words.page.noSecretWords}</p>
      </EntranceFrame>
    )
  const closed = closedBy(subject.error, words)
  if (closed !== undefined)
    return (
      <EntranceFrame title={words.page.closed}>
        <p>{closed}</p>
      </EntranceFrame>
    )
  if (subject.data === undefined)
    return (
      <EntranceFrame title={words.page.untitled}>
        {subject.error === null ? (
          <Reading>
            <Skeleton height={240} />
          </Reading>
        ) : (
          <ErrorState error={subject.error} onRetry={() => void subject.refetch()} />
        )}
      </EntranceFrame>
    )
  return <Pulse key={id} subject={subject.data} readAt={subject.dataUpdatedAt} secret={secret} />
}

/** Why the link opens nothing, in plain words; nothing where another try may help. */
function closedBy(error: unknown, { page }: FeedbackMessages): string | undefined {
  return error instanceof ProblemError && !error.ourFault ? page.refused[error.problem.code] : undefined
}

function Pulse({ subject, readAt, secret }: { subject: Subject; readAt: number; secret: string }) {
  const words = useFeedbackMessages()
  const format = useFormat()
  const device = useOutboxMessages()
  const [round, setRound] = useState(0)
  const [done, setDone] = useState<'sent' | 'kept' | undefined>(undefined)
  const owner = useLinkOwner(secret)
  const by = { owner, secret }
  useLateSending(owner, secret, () => setDone((before) => (before === 'kept' ? 'sent' : before)))
  const { service, movedOn } = subject
  if (done !== undefined)
    return (
      <EntranceFrame title={done === 'sent' ? words.page.thanks : device.keptByLink}>
        <RefusedLater by={by} />
        <p role="status">
          {done === 'sent' ? words.page.thanksWords(service.name) : device.keptByLinkWords(service.name)}
        </p>
        <p>
          <Button
            onClick={() => {
              setRound(round + 1)
              setDone(undefined)
            }}
          >
            {words.page.again}
          </Button>
        </p>
      </EntranceFrame>
    )
  return (
    <EntranceFrame
      title={words.page.title(service.name)}
      words={movedOn === null ? words.page.notMoved : words.page.words(format.day(movedOn))}
    >
      <RefusedLater by={by} />
      <PulseForm key={round} subject={subject} readAt={readAt} by={by} onDone={setDone} />
    </EntranceFrame>
  )
}

/** Sends what an earlier press, or an earlier visit, left on this device, and says so. */
function useLateSending(owner: string | undefined, secret: string, onSent: () => void): void {
  const say = useToast()
  const { sentByLink } = useOutboxMessages()
  const hear = useEffectEvent((told: Told) => {
    if (told.what !== 'late' || told.sent.length === 0) return
    onSent()
    say(sentByLink)
  })
  useEffect(() => (owner === undefined ? undefined : keepSending(owner, (told) => hear(told), secret)), [owner, secret])
}

/** What was refused later than its form could say it: why, until whoever wrote it has read that. */
function RefusedLater({ by: { owner, secret } }: { by: ByLink }) {
  const device = useOutboxMessages()
  const problemWords = useProblemWords()
  return useEntriesOf(owner, secret).map(({ id, problem, state }) =>
    state === 'refused' && problem !== null ? (
      <p key={id} role="alert">
        <span className="field-error">{device.refusedByLink(problemWords(new ProblemError(problem)))}</span>{' '}
        <Button look="plain" onClick={() => void outboxOf(owner ?? '', secret).discard(id)}>
          {device.discard}
        </Button>
      </p>
    ) : null,
  )
}

interface PulseFormProps {
  subject: Subject
  /** When it was read, by this device. */
  readAt: number
  by: ByLink
  onDone: (how: 'sent' | 'kept') => void
}

function PulseForm({ subject, readAt, by, onDone }: PulseFormProps) {
  const words = useFeedbackMessages()
  const problemWords = useProblemWords()
  const [draft, setDraft] = useState(() => emptyPulse(lastRegion()))
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const writeKey = useWriteKey()
  const give = useGiveFeedback(by)
  const fields = give.error instanceof ProblemError ? (give.error.problem.fields ?? {}) : {}
  const send = async () => {
    setTried(true)
    const said = saidIn(draft, subject.regions)
    if (give.isPending || said === undefined) return
    // The day is said, since by the time it is sent it may be another.
    const day = isSampleAddress ? subject.today : dayAfter(subject, Date.now() - readAt)
    const body = { service: subject.service.id, day, ...said, name: name.trim() }
    const given = await give
      .mutateAsync(givingOf(subject.service, draft, body, writeKey.keyFor(body)))
      .catch(() => undefined)
    // What was refused stands under the form.
    if (given === undefined) return
    rememberRegion(draft.region)
    onDone(given instanceof Kept ? 'kept' : 'sent')
  }
  return (
    <form
      className="feedback-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <SendKey onSend={() => void send()} />
      <PulseFields
        draft={draft}
        onChange={(changes) => setDraft((before) => ({ ...before, ...changes }))}
        regions={subject.regions}
        tried={tried}
        fields={fields}
        autoFocus
      />
      <TextField
        optional
        label={words.page.name}
        description={words.page.nameWords}
        name="name"
        autoComplete="name"
        maxLength={200}
        value={name}
        onChange={setName}
        error={fields['name']}
      />
      {give.error === null || Object.keys(fields).length > 0 ? null : (
        <p className="field-error" role="alert">
          {closedBy(give.error, words) ??
            (give.error instanceof NoAnswerError ? words.page.noAnswer : problemWords(give.error))}
        </p>
      )}
      <p>
        <Button look="filled" type="submit" busy={give.isPending}>
          {words.giveDo}
        </Button>
      </p>
    </form>
  )
}
