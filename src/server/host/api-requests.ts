import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { answerProblem } from './problem-answer.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { type Patience, watchBody } from './slow-bodies.ts'
import { turnAway } from './strangers.ts'

/** The API of one organisation, hosted as it is. */
export interface Api {
  fetch(request: Request): Response | Promise<Response>
}

export interface HostedApis {
  /** Answers under /api. */
  readonly real: Api
  /** Answers under /sample/api; opened by the first request that asks for it. */
  readonly sample: () => Promise<Api>
  readonly patience?: { readonly usual: Patience; readonly upload: Patience }
}

/** An address taken apart: the sample organisation lies under /sample, with the same addresses as the real one. */
export const readAddress = (url: string): { path: string; inside: string; isSample: boolean } => {
  const path = url.split('?', 1)[0] ?? '/'
  const isSample = path === '/sample' || path.startsWith('/sample/')
  return { path, isSample, inside: isSample ? path.slice('/sample'.length) : path }
}

const seconds = 1_000
export const usualPatience = {
  usual: { whole: 30 * seconds, still: 15 * seconds },
  upload: { whole: 600 * seconds, still: 30 * seconds },
}

/** Turns away who may not call. True where the request was answered by that. */
export const turnedAway = (incoming: IncomingMessage, outgoing: ServerResponse): boolean => {
  const fetchSite = incoming.headers['sec-fetch-site']
  const turned = turnAway({
    method: incoming.method ?? 'GET',
    host: incoming.headers.host,
    origin: incoming.headers.origin,
    fetchSite: Array.isArray(fetchSite) ? fetchSite[0] : fetchSite,
  })
  if (turned) answerProblem(outgoing, { title: 'Turned away', ...turned }, { Connection: 'close' })
  return turned !== undefined
}

/**
 * Answers what is addressed to an API, under both prefixes; false for everything else. The production server and the
 * dev server both stand on this.
 */
export const apiRequests = (apis: HostedApis) => {
  const patience = apis.patience ?? usualPatience
  const onReal = listenerOf(apis.real)
  const onSample = listenerOf({ fetch: async (request) => (await apis.sample()).fetch(request) })
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> => {
    const url = incoming.url ?? '/'
    const { inside, isSample } = readAddress(url)
    // `/api` alone is the page that explains the API to people.
    if (!inside.startsWith('/api/')) return false
    setSecurityHeaders(outgoing, 'api')
    if (turnedAway(incoming, outgoing)) return true
    watchBody(incoming, outgoing, /^\/api\/v\d+\/imports\b/.test(inside) ? patience.upload : patience.usual)
    if (isSample) incoming.url = url.slice('/sample'.length)
    await (isSample ? onSample : onReal)(incoming, outgoing)
    return true
  }
}

const addresses = new WeakMap<Request, string>()

/** The network address a request came from; '' for one that came by no network. */
export const addressOf = (request: Request): string => addresses.get(request) ?? ''

const listenerOf = (api: Api) =>
  getRequestListener(async (request, { incoming, outgoing }) => {
    addresses.set(request, incoming.socket.remoteAddress ?? '')
    // Where the host answered already (a body too slow) or the caller has gone, nothing more can be said.
    const isOver = (): boolean => outgoing.headersSent || outgoing.destroyed
    try {
      const answer = await api.fetch(request)
      return isOver() ? RESPONSE_ALREADY_SENT : answer
    } catch (error) {
      if (isOver()) return RESPONSE_ALREADY_SENT
      console.error(error)
      return Response.json(ownFault, { status: 500, headers: { 'Content-Type': 'application/problem+json' } })
    }
  })

export const ownFault = {
  type: 'about:blank',
  status: 500,
  title: 'Our fault',
  code: 'host-fault',
  detail: 'The server met an error it did not expect. Its log says more; try again, and report it if it stays.',
}
