import { addDays, type CalendarDay, dayIn } from '../domain/calendar-day.ts'
import { type DigestFigures, digestOf } from '../domain/digest.ts'
import type { Programme } from '../domain/programme.ts'
import { isWorkingDay } from '../domain/stand-up.ts'
import type { Database } from './database/database.ts'
import type { Queries } from './database/tables.ts'
import { type MailsFrom, mailDigest } from './digest-mails.ts'
import { type ToldBlocker, untoldEscalations } from './storage/blocker-escalations.ts'
import { decideEvent, recordEvent, toldFor, untoldOf } from './storage/events.ts'
import { isProgrammeThere, readProgramme } from './storage/programme.ts'
import { programmeScope } from './storage/rollups.ts'
import { areStandUpsInUse, endOfStandUps, wasAnythingSaid } from './storage/stand-up-days.ts'
import { teamsOfDay } from './storage/stand-up-digest.ts'

/**
 * Writes down, once each, what came of the days that are over wherever a team works: the digest of their stand-ups; and the
 * blockers that have stood too long. Asked by every server, written by one. Says how many were told.
 */
export async function recordDailyEvents(
  database: Database,
  now: number,
  mails: MailsFrom | null = null,
): Promise<number> {
  const due = await database.read((queries) => dueOn(queries, now))
  if (due === null) return 0
  return database.write(async (queries) => {
    const still = await dueOn(queries, now)
    if (still === null) return 0
    const { programme, days, escalated } = still
    let told = escalated.length
    for (const day of days) {
      const view = { asOf: day.day, scope: programmeScope, programme }
      const digest = { day: day.day, ...digestOf(await teamsOfDay(queries, view, now), day.day) }
      const happened = { kind: 'stand-up-digest', about: day.day } as const
      // Decided all the same, so that it is not worked out anew every minute.
      if (!isWorthTelling(day, digest)) {
        await decideEvent(queries, happened, programme, now)
        continue
      }
      await recordEvent(queries, { ...happened, says: { digest } }, programme, now)
      if (mails !== null) await mailDigest(queries, day.day, programme, now, mails)
      told++
    }
    for (const { about, blocker } of escalated)
      await recordEvent(queries, { kind: 'blocker-escalated', about, says: { blocker } }, programme, now)
    return told
  })
}

interface DueDay {
  readonly day: CalendarDay
  readonly wasAnythingSaid: boolean
}

/** A silent day is told of those who could have spoken; of one on which everybody is out of office there is nothing to say. */
const isWorthTelling = (day: DueDay, { teams }: DigestFigures): boolean => day.wasAnythingSaid || teams.silent > 0

interface Due {
  readonly programme: Programme
  /** Over, with stand-ups that nobody was told of; the earliest first. */
  readonly days: readonly DueDay[]
  readonly escalated: readonly ToldBlocker[]
}

async function dueOn(queries: Queries, now: number): Promise<Due | null> {
  if (!(await isProgrammeThere(queries))) return null
  const programme = await readProgramme(queries)
  const today = dayIn(programme.zone, now)
  const over = Array.from({ length: toldFor - 1 }, (_, at) => addDays(today, at + 1 - toldFor))
  const days: DueDay[] = []
  for (const day of await untoldOf(queries, 'stand-up-digest', over)) {
    const end = await endOfStandUps(queries, day, programme.zone)
    if (now < end) continue
    const its = { day, wasAnythingSaid: await wasAnythingSaid(queries, { from: day, to: day }, end) }
    // On a weekend nobody is waited for.
    if (its.wasAnythingSaid || (isWorkingDay(day) && (await areStandUpsInUse(queries, day, end)))) days.push(its)
  }
  const escalated = await untoldEscalations(queries, programme, today)
  return days.length + escalated.length === 0 ? null : { programme, days, escalated }
}
