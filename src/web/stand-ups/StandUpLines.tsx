import { lazy, Suspense, useState } from 'react'
import type { StandUpLine } from '../../domain/stand-up.ts'
import { Button } from '../shared/Button.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PageLink } from '../shared/PageLink.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useRestoreLine, useTakeBackLine } from './stand-ups-queries.ts'

const LineDialog = lazy(async () => ({ default: (await import('./LineDialog.tsx')).LineDialog }))

/** What was said, by person, in the order in which they spoke. */
export function StandUpLines({ lines, label }: { lines: readonly StandUpLine[]; label: string }) {
  const [changing, setChanging] = useState<StandUpLine | undefined>(undefined)
  const byPerson = [...Map.groupBy(lines, ({ author }) => author.name)]
  return (
    <>
      <ul className="stand-up-people" aria-label={label}>
        {byPerson.map(([name, its]) => (
          <li key={name}>
            <h3>{name}</h3>
            <ul>
              {its.map((line) => (
                <Line key={line.id} line={line} onChange={() => setChanging(line)} />
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <Suspense>
        {changing === undefined ? null : <LineDialog line={changing} onClose={() => setChanging(undefined)} />}
      </Suspense>
    </>
  )
}

function Line({ line, onChange }: { line: StandUpLine; onChange: () => void }) {
  const words = useStandUpMessages()
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const may = useMay()
  const takeBack = useTakeBackLine()
  const restore = useRestoreLine()
  const { id, kind, service, level, text, typedBy, carriedFrom, answer } = line
  const mayChange = answer === null && may(line.isOwn ? 'stand-up' : 'correct-stand-up', line.team.id)
  const what = service?.name ?? text
  return (
    <li>
      <p>
        <Tag tone={kind === 'blocker' ? 'bad' : 'plain'}>{words.kinds[kind]}</Tag>{' '}
        {service === null ? null : (
          <PageLink to="/services" search={{ service: service.id }}>
            {service.name}
          </PageLink>
        )}{' '}
        {level === null ? null : <b>{words.toLevel(format.level(level))}</b>} <span className="said">{text}</span>
      </p>
      <p className="second">
        {[
          typedBy === null ? null : words.typedBy(typedBy),
          carriedFrom === null ? null : words.carriedFrom(format.shortWeekday(carriedFrom.day)),
          line.isChanged ? words.changed : null,
          answer === null ? null : words.outcome(answer, format),
        ]
          .filter((part) => part !== null)
          .join(' · ')}
        {mayChange ? (
          <span className="screen-only">
            <Button look="plain" aria-label={words.changeOf(what)} onClick={onChange}>
              {words.change}
            </Button>
            <Button
              look="plain"
              aria-label={words.takeBackOf(what)}
              busy={takeBack.isPending}
              onClick={() =>
                takeBack.act({ id, text: what }, () => say(words.tookBack, () => restore.act({ id, text: what })))
              }
            >
              {words.takeBack}
            </Button>
          </span>
        ) : null}
      </p>
      {takeBack.error === null ? null : (
        <p className="field-error" role="alert">
          {problemWords(takeBack.error)}
        </p>
      )}
    </li>
  )
}
