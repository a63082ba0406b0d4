import { infiniteQueryOptions, queryOptions, useMutation } from '@tanstack/react-query'
import { readCycleChanges } from '../../contract/cycle-changes.ts'
import {
  changeReleaseCycle,
  closeReleaseCycle,
  compareReleaseCycles,
  listCycleItems,
  listCycleTeams,
  listReleaseCycles,
  listStuckServices,
  planServices,
  readBurnUp,
  readCycleStraddle,
  readReleaseCycle,
  type StuckReason,
  unplanServices,
} from '../../contract/release-cycles.ts'
import { listSignOffs, signOffCycle } from '../../contract/sign-offs.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Outcome } from '../../domain/commitment.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'
import { queryOf, type View } from '../shared/view-search.ts'

/** So many rows come with each further page of a list. */
const rowsMore = 100

/** Rows page by page: a few to begin with, and more whenever somebody asks. */
const pageAt = (offset: number, first: number) => ({ offset, limit: offset === 0 ? first : rowsMore })

/** Where the next page begins; undefined once all is read, or nothing more comes. */
const nextOffset = (pages: readonly (readonly unknown[])[], total: number): number | undefined => {
  const read = pages.reduce((sum, rows) => sum + rows.length, 0)
  return read >= total || pages.at(-1)?.length === 0 ? undefined : read
}

export const cyclesQuery = queryOptions({
  queryKey: ['release-cycles'],
  queryFn: ({ signal }) => call(listReleaseCycles, { signal }),
})

export const cycleQuery = (view: View, number: number) => {
  const query = queryOf(view)
  return queryOptions({
    queryKey: ['release-cycles', number, query],
    queryFn: ({ signal }) => call(readReleaseCycle, { params: { number }, query, signal }),
  })
}

export const burnUpQuery = (view: View, number: number) => {
  const query = queryOf(view)
  return queryOptions({
    queryKey: ['release-cycles', number, 'burn-up', query],
    queryFn: ({ signal }) => call(readBurnUp, { params: { number }, query, signal }),
  })
}

export const cycleTeamsQuery = (view: View, number: number, first: number) => {
  const query = queryOf(view)
  return infiniteQueryOptions({
    queryKey: ['release-cycles', number, 'teams', query],
    queryFn: ({ signal, pageParam }) =>
      call(listCycleTeams, { params: { number }, query: { ...query, ...pageAt(pageParam, first) }, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) =>
      nextOffset(
        pages.map(({ rows }) => rows),
        total,
      ),
  })
}

export const stuckQuery = (view: View, number: number, reason: StuckReason | undefined, first: number) => {
  const query = { ...queryOf(view), ...(reason === undefined ? {} : { reason }) }
  return infiniteQueryOptions({
    queryKey: ['release-cycles', number, 'stuck', query],
    queryFn: ({ signal, pageParam }) =>
      call(listStuckServices, { params: { number }, query: { ...query, ...pageAt(pageParam, first) }, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) =>
      nextOffset(
        pages.map(({ items }) => items),
        total,
      ),
  })
}

export const cycleStraddleQuery = (view: View, number: number, first: number) => {
  const query = queryOf(view)
  return infiniteQueryOptions({
    queryKey: ['release-cycles', number, 'straddle', query],
    queryFn: ({ signal, pageParam }) =>
      call(readCycleStraddle, { params: { number }, query: { ...query, ...pageAt(pageParam, first) }, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) =>
      nextOffset(
        pages.map(({ straddling }) => straddling),
        total,
      ),
  })
}

/** What was recorded of a cycle since an instant, in milliseconds since 1970. */
export const askedOfChanges = ({ measure, division, team }: View, since: number) => ({
  since,
  measure,
  ...(division === undefined ? {} : { division }),
  ...(team === undefined ? {} : { team }),
})

export const changesQuery = (view: View, number: number, since: number, limit: number) => {
  const query = { ...askedOfChanges(view, since), limit }
  return queryOptions({
    queryKey: ['release-cycles', number, 'changes', query],
    queryFn: ({ signal }) => call(readCycleChanges, { params: { number }, query, signal }),
  })
}

export interface ItemsAsked {
  readonly q: string
  readonly outcome?: Outcome | undefined
}

export const askedOfItems = (view: View, { q, outcome }: ItemsAsked) => ({
  ...queryOf(view),
  ...(q === '' ? {} : { q }),
  ...(outcome === undefined ? {} : { outcome }),
})

export const cycleItemsQuery = (view: View, number: number, asked: ItemsAsked) => {
  const query = askedOfItems(view, asked)
  return infiniteQueryOptions({
    queryKey: ['release-cycles', number, 'items', query],
    queryFn: ({ signal, pageParam }) =>
      call(listCycleItems, { params: { number }, query: { ...query, ...pageAt(pageParam, rowsMore) }, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) =>
      nextOffset(
        pages.map(({ items }) => items),
        total,
      ),
  })
}

/** So many cycles stand side by side at first, and so many more come with each further page. */
const cyclesFirst = 8
const cyclesMore = 26

export const cycleHistoryQuery = (view: View) => {
  const query = queryOf(view)
  const before = (number: number | null) =>
    number === null ? { last: cyclesFirst } : { before: number, last: cyclesMore }
  return infiniteQueryOptions({
    queryKey: ['release-cycles', 'history', query],
    queryFn: ({ signal, pageParam }) =>
      call(compareReleaseCycles, { query: { ...query, ...before(pageParam) }, signal }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

export function useChangeCycle() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({
      number,
      version,
      body,
    }: {
      number: number
      version: number
      body: { name?: string; lastDay?: CalendarDay }
    }) => call(changeReleaseCycle, { params: { number }, body, ifMatch: version }),
    onSuccess,
  })
}

export interface ToPlan {
  readonly service: string | number
  /** Per mille. */
  readonly level?: number
  readonly units?: number
}

/** Services one by one, or a wave as a whole by its number. */
export type PlanBody = { readonly items: readonly ToPlan[] } | { readonly wave: number }

const sent = (body: PlanBody) => ('wave' in body ? body : { items: [...body.items] })

export function usePlanServices() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ number, body, key }: { number: number; body: PlanBody; key: string }) =>
      call(planServices, { params: { number }, query: {}, body: sent(body), idempotencyKey: key }),
    onSuccess,
  })
}

/** What a plan would come to, before it is made. */
export const planPreviewQuery = (number: number, body: PlanBody) =>
  queryOptions({
    queryKey: ['plan-preview', number, body],
    queryFn: ({ signal }) =>
      call(planServices, { params: { number }, query: { dryRun: true }, body: sent(body), signal }),
    // A name that is not written to its end is refused, and asking for it again changes nothing.
    refetchInterval: false,
  })

export function useUnplanServices() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ number, services, key }: { number: number; services: readonly number[]; key: string }) =>
      call(unplanServices, { params: { number }, body: { services: [...services] }, idempotencyKey: key }),
    onSuccess,
  })
}

export const signOffsQuery = (view: View, number: number, first: number) => {
  const query = queryOf(view)
  return infiniteQueryOptions({
    queryKey: ['release-cycles', number, 'sign-offs', query],
    queryFn: ({ signal, pageParam }) =>
      call(listSignOffs, { params: { number }, query: { ...query, ...pageAt(pageParam, first) }, signal }),
    initialPageParam: 0,
    getNextPageParam: ({ teams }, pages) =>
      nextOffset(
        pages.map(({ rows }) => rows),
        teams,
      ),
  })
}

/** Of the whole organisation: how many teams have signed, and the first of those that have not. */
export const signedSoFarQuery = (number: number, limit: number) =>
  queryOptions({
    queryKey: ['release-cycles', number, 'signed', limit],
    queryFn: ({ signal }) => call(listSignOffs, { params: { number }, query: { limit }, signal }),
  })

export function useSignOff() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({
      number,
      key,
      ...body
    }: {
      number: number
      /** null: the whole organisation. */
      team: number | null
      kind: 'signed' | 'withdrawn'
      note: string
      key: string
    }) => call(signOffCycle, { params: { number }, body, idempotencyKey: key }),
    onSuccess,
  })
}

export function useCloseCycle() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({
      number,
      notes,
      version,
      carryOver,
      key,
    }: {
      number: number
      /** As the review was read. */
      version: number
      notes: string
      carryOver: readonly number[]
      key: string
    }) =>
      call(closeReleaseCycle, {
        params: { number },
        body: { notes, carryOver: [...carryOver] },
        ifMatch: version,
        idempotencyKey: key,
      }),
    onSuccess,
  })
}
