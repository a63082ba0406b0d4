import { type HttpHandler, http } from 'msw/http'
import { DiskFault } from '../../src/server/database/disk-fault.ts'
import { Answered, problemOf } from '../../src/server/problems.ts'
import { askedOfTheApi } from '../hosted-by-msw.ts'

/** What is said here is said by the server's own code, so that no storm speaks words that production does not. */
const failing = (make: () => Error, isHit: (method: string) => boolean = () => true): HttpHandler[] => [
  http.all(askedOfTheApi, ({ request }) => (isHit(request.method) ? problemOf(make(), () => {}) : undefined)),
]

/** 500: a fault of ours, with the number to quote. */
export const failed = (): HttpHandler[] => failing(() => new Error('The weather is failing.'))

/** 503: the server is there and cannot answer now. */
export const unavailable = (): HttpHandler[] =>
  failing(() => new Answered(503, 'unavailable', 'The server cannot answer now. Try again in a minute.'))

/** 507: nothing can be written, and everything can be read. */
export const diskFull = (): HttpHandler[] =>
  failing(
    () => new DiskFault('full'),
    (method) => method !== 'GET',
  )
