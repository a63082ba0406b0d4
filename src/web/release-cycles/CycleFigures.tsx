import type { ReactNode } from 'react'
import type { CycleReport } from '../../contract/release-cycles.ts'
import { daysBetween } from '../../domain/calendar-day.ts'
import { Figure } from '../shared/Figure.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useFormat } from '../shared/use-format.ts'
import { hasBegun, isOver } from './cycles-search.ts'
import { MovesBack } from './MovesBack.tsx'

/** Promised, moved of it, switched off, beside the plan, changed since, carried over: each opens to its services. */
export function CycleFigures({ report }: { report: CycleReport }) {
  const { cycles: words } = useMessages()
  const format = useFormat()
  const { measure, committed } = report
  const amount = (value: number) => format.measuredNumber(measure, value)
  const open = (outcome: string | undefined, children: ReactNode) => (
    <PageLink
      to="/cycles"
      className="figure"
      search={{ cycle: report.number, show: 'services', ...(outcome === undefined ? {} : { outcome }) }}
    >
      {children}
    </PageLink>
  )
  const day = Math.min(report.days, Math.max(0, daysBetween(report.firstDay, report.asOf) + 1))
  const even = Math.round((committed * day) / report.days)
  const source =
    report.source === 'on-premises'
      ? words.committedOnPrem(format.shortDay(report.firstDay))
      : report.isCommitted
        ? words.committedOn(format.shortDay(report.firstDay))
        : words.soFar
  const { scope, now } = report
  /** What the ledger says now, beside a figure of the record, where it says something else. */
  const since = (recorded: number, live: number | undefined) =>
    live === undefined || live === recorded ? null : `, ${words.record.nowIs(amount(live))}`
  return (
    <section className="cycle-figures" aria-label={words.figures}>
      <Item
        label={report.isCommitted ? words.committed : words.plannedSoFar}
        figure={open(undefined, amount(report.isCommitted ? committed : scope.now))}
      >
        {source}
        {since(committed, now?.committed)}
      </Item>
      {hasBegun(report) ? (
        <>
          <Item label={words.kept} figure={open('delivered', amount(report.kept))}>
            {report.sayDo === null
              ? words.noSayDo
              : isOver(report)
                ? words.sayDoIs(format.share(report.sayDo))
                : words.keptDetail(format.share(report.sayDo), amount(even))}
            {since(report.kept, now?.kept)}
          </Item>
          {report.source === 'on-premises' ? (
            <Item label={words.retired} figure={open('retired', amount(report.retired))}>
              {words.retiredDetail}
              {since(report.retired, now?.retired)}
            </Item>
          ) : (
            <Item
              label={words.unplanned}
              figure={
                <Figure of="cycle-unplanned" label={words.unplanned} within={{ day: report.asOf }}>
                  {amount(report.unplanned)}
                </Figure>
              }
            >
              {report.unplanned < 0 ? words.unplannedBelow : words.unplannedDetail(amount(report.rolledBack))}
              {since(report.unplanned, now?.unplanned)}
            </Item>
          )}
          <Item
            label={words.scope}
            figure={
              <PageLink to="/cycles" className="figure" search={{ cycle: report.number, since: 'start' }}>
                {format.signedMeasured(measure, scope.added - scope.removed)}
              </PageLink>
            }
          >
            {report.source === 'on-premises'
              ? words.scopeArrived
              : words.scopeDetail(amount(scope.added), amount(scope.removed))}
          </Item>
          <Item label={words.movedBack} figure={<MovesBack of={report} />}>
            {words.movedBackDetail}
            {now === null || now.moves.back === report.moves.back
              ? null
              : `, ${words.record.nowIs(format.count(now.moves.back))}`}
          </Item>
        </>
      ) : null}
      {report.number === 1 ? null : (
        <Item
          label={words.carried(report.number - 1)}
          figure={
            <Figure of="cycle-carried" label={words.carried(report.number - 1)} within={{ cycle: report.number }}>
              {amount(report.carriedOver)}
            </Figure>
          }
        >
          {words.carriedDetail}
          {since(report.carriedOver, now?.carriedOver)}
        </Item>
      )}
      {/* What a cycle can take is of use before its end. */}
      {report.capacity === null || isOver(report) ? null : (
        <Item
          label={words.capacity}
          figure={
            <PageLink to="/cycles" className="figure" search={{ show: 'history' }}>
              {amount(report.capacity.median)}
            </PageLink>
          }
        >
          {words.capacityOf(report.capacity.cycles)},{' '}
          {words.capacityRange(amount(report.capacity.least), amount(report.capacity.most))}
        </Item>
      )}
    </section>
  )
}

function Item({ label, figure, children }: { label: string; figure: ReactNode; children: ReactNode }) {
  return (
    <div className="cycle-figure">
      <p className="caption">{label}</p>
      <p className="figure-text">{figure}</p>
      <p className="second">{children}</p>
    </div>
  )
}
