import { queryOptions, useMutation } from '@tanstack/react-query'
import {
  changeBlocker,
  listBlockers,
  openBlocker,
  readBlockerAgeing,
  reopenBlocker,
  resolveBlocker,
} from '../../contract/blockers.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { Blocker, BlockerChange, BlockerKind, NewBlocker } from '../../domain/blocker.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { call } from '../shared/call.ts'
import { useReadAgain } from '../shared/read-again.ts'
import { readAllRows } from '../shared/read-to-end.ts'
import type { View } from '../shared/view-search.ts'

export type BlockersRead = AnswerOf<typeof listBlockers>

/** What it stops: the service, or the team as a whole. */
export const nameOf = ({ service, team }: Pick<Blocker, 'service' | 'team'>): string => service?.name ?? team.name

/** Which part of the organisation, and which day. */
const scopeOf = ({ asOf, division, team }: View) => ({
  ...(asOf === undefined ? {} : { asOf }),
  ...(division === undefined ? {} : { division }),
  ...(team === undefined ? {} : { team }),
})

export interface BlockersWanted {
  readonly state: 'open' | 'resolved' | 'all'
  readonly q: string
  readonly kind: BlockerKind | undefined
  readonly escalated: boolean
  /** Of the plan of that release cycle. */
  readonly cycle: number | undefined
}

export const anyOpen: BlockersWanted = { state: 'open', q: '', kind: undefined, escalated: false, cycle: undefined }

const askedFor = (view: View, { state, q, kind, escalated, cycle }: BlockersWanted) => ({
  ...scopeOf(view),
  state,
  sort: state === 'resolved' ? ('-resolved' as const) : ('-days' as const),
  ...(q === '' ? {} : { q }),
  ...(kind === undefined ? {} : { kind }),
  ...(escalated ? { escalated: true } : {}),
  ...(cycle === undefined ? {} : { cycle }),
})

export const blockersQuery = (view: View, wanted: BlockersWanted, limit: number) => {
  const query = { ...askedFor(view, wanted), limit }
  return queryOptions({
    queryKey: ['blockers', 'list', query],
    queryFn: ({ signal }) => call(listBlockers, { query, signal }),
  })
}

/** All of them, for a file. */
export const everyBlocker = (view: View, wanted: BlockersWanted): Promise<Blocker[]> =>
  readAllRows(async (part) => {
    const { blockers, total } = await call(listBlockers, { query: { ...askedFor(view, wanted), ...part } })
    return { rows: blockers, total }
  })

/** Those of one service that stand. */
export const blockersOfQuery = (service: number, { asOf }: Pick<View, 'asOf'>) => {
  const query = { service: String(service), limit: 50, ...(asOf === undefined ? {} : { asOf }) }
  return queryOptions({
    queryKey: ['blockers', 'of', query],
    queryFn: ({ signal }) => call(listBlockers, { query, signal }),
    // Another service's blockers are no stand-in for this one's.
    placeholderData: () => undefined,
  })
}

export const ageingWeeks = 26

export const ageingQuery = (view: View) => {
  const query = { ...scopeOf(view), weeks: ageingWeeks }
  return queryOptions({
    queryKey: ['blockers', 'ageing', query],
    queryFn: ({ signal }) => call(readBlockerAgeing, { query, signal }),
  })
}

type Body = Pick<NewBlocker, 'kind' | 'what' | 'owner'> & { since: CalendarDay; service?: number; team?: number }

export function useOpenBlocker() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, key }: { body: Body; key: string }) => call(openBlocker, { body, idempotencyKey: key }),
    onSuccess,
  })
}

export function useChangeBlocker(id: number) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ body, version }: { body: BlockerChange; version: number }) =>
      call(changeBlocker, { params: { id }, body, ifMatch: version }),
    onSuccess,
  })
}

export function useResolveBlocker() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ id, body, key }: { id: number; body: { note: string; on: CalendarDay }; key: string }) =>
      call(resolveBlocker, { params: { id }, body, idempotencyKey: key }),
    onSuccess,
  })
}

export function useReopenBlocker() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ id, key }: { id: number; key: string }) =>
      call(reopenBlocker, { params: { id }, body: {}, idempotencyKey: key }),
    onSuccess,
  })
}
