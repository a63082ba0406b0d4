import { lazy, Suspense } from 'react'
import type { CycleReport } from '../../contract/release-cycles.ts'
import { missing } from '../../drawing/format.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'

const ReviewNotes = lazy(async () => ({ default: (await import('./ReviewNotes.tsx')).ReviewNotes }))

/** The frozen record beside what the ledger says now, and the notes of the review. */
export function CycleRecord({ report, closed }: { report: CycleReport; closed: NonNullable<CycleReport['closed']> }) {
  const { cycles } = useMessages()
  const words = cycles.record
  const format = useFormat()
  const amount = (value: number) => format.measuredNumber(report.measure, value)
  const live = report.now ?? report
  const rows = (['committed', 'delivered', 'kept', 'unplanned', 'rolledBack'] as const).map((figure) => ({
    figure,
    label: {
      committed: cycles.committed,
      delivered: cycles.history.delivered,
      kept: cycles.kept,
      unplanned: cycles.unplanned,
      rolledBack: cycles.teams.rolledBack,
    }[figure],
    recorded: amount(closed[figure]),
    now: amount(live[figure]),
  }))
  const lines = [
    ...rows,
    {
      figure: 'moved-back',
      label: cycles.movedBack,
      recorded: format.count(report.moves.back),
      now: format.count(live.moves.back),
    },
    ...(report.now === null
      ? []
      : (['retired', 'carriedOver'] as const).map((figure) => ({
          figure,
          label: figure === 'retired' ? cycles.teams.retired : cycles.carried(report.number - 1),
          recorded: amount(report[figure]),
          now: amount(live[figure]),
        }))),
    {
      figure: 'say-do',
      label: cycles.history.sayDo,
      recorded: format.share(closed.sayDo),
      now: format.share(live.sayDo),
    },
    {
      figure: 'multiple',
      label: cycles.history.multiple,
      recorded: closed.multiple === null ? missing : format.multiple(closed.multiple),
      now: live.multiple === null ? missing : format.multiple(live.multiple),
    },
  ]
  const isSame = lines.every(({ recorded, now }) => recorded === now || recorded === missing)
  return (
    <div className="cycles-row">
      <Section
        line={words.name}
        heading={closed.sayDo === null ? words.headingNone : words.heading(format.share(closed.sayDo))}
        foot={[
          isSame ? words.same : words.changed,
          ...(report.live.includes('multiple') ? [words.multipleLive] : []),
        ].join(' ')}
      >
        <ScrollSideways label={words.name}>
          <table className="plain-table cycle-record">
            <thead>
              <tr>
                <th scope="col">{words.figure}</th>
                <th scope="col" className="figures">
                  {words.recorded}
                </th>
                <th scope="col" className="figures">
                  {words.now}
                </th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ figure, label, recorded, now }) => (
                <tr key={figure}>
                  <th scope="row">{label}</th>
                  <td className="figures strong">{recorded}</td>
                  <td className="figures">{now}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollSideways>
      </Section>
      <Section line={words.name} heading={words.notes}>
        {closed.notes === '' ? (
          <p className="second">{words.noNotes}</p>
        ) : (
          <Suspense fallback={<Skeleton height={120} />}>
            <ReviewNotes text={closed.notes} />
          </Suspense>
        )}
      </Section>
    </div>
  )
}
