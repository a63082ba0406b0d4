import type { Hono } from 'hono'
import { followChanges } from '../../contract/live.ts'
import type { Database } from '../database/database.ts'
import { type LiveUpdates, liveUpdates } from '../live/live-updates.ts'
import { BadInput } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serveStream } from '../serve-stream.ts'

/** The dev server makes its API anew for each request; whoever reads the log of a database does so once. */
const ofDatabase = new WeakMap<Database, LiveUpdates>()

function liveOf({ database, reportFault, liveRhythm, leaving }: Surroundings): LiveUpdates {
  const known = ofDatabase.get(database)
  if (known) return known
  const live = liveUpdates(database, (error) => reportFault('live', error), liveRhythm)
  if (leaving?.aborted) live.stop()
  leaving?.addEventListener('abort', () => live.stop(), { once: true })
  ofDatabase.set(database, live)
  return live
}

/** How many streams are open on this server. */
export const streamsOpen = (database: Database): number => ofDatabase.get(database)?.streams() ?? 0

export function liveRoutes(api: Hono, surroundings: Surroundings): void {
  serveStream(api, surroundings, followChanges, 'read', ({ query, actor, asker, request, sink }) => {
    // Where nobody signs in, everybody is the same one, from as many windows as there are.
    const key = asker.key ?? (actor.id === 'local' ? '' : actor.id)
    const after = lastEventId(request) ?? query.after
    return liveOf(surroundings).open(actor, { key, recognised: asker.recognised }, after, sink)
  })
}

/** Where a reader was who comes back. A browser sends it by itself. */
function lastEventId(request: Request): number | undefined {
  const said = request.headers.get('last-event-id')
  if (said === null || said === '') return undefined
  if (/^\d{1,15}$/.test(said)) return Number(said)
  throw new BadInput({ 'Last-Event-ID': 'Send the `id` of the last event that came, or leave it out.' })
}
