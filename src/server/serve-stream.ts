import type { Context, Hono } from 'hono'
import type * as z from 'zod/mini'
import type { Endpoint, ParsedQuery } from '../contract/endpoint.ts'
import type { Action, Actor } from '../domain/permissions.ts'
import { canSomewhere } from '../domain/permissions.ts'
import { type OpenSink, webStream } from './live/sink.ts'
import { Forbidden } from './problems.ts'
import { parsed, type Surroundings } from './serve.ts'
import { type Asker, askerOf } from './sign-in/who-asks.ts'

type StreamEndpoint = Endpoint<undefined, z.ZodMiniType, undefined, z.ZodMiniString>

interface AskedForStream<E extends StreamEndpoint> {
  readonly query: ParsedQuery<E>
  readonly actor: Actor
  readonly asker: Asker
  readonly request: Request
  readonly sink: OpenSink
}

/**
 * Puts an endpoint on the router whose answer stays open. It holds no snapshot and no connection to the database while it
 * does; who asks is found out before it opens, and by whoever writes to it again and again.
 */
export function serveStream<E extends StreamEndpoint>(
  api: Hono,
  surroundings: Surroundings,
  endpoint: E,
  action: Action,
  open: (asked: AskedForStream<E>) => Promise<void>,
): void {
  const headers = {
    'content-type': `${endpoint.answerType}; charset=utf-8`,
    // No proxy keeps it, packs it, or gathers it before it passes it on.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  }
  api.on(endpoint.method, endpoint.path, async (context: Context) => {
    const request = context.req.raw
    const asker = askerOf(request, surroundings)
    const actor = await asker.identified()
    if (!canSomewhere(actor, action)) throw new Forbidden(actor, action)
    const { query } = await parsed(endpoint, context)
    // Who only looks at the head leaves no stream behind.
    if (request.method === 'HEAD') return new Response(null, { headers })
    const asked = { query, actor, asker, request } as Omit<AskedForStream<E>, 'sink'>
    const direct = surroundings.directAnswer?.(request, headers)
    if (direct) {
      await open({ ...asked, sink: direct })
      // Never sent: the host sees that the answer has begun.
      return new Response(null, { headers })
    }
    const web = webStream()
    await open({ ...asked, sink: web.open })
    return new Response(web.stream, { headers })
  })
}
