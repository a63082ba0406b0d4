import { useQuery } from '@tanstack/react-query'
import type { WorkloadPoint } from '../../contract/workload.ts'
import { multipleOf } from '../../domain/growth.ts'
import { ladderAxis } from '../../drawing/ladder-layout.ts'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import { useCompareMessages, useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyState, ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { type ComparedBy, type ComparedRow, groupsQuery, leagueQuery } from './comparison-queries.ts'
import { plotHeight, SmallLadder } from './SmallLadder.tsx'

/** So many ladders are compared by eye. */
const mostLadders = 24

export interface LadderOfRow {
  readonly row: ComparedRow
  readonly points: readonly { readonly day: WorkloadPoint['day']; readonly multiple: number | null }[]
}

/** The ladder of every division on one scale, so that a steep one is steep beside all others. */
export function SmallLadders({ view, by }: { view: View; by: ComparedBy }) {
  const words = useCompareMessages()
  const { growth: shared } = useMessages()
  const format = useFormat()
  const { programme } = useSession()
  const league = useQuery(leagueQuery(view, by))
  const groups = useQuery(groupsQuery(view, by, 'week', programme.baselineDay))
  const error = league.error ?? groups.error
  const ready = league.data !== undefined && groups.data !== undefined
  const pointsOf = new Map((groups.data ?? []).map(({ id, points }) => [id, points]))
  const all: LadderOfRow[] = (league.data?.rows ?? [])
    .filter(({ baseline }) => baseline > 0)
    .map((row) => ({
      row,
      points: (pointsOf.get(row.id) ?? []).map(({ day, cloud }) => ({
        day,
        multiple: multipleOf(cloud, row.baseline),
      })),
    }))
    .toSorted((one, other) => (other.row.multiple ?? 0) - (one.row.multiple ?? 0))
  const ladders = all.slice(0, mostLadders)
  const without = (league.data?.rows ?? []).filter(({ baseline }) => baseline === 0).map(({ name }) => name)
  const axis = ladderAxis(
    ladders.flatMap(({ points }) => points.map(({ multiple }) => multiple)),
    programme.milestones,
    'log',
    plotHeight,
  )
  const first = ladders[0]?.row
  const top = Math.max(
    ...programme.milestones.filter((rung) => ladders.some(({ row }) => (row.multiple ?? 0) >= rung)),
    0,
  )
  const over = ladders.filter(({ row }) => (row.multiple ?? 0) >= top).length
  const heading =
    first === undefined
      ? words.noLadders
      : top === 0
        ? words.laddersNone(first.name, format.multiple(first.multiple))
        : words.laddersFinding(format.count(over), format.count(all.length), format.rung(top), first.name, over === 1)
  const empty = ready && ladders.length === 0
  return (
    <ChartSection
      name={words.laddersName[by]}
      heading={ready ? heading : ''}
      file={`ladders-by-${by}`}
      height={320}
      table={{
        columns: [
          { label: shared.compared[by] },
          { label: shared.compared.multiple, figures: true },
          { label: shared.ladder.growth, figures: true },
          { label: shared.compared.baseline, figures: true },
          { label: shared.compared.cloud, figures: true },
        ],
        rows: all.map(({ row }) => ({
          key: row.id,
          shown: [
            row.name,
            format.multiple(row.multiple),
            format.growth(((row.multiple ?? 1) - 1) * 100),
            format.measuredNumber(view.measure, row.baseline),
            format.measuredNumber(view.measure, row.cloud),
          ],
          raw: [row.name, row.multiple, ((row.multiple ?? 1) - 1) * 100, row.baseline, row.cloud],
        })),
      }}
      foot={
        empty || !ready
          ? undefined
          : [
              words.oneScale(format.day(programme.baselineDay)),
              all.length > ladders.length ? words.ofAll(format.count(ladders.length), format.count(all.length)) : '',
              without.length === 0 ? '' : words.noBaseline(without.slice(0, 8).join(', '), without.length - 8),
            ]
              .filter(Boolean)
              .join(' ')
      }
      empty={
        error !== null && !ready ? (
          <ErrorState
            error={error}
            onRetry={() => {
              void league.refetch()
              void groups.refetch()
            }}
          />
        ) : empty ? (
          <EmptyState heading={words.noLadders}>{words.noLaddersWords(format.day(programme.baselineDay))}</EmptyState>
        ) : undefined
      }
    >
      {ready ? (
        <ul className="small-ladders" data-chart="small-ladders">
          {ladders.map((ladder) => (
            <SmallLadder key={ladder.row.id} ladder={ladder} by={by} axis={axis} measure={view.measure} />
          ))}
        </ul>
      ) : (
        <Skeleton height={320} />
      )}
    </ChartSection>
  )
}
