import { type HttpHandler, HttpResponse, http } from 'msw/http'
import { askedOfTheApi } from '../hosted-by-msw.ts'

/** A network that comes and goes: so many milliseconds there, so many away. */
export const flapping = (there = 6_000, away = 3_000, now: () => number = () => Date.now()): HttpHandler[] => {
  const begun = now()
  return [http.all(askedOfTheApi, () => ((now() - begun) % (there + away) < there ? undefined : HttpResponse.error()))]
}
