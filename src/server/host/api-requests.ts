import { type IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { isSharedPage } from '../shared-addresses.ts'
import type { Stranger } from '../strangers-on-record.ts'
import { mayAnswerDirectly } from './direct-answers.ts'
import { answerProblem } from './problem-answer.ts'
import { type Approach, approaches, type Doors, type Incoming } from './proxies.ts'
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
  readonly doors?: Doors
  /** Hears of everybody who is turned away before any route sees them. */
  readonly onTurnedAway?: (stranger: Stranger) => void
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

/** Whoever comes to the door: who stands behind the proxies, and who is turned away. Both servers stand on this. */
export const doorkeeper = ({ doors = {}, onTurnedAway }: Pick<HostedApis, 'doors' | 'onTurnedAway'>) => {
  const { mayCome, approachOf } = approaches(doors)
  return {
    isHttpsInFront: doors.publicUrl?.startsWith('https://') === true,
    approachOf,
    /** Turns away who may not call. True where the request was answered by that. */
    turnedAway: (incoming: IncomingMessage, outgoing: ServerResponse): boolean => {
      const { headers, method = 'GET' } = incoming
      const fetchSite = headers['sec-fetch-site']
      const turned = mayCome(incoming)
        ? turnAway({
            method,
            host: headers.host,
            origin: headers.origin,
            fetchSite: Array.isArray(fetchSite) ? fetchSite[0] : fetchSite,
            publicUrl: doors.publicUrl,
            bringsWhoItIs: headers.cookie !== undefined || approachOf(incoming).proxyUser !== null,
          })
        : beside(doors.publicUrl)
      if (!turned) return false
      answerProblem(outgoing, { title: 'Turned away', ...turned }, { Connection: 'close' })
      onTurnedAway?.(strangerOf(incoming, turned.code, approachOf(incoming).address))
      return true
    },
  }
}

const strangerOf = (
  { method = 'GET', url = '/', headers }: IncomingMessage,
  code: string,
  address: string,
): Stranger => ({
  code,
  address,
  means: headers['tenfold-client'] === 'page' ? 'web' : 'api',
  // Behind the path may stand a secret that somebody pasted there.
  wanted: printable(`${method} ${readAddress(url).path}`),
  said: {
    ...(headers.host === undefined ? {} : { host: printable(headers.host) }),
    ...(headers.origin === undefined ? {} : { origin: printable(headers.origin) }),
  },
})

/** What a stranger wrote, short and without anything that a terminal or a table might take for more than text. */
const printable = (text: string): string => text.slice(0, 200).replaceAll(/[^\x20-\x7e]/g, '?')

const beside = (publicUrl: string | undefined) => ({
  status: 403,
  code: 'beside-the-proxy',
  detail: `Come by the proxy in front, which encrypts what you send: ${publicUrl}`,
})

/**
 * Answers what is addressed to an API or opened by a link, under both prefixes; false for everything else. The production server and the
 * dev server both stand on this.
 */
export const apiRequests = (apis: HostedApis) => {
  const patience = apis.patience ?? usualPatience
  const { isHttpsInFront, turnedAway, approachOf } = doorkeeper(apis)
  const onReal = listenerOf(apis.real, approachOf)
  const onSample = listenerOf({ fetch: async (request) => (await apis.sample()).fetch(request) }, approachOf)
  return async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<boolean> => {
    incoming.url = (incoming.url ?? '/').replace(/^(\/sample)?\/metrics(?=$|\?)/, '$1/api/v1/metrics')
    const { url } = incoming
    const { inside, isSample } = readAddress(url)
    // `/api` alone is the page that explains the API to people. Whoever has a link gets its pages from the API too.
    const isShared = isSharedPage(inside)
    if (!inside.startsWith('/api/') && !isShared) return false
    setSecurityHeaders(outgoing, isShared ? 'shared' : 'api', isHttpsInFront)
    if (turnedAway(incoming, outgoing)) return true
    watchBody(incoming, outgoing, /^\/api\/v\d+\/imports\b/.test(inside) ? patience.upload : patience.usual)
    if (isSample) incoming.url = url.slice('/sample'.length)
    await (isSample ? onSample : onReal)(incoming, outgoing)
    return true
  }
}

const approached = new WeakMap<Request, Approach>()

/** The network address a request came from; '' for one that came by no network. */
export const addressOf = (request: Request): string => approached.get(request)?.address ?? ''

/** Whom the proxy in front says a request comes from; null where none says so. */
export const proxyUserOf = (request: Request): string | null => approached.get(request)?.proxyUser ?? null

const listenerOf = (api: Api, approachOf: (incoming: Incoming) => Approach) =>
  getRequestListener(async (request, { incoming, outgoing }) => {
    approached.set(request, approachOf(incoming))
    if (outgoing instanceof ServerResponse) mayAnswerDirectly(request, outgoing)
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
