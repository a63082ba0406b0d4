import * as z from 'zod/mini'
import { type CalendarDay, CalendarDay as Day, LedgerDay } from './calendar-day.ts'
import { Id, NameOrId, Version, Words } from './names.ts'
import { Refusal } from './refusal.ts'

export const NewAbsence = z.strictObject({
  team: NameOrId,
  /** A person, or the name of somebody from outside. */
  who: NameOrId,
  /** Both inclusive. The same day where only the first is said. */
  from: LedgerDay,
  to: z.optional(LedgerDay),
  words: z._default(Words(200), ''),
})
export type NewAbsence = z.output<typeof NewAbsence>

export const AbsenceChange = z.partial(z.strictObject({ from: LedgerDay, to: LedgerDay, words: Words(200) }))

export const Absence = z.object({
  id: Id,
  team: z.object({ id: Id, name: z.string() }),
  who: z.object({ person: z.nullable(Id), name: z.string() }),
  from: Day,
  to: Day,
  words: z.string(),
  version: Version,
})
export type Absence = z.infer<typeof Absence>

export function refuseBackwards(from: CalendarDay, to: CalendarDay): void {
  if (to >= from) return
  throw new Refusal(
    'absence-ends-before-start',
    `The last day, ${to}, lies before the first, ${from}. Swap the two, or give a later last day.`,
    { from, to },
  )
}
