import { useQuery } from '@tanstack/react-query'
import type { CycleReport, ReleaseCycle } from '../../contract/release-cycles.ts'
import { daysBetween } from '../../domain/calendar-day.ts'
import { useBoardMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useSession } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import { usePageSearch } from '../shared/view-search.ts'
import { type BoardFilter, plannedCountQuery } from './board-queries.ts'
import { takesIn } from './board-targets.ts'
import { cycleQuery, cyclesQuery } from './cycles-queries.ts'
import { CyclesSearch } from './cycles-search.ts'

interface Total {
  readonly services: number
  readonly units: number
}

/** Which cycle, its days, and what is planned against what cycles before have moved. */
export function BoardColumnHead(props: {
  cycle: ReleaseCycle | null
  heading: string
  filter: BoardFilter
  /** Of the cards that match. */
  total: Total | undefined
}) {
  const { cycle, heading, filter, total } = props
  const words = useBoardMessages()
  const { cycles } = useMessages()
  const format = useFormat()
  const [{ measure }] = usePageSearch(CyclesSearch)
  const { today } = useSession()
  const amount = total === undefined ? '' : format.measured(measure, measure === 'units' ? total.units : total.services)
  return (
    <div className="board-head">
      <h3>{heading}</h3>
      <p className="caption">
        {cycle === null
          ? words.notPlannedWords
          : `${format.dayRange(cycle.firstDay, cycle.lastDay)}, ${cycles.history.states[cycle.state]}`}
      </p>
      {cycle === null ? (
        <>
          <p className="board-total">{amount}</p>
          <InLate filter={filter} />
        </>
      ) : (
        <Load cycle={cycle} filter={filter} total={total} amount={amount} />
      )}
      {cycle?.state === 'late' ? (
        <p className="second">{words.state.late(format.days(daysBetween(cycle.lastDay, today)))}</p>
      ) : cycle?.state === 'closed' ? (
        <p className="second">{words.state.closed}</p>
      ) : null}
    </div>
  )
}

/** What stands in the plan of a late cycle is planned, and goes on from its closing: said, since no column here may show it. */
function InLate({ filter }: { filter: BoardFilter }) {
  const late = useQuery(cyclesQuery).data?.cycles.filter(({ state }) => state === 'late') ?? []
  return late.map(({ number }) => <InOneLate key={number} number={number} filter={filter} />)
}

function InOneLate({ number, filter }: { number: number; filter: BoardFilter }) {
  const words = useBoardMessages()
  const { cycles } = useMessages()
  const { data: count = 0 } = useQuery(plannedCountQuery(filter, number))
  return count === 0 ? null : (
    <p className="second">
      <PageLink to="/cycles" search={{ cycle: number, show: 'services' }}>
        {words.inLate(count, cycles.short(number))}
      </PageLink>
    </p>
  )
}

function Load({
  cycle,
  filter,
  total,
  amount,
}: {
  cycle: ReleaseCycle
  filter: BoardFilter
  total: Total | undefined
  amount: string
}) {
  const words = useBoardMessages()
  const format = useFormat()
  const [search] = usePageSearch(CyclesSearch)
  const { data: report } = useQuery(cycleQuery(search, cycle.number))
  if (report === undefined || total === undefined) return <p className="board-total">{amount}</p>
  const { measure } = report
  // What was searched for tells nothing of the load: the plan as a whole does.
  const planned = report.source === 'on-premises' || filter.q === '' ? amountOf(total, report) : report.scope.now
  const change = report.scope.added - report.scope.removed
  const isChanged =
    report.source === 'plan' && report.isCommitted && (report.scope.added > 0 || report.scope.removed > 0)
  const { capacity } = report
  const said = (value: number) => format.measuredInWords(measure, value)
  return (
    <>
      <p className="board-total">
        {planned === 0
          ? takesIn(cycle)
            ? words.nothingYet
            : words.emptyCycle
          : words.planned(format.measured(measure, planned))}
        {isChanged ? <span className="quiet">{words.scope(format.signedInWords(measure, change))}</span> : null}
      </p>
      {cycle.state === 'planned' ? null : (
        <p className="second">
          {(cycle.state === 'running' ? words.delivered : words.deliveredInAll)(said(report.delivered))}
        </p>
      )}
      {report.source === 'on-premises' ? (
        <p className="second">{planned === 0 ? words.noPlan : words.noPlanThen}</p>
      ) : capacity === null ? (
        <p className="second">{words.noCapacity}</p>
      ) : (
        <>
          <LoadBar planned={planned} capacity={capacity} />
          <p className="second">
            {words.capacity(said(capacity.median), said(capacity.least), said(capacity.most), capacity.cycles)}
            {report.live.includes('capacity') ? `, ${words.asKnownNow}` : ''}
          </p>
          {planned > capacity.most ? <p className="board-above">{words.above(said(capacity.most))}</p> : null}
        </>
      )}
    </>
  )
}

const amountOf = (total: Total, { measure }: CycleReport): number =>
  measure === 'units' ? total.units : total.services

/** The plan as a bar over the range of what was moved before, with its median as a line: the words beside it say the same. */
function LoadBar({ planned, capacity }: { planned: number; capacity: NonNullable<CycleReport['capacity']> }) {
  const { median, least, most } = capacity
  const widest = Math.max(planned, most, 1)
  const at = (value: number) => `${(Math.max(0, value) / widest) * 100}%`
  return (
    <div className="load-bar" aria-hidden="true">
      <span className="range" style={{ insetInlineStart: at(least), inlineSize: `calc(${at(most)} - ${at(least)})` }} />
      <span className="load" style={{ inlineSize: at(planned) }} />
      <span className="median" style={{ insetInlineStart: at(median) }} />
    </div>
  )
}
