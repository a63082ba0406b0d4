import { keepPreviousData, queryOptions, useMutation } from '@tanstack/react-query'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { listLocations } from '../../contract/locations.ts'
import { logMove, logMoves, reverseMove } from '../../contract/moves.ts'
import { listServices, readService } from '../../contract/services.ts'
import type { NewMove } from '../../domain/move.ts'
import { call, NoAnswerError } from '../shared/call.ts'
import type { What } from '../shared/outbox/entry.ts'
import { useWrite } from '../shared/outbox/use-write.ts'
import { nextTryAfter } from '../shared/query-client.ts'
import { useReadAgain } from '../shared/read-again.ts'

export type Logged = AnswerOf<typeof logMove>

/** Services that run somewhere, by a part of their name. Nothing typed yet: those that still have something to move. */
export const findServicesQuery = (text: string) =>
  queryOptions({
    queryKey: ['services', 'find', text],
    queryFn: ({ signal }) =>
      call(listServices, {
        query: {
          limit: 12,
          ...(text === ''
            ? { state: 'rolled_back,split,on_prem' }
            : { q: text, state: 'rolled_back,split,on_prem,in_cloud' }),
        },
        signal,
      }),
  })

/** Services without workload: rarely meant, so asked for only where the others are few. */
export const findRetiredQuery = (text: string) =>
  queryOptions({
    queryKey: ['services', 'find-retired', text],
    queryFn: ({ signal }) => call(listServices, { query: { limit: 6, q: text, state: 'retired,empty' }, signal }),
    placeholderData: () => undefined,
  })

export const serviceToLogQuery = (id: number) =>
  queryOptions({
    queryKey: ['services', id],
    queryFn: ({ signal }) => call(readService, { params: { id }, signal }),
    // Another service's level must not stand under this one's name while it is read.
    placeholderData: () => undefined,
  })

export const locationsQuery = queryOptions({
  queryKey: ['locations'],
  queryFn: ({ signal }) => call(listLocations, { signal }),
})

const tryOut = (moves: readonly NewMove[], signal: AbortSignal) => {
  const [only] = moves
  const query = { dryRun: true }
  return moves.length === 1 && only !== undefined
    ? call(logMove, { body: only, query, signal })
    : call(logMoves, { body: { moves: [...moves] }, query, signal })
}

/** What logging these would do, computed by the ledger itself. Nothing is written. */
export const effectQuery = (moves: readonly NewMove[]) =>
  queryOptions({
    queryKey: ['moves', 'effect', moves],
    queryFn: ({ signal }) => tryOut(moves, signal),
    retry: false,
    refetchInterval: (query) => (query.state.error instanceof NoAnswerError ? nextTryAfter : false),
    placeholderData: keepPreviousData,
  })

/** One move shifts growth, parts, teams and freshness: everything is read again rather than patched by hand. */
export const useLogMoves = () => useWrite<typeof logMove | typeof logMoves>()

/** One of a kind goes alone, several go together, all of them or none. */
export function writingOf(moves: readonly NewMove[], key: string, what: What) {
  const [only] = moves
  return moves.length === 1 && only !== undefined
    ? { endpoint: logMove, body: only, key, what }
    : { endpoint: logMoves, body: { moves: [...moves] }, key, what }
}

/**
 * Takes back what was just logged: the opposite moves, latest day first, so that no day in between falls short. The keys
 * are made once, so that a second press counts as the first.
 */
export function useTakeBack() {
  const readAgain = useReadAgain()
  return useMutation({
    mutationFn: async ({ moves, note }: { moves: readonly { id: number; key: string }[]; note: string }) => {
      for (const { id, key } of moves) await call(reverseMove, { params: { id }, body: { note }, idempotencyKey: key })
    },
    onSettled: readAgain,
  })
}

/**
 * What a take-back has to reverse, with a key for each; undefined where later levels were kept: taking back only this
 * entry would leave their corrections standing, so that is done on the service's page, by a person who sees them.
 */
export function reversible(logged: Logged): { id: number; key: string }[] | undefined {
  if (logged.keptLevels > 0 || logged.moves.length === 0) return undefined
  return [...logged.moves]
    .sort((one, other) =>
      one.occurredOn < other.occurredOn ? 1 : one.occurredOn > other.occurredOn ? -1 : other.id - one.id,
    )
    .map(({ id }) => ({ id, key: crypto.randomUUID() }))
}
