import { lazy, Suspense, useState } from 'react'
import { dayIn } from '../../domain/calendar-day.ts'
import type { HandOver } from '../../domain/hand-over.ts'
import { Button } from '../shared/Button.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useAcceptHandOver, useWithdrawHandOver } from './hand-overs-queries.ts'
import type { StandUpRead } from './stand-ups-queries.ts'

const HandOverDialog = lazy(async () => ({ default: (await import('./HandOverDialog.tsx')).HandOverDialog }))

const openIn = (handOvers: readonly HandOver[]): number =>
  handOvers.reduce(
    (sum, { lines, blockers }) =>
      sum +
      lines.filter(({ kind, answer }) => kind === 'promise' && answer === null).length +
      blockers.filter(({ resolved }) => resolved === null).length,
    0,
  )

/** What came from teams whose day is over, and what went to those whose day goes on. */
export function HandOvers({ standUp }: { standUp: StandUpRead }) {
  const words = useStandUpMessages().handOver
  const { team, day, today, handOvers } = standUp
  const may = useMay()('stand-up', team.id) && day === today
  const [handing, setHanding] = useState(false)
  const { given, received } = handOvers
  if (given.length + received.length === 0 && !may) return null
  const heading = words.heading(openIn(received), openIn(given))
  return (
    <Section
      line={heading === '' ? undefined : words.line}
      heading={heading === '' ? words.line : heading}
      controls={may ? <Button onClick={() => setHanding(true)}>{words.handOver}</Button> : undefined}
    >
      {given.length + received.length === 0 ? null : (
        <ul className="hand-overs" aria-label={words.line}>
          {received.map((one) => (
            <Over key={one.id} handOver={one} side="received" standUp={standUp} />
          ))}
          {given.map((one) => (
            <Over key={one.id} handOver={one} side="given" standUp={standUp} />
          ))}
        </ul>
      )}
      <Suspense>{handing ? <HandOverDialog standUp={standUp} onClose={() => setHanding(false)} /> : null}</Suspense>
    </Section>
  )
}

interface Props {
  handOver: HandOver
  side: 'given' | 'received'
  standUp: StandUpRead
}

function Over({ handOver, side, standUp }: Props) {
  const { handOver: words, ...all } = useStandUpMessages()
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const maySay = useMay()('stand-up', standUp.team.id)
  const accept = useAcceptHandOver()
  const withdraw = useWithdrawHandOver()
  const { id, from, to, day, note, by, at, accepted, lines, blockers } = handOver
  const instant = Date.parse(at)
  const here = standUp.team.zone
  const when = [format.shortWeekday(dayIn(here, instant)), format.time(instant, here), by] as const
  const error = accept.error ?? withdraw.error
  return (
    <li>
      <p>
        <b>{side === 'received' ? words.received(from.name, ...when) : words.given(to.name, ...when)}</b>{' '}
        <Tag tone={accepted === null ? 'warning' : 'good'}>
          {accepted === null ? words.waiting : words.accepted(accepted.by)}
        </Tag>
      </p>
      {note === '' ? null : <p className="lines-kept">{note}</p>}
      <ul>
        {lines.map((line) => (
          <li key={line.id}>
            <Tag>{all.kinds[line.kind]}</Tag> {line.kind === 'promise' ? words.promise(line, format.level) : line.text}
            {line.answer === null ? null : <span className="second"> · {all.outcome(line.answer, format)}</span>}
          </li>
        ))}
        {blockers.map((blocker) => (
          <li key={`blocker-${blocker.id}`}>
            <Tag tone="bad">{words.blocker}</Tag>{' '}
            <PageLink to="/blockers" search={{ q: blocker.what.slice(0, 60) }}>
              {blocker.what}
            </PageLink>
            {blocker.resolved === null ? null : <span className="second"> · {words.resolved}</span>}
          </li>
        ))}
      </ul>
      <p className="screen-only button-row">
        {side === 'received' && accepted === null && maySay ? (
          <Button aria-label={words.acceptFrom(from.name)} busy={accept.isPending} onClick={() => accept.mutate(id)}>
            {words.accept}
          </Button>
        ) : null}
        {side === 'given' && day === standUp.today && maySay ? (
          <Button
            look="plain"
            aria-label={words.withdrawFrom(to.name)}
            busy={withdraw.isPending}
            onClick={() => withdraw.mutate(id, { onSuccess: () => say(words.withdrawn) })}
          >
            {words.withdraw}
          </Button>
        ) : null}
      </p>
      {error === null ? null : (
        <p className="field-error" role="alert">
          {problemWords(error)}
        </p>
      )}
    </li>
  )
}
