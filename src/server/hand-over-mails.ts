import type { HandOver } from '../domain/hand-over.ts'
import { standUpTimeIn } from '../domain/stand-up.ts'
import type { Queries } from './database/tables.ts'
import type { MailsFrom } from './digest-mails.ts'
import { recordEvent, unitOf } from './storage/events.ts'
import { readersOf } from './storage/mail-wishes.ts'
import { insertMail, insertMailText } from './storage/mails.ts'
import { readProgramme } from './storage/programme.ts'
import { speakersOf } from './storage/stand-up-teams.ts'

/** Tells the team whose day goes on, in the transaction of the hand-over: whoever of it wants reminders gets a mail. */
export async function tellHandedOver(
  queries: Queries,
  { id, from, to, toDay, note, by, lines, blockers }: HandOver,
  now: number,
  mails: MailsFrom | undefined,
): Promise<void> {
  const programme = await readProgramme(queries)
  const handOver = {
    from: { id: from.id, name: from.name },
    to: { id: to.id, name: to.name },
    day: toDay,
    time: standUpTimeIn(to.zone, now),
    by,
    note,
    lines: lines.length,
    blockers: blockers.length,
  }
  await recordEvent(queries, { kind: 'hand-over', about: id, says: { handOver } }, programme, now)
  if (mails === undefined) return
  const members = (await speakersOf(queries, to.id, toDay)).map((member) => member.id)
  const readers = await readersOf(queries, 'reminders', members)
  if (readers.length === 0) return
  const text = await insertMailText(queries, { digest: null, reminder: null, handOver, unit: unitOf(programme) })
  for (const { person, address, language } of readers)
    await insertMail(queries, {
      key: `hand-over:${id}:${person}`,
      kind: 'hand-over',
      person,
      address,
      language,
      text,
      host: mails.host,
      now,
      goodUntil: null,
    })
}
