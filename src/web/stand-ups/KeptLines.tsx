import type { StandUpTime } from '../../domain/stand-up.ts'
import { Button } from '../shared/Button.tsx'
import { ProblemError } from '../shared/call.ts'
import { useMessages, useStandUpMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { outboxOf } from '../shared/outbox/own-outbox.ts'
import { useOwnEntries } from '../shared/outbox/use-entries.ts'
import { Tag } from '../shared/Tag.tsx'
import { useToast } from '../shared/toast.tsx'
import { useDayNow } from '../shared/use-day-now.ts'
import { useFormat } from '../shared/use-format.ts'
import type { StandUpRead } from './stand-ups-queries.ts'

/** What was said into the box and is on this device alone: no figure counts it yet. */
export function KeptLines({ standUp, time }: { standUp: StandUpRead; time: StandUpTime }) {
  const words = useStandUpMessages()
  const { states } = useMessages()
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const dayNow = useDayNow()
  const { team, today } = standUp
  // What is said after midnight on a page of the day before stands here too, where it was said.
  const days = standUp.day === today ? [today, dayNow(team.zone, today)] : [standUp.day]
  const entries = useOwnEntries().flatMap((entry) =>
    entry.what.kind === 'line' &&
    entry.what.team.id === team.id &&
    entry.what.time === time &&
    days.includes(entry.what.day)
      ? [{ ...entry, what: entry.what }]
      : [],
  )
  if (entries.length === 0) return null
  return (
    <ul className="kept-lines" aria-label={words.onThisDevice}>
      {entries.map(({ id, owner, what, state, problem }) => {
        const said = what.service ?? what.text
        return (
          <li key={id}>
            <p>
              <Tag tone={what.line === 'blocker' ? 'bad' : 'plain'}>{words.kinds[what.line]}</Tag> {what.service}{' '}
              {what.level === null ? null : <b>{words.toLevel(format.level(what.level))}</b>}{' '}
              <span className="said">{what.text}</span>
            </p>
            <p className="second">
              <Tag tone={state === 'refused' ? 'bad' : 'warning'}>{words.onThisDevice}</Tag>
              <Button
                look="plain"
                aria-label={words.takeBackOf(said)}
                onClick={() =>
                  void outboxOf(owner)
                    .discard(id)
                    .then((isGone) => say(isGone ? states.keptDiscarded : states.keptWasSent))
                }
              >
                {words.takeBack}
              </Button>
            </p>
            {state === 'refused' && problem !== null ? (
              <p className="field-error">{problemWords(new ProblemError(problem))}</p>
            ) : null}
          </li>
        )
      })}
    </ul>
  )
}
