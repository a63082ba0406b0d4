import { useMutation, useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import type { AnswerOf, BodyOf } from '../../contract/endpoint.ts'
import { giveFeedback, readFeedbackSubject } from '../../contract/feedback.ts'
import { Button } from '../shared/Button.tsx'
import { call, NoAnswerError, ProblemError } from '../shared/call.ts'
import { EntranceFrame } from '../shared/EntranceFrame.tsx'
import '../shared/fields.css'
import './feedback.css'
import { type FeedbackMessages, useFeedbackMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useSecret } from '../shared/use-secret.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { lastRegion, rememberRegion } from './last-region.ts'
import { emptyPulse, PulseFields, saidIn } from './PulseFields.tsx'
import { SendKey } from './SendKey.tsx'

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
  return <Pulse key={id} subject={subject.data} secret={secret} />
}

/** Why the link opens nothing, in plain words; nothing where another try may help. */
function closedBy(error: unknown, { page }: FeedbackMessages): string | undefined {
  return error instanceof ProblemError && !error.ourFault ? page.refused[error.problem.code] : undefined
}

function Pulse({ subject, secret }: { subject: Subject; secret: string }) {
  const words = useFeedbackMessages()
  const format = useFormat()
  const [round, setRound] = useState(0)
  const [isDone, setDone] = useState(false)
  const { service, movedOn } = subject
  if (isDone)
    return (
      <EntranceFrame title={words.page.thanks}>
        <p role="status">{words.page.thanksWords(service.name)}</p>
        <p>
          <Button
            onClick={() => {
              setRound(round + 1)
              setDone(false)
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
      <PulseForm key={round} subject={subject} secret={secret} onDone={() => setDone(true)} />
    </EntranceFrame>
  )
}

function PulseForm({ subject, secret, onDone }: { subject: Subject; secret: string; onDone: () => void }) {
  const words = useFeedbackMessages()
  const problemWords = useProblemWords()
  const [draft, setDraft] = useState(() => emptyPulse(lastRegion()))
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const writeKey = useWriteKey()
  const give = useMutation({
    mutationFn: ({ body, key }: { body: BodyOf<typeof giveFeedback>; key: string }) =>
      call(giveFeedback, { body, idempotencyKey: key, token: secret }),
  })
  const fields = give.error instanceof ProblemError ? (give.error.problem.fields ?? {}) : {}
  const send = async () => {
    setTried(true)
    const said = saidIn(draft, subject.regions)
    if (give.isPending || said === undefined) return
    const body = { service: subject.service.id, ...said, name: name.trim() }
    const given = await give.mutateAsync({ body, key: writeKey.keyFor(body) }).catch(() => undefined)
    // What was refused stands under the form.
    if (given === undefined) return
    rememberRegion(draft.region)
    onDone()
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
