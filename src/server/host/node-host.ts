import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { servePage } from './page-files.ts'
import { answerProblem } from './problem-answer.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { type Patience, watchBody } from './slow-bodies.ts'
import { turnAway } from './strangers.ts'

/** The API of one organisation, hosted as it is. */
export interface Api {
  fetch(request: Request): Response | Promise<Response>
}

export interface HostedParts {
  /** Answers under /api. */
  readonly real: Api
  /** Answers under /sample/api; opened by the first request that asks for it. */
  readonly sample: () => Promise<Api>
  /** The folder of the built page. */
  readonly page: string
  /** Throws where the product cannot do its work; its words go to whoever watches /healthz. */
  readonly checkHealth: () => Promise<void>
  readonly version: string
  readonly patience?: { readonly usual: Patience; readonly upload: Patience }
}

const seconds = 1_000
const usualPatience = {
  usual: { whole: 30 * seconds, still: 15 * seconds },
  upload: { whole: 600 * seconds, still: 30 * seconds },
}

/** The Node server around the web-standard API: files of the page, limits, headers, and who may call at all. */
export const createHost = (parts: HostedParts): Server => {
  const patience = parts.patience ?? usualPatience
  const sendFile = servePage(parts.page)
  const onReal = listenerOf(parts.real)
  const onSample = listenerOf({ fetch: async (request) => (await parts.sample()).fetch(request) })

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const url = incoming.url ?? '/'
    const path = url.split('?', 1)[0] ?? '/'
    const isSample = path === '/sample' || path.startsWith('/sample/')
    const inside = isSample ? path.slice('/sample'.length) : path
    // `/api` alone is the page that explains the API to people.
    const isApi = inside.startsWith('/api/')
    setSecurityHeaders(outgoing, isApi || path === '/healthz' ? 'api' : 'page')

    const turned = turnAway({
      method: incoming.method ?? 'GET',
      host: incoming.headers.host,
      origin: incoming.headers.origin,
      fetchSite: oneOf(incoming.headers['sec-fetch-site']),
    })
    if (turned) return answerProblem(outgoing, { title: 'Turned away', ...turned }, { Connection: 'close' })
    if (!path.startsWith('/'))
      return answerProblem(outgoing, {
        status: 400,
        title: 'Bad request',
        code: 'bad-target',
        detail: 'Ask for a path.',
      })

    if (path === '/healthz') return answerHealth(parts, outgoing)
    if (isApi) {
      watchBody(incoming, outgoing, /^\/api\/v\d+\/imports\b/.test(inside) ? patience.upload : patience.usual)
      if (isSample) incoming.url = url.slice('/sample'.length)
      return (isSample ? onSample : onReal)(incoming, outgoing)
    }
    if (path === '/sample') {
      outgoing.writeHead(308, { Location: '/sample/' }).end()
      return
    }
    // The sample's own files lie under the same prefix as the sample organisation's pages.
    const isSampleFile = isSample && /\.[^/]+$/.test(inside)
    return sendFile(isSampleFile ? path : inside, incoming, outgoing)
  }

  const server = createServer(
    {
      headersTimeout: 10 * seconds,
      keepAliveTimeout: 5 * seconds,
      maxHeaderSize: 16 * 1024,
      connectionsCheckingInterval: 2 * seconds,
    },
    (incoming, outgoing) => {
      answer(incoming, outgoing).catch((error: unknown) => fail(error, outgoing))
    },
  )
  // Bodies have their own watch; this is the outermost limit, for whatever that does not see.
  server.requestTimeout = patience.upload.whole
  // A reader that takes nothing for two minutes is gone.
  server.timeout = 120 * seconds
  return server
}

const listenerOf = (api: Api) =>
  getRequestListener(async (request, { outgoing }) => {
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

const answerHealth = async ({ checkHealth, version }: HostedParts, outgoing: ServerResponse): Promise<void> => {
  const trouble = await checkHealth().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )
  const body = JSON.stringify(
    trouble === undefined ? { status: 'ok', version } : { status: 'failing', version, trouble },
  )
  outgoing.writeHead(trouble === undefined ? 200 : 503, { 'Content-Type': 'application/json' }).end(body)
}

const ownFault = {
  type: 'about:blank',
  status: 500,
  title: 'Our fault',
  code: 'host-fault',
  detail: 'The server met an error it did not expect. Its log says more; try again, and report it if it stays.',
}

const fail = (error: unknown, outgoing: ServerResponse): void => {
  // A reader that left in the middle of a file is no fault of ours.
  if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return
  console.error(error)
  if (outgoing.headersSent) outgoing.destroy()
  else answerProblem(outgoing, ownFault)
}

const oneOf = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header
