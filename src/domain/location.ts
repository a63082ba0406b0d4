import * as z from 'zod/mini'
import { CalendarDay } from './calendar-day.ts'
import { Id, Name, Version, Words } from './names.ts'

export const LocationKind = z.enum(['on_prem', 'private_cloud', 'public_cloud'])
export type LocationKind = z.infer<typeof LocationKind>

export const isCloud = (kind: LocationKind): boolean => kind !== 'on_prem'

/** Where workload runs. Outside, the edge of the programme, is no location: it is `null`. */
export const NewLocation = z.strictObject({
  name: Name,
  kind: LocationKind,
  provider: z._default(Words(200), ''),
  region: z._default(Words(200), ''),
  /** The day this location is to be empty: "this data centre closes on …". */
  exitDay: z._default(z.nullable(CalendarDay), null),
})
export type NewLocation = z.infer<typeof NewLocation>

/** What an edit leaves out stays as it was, so unlike a new location it has no defaults. */
export const LocationChange = z.partial(
  z.strictObject({
    name: Name,
    kind: LocationKind,
    provider: Words(200),
    region: Words(200),
    exitDay: z.nullable(CalendarDay),
  }),
)

export const Location = z.object({
  id: Id,
  name: z.string(),
  kind: LocationKind,
  provider: z.string(),
  region: z.string(),
  exitDay: z.nullable(CalendarDay),
  version: Version,
})
export type Location = z.infer<typeof Location>
