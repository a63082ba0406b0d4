import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Checkbox } from '../shared/Checkbox.tsx'
import { ChartSection } from '../shared/charts/ChartSection.tsx'
import type { TableRow } from '../shared/charts/ChartTable.tsx'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { SearchBox } from '../shared/SearchBox.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useSettled } from '../shared/use-settled.ts'
import type { View } from '../shared/view-search.ts'
import { DependencyDrawing } from './DependencyDrawing.tsx'
import { sideName } from './SideMark.tsx'
import { dependenciesQuery, everyDependency, mostDrawn, type Tied } from './waves-queries.ts'

interface Props {
  view: View
  q: string
  straddling: boolean
  /** How many there are, whatever is looked for. */
  all: number
  onChange: (changes: { q?: string | undefined; straddling?: boolean }) => void
  actions: ReactNode
}

/** What depends on what, drawn, with the same as a table one key away. */
export function DependencyMap({ view, q, straddling, all, onChange, actions }: Props) {
  const words = useWavesMessages()
  const asked = { q: useSettled(q.trim()), straddling }
  const query = useQuery(dependenciesQuery(view, asked))
  const list = query.data
  const ties = list?.dependencies ?? []
  const rowOf = ({ service, dependsOn, kind, straddles }: Tied): TableRow => ({
    key: `${service.id} ${dependsOn.id}`,
    shown: [
      service.name,
      dependsOn.name,
      kind,
      `${words.side[sideName(service)]} → ${words.side[sideName(dependsOn)]}`,
      straddles ? words.straddles : '',
    ],
    raw: [service.name, dependsOn.name, kind, `${sideName(service)} ${sideName(dependsOn)}`, straddles ? 1 : 0],
  })
  const search = (
    <div className="map-search screen-only">
      <SearchBox label={words.findDependency} value={q} onChange={(text) => onChange({ q: text || undefined })} />
      <Checkbox
        label={words.onlyStraddling}
        checked={straddling}
        onChange={(checked) => onChange({ straddling: checked })}
      />
      {actions}
    </div>
  )
  return (
    <div className="map-place">
      {search}
      <ChartSection
        name={words.mapLine}
        heading={words.mapHeading(ties.length, list?.total ?? all)}
        file="dependencies"
        className="dependency-map"
        table={{
          columns: [
            { label: words.column.service },
            { label: words.dependsOnColumn },
            { label: words.kind },
            { label: words.sides },
            { label: words.straddling },
          ],
          rows: ties.map(rowOf),
          // More than can be drawn are read for the file.
          ...(list !== undefined && ties.length < list.total
            ? { every: async () => (await everyDependency(view, asked)).map(rowOf) }
            : {}),
        }}
        height={320}
        foot={list !== undefined && list.total > mostDrawn ? words.mapMore(list.total) : words.mapFoot}
        empty={
          list === undefined && query.error !== null ? (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          ) : list !== undefined && ties.length === 0 ? (
            <p className="second">{q !== '' || !straddling ? words.mapNoneFound : words.mapNoneStraddles}</p>
          ) : undefined
        }
      >
        {list === undefined ? <Skeleton height={320} /> : <DependencyDrawing ties={ties} />}
      </ChartSection>
    </div>
  )
}
