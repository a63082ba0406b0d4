import type { Context, Hono } from 'hono'
import * as z from 'zod/mini'
import type { AnswerOf, Endpoint, ParsedBody, ParsedParams, ParsedQuery } from '../contract/endpoint.ts'
import { answered, parsed, type Surroundings } from './serve.ts'

export interface AskedOpenly<E extends Endpoint> {
  readonly params: ParsedParams<E>
  readonly query: ParsedQuery<E>
  readonly body: ParsedBody<E>
  readonly request: Request
  readonly address: string
  /** Sends this cookie along with the answer. */
  readonly setCookie: (cookie: string) => void
  /** What the browser shall throw away now, as Clear-Site-Data says it: "cache". */
  readonly clearFromBrowser: (what: string) => void
}

/**
 * Puts an endpoint on the router that anybody may ask: it finds out itself who does, and opens its own transactions, so
 * that nothing slow, such as a password's hash, holds the write lock.
 */
export function serveOpenly<E extends Endpoint<any, any, any, any>>(
  api: Hono,
  surroundings: Surroundings,
  endpoint: E,
  handle: (asked: AskedOpenly<E>) => Promise<AnswerOf<E>>,
): void {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1')
  api.on(endpoint.method, path, async (context: Context) => {
    const { params, query, body } = await parsed(endpoint, context)
    const headers: [string, string][] = []
    const answer = await handle({
      params,
      query,
      body,
      request: context.req.raw,
      address: surroundings.addressOf?.(context.req.raw) ?? '',
      setCookie: (cookie) => headers.push(['set-cookie', cookie]),
      clearFromBrowser: (what) => headers.push(['clear-site-data', what]),
    } as AskedOpenly<E>)
    const response = answered(endpoint, z.parse(endpoint.answer, answer))
    for (const [name, value] of headers) response.headers.append(name, value)
    return response
  })
}
