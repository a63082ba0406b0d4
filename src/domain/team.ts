import * as z from 'zod/mini'
import { CalendarDay } from './calendar-day.ts'
import { Id, Name, NameOrId, Version, Words } from './names.ts'
import { Zone } from './programme.ts'

export const NewDivision = z.strictObject({ name: Name })
export type NewDivision = z.infer<typeof NewDivision>

export const Division = z.object({ id: Id, name: z.string(), version: Version, teams: z.int() })
export type Division = z.infer<typeof Division>

export const NewTeam = z.strictObject({
  name: Name,
  division: NameOrId,
  /** First and last day of a team of a time, such as one that is gathered for a migration. */
  formedOn: z.optional(z.nullable(CalendarDay)),
  dissolvedOn: z.optional(z.nullable(CalendarDay)),
  /** Where it works, which decides when its day ends; null where that is as for the programme. */
  zone: z.optional(z.nullable(Zone)),
  /** What people call that part of the world. */
  region: z.optional(Words(100)),
})
export type NewTeam = z.infer<typeof NewTeam>

export const Team = z.object({
  id: Id,
  name: z.string(),
  division: z.object({ id: Id, name: z.string() }),
  version: Version,
  formedOn: z.nullable(CalendarDay),
  /** Its last day. What it still runs stays its own until somebody gives it to another team. */
  dissolvedOn: z.nullable(CalendarDay),
  /** null where its days are the programme's. */
  zone: z.nullable(z.string()),
  region: z.string(),
  /** Who belongs to it on the day asked for, and from how many home divisions they come. */
  members: z.object({ people: z.int(), divisions: z.int() }),
  /** Those that carry workload at the end of the day asked for. */
  services: z.int(),
  /** Latest day, up to the one asked for, that the team logged a move for, spoke in a stand-up or said that nothing changed. */
  lastConfirmedOn: z.nullable(CalendarDay),
})
export type Team = z.infer<typeof Team>
