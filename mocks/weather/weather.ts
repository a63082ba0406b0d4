import type { HttpHandler } from 'msw/http'
import type { Host } from '../hosted-by-msw.ts'
import { diskFull, failed, unavailable } from './failing.ts'
import { flapping } from './flapping.ts'
import { lostAcknowledgement } from './lost-acknowledgement.ts'
import { offline } from './offline.ts'
import { slow } from './slow.ts'
import { slowStream } from './slow-stream.ts'

/** What may happen between the page and the API, by the name it has in `?weather=`. Each stands before the API itself, which those that hold an answer back are given. */
export const weather = {
  fair: () => [],
  slow: () => slow(),
  'slow-stream': (host) => slowStream(host),
  flapping: () => flapping(),
  failing: failed,
  unavailable,
  'disk-full': diskFull,
  offline,
  'lost-acknowledgement': lostAcknowledgement,
} satisfies Record<string, (host: Host) => HttpHandler[]>

export type Weather = keyof typeof weather
