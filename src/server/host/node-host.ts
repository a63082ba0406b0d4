import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { apiRequests, doorkeeper, type HostedApis, ownFault, readAddress, usualPatience } from './api-requests.ts'
import { servePage } from './page-files.ts'
import { answerProblem } from './problem-answer.ts'
import { setSecurityHeaders } from './security-headers.ts'

export interface HostedParts extends HostedApis {
  /** The folder of the built page. */
  readonly page: string
  /**
   * What is said to whoever watches /healthz: well, or well and waiting for somebody to set it up. Throws where the product
   * cannot do its work, with words.
   */
  readonly checkHealth: () => Promise<'ok' | 'needs set-up'>
  /** Whether anybody has set the programme up: until then its pages only say so. */
  readonly isSetUp: () => Promise<boolean>
  readonly version: string
  /** PEM texts; the host then speaks HTTPS. */
  readonly tls?: { readonly cert: string; readonly key: string } | undefined
  /** What is left out is as usual. */
  readonly limits?: Partial<ConnectionLimits>
}

/** How many connections are held at once, and for how many milliseconds one that does nothing. */
export interface ConnectionLimits {
  /** Past this many new ones are closed at once: memory for those that are there comes first. */
  readonly connections: number
  /** Until the header of a request has come, from the connection's beginning. */
  readonly header: number
  /** Kept for a next request after an answer. */
  readonly idle: number
  /** A reader that takes nothing for so long is gone. */
  readonly stalled: number
  /** How often it is looked for those who are late. */
  readonly lookEvery: number
}

const seconds = 1_000
const usualLimits: ConnectionLimits = {
  connections: 12_000,
  header: 10 * seconds,
  idle: 5 * seconds,
  stalled: 120 * seconds,
  lookEvery: 2 * seconds,
}

/** The bundler puts a hash behind its name. */
const isForecastWorker = (path: string): boolean => /\/forecast-worker-[\w-]+\.js$/.test(path)

/** The Node server around the web-standard API: files of the page, limits, headers, and who may call at all. */
export const createHost = (parts: HostedParts): Server => {
  const answerApi = apiRequests(parts)
  const { isHttpsInFront, turnedAway } = doorkeeper(parts)
  const sendFile = servePage(parts.page)

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    if (await answerApi(incoming, outgoing)) return
    const { path, inside, isSample } = readAddress(incoming.url ?? '/')
    const isFile = /\.(?!html$)[^/.]+$/.test(path)
    const kind = path === '/healthz' ? 'api' : isForecastWorker(path) ? 'worker' : isFile ? 'file' : 'page'
    setSecurityHeaders(outgoing, kind, isHttpsInFront)
    if (turnedAway(incoming, outgoing)) return
    if (!path.startsWith('/'))
      return answerProblem(outgoing, {
        status: 400,
        title: 'Bad request',
        code: 'bad-target',
        detail: 'Ask for a path.',
      })
    if (path === '/healthz') return answerHealth(parts, outgoing)
    if (path === '/sample') {
      outgoing.writeHead(308, { Location: '/sample/' }).end()
      return
    }
    // The sample's own files lie under the same prefix as the sample organisation's pages.
    const isSampleFile = isSample && /\.[^/]+$/.test(inside)
    const isClosed = !isSample && !isFile && path !== '/set-up' && (await isWaitingForSetUp(parts))
    return sendFile(isSampleFile ? path : inside, incoming, outgoing, isClosed ? 503 : 200)
  }

  const { connections, header, idle, stalled, lookEvery } = { ...usualLimits, ...parts.limits }
  const limits = {
    headersTimeout: header,
    keepAliveTimeout: idle,
    maxHeaderSize: 16 * 1024,
    connectionsCheckingInterval: lookEvery,
  }
  const listener = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    answer(incoming, outgoing).catch((error: unknown) => fail(error, outgoing))
  }
  const server = parts.tls
    ? createTlsServer({ ...limits, cert: parts.tls.cert, key: parts.tls.key, minVersion: 'TLSv1.2' }, listener)
    : createServer(limits, listener)
  server.maxConnections = connections
  // Bodies have a watch of their own; this is the outermost limit, for whatever that does not see.
  server.requestTimeout = (parts.patience ?? usualPatience).upload.whole
  server.timeout = stalled
  return server
}

/** A page that only says that it waits is no success. What is wrong with the database is said by the page's own requests. */
const isWaitingForSetUp = ({ isSetUp }: HostedParts): Promise<boolean> =>
  isSetUp().then(
    (done) => !done,
    () => false,
  )

const answerHealth = async ({ checkHealth, version }: HostedParts, outgoing: ServerResponse): Promise<void> => {
  const answer = await checkHealth().then(
    (status) => ({ code: 200, body: { status, version } }),
    (error: unknown) => ({
      code: 503,
      body: { status: 'failing', version, trouble: error instanceof Error ? error.message : String(error) },
    }),
  )
  outgoing.writeHead(answer.code, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer.body))
}

const readerLeft = new Set(['ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_UNABLE_TO_PIPE'])

const fail = (error: unknown, outgoing: ServerResponse): void => {
  // A reader that left before or in the middle of a file is no fault of ours.
  if (readerLeft.has(String((error as NodeJS.ErrnoException).code))) return
  console.error(error)
  if (outgoing.headersSent) outgoing.destroy()
  else answerProblem(outgoing, ownFault)
}
