import { queryOptions, useMutation } from '@tanstack/react-query'
import type { AnswerOf, BodyOf } from '../../contract/endpoint.ts'
import { exportMoves } from '../../contract/exports.ts'
import { listLocations } from '../../contract/locations.ts'
import { listMoves, logMove, reverseMove } from '../../contract/moves.ts'
import {
  changeService,
  changeServices,
  createService,
  type GroupOrder,
  groupServices,
  listServices,
  readService,
  type ServiceSort,
} from '../../contract/services.ts'
import type { NewMove } from '../../domain/move.ts'
import type { NewService, ServiceChange } from '../../domain/service.ts'
import type { TableFormat } from '../../domain/table-format.ts'
import type { Measure } from '../../domain/units.ts'
import { call, fileOf } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'
import type { Grouping, ServiceFilters } from './services-search.ts'

/** Rows of one reading. Small enough for a phone, large enough that a screen needs two at most. */
export const pageSize = 100

/** For readings that none before may stand in for. */
const nothing = (): undefined => undefined

/** Most services one change may name; the contract says the same. */
export const mostChosen = 10_000

export type ServicesPage = AnswerOf<typeof listServices>
export type ServiceGroup = AnswerOf<typeof groupServices>['groups'][number]
export type ServiceRead = AnswerOf<typeof readService>

/** A page of rows. Never stands in for another: which rows stay while new ones load is the table's own choice. */
export const servicesPageQuery = (filters: ServiceFilters, sort: ServiceSort, page: number) =>
  queryOptions({
    queryKey: ['services', 'page', filters, sort, page],
    queryFn: ({ signal }) =>
      call(listServices, { query: { ...filters, sort, limit: pageSize, offset: page * pageSize }, signal }),
    placeholderData: nothing,
  })

/** How many there are and in which states, without any row to speak of. */
export const servicesCountQuery = (filters: ServiceFilters) =>
  queryOptions({
    queryKey: ['services', 'count', filters],
    queryFn: ({ signal }) => call(listServices, { query: { ...filters, limit: 1 }, signal }),
    select: ({ total, all, states, units, without }: ServicesPage) => ({ total, all, states, units, without }),
  })

export const serviceGroupsQuery = (
  filters: ServiceFilters,
  how: { readonly by: Grouping; readonly order: GroupOrder; readonly measure: Measure },
) =>
  queryOptions({
    queryKey: ['services', 'groups', filters, how],
    queryFn: ({ signal }) => call(groupServices, { query: { ...filters, ...how }, signal }),
  })

interface Times {
  readonly asOf?: ServiceFilters['asOf']
  readonly knownAt?: ServiceFilters['knownAt']
}

export const serviceQuery = (id: number, { asOf, knownAt }: Times) => {
  const query = { ...(asOf === undefined ? {} : { asOf }), ...(knownAt === undefined ? {} : { knownAt }) }
  return queryOptions({
    queryKey: ['services', 'one', id, query],
    queryFn: ({ signal }) => call(readService, { params: { id }, query, signal }),
    // Another service is no stand-in for this one.
    placeholderData: nothing,
  })
}

const movesPageSize = 50

/** The moves of a service, latest first; `pages` grows as the reader asks for more. */
const movesOf = (id: number, { asOf, knownAt }: Times) => ({
  service: String(id),
  ...(asOf === undefined ? {} : { to: asOf }),
  ...(knownAt === undefined ? {} : { knownAt }),
})

/** All of them, as the server writes them while it reads. */
export const serviceMovesFile = (id: number, times: Times, format: TableFormat): Promise<Blob> =>
  fileOf(exportMoves, { ...movesOf(id, times), format })

export const serviceMovesQuery = (id: number, times: Times, pages: number) => {
  const query = { ...movesOf(id, times), limit: Math.min(500, movesPageSize * pages) }
  return queryOptions({
    queryKey: ['services', 'moves', id, query],
    queryFn: ({ signal }) => call(listMoves, { query, signal }),
    placeholderData: (before) => (before?.moves[0]?.service.id === id ? before : undefined),
  })
}

export const locationsQuery = queryOptions({
  queryKey: ['locations'],
  queryFn: ({ signal }) => call(listLocations, { signal }),
})

/** Every service the filters leave, up to what one change may name. Read in large pages when somebody chooses all. */
export async function readAllShown(filters: ServiceFilters, sort: ServiceSort, most = mostChosen) {
  const found: ServicesPage['services'] = []
  while (found.length < most) {
    const limit = Math.min(500, most - found.length)
    const { services, total } = await call(listServices, { query: { ...filters, sort, limit, offset: found.length } })
    found.push(...services)
    if (services.length < limit || found.length >= total) break
  }
  return found
}

export function useCreateService() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: NewService; key: string }) =>
      call(createService, { body, idempotencyKey: key }),
    onSuccess: readAgain,
  })
}

export function useChangeService(id: number) {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: ({ body, version }: { body: ServiceChange; version: number }) =>
      call(changeService, { params: { id }, body, ifMatch: version }),
    onSuccess: readAgain,
  })
}

export type BulkChange = Omit<BodyOf<typeof changeServices>, 'services'>

export function useChangeServices() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: BodyOf<typeof changeServices>; key: string }) =>
      call(changeServices, { body, idempotencyKey: key }),
    onSuccess: readAgain,
  })
}

export function useReverseMove() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: ({ id, note, key }: { id: number; note: string; key: string }) =>
      call(reverseMove, {
        params: { id },
        query: { dryRun: false },
        body: note === '' ? {} : { note },
        idempotencyKey: key,
      }),
    onSuccess: readAgain,
  })
}

/** What a reversal would do, before anybody does it. */
export const reversalPreviewQuery = (id: number) =>
  queryOptions({
    queryKey: ['moves', 'reversal-preview', id],
    queryFn: ({ signal }) => call(reverseMove, { params: { id }, query: { dryRun: true }, body: {}, signal }),
    placeholderData: nothing,
    staleTime: 0,
    retry: false,
    refetchInterval: false,
    refetchOnWindowFocus: false,
  })

/** What a log would do. Asked for again whenever the form changes. */
export const logPreviewQuery = (body: NewMove | undefined) =>
  queryOptions({
    queryKey: ['moves', 'log-preview', body],
    queryFn: ({ signal }) => {
      if (body === undefined) throw new Error('A preview was asked for without a move.')
      return call(logMove, { query: { dryRun: true }, body, signal })
    },
    enabled: body !== undefined,
    staleTime: 0,
    retry: false,
    refetchInterval: false,
    refetchOnWindowFocus: false,
  })

export function useLogMove() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: NewMove; key: string }) =>
      call(logMove, { query: { dryRun: false }, body, idempotencyKey: key }),
    onSuccess: readAgain,
  })
}
