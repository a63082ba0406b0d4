import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { GroupOrder, ServiceSort } from '../../contract/services.ts'
import type { Service } from '../../domain/service.ts'
import type { Measure } from '../../domain/units.ts'
import { layOut, type Section, type TableLayout } from '../shared/table/table-layout.ts'
import {
  pageSize,
  type ServiceGroup,
  type ServicesPage,
  serviceGroupsQuery,
  servicesCountQuery,
  servicesPageQuery,
} from './services-queries.ts'
import {
  filtersOf,
  type Grouping,
  type OpenGroups,
  openGroupsOf,
  type ServiceFilters,
  type ServicesSearch,
} from './services-search.ts'

/** What a group shows before somebody asks for all of it. */
const previewRows = 10

export interface Asked {
  readonly filters: ServiceFilters
  readonly sort: ServiceSort
  readonly group: Grouping | undefined
  /** Of the groups: what comes first, and what their share in cloud counts. */
  readonly order: GroupOrder
  readonly measure: Measure
}

export type Counts = Pick<ServicesPage, 'total' | 'all' | 'states' | 'units' | 'without'>

export interface ShownServices {
  /** What the rows on screen were asked with; it lags behind the address while new rows are read. */
  readonly asked: Asked
  readonly counts: Counts | undefined
  readonly groups: readonly ServiceGroup[] | undefined
  readonly open: OpenGroups
  readonly layout: TableLayout
  readonly reading: boolean
  /** The reading that counts, for the notice of old figures and the error in place of the table. */
  readonly query: Pick<UseQueryResult, 'error' | 'data' | 'dataUpdatedAt' | 'isFetching' | 'refetch'>
  /** Nothing of what the address asks for could be read. */
  readonly failed: boolean
}

const noGroups: readonly ServiceGroup[] = []

/**
 * Reads what the address asks for. Rows, counts and groups change together, once all of the new ones are there, so that
 * a count never stands over the rows of another filter.
 */
export function useShownServices(search: ServicesSearch): ShownServices {
  const filtersText = JSON.stringify(filtersOf(search))
  const { sort, group, order, measure } = search
  const wanted = useMemo<Asked>(
    () => ({ filters: JSON.parse(filtersText) as ServiceFilters, sort, group, order, measure }),
    [filtersText, sort, group, order, measure],
  )

  const first = useQuery({
    ...servicesPageQuery(wanted.filters, sort, 0),
    placeholderData: keepPreviousData,
    enabled: group === undefined,
  })
  const count = useQuery({
    ...servicesCountQuery(wanted.filters),
    placeholderData: keepPreviousData,
    enabled: group !== undefined,
  })
  const groups = useQuery({
    ...serviceGroupsQuery(wanted.filters, { by: group ?? 'team', order, measure }),
    placeholderData: keepPreviousData,
    enabled: group !== undefined,
  })

  const counting = group === undefined ? first : count
  const ready = isRead(counting) && (group === undefined || isRead(groups))
  const found = ready
    ? {
        asked: wanted,
        counts: counting.data as Counts,
        groups: group === undefined ? undefined : (groups.data?.groups ?? noGroups),
      }
    : undefined
  const [settled, setSettled] = useState<{
    asked: Asked
    counts: Counts | undefined
    groups: readonly ServiceGroup[] | undefined
  }>({ asked: wanted, counts: undefined, groups: undefined })
  if (
    found !== undefined &&
    (settled.asked !== found.asked || settled.counts !== found.counts || settled.groups !== found.groups)
  ) {
    setSettled(found)
  }
  const shown = found ?? settled

  const open = useMemo(() => openGroupsOf(search.open, shown.groups?.[0]?.key), [search.open, shown.groups])
  const total = shown.counts?.total ?? 0
  const layout = useMemo(() => layOut(sectionsOf(total, shown.groups, open)), [total, shown.groups, open])
  const query = group !== undefined && groups.error !== null ? groups : counting

  return {
    ...shown,
    open,
    layout,
    reading: counting.isFetching || (group !== undefined && groups.isFetching),
    query,
    failed: !ready && query.error !== null,
  }
}

const isRead = (query: { data: unknown; isPlaceholderData: boolean }): boolean =>
  query.data !== undefined && !query.isPlaceholderData

function sectionsOf(total: number, groups: readonly ServiceGroup[] | undefined, open: OpenGroups): Section[] {
  if (groups === undefined) return [{ group: undefined, rows: total, shown: total }]
  return groups.map(({ key, services }) => {
    // A remainder of a few rows is shown at once: a line to press would take as much room.
    const preview = services <= previewRows + 2 ? services : previewRows
    return { group: key, rows: services, shown: !open.keys.has(key) ? 0 : open.whole.has(key) ? services : preview }
  })
}

const groupFilter = (group: Grouping | undefined, key: string | undefined): ServiceFilters =>
  group === undefined || key === undefined ? {} : { [group]: key }

interface Wanted {
  readonly section: number
  readonly page: number
}

/** Reads the pages that the lines in sight need, and gives their rows. */
export function useRowsInSight(shown: ShownServices, lines: readonly number[]) {
  const wanted = useMemo(() => {
    const pages = new Map<string, Wanted>()
    for (const index of lines) {
      const line = shown.layout.lineAt(index)
      if (line?.kind !== 'row') continue
      const page = Math.floor(line.row / pageSize)
      pages.set(`${line.section}:${page}`, { section: line.section, page })
    }
    return [...pages.values()]
  }, [shown.layout, lines])

  const read = useQueries({
    queries: wanted.map(({ section, page }) =>
      servicesPageQuery(
        { ...shown.asked.filters, ...groupFilter(shown.asked.group, shown.groups?.[section]?.key) },
        shown.asked.sort,
        page,
      ),
    ),
    combine: pagesOf,
  })

  return useMemo(() => {
    const pages = new Map(wanted.map(({ section, page }, at) => [`${section}:${page}`, read.pages[at]]))
    return {
      rows: [
        ...new Map(read.pages.flatMap((services) => services ?? []).map((service) => [service.id, service])).values(),
      ],
      rowAt: (section: number, row: number): Service | undefined =>
        pages.get(`${section}:${Math.floor(row / pageSize)}`)?.[row % pageSize],
      error: read.error,
      readAgain: read.readAgain,
    }
  }, [wanted, read])
}

/** Stands outside the component: the queries then combine anew only when one of them changed. */
const pagesOf = (results: UseQueryResult<ServicesPage>[]) => ({
  pages: results.map(({ data }) => data?.services),
  error: results.find(({ error, data }) => error !== null && data === undefined)?.error ?? null,
  readAgain: () => {
    for (const { error, refetch } of results) if (error !== null) void refetch()
  },
})
