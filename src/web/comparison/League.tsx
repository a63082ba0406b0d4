import { useQuery } from '@tanstack/react-query'
import { effortClasses } from '../../domain/effort.ts'
import { SaveMenu } from '../shared/charts/SaveMenu.tsx'
import { useCompareMessages, useMessages } from '../shared/messages/messages.tsx'
import { SearchBox } from '../shared/SearchBox.tsx'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { SmallSelect } from '../shared/Select.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyState, ErrorState, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { type CompareSearch, keyOf, type Sort, sortAfter, usualSort } from './compare-search.ts'
import { type ComparedBy, type Comparison, everyRow, leagueQuery } from './comparison-queries.ts'
import { LeagueTable } from './LeagueTable.tsx'
import { type RankedRow, ranked } from './league.ts'

interface Props {
  search: CompareSearch
  by: ComparedBy
  onBy: (by: ComparedBy) => void
  onSort: (sort: Sort) => void
  onSearch: (q: string) => void
  onEffort: (effort: CompareSearch['effort']) => void
}

/** Divisions or teams ranked by what the reader chose, with what makes the rank a fair one beside it. */
export function League({ search, by, ...on }: Props) {
  const words = useCompareMessages()
  const { growth: shared, charts } = useMessages()
  const format = useFormat()
  const { today } = useSession()
  const query = useQuery(leagueQuery(search, by))
  const sort = search.sort ?? usualSort
  const data = query.data
  const all = data === undefined ? [] : ranked(data.rows, sort)
  const wanted = (search.q ?? '').trim().toLocaleLowerCase()
  const isShown = (row: RankedRow): boolean =>
    (wanted === '' || row.name.toLocaleLowerCase().includes(wanted)) &&
    (search.effort === undefined || row.league?.effort.class === search.effort)
  const rows = all.filter(isShown)
  const day = search.asOf ?? today
  const heading = data === undefined ? '' : finding(all)
  return (
    <Section
      line={words.leagueName[by]}
      heading={heading}
      className="chart-section league"
      controls={
        data === undefined ? undefined : (
          <SaveMenu
            name={words.leagueName[by]}
            file={`league-of-${by}s-${day}`}
            table={{
              ...tableOf(rows),
              ...(data.rows.length < data.total
                ? { every: async () => tableOf(ranked(await everyRow(search, by), sort).filter(isShown)).rows }
                : {}),
            }}
            words={{ name: words.leagueName[by], heading, foot: charts.asOf(format.day(day)) }}
          />
        )
      }
      foot={data === undefined ? undefined : footOf(data)}
    >
      <div className="league-filters screen-only">
        <Segmented<ComparedBy>
          label={shared.compared.by}
          value={by}
          onChange={on.onBy}
          segments={[
            { value: 'division', label: shared.compared.divisions },
            { value: 'team', label: shared.compared.teams },
          ]}
        />
        <SearchBox label={words.search[by]} value={search.q ?? ''} onChange={on.onSearch} />
        <SmallSelect<'any' | (typeof effortClasses)[number]>
          label={words.anyEffort}
          value={search.effort ?? 'any'}
          onChange={(effort) => on.onEffort(effort === 'any' ? undefined : effort)}
          choices={[
            { value: 'any', label: words.anyEffort },
            ...effortClasses.map((value) => ({ value, label: words.efforts[value] })),
          ]}
        />
      </div>
      <StaleNotice query={query} />
      <ReadingBar reading={query.isPlaceholderData} />
      {data === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={320} />
        )
      ) : rows.length === 0 ? (
        <EmptyState heading={all.length === 0 ? shared.compared.nothing : words.noneFits}>
          {all.length === 0 ? words.nothingWords : words.noneFitsWords}
        </EmptyState>
      ) : (
        <LeagueTable
          rows={rows}
          by={by}
          sort={sort}
          measure={data.measure}
          since={data.over?.promises?.from}
          onSort={(key) => on.onSort(sortAfter(sort, key))}
        />
      )}
    </Section>
  )

  function finding(of: readonly RankedRow[]): string {
    const first = of.find(({ rank }) => rank === 1)
    if (first === undefined) return words.leagueName[by]
    const league = first.league
    return words.leads(
      words.ranked[keyOf(sort)],
      first.name,
      words.efforts[league?.effort.class ?? 'none'],
      league?.effort.services ?? 0,
    )
  }

  function footOf({ over, rows: its, total }: Comparison): string {
    const undecided = its.reduce((sum, { league }) => sum + (league?.effort.undecided ?? 0), 0)
    return [
      its.length < total ? words.ofAll(format.count(its.length), format.count(total)) : '',
      over === null ? '' : words.paceOver(format.dayRange(over.pace.from, over.pace.to)),
      undecided === 0 ? '' : words.undecided(format.count(undecided), undecided === 1),
    ]
      .filter(Boolean)
      .join(' ')
  }

  function tableOf(of: readonly RankedRow[]) {
    const labels = [
      words.rank,
      shared.compared[by],
      shared.compared.share,
      shared.compared.multiple,
      shared.compared.baseline,
      words.pace,
      words.kept,
      words.promised,
      words.effort,
      words.points,
      words.servicesLeft,
      shared.compared.left,
      shared.compared.thisCycle,
    ]
    return {
      columns: labels.map((label) => ({ label })),
      rows: of.map(({ id, rank, name, share, multiple, baseline, onPrem, thisCycle, league }) => ({
        key: id,
        shown: [],
        raw: [
          rank,
          name,
          share,
          multiple,
          baseline,
          league?.pace,
          league?.kept,
          league?.promised,
          league === null ? null : words.efforts[league.effort.class],
          league?.effort.points,
          league?.effort.services,
          onPrem,
          thisCycle,
        ],
      })),
    }
  }
}
