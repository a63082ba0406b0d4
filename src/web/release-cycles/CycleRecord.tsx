import { lazy, Suspense } from 'react'
import type { CycleReport } from '../../contract/release-cycles.ts'
import { missing } from '../../drawing/format.ts'
import { type ColumnsOf, SaveList } from '../shared/charts/SaveList.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'

const ReviewNotes = lazy(async () => ({ default: (await import('./ReviewNotes.tsx')).ReviewNotes }))

interface RecordedLine {
  readonly figure: string
  readonly label: string
  readonly kind: 'amount' | 'count' | 'share' | 'multiple'
  readonly recorded: number | null
  readonly now: number | null
}

/** The frozen record beside what the ledger says now, and the notes of the review. */
export function CycleRecord({ report, closed }: { report: CycleReport; closed: NonNullable<CycleReport['closed']> }) {
  const { cycles } = useMessages()
  const words = cycles.record
  const format = useFormat()
  const live = report.now ?? report
  const amounts = (['committed', 'delivered', 'kept', 'unplanned', 'rolledBack'] as const).map(
    (figure): RecordedLine => ({
      figure,
      label: {
        committed: cycles.committed,
        delivered: cycles.history.delivered,
        kept: cycles.kept,
        unplanned: cycles.unplanned,
        rolledBack: cycles.teams.rolledBack,
      }[figure],
      kind: 'amount',
      recorded: closed[figure],
      now: live[figure],
    }),
  )
  const lines: readonly RecordedLine[] = [
    ...amounts,
    { figure: 'movesBack', label: cycles.movedBack, kind: 'count', recorded: report.moves.back, now: live.moves.back },
    ...(report.now === null
      ? []
      : (['retired', 'carriedOver'] as const).map(
          (figure): RecordedLine => ({
            figure,
            label: figure === 'retired' ? cycles.teams.retired : cycles.carried(report.number - 1),
            kind: 'amount',
            recorded: report[figure],
            now: live[figure],
          }),
        )),
    { figure: 'sayDo', label: cycles.history.sayDo, kind: 'share', recorded: closed.sayDo, now: live.sayDo },
    {
      figure: 'multiple',
      label: cycles.history.multiple,
      kind: 'multiple',
      recorded: closed.multiple,
      now: live.multiple,
    },
  ]
  const columnsOf: ColumnsOf<RecordedLine> = (say) => [
    {
      name: 'figure',
      label: words.figure,
      kind: 'text',
      of: ({ label, kind }) => (kind === 'amount' ? say.amount(label, report.measure) : label),
    },
    { name: 'recorded', label: words.recorded, kind: 'number', of: ({ recorded }) => recorded },
    { name: 'now', label: words.now, kind: 'number', of: ({ now }) => now },
  ]
  const said = ({ kind }: RecordedLine, value: number | null): string => {
    if (kind === 'share') return format.share(value)
    if (value === null) return missing
    if (kind === 'multiple') return format.multiple(value)
    return kind === 'count' ? format.count(value) : format.measuredNumber(report.measure, value)
  }
  const isSame = lines.every((line) => {
    const recorded = said(line, line.recorded)
    return recorded === said(line, line.now) || recorded === missing
  })
  return (
    <div className="cycles-row">
      <Section
        line={words.name}
        heading={closed.sayDo === null ? words.headingNone : words.heading(format.share(closed.sayDo))}
        controls={
          <SaveList
            name={words.name}
            file={`cycle-${report.number}-record`}
            day={report.asOf}
            columns={columnsOf}
            rows={async () => lines}
          />
        }
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
              {lines.map((line) => (
                <tr key={line.figure}>
                  <th scope="row">{line.label}</th>
                  <td className="figures strong">{said(line, line.recorded)}</td>
                  <td className="figures">{said(line, line.now)}</td>
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
