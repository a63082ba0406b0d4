import { type HttpHandler, http } from 'msw/http'
import type { Api } from '../src/server/api.ts'

/**
 * Everything the page may ask for, in either organisation. A pattern of its own instead of `/api/*`, so that it does not
 * depend on the folder that the page was opened from.
 */
export const askedOfTheApi = /^https?:\/\/[^/]+(?:\/sample)?\/api\/v\d+\//

/** Answers a request of the page. */
export type Host = (request: Request) => Promise<Response>

/**
 * The very application that answers in production. Nothing here makes an answer: a mock that returns data would be a second
 * backend. Whichever organisation is open answers under both prefixes.
 */
export const hostOf =
  (api: Api): Host =>
  async (request) => {
    const url = new URL(request.url)
    if (!url.pathname.startsWith('/sample/')) return api.fetch(request)
    url.pathname = url.pathname.slice('/sample'.length)
    return api.fetch(new Request(url, request))
  }

export const hostedByMsw = (api: Api): HttpHandler => {
  const host = hostOf(api)
  return http.all(askedOfTheApi, ({ request }) => host(request))
}
