import * as z from 'zod/mini'
import { TiedServices } from '../domain/dependency.ts'
import { Service } from '../domain/service.ts'
import { NewWave, ServiceNames, Wave, WaveChange } from '../domain/wave.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath, NameInAddress, textInAddress, twoTimes, whole } from './queries.ts'

export const listWaves = endpoint({
  name: 'listWaves',
  method: 'GET',
  path: '/api/v1/waves',
  summary: 'Waves by name: services, what is left of each, and what would straddle after it',
  query: z.object({
    /** Words, each in the name. */
    q: z.optional(textInAddress(200)),
    /** The one that holds it. */
    service: z.optional(NameInAddress),
    ...twoTimes,
    limit: z._default(whole(1, 500), 100),
    offset: z._default(whole(0, 1_000_000), 0),
  }),
  answer: z.object({
    waves: z.array(Wave),
    total: z.int(),
    /** All of them, whatever was looked for. */
    all: z.int(),
  }),
})

/** Where services were before: each is in one wave at most. */
const Taken = z.array(z.object({ wave: z.object({ id: z.int(), name: z.string() }), services: z.int() }))

const Changed = z.object({
  wave: Wave,
  added: z.int(),
  /** Of the added, how many were taken from which other wave. */
  takenFrom: Taken,
  removed: z.int(),
  /** Were as asked for already. */
  same: z.int(),
})

export const createWave = endpoint({
  name: 'createWave',
  method: 'POST',
  path: '/api/v1/waves',
  summary: 'Make a wave, if you like with services: one that is in another wave leaves it, and the answer says so',
  body: NewWave,
  answer: Changed,
  status: 201,
  idempotent: true,
  bodyLimit: 4 * 1024 * 1024,
})

export const readWave = endpoint({
  name: 'readWave',
  method: 'GET',
  path: '/api/v1/waves/{id}',
  summary:
    'One wave: its services page by page, and the dependencies that would straddle once all of them are in cloud',
  params: IdInPath,
  query: z.object({
    q: z.optional(textInAddress(200)),
    ...twoTimes,
    limit: z._default(whole(1, 500), 100),
    offset: z._default(whole(0, 1_000_000), 0),
  }),
  answer: z.object({
    wave: Wave,
    services: z.array(Service),
    /** Services that match, of all pages. */
    total: z.int(),
    /** The first 200; the wave says how many there are. */
    straddling: z.array(z.object({ ...TiedServices.shape, straddlesNow: z.boolean() })),
  }),
})

export const changeWave = endpoint({
  name: 'changeWave',
  method: 'PATCH',
  path: '/api/v1/waves/{id}',
  summary: 'Rename or describe a wave',
  params: IdInPath,
  body: WaveChange,
  answer: Wave,
  versioned: true,
})

export const changeWaveServices = endpoint({
  name: 'changeWaveServices',
  method: 'POST',
  path: '/api/v1/waves/{id}/services',
  summary: 'Put services into a wave and take others out, by names or numbers: all or none',
  params: IdInPath,
  body: z.strictObject({ add: z._default(ServiceNames, []), remove: z._default(ServiceNames, []) }).check(
    z.refine(({ add, remove }) => add.length + remove.length > 0, {
      error: 'Name at least one service.',
      path: ['add'],
    }),
  ),
  answer: Changed,
  idempotent: true,
  bodyLimit: 8 * 1024 * 1024,
})

export const removeWave = endpoint({
  name: 'removeWave',
  method: 'POST',
  path: '/api/v1/waves/{id}/removal',
  summary: 'Remove a wave; its services stay as they are, in no wave',
  params: IdInPath,
  body: z.strictObject({}),
  answer: z.object({ removed: z.object({ id: z.int(), name: z.string(), services: z.int() }) }),
  idempotent: true,
})
