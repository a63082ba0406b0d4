import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MoveClass } from '../../domain/move.ts'
import type { Format } from '../../drawing/format.ts'
import { Button, classes } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { Evidence } from '../shared/Evidence.tsx'
import { Figure } from '../shared/Figure.tsx'
import { type Messages, useMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { type Changed, everyChange, shownIn } from './every-row.ts'
import { changesQuery } from './growth-queries.ts'
import { useChangedColumns } from './list-columns.ts'

/** What the seven days up to the as-of day did to cloud, largest first. */
export function Changes({ view }: { view: View }) {
  const { growth: words, states } = useMessages()
  const { changes } = words
  const format = useFormat()
  const [limit, setLimit] = useState(6)
  const query = useQuery(changesQuery(view, limit))
  const data = query.data
  const columns = useChangedColumns(data === undefined ? view.measure : shownIn(data).measure)
  const heading = data === undefined ? states.loading : finding(data, words, format)

  return (
    <Section
      line={data === undefined ? states.loading : changes.name(format.dayRange(data.from, data.to))}
      heading={heading}
      className="changes"
      controls={
        data === undefined || shownIn(data).rows.length === 0 ? undefined : (
          <SaveList
            name={changes.name(format.dayRange(data.from, data.to))}
            file="changes"
            day={data.to}
            columns={columns}
            rows={() => everyChange(view, data.from, data.to)}
          />
        )
      }
      foot={
        data !== undefined && shownIn(data).more > 0 ? (
          <Button look="plain" busy={query.isFetching} onClick={() => setLimit(Math.min(200, limit + 20))}>
            {changes.more(format.count(Math.min(20, shownIn(data).more)))}
          </Button>
        ) : undefined
      }
    >
      {data === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={220} />
        )
      ) : shownIn(data).rows.length === 0 ? (
        <p className="second">{changes.nothingWords}</p>
      ) : (
        <ChangesTable rows={shownIn(data).rows} measure={shownIn(data).measure} caption={heading} />
      )}
    </Section>
  )
}

type Rows = Pick<Changed, 'rows' | 'more' | 'measure'>

function ChangesTable({ rows, measure, caption }: Pick<Rows, 'rows' | 'measure'> & { caption: string }) {
  const { growth: words, words: common } = useMessages()
  const { changes } = words
  const format = useFormat()
  const column = format.column(
    measure,
    rows.map(({ amount }) => amount),
  )
  return (
    <table className="plain-table">
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{changes.day}</th>
          <th scope="col">{changes.what}</th>
          <th scope="col">{changes.team}</th>
          <th scope="col" className="figures">
            {measure === 'services' ? changes.services : changes.amountIn(format.unitName)}
          </th>
          <th scope="col" className="roomy-only">
            {changes.evidence}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.day} ${row.team.id} ${row.class}`}>
            <td className="second">{format.shortWeekday(row.day)}</td>
            <td>
              <span className="what">
                <ClassSwatch of={row.class} />
                {common.moveClass[row.class]}
              </span>
            </td>
            <th scope="row" className="cut">
              {row.team.name}
            </th>
            <td className="figures">
              <Figure of="cloud" moves={{ team: String(row.team.id), day: row.day, class: row.class }}>
                {measure === 'services' ? format.count(row.services) : column.signed(row.amount)}
              </Figure>
            </td>
            <td className="cut evidence roomy-only">
              <Evidence of={row.evidence} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const colours: Partial<Record<MoveClass, string>> = {
  migrated: 'var(--moved)',
  born: 'var(--born)',
  grown_in_cloud: 'var(--born)',
  rolled_back: 'var(--rolled-back)',
}

function ClassSwatch({ of }: { of: MoveClass }) {
  const colour = colours[of]
  return (
    <span
      className={classes('swatch', colour === undefined && 'hatched')}
      style={colour === undefined ? undefined : { background: colour }}
      aria-hidden="true"
    />
  )
}

const told = ['migrated', 'born', 'grown_in_cloud', 'rolled_back', 'retired_in_cloud', 'shrunk_in_cloud'] as const

/** "+88 in cloud: 85 moved, 5 born, 2 retired in cloud": what is nothing is left out. */
function finding(data: Changed, words: Messages['growth'], format: Format): string {
  const parts = told.flatMap((name) => {
    const amount = data.totals[name] ?? 0
    return amount === 0 ? [] : [words.changes.parts[name](format.measuredInWords(data.measure, Math.abs(amount)))]
  })
  if (data.inside !== null) return words.changes.inside(format.signedInWords('units', data.inside.net))
  if (parts.length === 0) return words.changes.nothing
  return words.changes.finding(format.signedInWords(data.measure, data.net), parts.join(', '))
}
