import { columnVisibilityFeature, createColumnHelper, rowSortingFeature, tableFeatures } from '@tanstack/react-table'
import type { Service } from '../../domain/service.ts'
import { missing } from '../../drawing/format.ts'
import { Evidence } from '../shared/Evidence.tsx'
import { LevelBar } from '../shared/LevelBar.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { StateTag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { ColumnName } from './services-search.ts'

/** The table keeps columns and their order; sorting, filtering and paging are the server's. */
export const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature })
export type ServiceFeatures = typeof features

interface ColumnLooks {
  /** Width in pixels; the name takes what is left. */
  readonly width: number
  /** Right-aligned figures. */
  readonly figures?: true
  /** The higher, the sooner it is dropped where the table gets narrow. */
  readonly drop: number
}

export const columnLooks: Record<ColumnName, ColumnLooks> = {
  name: { width: 200, drop: 0 },
  team: { width: 168, drop: 6 },
  division: { width: 148, drop: 8 },
  level: { width: 144, drop: 1 },
  workload: { width: 92, figures: true, drop: 3 },
  runsIn: { width: 148, drop: 9 },
  // As the last one it has the padding of the page's edge.
  state: { width: 126, drop: 2 },
  strategy: { width: 116, drop: 7 },
  criticality: { width: 104, drop: 10 },
  owner: { width: 144, drop: 11 },
  tags: { width: 168, drop: 12 },
  evidence: { width: 104, drop: 5 },
  // A Korean day at its longest, 2023년 11월 22일, and the padding of the page's edge.
  since: { width: 152, figures: true, drop: 4 },
}

/** The box before the name, and the padding of the first and the last cell. */
export const chooseWidth = 56

/** Which of the wanted columns fit: the least telling go first, name and level stay. */
export function columnsThatFit(wanted: readonly ColumnName[], width: number): ColumnName[] {
  const kept = [...wanted]
  const needed = () => kept.reduce((sum, name) => sum + columnLooks[name].width, chooseWidth)
  while (width > 0 && needed() > width) {
    const next = kept.reduce((worst, name) => (columnLooks[name].drop > columnLooks[worst].drop ? name : worst), 'name')
    if (columnLooks[next].drop <= 1) break
    kept.splice(kept.indexOf(next), 1)
  }
  return kept
}

const column = createColumnHelper<ServiceFeatures, Service>()

/** Sorting direction is the address's word; the accessors only say what a cell is about. */
export const serviceColumns = column.columns([
  column.accessor('name', { id: 'name', cell: ({ row }) => row.original.name }),
  column.accessor('team', { id: 'team', cell: ({ row }) => row.original.team.name }),
  column.accessor('division', { id: 'division', cell: ({ row }) => row.original.division.name }),
  column.accessor('cloudLevel', { id: 'level', cell: ({ row }) => <Level of={row.original} /> }),
  column.accessor('total', { id: 'workload', cell: ({ row }) => <Workload of={row.original} /> }),
  column.display({ id: 'runsIn', cell: ({ row }) => <RunsIn of={row.original} /> }),
  column.accessor('state', { id: 'state', cell: ({ row }) => <StateTag state={row.original.state} /> }),
  column.accessor('strategy', { id: 'strategy', cell: ({ row }) => <StrategyWord of={row.original} /> }),
  column.accessor('criticality', { id: 'criticality', cell: ({ row }) => <CriticalityWord of={row.original} /> }),
  column.accessor('owner', { id: 'owner', cell: ({ row }) => row.original.owner || missing }),
  column.accessor('tags', { id: 'tags', cell: ({ row }) => row.original.tags.join(', ') || missing }),
  column.accessor('evidence', {
    id: 'evidence',
    cell: ({ row }) => <Evidence of={row.original.evidence} tabIndex={-1} />,
  }),
  column.accessor('since', { id: 'since', cell: ({ row }) => <Since of={row.original} /> }),
])

function Level({ of }: { of: Service }) {
  const format = useFormat()
  // What is retired has no level: a bar would suggest that something of it is left.
  if (of.cloudLevel === null) return <span className="quiet">{missing}</span>
  return <LevelCell share={of.cloudLevel / 1000} text={format.level(of.cloudLevel)} />
}

export function LevelCell({ share, text }: { share: number | null; text: string }) {
  return (
    <span className="level-cell">
      <LevelBar share={share} />
      <span>{text}</span>
    </span>
  )
}

function Workload({ of }: { of: Service }) {
  const format = useFormat()
  return of.total === 0 ? <span className="quiet">{missing}</span> : format.amountNumber(of.total)
}

/** The kinds of place it runs in, most telling first. */
export function useRunsIn(): (of: Service) => string {
  const { services } = useMessages()
  const words = services.runsIn
  return (of) =>
    [of.onPrem > 0 && words.onPrem, of.privateCloud > 0 && words.privateCloud, of.publicCloud > 0 && words.publicCloud]
      .filter((word) => word !== false)
      .join(', ') || words.nowhere
}

function RunsIn({ of }: { of: Service }) {
  return useRunsIn()(of)
}

function StrategyWord({ of }: { of: Service }) {
  const { words } = useMessages()
  return of.strategy === 'undecided' ? (
    <span className="quiet">{words.strategy.undecided}</span>
  ) : (
    words.strategy[of.strategy]
  )
}

function CriticalityWord({ of }: { of: Service }) {
  const { words } = useMessages()
  return of.criticality === 'unknown' ? <span className="quiet">{missing}</span> : words.criticality[of.criticality]
}

function Since({ of }: { of: Service }) {
  const format = useFormat()
  return format.day(of.since)
}
