import { type HttpHandler, HttpResponse, http } from 'msw/http'
import { askedOfTheApi, type Host } from '../hosted-by-msw.ts'

/**
 * The first time that a write is sent it is taken, and its answer is lost on the way. Sent again under its key it is
 * answered, from what was stored the first time. `host` is the API that takes it.
 */
export const lostAcknowledgement = (host: Host): HttpHandler[] => {
  const lost = new Set<string>()
  return [
    http.post(askedOfTheApi, async ({ request }) => {
      const key = request.headers.get('idempotency-key')
      if (key === null || lost.has(key) || new URL(request.url).searchParams.get('dryRun') === 'true') return undefined
      lost.add(key)
      await host(request.clone())
      return HttpResponse.error()
    }),
  ]
}
