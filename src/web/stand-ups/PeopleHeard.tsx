import { lazy, Suspense, useState } from 'react'
import { removeAbsence } from '../../contract/stand-ups.ts'
import type { StandUpTime } from '../../domain/stand-up.ts'
import { Button } from '../shared/Button.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Kept } from '../shared/outbox/outbox.ts'
import { useSayKept } from '../shared/outbox/use-write.ts'
import { Section } from '../shared/Section.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { type StandUpRead, useRemoveAbsence } from './stand-ups-queries.ts'

const AbsenceDialog = lazy(async () => ({ default: (await import('./AbsenceDialog.tsx')).AbsenceDialog }))

const HoursDialog = lazy(async () => ({ default: (await import('./HoursDialog.tsx')).HoursDialog }))

/** Who was heard, who is waited for, and who is out of office now or soon. */
export function PeopleHeard({ standUp, time }: { standUp: StandUpRead; time: StandUpTime }) {
  const words = useStandUpMessages()
  const format = useFormat()
  const problemWords = useProblemWords()
  const may = useMay()
  const maySay = may('stand-up', standUp.team.id)
  const mayEdit = may('edit-team', standUp.team.id)
  const [settingHours, setHours] = useState(false)
  const [adding, setAdding] = useState(false)
  const remove = useRemoveAbsence()
  const sayKept = useSayKept()
  const writeKey = useWriteKey()
  const { people, absences, hours } = standUp
  const isBack = (id: number, who: string) =>
    void remove
      .mutateAsync({
        endpoint: removeAbsence,
        params: { id },
        body: {},
        key: writeKey.keyFor({ id }),
        what: { kind: 'back', absence: id, who },
      })
      .then(
        (answer) => (answer instanceof Kept ? sayKept(answer) : undefined),
        // What was refused stands under the list.
        () => {},
      )
  const waited = people.filter((one) => !one[time] && one.absence === null)
  return (
    <Section
      line={words.peopleLine}
      heading={words.notHeard(waited.length, people.length)}
      controls={
        <>
          {mayEdit ? (
            <Button className="screen-only" onClick={() => setHours(true)}>
              {words.hours.button(hours.morning, hours.evening)}
            </Button>
          ) : null}
          {maySay ? <Button onClick={() => setAdding(true)}>{words.outOfOffice}</Button> : null}
        </>
      }
    >
      {people.length === 0 ? <p className="second">{words.nobodyYet}</p> : null}
      <ul className="people-heard" aria-label={words.peopleLine}>
        {people.map(({ name, person, absence, ...one }) => (
          <li key={person ?? name}>
            <span>{name}</span>
            {absence !== null ? (
              <Tag>{words.awayUntil(format.shortWeekday(absence.to))}</Tag>
            ) : one[time] ? (
              <Tag tone="good">{words.heard}</Tag>
            ) : (
              <Tag tone="warning">{words.waited}</Tag>
            )}
          </li>
        ))}
      </ul>
      {absences.length === 0 ? null : (
        <>
          <h3 className="absences-heading">{words.absences}</h3>
          <ul className="absences" aria-label={words.absences}>
            {absences.map(({ id, who, from, to, words: why }) => (
              <li key={id}>
                <span>
                  {who.name}, {format.dayRange(from, to)}
                  {why === '' ? '' : `: ${why}`}
                </span>
                {maySay ? (
                  <Button
                    look="plain"
                    aria-label={words.backOf(who.name)}
                    busy={remove.isPending}
                    onClick={() => isBack(id, who.name)}
                  >
                    {words.back}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
      {remove.error === null ? null : (
        <p className="field-error" role="alert">
          {problemWords(remove.error)}
        </p>
      )}
      <Suspense>{settingHours ? <HoursDialog standUp={standUp} onClose={() => setHours(false)} /> : null}</Suspense>
      <Suspense>{adding ? <AbsenceDialog standUp={standUp} onClose={() => setAdding(false)} /> : null}</Suspense>
    </Section>
  )
}
