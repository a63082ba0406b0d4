import type { ReactNode } from 'react'
import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import type { Measure } from '../../domain/units.ts'
import { missing } from '../../drawing/format.ts'
import { Figure } from '../shared/Figure.tsx'
import { useCompareMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { useFormat } from '../shared/use-format.ts'
import { isFalling, keyOf, type Sort, type SortKey } from './compare-search.ts'
import type { ComparedBy } from './comparison-queries.ts'
import type { RankedRow } from './league.ts'

interface Props {
  rows: readonly RankedRow[]
  by: ComparedBy
  sort: Sort
  measure: Measure
  /** First day of the cycle whose change is shown. */
  since: CalendarDay | undefined
  onSort: (key: SortKey) => void
}

export function LeagueTable({ rows, by, sort, measure, since, onSort }: Props) {
  const words = useCompareMessages()
  const { growth: shared } = useMessages()
  const format = useFormat()
  const left = format.column(
    measure,
    rows.map(({ onPrem }) => onPrem),
  )
  const cycle = format.column(
    measure,
    rows.map(({ thisCycle }) => thisCycle),
  )
  const head = (key: SortKey, label: string, figures = true): ReactNode => {
    const isSorted = keyOf(sort) === key
    return (
      <th
        scope="col"
        className={figures ? 'figures' : undefined}
        aria-sort={isSorted ? (isFalling(sort) ? 'descending' : 'ascending') : 'none'}
      >
        <button type="button" className="sort-button" onClick={() => onSort(key)}>
          {label}
          <span aria-hidden="true">{isSorted ? (isFalling(sort) ? ' ↓' : ' ↑') : ''}</span>
        </button>
      </th>
    )
  }
  return (
    <ScrollSideways label={words.leagueName[by]}>
      <table className="plain-table league-table">
        <caption className="unseen">{words.leagueName[by]}</caption>
        <thead>
          <tr>
            <th scope="col" className="figures rank">
              {words.rank}
            </th>
            {head('name', shared.compared[by], false)}
            {head('effort', words.effort, false)}
            {head('left', measure === 'services' ? shared.compared.left : words.leftIn(format.unitName))}
            {head('share', shared.compared.share)}
            {head('growth', shared.compared.multiple)}
            {head('pace', words.pace)}
            {head('promises', words.kept)}
            {head('cycle', shared.compared.thisCycle)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <LeagueRow
              key={row.id}
              row={row}
              by={by}
              measure={measure}
              since={since}
              left={left.number(row.onPrem)}
              cycle={cycle.signed(row.thisCycle)}
            />
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

function LeagueRow(props: {
  row: RankedRow
  by: ComparedBy
  measure: Measure
  since: CalendarDay | undefined
  left: string
  cycle: string
}) {
  const { row, by, since, measure } = props
  const words = useCompareMessages()
  const { growth: shared } = useMessages()
  const format = useFormat()
  const within = { [by]: String(row.id) }
  const { league } = row
  return (
    <tr>
      <td className="figures rank second">{row.rank === null ? missing : format.count(row.rank)}</td>
      <th scope="row" className="cut">
        <PageLink to="/" search={{ [by]: String(row.id) }} title={shared.compared.showOnly(row.name)}>
          {row.name}
        </PageLink>
      </th>
      <td>
        {league === null ? (
          missing
        ) : (
          <Figure of="effort" within={within}>
            {words.efforts[league.effort.class]}
            <span className="quiet">{` · ${words.pointsShort(format.count(league.effort.points))}`}</span>
          </Figure>
        )}
      </td>
      <td className="figures">
        <Figure of="on-premises" within={within}>
          {props.left}
        </Figure>
      </td>
      <td className="figures">
        <Figure of="share" within={within}>
          {format.share(row.share)}
        </Figure>
      </td>
      <td className="figures">
        <Figure of="growth" within={within}>
          {row.multiple === null ? shared.compared.new : format.multiple(row.multiple)}
        </Figure>{' '}
        <span className="quiet base">
          <Figure of="baseline" within={within}>
            {shared.compared.from(format.measuredNumber(measure, row.baseline))}
          </Figure>
        </span>
      </td>
      <td className="figures">
        <Figure of="running-pace" within={within}>
          {format.pace(league?.pace ?? null)}
        </Figure>
      </td>
      <td className="figures">
        {league === null || league.promised === 0 ? (
          <span className="quiet">{missing}</span>
        ) : (
          <Figure of="promises-kept" within={within}>
            {format.share(league.kept / league.promised)}
            <span className="quiet">{` · ${words.keptOf(format.count(league.kept), format.count(league.promised))}`}</span>
          </Figure>
        )}
      </td>
      <td className="figures">
        {since === undefined ? (
          missing
        ) : (
          <Figure of="cloud-change" within={within} since={addDays(since, -1)}>
            {props.cycle}
          </Figure>
        )}
      </td>
    </tr>
  )
}
