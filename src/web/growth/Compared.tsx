import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { compare } from '../../contract/comparison.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { Growth } from '../../contract/growth.ts'
import { addDays } from '../../domain/calendar-day.ts'
import type { Programme } from '../../domain/programme.ts'
import { missing } from '../../drawing/format.ts'
import { Button } from '../shared/Button.tsx'
import { SaveMenu } from '../shared/charts/SaveMenu.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { ErrorState, ReadingBar, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { everyCompared } from './every-row.ts'
import { type ComparedBy, comparisonQuery } from './growth-queries.ts'
import { isSmallBase } from './growth-words.ts'
import { Sparkline } from './Sparkline.tsx'

type Comparison = AnswerOf<typeof compare>
type Row = Comparison['rows'][number]

const rowsAtFirst = 8

/** Divisions or teams side by side, most left on-premises first. */
export function Compared({ view, growth, programme }: { view: View; growth: Growth; programme: Programme }) {
  const { growth: words, charts, common, states } = useMessages()
  const format = useFormat()
  // Inside one division its teams are the comparison worth making.
  const [chosen, setChosen] = useState<ComparedBy>()
  const usual: ComparedBy = view.division !== undefined || view.team !== undefined ? 'team' : 'division'
  const [limit, setLimit] = useState(rowsAtFirst)
  const divisions = useQuery({
    ...comparisonQuery(view, 'division', rowsAtFirst),
    enabled: chosen === undefined && usual === 'division',
  })
  // One division alone compares with nothing, its teams do.
  const by: ComparedBy = chosen ?? (divisions.data?.total === 1 ? 'team' : usual)
  const query = useQuery(comparisonQuery(view, by, limit))
  const data = query.data
  const name = by === 'division' ? words.compared.divisionsName : words.compared.teamsName
  const number = (amount: number) => format.measuredNumber(growth.measure, amount)
  if (chosen === undefined && data?.total === 1 && !query.isPlaceholderData) return null

  return (
    <Section
      line={name}
      heading={data === undefined ? states.loading : finding(data)}
      className="chart-section quiet-tools compared"
      controls={
        <>
          <Segmented
            label={words.compared.by}
            value={by}
            onChange={(next) => {
              setChosen(next)
              setLimit(rowsAtFirst)
            }}
            segments={[
              { value: 'division', label: words.compared.divisions },
              { value: 'team', label: words.compared.teams },
            ]}
          />
          {data === undefined ? null : (
            <SaveMenu
              name={name}
              file={`${by}s-${growth.asOf}`}
              table={tableOf(data)}
              bars={barsOf(data)}
              words={{ name, heading: finding(data), foot: charts.asOf(format.day(growth.asOf)) }}
            />
          )}
        </>
      }
      foot={
        data !== undefined && data.rows.length < data.total ? (
          <span className="button-row">
            {words.compared.shown(format.count(data.rows.length), format.count(data.total))}
            <Button look="plain" busy={query.isFetching} onClick={() => setLimit(Math.min(500, limit + 20))}>
              {common.showMore(Math.min(20, data.total - data.rows.length))}
            </Button>
          </span>
        ) : undefined
      }
    >
      <ReadingBar reading={query.isPlaceholderData} />
      {data === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={260} />
        )
      ) : data.rows.length === 0 ? null : (
        <ComparedTable rows={data.rows} by={by} growth={growth} programme={programme} caption={name} />
      )}
    </Section>
  )

  function finding(of: Comparison): string {
    const most = of.rows[0]
    if (most === undefined) return words.compared.nothing
    if (of.left === 0) return words.compared.allDone[by]
    const inWords = (amount: number) => format.measuredInWords(growth.measure, amount)
    return words.compared.holdsMost(most.name, number(most.onPrem), inWords(most.onPrem), inWords(of.left))
  }

  function barsOf(of: Comparison) {
    const largest = Math.max(1, ...of.rows.map(({ cloud, onPrem }) => cloud + onPrem))
    return of.rows.map((row) => ({
      name: row.name,
      value: `${format.share(row.share)} · ${words.compared.left} ${number(row.onPrem)}`,
      parts: [
        { length: row.cloud / largest, colour: 'var(--cloud)' },
        { length: row.onPrem / largest, colour: 'var(--on-prem)' },
      ],
    }))
  }

  function tableOf(of: Comparison) {
    const { compared } = words
    const labels = [
      compared[by],
      compared.share,
      compared.multiple,
      compared.baseline,
      compared.cloud,
      compared.left,
      compared.total,
      compared.thisCycle,
      compared.confirmed,
    ]
    return {
      columns: labels.map((label) => ({ label })),
      rows: of.rows.map(inFile),
      ...(of.rows.length < of.total ? { every: async () => (await everyCompared(view, by)).map(inFile) } : {}),
    }
  }
}

const inFile = (row: Row) => ({
  key: row.id,
  shown: [],
  raw: [
    row.name,
    row.share,
    row.multiple,
    row.baseline,
    row.cloud,
    row.onPrem,
    row.total,
    row.thisCycle,
    row.lastConfirmedOn,
  ],
})

function ComparedTable(props: {
  rows: readonly Row[]
  by: ComparedBy
  growth: Growth
  programme: Programme
  caption: string
}) {
  const { growth: words } = useMessages()
  const format = useFormat()
  const { compared } = words
  const { rows, growth } = props
  const largest = Math.max(1, ...rows.map(({ cloud, onPrem }) => cloud + onPrem))
  const left = format.column(
    growth.measure,
    rows.map(({ onPrem }) => onPrem),
  )
  const thisCycle = format.column(
    growth.measure,
    rows.map((row) => row.thisCycle),
  )
  return (
    <table className="plain-table compared-table">
      <caption className="unseen">{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{compared[props.by]}</th>
          <th scope="col" className="spark-column">
            {compared.shareSince(format.month(props.growth.baselineDay))}
          </th>
          <th scope="col" className="figures">
            {compared.share}
          </th>
          <th scope="col" className="figures">
            {compared.multiple}
          </th>
          <th scope="col" className="bar-column">
            {compared.bars}
          </th>
          <th scope="col" className="figures">
            {compared.left}
            <UnitUnder growth={growth} />
          </th>
          <th scope="col" className="figures roomy-only">
            {compared.thisCycle}
            <UnitUnder growth={growth} />
          </th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <ComparedRow
            key={row.id}
            row={row}
            largest={largest}
            left={left.number(row.onPrem)}
            thisCycle={thisCycle.signed(row.thisCycle)}
            {...props}
          />
        ))}
      </tbody>
    </table>
  )
}

/** The unit once, in the head of the column that counts in it. */
function UnitUnder({ growth }: { growth: Growth }) {
  const format = useFormat()
  return growth.measure === 'services' ? null : <span className="quiet">, {format.unitName}</span>
}

function ComparedRow(props: {
  row: Row
  largest: number
  left: string
  thisCycle: string
  by: ComparedBy
  growth: Growth
  programme: Programme
}) {
  const { row, by, growth } = props
  const { growth: words } = useMessages()
  const format = useFormat()
  const number = (amount: number) => format.measuredNumber(growth.measure, amount)
  const within = { [by]: String(row.id) }
  const base = number(row.baseline)
  const small = isSmallBase({ measure: growth.measure, baseline: row.baseline }, props.programme)
  const firstShare = row.shares.find(({ share }) => share !== null)
  return (
    <tr>
      <th scope="row" className="cut">
        <PageLink to="/" search={{ [by]: String(row.id) }} title={words.compared.showOnly(row.name)}>
          {row.name}
        </PageLink>
      </th>
      <td className="spark-column">
        <Sparkline shares={row.shares} />
        <span className="unseen">
          {words.compared.sparkline(format.share(firstShare?.share ?? null), format.share(row.share))}
        </span>
      </td>
      <td className="figures">
        <Figure of="share" within={within}>
          {format.share(row.share)}
        </Figure>
      </td>
      <td className="figures">
        <Figure of="growth" within={within}>
          {row.multiple === null ? words.compared.new : format.multiple(row.multiple)}
        </Figure>
        <span className={small || row.multiple === null ? 'quiet base' : 'quiet base large-base'}>
          <Figure of="baseline" within={within}>
            {words.compared.from(base)}
          </Figure>
        </span>
      </td>
      <td className="bar-column bar-cell">
        <AmountBar row={row} largest={props.largest} />
        <span className="unseen">{words.compared.bar(number(row.cloud), number(row.onPrem))}</span>
      </td>
      <td className="figures">
        <Figure of="on-premises" within={within} className={row.onPrem > 0 ? 'left-figure' : ''}>
          {props.left}
        </Figure>
      </td>
      <td className="figures roomy-only">
        {growth.cycle === null ? (
          missing
        ) : (
          <Figure of="cloud-change" within={within} since={addDays(growth.cycle.firstDay, -1)}>
            {props.thisCycle}
          </Figure>
        )}
      </td>
    </tr>
  )
}

/** Length is the amount, against the largest row; blue runs in cloud, ochre on-premises. */
function AmountBar({ row, largest }: { row: Row; largest: number }) {
  const percent = (amount: number) => `${(amount / largest) * 100}%`
  return (
    <svg width="100%" height={9} aria-hidden="true">
      <rect width={percent(row.cloud)} height={9} fill="var(--cloud)" />
      <rect x={percent(row.cloud)} width={percent(row.onPrem)} height={9} fill="var(--on-prem)" />
    </svg>
  )
}
