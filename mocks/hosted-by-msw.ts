import { type HttpHandler, http } from 'msw/http'
import type { Api } from '../src/server/api.ts'

/**
 * Everything the page may ask for, in either organisation. A pattern of its own instead of `/api/*`, so that it does not
 * depend on the folder that the page was opened from.
 */
export const askedOfTheApi = /^https?:\/\/[^/]+(?:\/sample)?\/api\/v\d+\//

/**
 * Hands each request to the very application that answers in production. Nothing here makes an answer: a mock that
 * returns data would be a second backend. Whichever organisation is open answers under both prefixes.
 */
export const hostedByMsw = (api: Api): HttpHandler =>
  http.all(askedOfTheApi, ({ request }) => {
    const url = new URL(request.url)
    if (!url.pathname.startsWith('/sample/')) return api.fetch(request)
    url.pathname = url.pathname.slice('/sample'.length)
    return api.fetch(new Request(url, request))
  })
