import type { Hono } from 'hono'
import { followChanges } from '../../contract/live.ts'
import { canSomewhere } from '../../domain/permissions.ts'
import type { Database } from '../database/database.ts'
import { type LiveUpdates, liveUpdates } from '../live/live-updates.ts'
import { BadInput, Forbidden } from '../problems.ts'
import { parsed, type Surroundings } from '../serve.ts'
import { askerOf } from '../sign-in/who-asks.ts'

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

const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  // No proxy keeps it, packs it, or gathers it before it passes it on.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

/** What others change, as a stream that stays open. It holds no snapshot and no connection to the database. */
export function liveRoutes(api: Hono, surroundings: Surroundings): void {
  api.on(followChanges.method, followChanges.path, async (context) => {
    const request = context.req.raw
    const asker = askerOf(request, surroundings)
    const actor = await asker.identified()
    if (!canSomewhere(actor, 'read')) throw new Forbidden(actor, 'read')
    const { query } = await parsed(followChanges, context)
    const after = lastEventId(request) ?? (query as { after?: number }).after
    // Who only looks at the head leaves no stream behind.
    if (request.method === 'HEAD') return new Response(null, { headers })
    const { key, recognised } = asker
    const own = key ?? (actor.id === 'local' ? '' : actor.id)
    return new Response(await liveOf(surroundings).open(actor, { key: own, recognised }, after), { headers })
  })
}

/** Where a reader was who comes back. A browser sends it by itself. */
function lastEventId(request: Request): number | undefined {
  const said = request.headers.get('last-event-id')
  if (said === null || said === '') return undefined
  if (/^\d{1,15}$/.test(said)) return Number(said)
  throw new BadInput({ 'Last-Event-ID': 'Send the `id` of the last event that came, or leave it out.' })
}
