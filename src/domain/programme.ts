import * as z from 'zod/mini'
import { CalendarDay, LedgerDay } from './calendar-day.ts'
import { Name, Version, Words } from './names.ts'

const isZone = (zone: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

export const Zone = z
  .string()
  .check(z.refine(isZone, { error: 'Give a time zone such as Europe/Berlin, Asia/Seoul or UTC.' }))

/** A multiple of the baseline to reach, 10 for 10x (+900 %). At most two decimals. */
export const Multiple = z.number().check(
  z.gt(1, { error: 'A milestone is a multiple above 1, such as 10.' }),
  z.lte(1_000_000, { error: 'Use a multiple of at most 1,000,000.' }),
  z.refine((multiple) => Math.abs(multiple * 100 - Math.round(multiple * 100)) < 1e-6, {
    error: 'Use at most two decimals.',
  }),
)

const rising = (multiples: readonly number[]): boolean =>
  multiples.every((multiple, at) => at === 0 || multiple > (multiples[at - 1] ?? 0))

/** What the programme counts, from when, and in which cycles. */
const settings = {
  name: Name,
  /** The unit of workload, in its smallest part: `milli-CPU requested`. */
  unitName: Name,
  unitDefinition: Words(2000),
  /** What people read, and how many smallest parts one holds: `cores`, 1000. */
  shownUnit: Name,
  partsPerShownUnit: z.int().check(z.positive(), z.lte(1_000_000_000)),
  baselineDay: CalendarDay,
  milestones: z
    .array(Multiple)
    .check(
      z.minLength(1, { error: 'Keep at least one milestone.' }),
      z.maxLength(8, { error: 'Use at most 8 milestones.' }),
      z.refine(rising, { error: 'Give milestones in rising order, each once.' }),
    ),
  targetMultiple: z.nullable(Multiple),
  targetDay: z.nullable(CalendarDay),
  cycleAnchor: CalendarDay,
  cycleDays: z.int().check(z.gte(1), z.lte(366)),
  zone: Zone,
  /** If set, no move may be dated before it. */
  firstDay: z.nullable(CalendarDay),
  /** From so many days on a blocker is escalated: shown first, and told of. */
  escalationDays: z.int().check(z.gte(1), z.lte(365)),
}

/** As it is stored, which may be from before a rule of today. */
export const Programme = z.object({
  ...settings,
  name: z.string(),
  unitName: z.string(),
  unitDefinition: z.string(),
  shownUnit: z.string(),
  version: Version,
})
export type Programme = z.infer<typeof Programme>

/** So late that all cycles which can be planned from it on still have days that are written with four digits of the year. */
const latestAnchor = '8999-12-31'

/** The day on which the first cycle begins. */
export const CycleAnchor = LedgerDay.check(
  z.refine((said) => said <= latestAnchor, { error: `Give ${latestAnchor} or an earlier day. Check the year.` }),
)

export const ProgrammeChange = z.partial(
  z.strictObject({
    ...settings,
    baselineDay: LedgerDay,
    targetDay: z.nullable(LedgerDay),
    cycleAnchor: CycleAnchor,
    firstDay: z.nullable(LedgerDay),
  }),
)
export type ProgrammeChange = z.infer<typeof ProgrammeChange>
