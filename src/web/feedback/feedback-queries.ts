import { queryOptions, useMutation } from '@tanstack/react-query'
import { listBlockers, openBlocker } from '../../contract/blockers.ts'
import type { AnswerOf, BodyOf } from '../../contract/endpoint.ts'
import {
  acknowledgeFeedback,
  answerFeedback,
  changeFeedback,
  giveFeedback,
  listFeedback,
  listPulses,
  listRegions,
  readFeedbackFigures,
  reopenFeedback,
  resolveFeedback,
  withdrawAcknowledgement,
} from '../../contract/feedback.ts'
import { listMoves } from '../../contract/moves.ts'
import type { Feedback, FeedbackChange, FeedbackKind } from '../../domain/feedback.ts'
import { call } from '../shared/call.ts'
import { type ByLink, useWrite } from '../shared/outbox/use-write.ts'
import { useReadAgain } from '../shared/read-again.ts'
import { readAllRows } from '../shared/read-to-end.ts'
import type { View } from '../shared/view-search.ts'
import type { PulseDraft } from './PulseFields.tsx'

export type FeedbackRead = AnswerOf<typeof listFeedback>
export type Figures = AnswerOf<typeof readFeedbackFigures>
export type Group = Figures['groups'][number]
export type Pulse = AnswerOf<typeof listPulses>['pulses'][number]
export type Shown = keyof FeedbackRead['counts']

/** Whose feedback. What waits is what waits now, whatever day is looked at. */
const partOf = ({ division, team }: Pick<View, 'division' | 'team'>) => ({
  ...(division === undefined ? {} : { division }),
  ...(team === undefined ? {} : { team }),
})

export interface FeedbackWanted {
  readonly show: Shown
  readonly q: string
  readonly kind: FeedbackKind | undefined
  readonly region: string | undefined
  readonly ratingTo: number | undefined
  readonly service: string | undefined
  /** From 1. */
  readonly page: number
}

export const pageSize = 50

const askedFor = (view: View, { show, q, kind, region, ratingTo, service }: FeedbackWanted) => ({
  ...partOf(view),
  show,
  // What waits begins with what has waited longest, the rest with what came last.
  sort: show === 'waiting' || show === 'open' ? ('given' as const) : ('-given' as const),
  ...(q === '' ? {} : { q }),
  ...(kind === undefined ? {} : { kind }),
  ...(region === undefined ? {} : { region }),
  ...(ratingTo === undefined ? {} : { ratingTo }),
  ...(service === undefined ? {} : { service }),
})

export const feedbackQuery = (view: View, wanted: FeedbackWanted) => {
  const query = { ...askedFor(view, wanted), limit: pageSize, offset: (wanted.page - 1) * pageSize }
  return queryOptions({
    queryKey: ['feedback', 'list', query],
    queryFn: ({ signal }) => call(listFeedback, { query, signal }),
  })
}

/** All of it on whatever page, for a file. */
export const everyFeedback = (view: View, wanted: FeedbackWanted): Promise<Feedback[]> =>
  readAllRows(async (part) => {
    const { feedback, total } = await call(listFeedback, { query: { ...askedFor(view, wanted), ...part } })
    return { rows: feedback, total }
  })

/** The latest of one service. */
export const feedbackOfQuery = (service: number, limit: number) => {
  const query = { service: String(service), show: 'all' as const, sort: '-given' as const, limit }
  return queryOptions({
    queryKey: ['feedback', 'of', query],
    queryFn: ({ signal }) => call(listFeedback, { query, signal }),
    // Another service's feedback is no stand-in for this one's.
    placeholderData: () => undefined,
  })
}

export const figureWeeks = 26

export const figuresQuery = (view: View, by: 'none' | 'service' | 'team' | 'region', service?: number) => {
  const query = {
    ...(service === undefined ? partOf(view) : { service: String(service) }),
    ...(view.asOf === undefined ? {} : { asOf: view.asOf }),
    by,
    weeks: figureWeeks,
  }
  return queryOptions({
    queryKey: ['feedback', 'figures', query],
    queryFn: ({ signal }) => call(readFeedbackFigures, { query, signal }),
    ...(service === undefined ? {} : { placeholderData: () => undefined }),
  })
}

export const pulsesQuery = (view: View, limit: number) => {
  const query = { ...partOf(view), limit }
  return queryOptions({
    queryKey: ['feedback', 'pulses', query],
    queryFn: ({ signal }) => call(listPulses, { query, signal }),
  })
}

/** All of them, for a file. */
export const everyPulse = (view: View): Promise<Pulse[]> =>
  readAllRows(async (part) => {
    const { pulses, total } = await call(listPulses, { query: { ...partOf(view), ...part } })
    return { rows: pulses, total }
  })

export const regionsQuery = queryOptions({
  queryKey: ['regions'],
  queryFn: ({ signal }) => call(listRegions, { signal }),
})

export const useGiveFeedback = (byLink?: ByLink) => useWrite<typeof giveFeedback>(byLink)

/** What somebody says, as it is sent and as a list of what waits says it again. */
export const givingOf = (
  service: { readonly id: number; readonly name: string },
  draft: PulseDraft,
  body: BodyOf<typeof giveFeedback>,
  key: string,
) => ({
  endpoint: giveFeedback,
  body,
  key,
  what: {
    kind: 'feedback' as const,
    service: { id: service.id, name: service.name },
    rating: body.rating,
    about: draft.kind,
    region: draft.region,
    words: draft.words,
  },
})

export function useChangeFeedback() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ id, body, version }: { id: number; body: FeedbackChange; version: number }) =>
      call(changeFeedback, { params: { id }, body, ifMatch: version }),
    onSuccess,
  })
}

export function useAnswerFeedback() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ id, body, key }: { id: number; body: { words: string; resolve: boolean }; key: string }) =>
      call(answerFeedback, { params: { id }, body, idempotencyKey: key }),
    onSuccess,
  })
}

const steps = {
  acknowledge: acknowledgeFeedback,
  withdraw: withdrawAcknowledgement,
  resolve: resolveFeedback,
  reopen: reopenFeedback,
} as const
export type Step = keyof typeof steps

/** What takes no words: it is read, nothing is left to do, or something is after all. */
export function useStepFeedback() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ id, step, key }: { id: number; step: Step; key: string }) =>
      call(steps[step], { params: { id }, body: {}, idempotencyKey: key }),
    onSuccess,
  })
}

/** What stands in the way of a service, to link to. */
export const blockersToLinkQuery = (service: number) => {
  const query = { service: String(service), limit: 100 }
  return queryOptions({
    queryKey: ['blockers', 'to-link', query],
    queryFn: ({ signal }) => call(listBlockers, { query, signal }),
    placeholderData: () => undefined,
  })
}

/** Moves of a service back on-premises that stand, the latest first. */
export const movesBackQuery = (service: number) => {
  const query = { service: String(service), class: 'rolled_back' as const, limit: 100 }
  return queryOptions({
    queryKey: ['moves', 'to-link', query],
    queryFn: async ({ signal }) => {
      const { moves } = await call(listMoves, { query, signal })
      return moves.filter(({ reverses, reversedBy }) => reverses === null && reversedBy === null)
    },
    placeholderData: () => undefined,
  })
}

export function useOpenBlockerOf(service: number) {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({ what, key }: { what: string; key: string }) =>
      call(openBlocker, { body: { service, what }, idempotencyKey: key }),
    onSuccess,
  })
}
