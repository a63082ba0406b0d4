import type { Hono } from 'hono'
import type { AnswerOf, ParsedQuery } from '../../contract/endpoint.ts'
import { listMoves, logMove, logMoves, readMove, reverseMove } from '../../contract/moves.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Move } from '../../domain/move.ts'
import type { Queries } from '../database/tables.ts'
import { BadInput } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { findMoves } from '../storage/moves.ts'
import { findNamed } from '../storage/places.ts'
import { movesAgain } from '../storage/roll-backs.ts'
import { viewOf } from '../view.ts'
import { logTogether, oneMove, reverseTogether } from './log-moves.ts'

const onlyLooks = (query: { dryRun: boolean }) => query.dryRun

export function moveRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, logMove, { action: 'log-move', perTeam: true, looksOnly: onlyLooks }, (asked) =>
    logTogether(asked, [asked.body], asked.query.dryRun),
  )

  serve(api, surroundings, logMoves, { action: 'log-move', perTeam: true, looksOnly: onlyLooks }, (asked) =>
    logTogether(asked, asked.body.moves, asked.query.dryRun),
  )

  serve(
    api,
    surroundings,
    reverseMove,
    { action: 'reverse-own-move', perTeam: true, looksOnly: onlyLooks },
    async (asked) =>
      reverseTogether(asked, [await oneMove(asked.seen, asked.params.id)], asked.body.note, asked.query.dryRun),
  )

  serve(api, surroundings, readMove, { action: 'read' }, ({ queries, params }) => oneMove(queries, params.id))

  serve(api, surroundings, listMoves, { action: 'read' }, ({ queries, query, now }) => movesOf(queries, query, now))
}

/** A page of the moves of a search, the latest day first. */
export async function movesOf(
  queries: Queries,
  query: ParsedQuery<typeof listMoves>,
  now: number,
): Promise<AnswerOf<typeof listMoves>> {
  const view = await viewOf(queries, { division: query.division, team: query.team, knownAt: query.knownAt }, now)
  if (query.from !== undefined && query.to !== undefined && query.from > query.to) {
    throw new BadInput({ from: 'The first day lies after the last. Swap from and to.' })
  }
  const [day, id] = query.cursor?.split('.') ?? []
  const search = {
    service: query.service === undefined ? undefined : (await findNamed(queries, 'service', query.service)).id,
    location: query.location === undefined ? undefined : (await findNamed(queries, 'location', query.location)).id,
    team: view.team?.id,
    division: view.division?.id,
    from: query.from,
    to: query.to,
    importId: query.importId,
    knownAt: query.knownAt,
    recordedAfter: query.recordedAfter,
    class: query.class,
  }
  // The class is derived, so it is looked for page by page until there are enough; in large pages, as it may be rare.
  const atOnce = query.class === undefined ? query.limit + 1 : Math.max(query.limit + 1, 1000)
  const found: Move[] = []
  let below = day === undefined ? undefined : { day: day as CalendarDay, id: Number(id) }
  for (;;) {
    const some = await findMoves(queries, { ...search, below, limit: atOnce })
    const last = some.at(-1)
    for (const move of some) if (query.class === undefined || move.class === query.class) found.push(move)
    if (found.length > query.limit || some.length < atOnce || !last) break
    below = { day: last.occurredOn, id: last.id }
  }
  const moves = found.slice(0, query.limit)
  const last = moves.at(-1)
  const again = await movesAgain(queries, moves, query.knownAt ?? null)
  return {
    moves: moves.map((move) => ({ ...move, movedAgainOn: again.get(move.id) ?? null })),
    next: found.length > query.limit && last ? `${last.occurredOn}.${last.id}` : null,
  }
}
