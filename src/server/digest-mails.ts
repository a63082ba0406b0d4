import type { CalendarDay } from '../domain/calendar-day.ts'
import { hearingOf } from '../domain/digest.ts'
import { mailedRows } from '../domain/mail.ts'
import { canSomewhere, readsOf } from '../domain/permissions.ts'
import type { Programme } from '../domain/programme.ts'
import type { Queries } from './database/tables.ts'
import { digestOfDay } from './digest-of-day.ts'
import { actorOfPerson } from './storage/actors.ts'
import { unitOf } from './storage/events.ts'
import { limitedTo } from './storage/limited-reading.ts'
import { readersOf } from './storage/mail-wishes.ts'
import { insertMail, insertMailText } from './storage/mails.ts'
import { programmeScope } from './storage/rollups.ts'

/** What a server needs to know of its mails before it sends any; null where it sends none. */
export interface MailsFrom {
  /** Where their Message-IDs are from. */
  readonly host: string
}

/** A mail of the day's digest for everybody who wants it, each of what they may read: in the transaction that tells of the day. */
export async function mailDigest(
  queries: Queries,
  day: CalendarDay,
  programme: Programme,
  now: number,
  { host }: MailsFrom,
): Promise<void> {
  // Who reads alike reads the same text.
  const texts = new Map<string, number>()
  for (const { person, address, language } of await readersOf(queries, 'digest')) {
    const actor = await actorOfPerson(queries, person, day)
    if (actor === null) continue
    const reads = readsOf(actor)
    const key = reads === 'everything' ? reads : [...reads].sort((one, other) => one - other).join(',')
    let text = texts.get(key)
    if (text === undefined) {
      const findsPeople = canSomewhere(actor, 'find-people')
      const seen = reads === 'everything' ? queries : limitedTo(queries, { divisions: reads, person, findsPeople })
      text = await insertMailText(queries, await bodyOf(seen, day, programme, now))
      texts.set(key, text)
    }
    await insertMail(queries, {
      key: `stand-up-digest:${day}:${person}`,
      kind: 'stand-up-digest',
      person,
      address,
      language,
      text,
      host,
      now,
      goodUntil: null,
    })
  }
}

async function bodyOf(seen: Queries, day: CalendarDay, programme: Programme, now: number) {
  const view = { asOf: day, scope: programmeScope, programme }
  const reader = { id: '', person: null }
  const { figures, promised, opened, escalated, silent } = await digestOfDay(seen, view, {
    limit: mailedRows,
    offset: 0,
    reader,
    now,
  })
  return {
    digest: {
      day,
      ...figures,
      promised,
      opened,
      escalated,
      silent: silent.map((team) => ({ name: team.name, isAway: hearingOf(team, day) === 'away' })),
    },
    reminder: null,
    unit: unitOf(programme),
  }
}
