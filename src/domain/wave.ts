import * as z from 'zod/mini'
import { Id, Name, NameOrId, Version, Words } from './names.ts'

/** Services of one request, by names or numbers. */
export const mostServicesAtOnce = 10_000

export const ServiceNames = z
  .array(NameOrId)
  .check(z.maxLength(mostServicesAtOnce, { error: 'Use at most 10,000 services at once.' }))

/** A named group of services planned to move together. A service is in one wave at most. */
export const NewWave = z.strictObject({
  name: Name,
  description: z._default(Words(2000), ''),
  services: z._default(ServiceNames, []),
})

export const WaveChange = z.strictObject({ name: z.optional(Name), description: z.optional(Words(2000)) })

export const Wave = z.object({
  id: Id,
  name: z.string(),
  description: z.string(),
  services: z.int(),
  /** Services that have workload on-premises. */
  remaining: z.int(),
  units: z.object({ onPrem: z.int(), cloud: z.int(), total: z.int() }),
  /** Per mille of its units in cloud; null without any. */
  cloudLevel: z.nullable(z.int()),
  /** Dependencies of its services that straddle once all of them are in cloud. */
  wouldStraddle: z.int(),
  version: Version,
})
export type Wave = z.infer<typeof Wave>
