import { useEffect, useRef, useState } from 'react'
import { answerPromise } from '../../contract/stand-ups.ts'
import { dayPutOffTo, type PromiseAnswer, type StandUpLine } from '../../domain/stand-up.ts'
import { Button } from '../shared/Button.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Kept } from '../shared/outbox/outbox.ts'
import { useOwnEntries } from '../shared/outbox/use-entries.ts'
import { useSayKept } from '../shared/outbox/use-write.ts'
import { Tag } from '../shared/Tag.tsx'
import { useToast } from '../shared/toast.tsx'
import { useDayNow } from '../shared/use-day-now.ts'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { AnswerFields, candidatesIn } from './AnswerFields.tsx'
import { PromiseWords } from './PromiseWords.tsx'
import { type AnswerBody, type StandUpRead, useAnswerPromise, useUndoAnswer } from './stand-ups-queries.ts'

const keyOf = { kept: 'K', partly: 'P', 'not-today': 'N', blocked: 'B' } as const

/** The promises of a day, and those of days before that nobody said the end of: one key each, then the next. */
export function Promises({ standUp, promises }: { standUp: StandUpRead; promises: readonly StandUpLine[] }) {
  const words = useStandUpMessages()
  const firstOpen = promises.find(({ answer }) => answer === null)?.id
  const [chosen, setChosen] = useState<number | undefined>(undefined)
  // Answered or gone, it is the turn of the first that is open.
  const current = promises.some(({ id, answer }) => id === chosen && answer === null) ? chosen : firstOpen
  const [follows, setFollows] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (!follows) return
    const button = list.current?.querySelector<HTMLElement>('[data-current] .answers button')
    // After the last one the focus stays with what was answered, rather than begin at the top of the page.
    ;(button ?? list.current)?.focus()
    setFollows(false)
  }, [follows])
  const next = (after: number) => {
    const at = promises.findIndex(({ id }) => id === after)
    const open = [...promises.slice(at + 1), ...promises.slice(0, at)].find(({ answer }) => answer === null)
    setChosen(open?.id)
    setFollows(true)
  }
  const step = (by: number) => {
    const open = promises.filter(({ answer }) => answer === null)
    const at = open.findIndex(({ id }) => id === current)
    const to = open[(at + by + open.length) % open.length]
    if (to === undefined) return
    setChosen(to.id)
    setFollows(true)
  }
  return (
    <ul
      ref={list}
      tabIndex={-1}
      className="promises"
      aria-label={words.promisesOf(standUp.team.name)}
      onKeyDown={(event) => {
        const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
        if (by === undefined || !(event.target instanceof HTMLButtonElement)) return
        event.preventDefault()
        step(by)
      }}
    >
      {promises.map((promise) => (
        <Promise_
          key={promise.id}
          promise={promise}
          standUp={standUp}
          isCurrent={promise.id === current}
          onChoose={() => setChosen(promise.id)}
          onAnswered={() => next(promise.id)}
        />
      ))}
    </ul>
  )
}

interface Props {
  promise: StandUpLine
  standUp: StandUpRead
  /** The one that the keys answer. */
  isCurrent: boolean
  onChoose: () => void
  onAnswered: () => void
}

function Promise_({ promise, standUp, isCurrent, onChoose, onAnswered }: Props) {
  const words = useStandUpMessages()
  const format = useFormat()
  const say = useToast()
  const sayKept = useSayKept()
  const problemWords = useProblemWords()
  const may = useMay()
  const dayNow = useDayNow()
  const give = useAnswerPromise()
  const undo = useUndoAnswer()
  const writeKey = useWriteKey()
  const [doing, setDoing] = useState<PromiseAnswer | undefined>(undefined)
  const { team, today } = standUp
  // What came from another calendar day is due here already.
  const isDue = promise.team.id !== team.id || promise.day <= today
  const kept = useOwnEntries().find(
    ({ what, state }) => state === 'waiting' && what.kind === 'answer' && what.line === promise.id,
  )
  const mayAnswer =
    promise.answer === null && kept === undefined && isDue && may('stand-up', team.id) && promise.service !== null
  const name = promise.service?.name ?? words.hiddenService
  // On a page that was read a night ago, today is a day on.
  const day = dayNow(team.zone, today)
  const tomorrow = dayPutOffTo(promise.day, day)
  const problem = give.error ?? undo.error
  const candidates = candidatesIn(give.error)
  const undoIt = () => undo.act({ id: promise.id, text: name })

  const send = async (said: AnswerBody) => {
    if (give.isPending) return
    // The day is said, since by the time it is sent it may be another.
    const body = { ...said, day }
    const given = await give
      .mutateAsync({
        endpoint: answerPromise,
        params: { id: promise.id },
        body,
        key: writeKey.keyFor(body),
        what: { kind: 'answer', line: promise.id, answer: body.answer, service: name },
      })
      .catch(() => undefined)
    // What was refused stands under the promise, which is open still.
    if (given === undefined) return setDoing(body.answer)
    setDoing(undefined)
    if (given instanceof Kept) sayKept(given)
    else say(words.answered(words.outcomes[body.answer], name), undoIt)
    onAnswered()
  }
  const begin = (answer: PromiseAnswer) => {
    onChoose()
    give.reset()
    if (answer === 'kept') void send({ answer })
    else setDoing(answer)
  }
  const keys = { enabled: isCurrent && mayAnswer && doing === undefined }
  useShortcut('K', () => begin('kept'), words.outcomes.kept, keys)
  useShortcut('P', () => begin('partly'), words.outcomes.partly, keys)
  useShortcut('N', () => begin('not-today'), words.outcomes['not-today'], keys)
  useShortcut('B', () => begin('blocked'), words.outcomes.blocked, keys)

  return (
    <li data-current={isCurrent && mayAnswer ? '' : undefined}>
      <PromiseWords promise={promise} standUp={standUp} />
      {mayAnswer ? (
        <fieldset className="answers" aria-label={words.became(name)} onFocus={onChoose}>
          {(['kept', 'partly', 'not-today', 'blocked'] as const).map((answer) => (
            <Button
              key={answer}
              {...(isCurrent ? { shortcut: keyOf[answer] } : {})}
              aria-pressed={doing === answer}
              busy={give.isPending}
              onClick={() => begin(answer)}
            >
              {words.outcomes[answer]}
            </Button>
          ))}
        </fieldset>
      ) : (
        <p className="outcome">
          {kept?.what.kind === 'answer' ? (
            <>
              {words.outcomes[kept.what.answer]} <Tag tone="warning">{words.onThisDevice}</Tag>
            </>
          ) : promise.answer === null ? (
            isDue ? (
              words.open
            ) : (
              words.dayToCome(format.shortWeekday(promise.day))
            )
          ) : (
            words.outcome(promise.answer, format)
          )}
          {promise.answer !== null && may('stand-up', team.id) ? (
            <Button look="plain" busy={undo.isPending} aria-label={words.undoOf(name)} onClick={undoIt}>
              {words.undo}
            </Button>
          ) : null}
        </p>
      )}
      {doing === undefined ? null : (
        <AnswerFields
          answer={doing}
          promise={promise}
          tomorrow={tomorrow}
          candidates={candidates}
          busy={give.isPending}
          onSend={(body) => void send(body)}
          onClose={() => {
            setDoing(undefined)
            give.reset()
            onAnswered()
          }}
        />
      )}
      {/* Which place is a question, and the form asks it. */}
      {problem === null || candidates !== undefined ? null : (
        <p className="field-error" role="alert">
          {problemWords(problem)}
        </p>
      )}
    </li>
  )
}
