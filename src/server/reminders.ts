import { type DueReminder, remindedFor, remindersDue } from '../domain/reminder.ts'
import { existsOn } from '../domain/team-time.ts'
import type { Database } from './database/database.ts'
import type { Queries } from './database/tables.ts'
import type { MailsFrom } from './digest-mails.ts'
import { peopleHeard } from './people-heard.ts'
import { decideEvent, recordEvent, unitOf, untoldOf } from './storage/events.ts'
import { readersOf } from './storage/mail-wishes.ts'
import { insertMail, insertMailText } from './storage/mails.ts'
import { isProgrammeThere, readProgramme } from './storage/programme.ts'
import { type TeamWithHours, teamsWithHours } from './storage/stand-up-hours.ts'
import { linesOfDay } from './storage/stand-up-lines.ts'
import { daysAwayFrom, speakersOf } from './storage/stand-up-teams.ts'

interface Due extends DueReminder {
  readonly team: TeamWithHours
  readonly zone: string
  /** Once and for all: `12:2026-03-31:morning`. */
  readonly about: string
}

/**
 * Reminds each team of its stand-up once its hour has come: of who has not written by then and is not out of office. Asked
 * by every server, written by one. What was not told within three hours, as no server ran, is not told any more. Says how
 * many were decided.
 */
export async function recordReminders(
  database: Database,
  now: number,
  mails: MailsFrom | null = null,
): Promise<number> {
  const due = await database.read((queries) => dueNow(queries, now))
  if (due.length === 0) return 0
  return database.write(async (queries) => {
    const still = await dueNow(queries, now)
    for (const one of still) await remind(queries, one, now, mails)
    return still.length
  })
}

async function dueNow(queries: Queries, now: number): Promise<Due[]> {
  const teams = await teamsWithHours(queries)
  if (teams.length === 0 || !(await isProgrammeThere(queries))) return []
  const programme = await readProgramme(queries)
  const all = teams.flatMap((team) => {
    const zone = team.zone ?? programme.zone
    return remindersDue({ zone, hours: team.hours }, now)
      .filter(({ day }) => existsOn(team, day))
      .map((one): Due => ({ ...one, team, zone, about: `${team.id}:${one.day}:${one.time}` }))
  })
  const untold = new Set(
    await untoldOf(
      queries,
      'stand-up-reminder',
      all.map(({ about }) => about),
    ),
  )
  return all.filter(({ about }) => untold.has(about))
}

async function remind(queries: Queries, due: Due, now: number, mails: MailsFrom | null): Promise<void> {
  const { team, day, time, at, zone, about, since } = due
  const programme = await readProgramme(queries)
  const members = await speakersOf(queries, team.id, day)
  const absences = await daysAwayFrom(queries, team.id, day)
  const lines = await linesOfDay(queries, team.id, day, { id: '', person: null })
  const waited = peopleHeard(members, lines, absences, day).filter(
    (who) => !who[time] && who.absence === null && members.some(({ id }) => id === who.person),
  )
  // Decided all the same, so that whoever takes a line back later is not reminded at another hour.
  if (waited.length === 0) return decideEvent(queries, { kind: 'stand-up-reminder', about }, programme, now)
  const people = waited.map(({ name }) => name)
  const reminder = { team: { id: team.id, name: team.name }, day, time, at, zone, people }
  await recordEvent(queries, { kind: 'stand-up-reminder', about, says: { reminder } }, programme, now)
  if (mails === null) return
  const ids = waited.flatMap(({ person }) => (person === null ? [] : [person]))
  const readers = await readersOf(queries, 'reminders', ids)
  if (readers.length === 0) return
  const text = await insertMailText(queries, { digest: null, reminder, unit: unitOf(programme) })
  for (const { person, address, language } of readers)
    await insertMail(queries, {
      key: `stand-up-reminder:${about}:${person}`,
      kind: 'stand-up-reminder',
      person,
      address,
      language,
      text,
      host: mails.host,
      now,
      goodUntil: since + remindedFor,
    })
}
