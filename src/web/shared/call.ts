import type { AnswerOf, BodyOf, Endpoint, ParamsOf, QueryOf } from '../../contract/endpoint.ts'
import type { Problem } from '../../contract/problem.ts'
import { basePath, stringifySearch } from './address.ts'
import { isUnattended } from './attended.ts'

/** The API said no, and why: bad input with `fields`, a refusal of the domain, or a fault of ours with its number. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }

  get status(): number {
    return this.problem.status
  }

  /** Ours to mend, and worth another try. */
  get ourFault(): boolean {
    return this.problem.status >= 500
  }
}

/** Nobody answered: no network, or the server is away. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
}

/** Nobody answers, or only a proxy that does not reach the server. */
export const isAway = (error: unknown): boolean =>
  error instanceof NoAnswerError ||
  (error instanceof ProblemError && error.problem.code === 'unreadable-answer' && error.ourFault)

// biome-ignore lint/suspicious/noExplicitAny: an endpoint of whatever shape; call's own types say which.
export type AnyEndpoint = Endpoint<any, any, any, any>
type Part<Name extends string, Value> = Value extends undefined ? { [K in Name]?: undefined } : { [K in Name]: Value }
/** A query whose every key is optional may be left out whole. */
type QueryPart<Q> = Q extends undefined ? { query?: undefined } : Partial<Q> extends Q ? { query?: Q } : { query: Q }

export type CallInput<E extends AnyEndpoint> = Part<'params', ParamsOf<E>> &
  QueryPart<QueryOf<E>> &
  Part<'body', BodyOf<E>> & {
    signal?: AbortSignal | undefined
    /** Keep it through retries of one and the same press, so that the move is logged once. */
    idempotencyKey?: string
    /** The version that was read, for an edit. */
    ifMatch?: number
    /** The secret of a link, for whom nobody signs in. */
    token?: string
  }

type Call<E extends AnyEndpoint> =
  Partial<CallInput<E>> extends CallInput<E> ? [input?: CallInput<E>] : [input: CallInput<E>]

/** Asks the API, in the organisation of the address. Throws ProblemError or NoAnswerError. */
export async function call<E extends AnyEndpoint>(endpoint: E, ...[input]: Call<E>): Promise<AnswerOf<E>> {
  const { params, query, body, signal, idempotencyKey, ifMatch, token } = (input ?? {}) as CallInput<AnyEndpoint>
  const headers = pageHeaders()
  // A form names its own boundary, so the browser writes that header.
  const form =
    endpoint.bodyType === undefined
      ? undefined
      : endpoint.bodyType === 'multipart/form-data'
        ? formOf(body)
        : new URLSearchParams(body as Record<string, string>)
  if (body !== undefined && form === undefined) headers.set('content-type', 'application/json')
  if (endpoint.idempotent) headers.set('idempotency-key', idempotencyKey ?? crypto.randomUUID())
  if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
  if (ifMatch !== undefined) headers.set('if-match', `"${ifMatch}"`)

  const asked = {
    method: endpoint.method,
    headers,
    ...(body === undefined ? {} : { body: form ?? JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }
  const answer = await answerTo(addressOf(endpoint, params, query), asked, endpoint.answerType !== undefined)
  return readAs(endpoint, answer)
}

/** In production the server has parsed its own answer already; doing it again would only cost the reader time. */
export const readAs = <E extends AnyEndpoint>(endpoint: E, answer: unknown): AnswerOf<E> =>
  (import.meta.env.DEV ? endpoint.answer.parse(answer) : answer) as AnswerOf<E>

export function pageHeaders(): Headers {
  // The page says that it is the page, so that the ledger can tell what people logged from what pipelines sent.
  const headers = new Headers({ accept: 'application/json', 'tenfold-client': 'page' })
  // It reads by itself what others change; that alone must not keep a session alive for ever.
  if (isUnattended()) headers.set('tenfold-unattended', 'yes')
  return headers
}

/** What the API answers, read from JSON unless it is a text. Throws ProblemError or NoAnswerError. */
export async function answerTo(address: string, init: RequestInit, isText = false): Promise<unknown> {
  const response = await fetchAnswer(address, init)
  const answer = isText && response.ok ? await response.text() : await jsonOf(response)
  if (!response.ok) throw new ProblemError(problemOf(response, answer))
  return answer
}

/** A file that the API answers, as it is. Throws ProblemError or NoAnswerError. */
export async function fileOf<E extends AnyEndpoint>(endpoint: E, query: QueryOf<E>): Promise<Blob> {
  const response = await fetchAnswer(addressOf(endpoint, undefined, query), { headers: pageHeaders() })
  if (!response.ok) throw new ProblemError(problemOf(response, await jsonOf(response)))
  return response.blob().catch((cause: unknown) => {
    throw new NoAnswerError('The answer was cut.', { cause })
  })
}

function formOf(body: unknown): FormData {
  const form = new FormData()
  for (const [name, file] of Object.entries(body as Record<string, File | undefined>)) {
    if (file !== undefined) form.append(name, file, file.name)
  }
  return form
}

export function addressOf(endpoint: AnyEndpoint, params?: unknown, query?: unknown): string {
  return basePath + pathOf(endpoint, params) + stringifySearch((query ?? {}) as Record<string, unknown>)
}

/** Relative to the organisation. */
export function pathOf(endpoint: AnyEndpoint, params?: unknown): string {
  const values = (params ?? {}) as Record<string, string | number>
  return endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])))
}

async function fetchAnswer(address: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init)
  } catch (cause) {
    if (init.signal?.aborted) throw cause
    throw new NoAnswerError('The server did not answer.', { cause })
  }
}

/** undefined where the body is no JSON: a proxy's page, or an answer cut short. */
async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text().catch((cause: unknown) => {
    throw new NoAnswerError('The answer was cut.', { cause })
  })
  try {
    return JSON.parse(text)
  } catch {
    if (response.ok) throw new ProblemError(unreadable(response.status))
    return undefined
  }
}

function problemOf(response: Response, answer: unknown): Problem {
  const said = answer as Partial<Problem> | undefined
  if (typeof said?.code === 'string' && typeof said.detail === 'string')
    return { ...unreadable(response.status), ...said }
  return unreadable(response.status)
}

/** Something between us and the server spoke, not the API. */
const unreadable = (status: number): Problem => ({
  type: 'about:blank',
  title: 'Unreadable answer',
  status: status >= 400 ? status : 502,
  detail: 'The answer could not be read. Try again.',
  code: 'unreadable-answer',
})
