import { addDays, type CalendarDay, dayIn } from '../domain/calendar-day.ts'
import { digestOf } from '../domain/digest.ts'
import type { Programme } from '../domain/programme.ts'
import type { Database } from './database/database.ts'
import type { Queries } from './database/tables.ts'
import { type MailsFrom, mailDigest } from './digest-mails.ts'
import { type ToldBlocker, untoldEscalations } from './storage/blocker-escalations.ts'
import { recordEvent, toldFor, untoldOf } from './storage/events.ts'
import { isProgrammeThere, readProgramme } from './storage/programme.ts'
import { programmeScope } from './storage/rollups.ts'
import { teamsOfDay, wasAnythingSaid } from './storage/stand-up-digest.ts'

/**
 * Writes down, once each, what came of the days that are over in the programme's zone: the digest of their stand-ups, and
 * the blockers that have stood too long. Asked by every server, written by one. Says how many were written.
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
    for (const day of days) {
      const view = { asOf: day, scope: programmeScope, programme }
      const digest = { day, ...digestOf(await teamsOfDay(queries, view, now), day) }
      await recordEvent(queries, { kind: 'stand-up-digest', about: day, says: { digest } }, programme, now)
      if (mails !== null) await mailDigest(queries, day, programme, now, mails)
    }
    for (const { about, blocker } of escalated)
      await recordEvent(queries, { kind: 'blocker-escalated', about, says: { blocker } }, programme, now)
    return days.length + escalated.length
  })
}

interface Due {
  readonly programme: Programme
  /** Over, with stand-ups that nobody was told of; the earliest first. */
  readonly days: readonly CalendarDay[]
  readonly escalated: readonly ToldBlocker[]
}

async function dueOn(queries: Queries, now: number): Promise<Due | null> {
  if (!(await isProgrammeThere(queries))) return null
  const programme = await readProgramme(queries)
  const today = dayIn(programme.zone, now)
  const over = Array.from({ length: toldFor - 1 }, (_, at) => addDays(today, at + 1 - toldFor))
  const days: CalendarDay[] = []
  for (const day of await untoldOf(queries, 'stand-up-digest', over))
    if (await wasAnythingSaid(queries, day, programme.zone)) days.push(day)
  const escalated = await untoldEscalations(queries, programme, today)
  return days.length + escalated.length === 0 ? null : { programme, days, escalated }
}
