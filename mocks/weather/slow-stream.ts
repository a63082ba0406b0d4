import { type HttpHandler, http } from 'msw/http'
import { delay } from 'msw/utils/delay'
import { followChanges } from '../../src/contract/live.ts'
import { askedOfTheApi } from '../hosted-by-msw.ts'

/** What others change is heard of late, as behind a proxy that holds streams back; every other answer comes as ever. */
export const slowStream = (milliseconds = 8_000): HttpHandler[] => [
  http.get(askedOfTheApi, async ({ request }) => {
    if (new URL(request.url).pathname.endsWith(followChanges.path)) await delay(milliseconds)
  }),
]
