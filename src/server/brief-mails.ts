import { briefDue, type DueBrief } from '../domain/brief-due.ts'
import { dayIn } from '../domain/calendar-day.ts'
import { canSomewhere, readsOf } from '../domain/permissions.ts'
import { createFormat } from '../drawing/format.ts'
import { briefFacts } from './brief/brief-facts.ts'
import { briefPage } from './brief/brief-page.ts'
import { briefWords } from './brief/brief-words.ts'
import type { Database } from './database/database.ts'
import type { Queries } from './database/tables.ts'
import type { MailsFrom } from './digest-mails.ts'
import { mailWords } from './mail-words.ts'
import { actorOfPerson } from './storage/actors.ts'
import { unitOf } from './storage/events.ts'
import { limitedTo } from './storage/limited-reading.ts'
import { type BriefReader, briefReaders } from './storage/mail-wishes.ts'
import { insertMail, insertMailText, mailsThere } from './storage/mails.ts'
import { isProgrammeThere, readProgramme } from './storage/programme.ts'
import { closedCycles } from './storage/release-cycles.ts'
import { viewOf } from './view.ts'

interface Due {
  readonly reader: BriefReader
  readonly brief: DueBrief
  readonly key: string
}

/**
 * Puts the brief into the outbox for everybody to whom it is due by now, each in their language and of what they may read,
 * once: the key of a mail says of what and for whom it is. Drawn from a snapshot, one for those who read alike, so that nobody
 * waits for it to write. Says how many.
 */
export async function recordBriefMails(
  database: Database,
  now: number,
  { host }: MailsFrom,
  version: string,
): Promise<number> {
  const due = await database.read((queries) => dueNow(queries, now))
  let written = 0
  for (const alike of Map.groupBy(due, ({ brief, reader }) => `${brief.about} ${reader.language}`).values()) {
    const drawn = await database.read((queries) => drawnFor(queries, alike, now, version))
    written += await database.write(async (queries) => {
      const there = await mailsThere(
        queries,
        drawn.flatMap(({ to }) => to.map(({ key }) => key)),
      )
      let count = 0
      for (const { to, body, html } of drawn) {
        const still = to.filter(({ key }) => !there.has(key))
        if (still.length === 0) continue
        const text = await insertMailText(queries, body, html)
        for (const { key, reader } of still)
          await insertMail(queries, {
            key,
            kind: 'brief',
            person: reader.person,
            address: reader.address,
            language: reader.language,
            text,
            host,
            now,
            goodUntil: null,
          })
        count += still.length
      }
      return count
    })
  }
  return written
}

async function dueNow(queries: Queries, now: number): Promise<Due[]> {
  const readers = await briefReaders(queries)
  if (readers.length === 0 || !(await isProgrammeThere(queries))) return []
  const { zone } = await readProgramme(queries)
  const closed = await closedCycles(queries)
  const due = readers.flatMap((reader): Due[] => {
    const brief = briefDue(reader.wish, reader.since, now, { zone, closed })
    return brief === null ? [] : [{ reader, brief, key: `brief:${brief.about}:${reader.person}` }]
  })
  const there = await mailsThere(
    queries,
    due.map(({ key }) => key),
  )
  return due.filter(({ key }) => !there.has(key))
}

/** Readers of one brief in one language, parted by what they read. */
async function drawnFor(queries: Queries, alike: readonly Due[], now: number, version: string) {
  const programme = await readProgramme(queries)
  const byReads = new Map<string, { to: Due[]; seen: Queries }>()
  for (const one of alike) {
    const { person } = one.reader
    const actor = await actorOfPerson(queries, person, dayIn(programme.zone, now))
    if (actor === null) continue
    const divisions = readsOf(actor)
    const key = divisions === 'everything' ? divisions : [...divisions].sort((a, b) => a - b).join(',')
    const known = byReads.get(key)
    if (known) known.to.push(one)
    else
      byReads.set(key, {
        to: [one],
        seen:
          divisions === 'everything'
            ? queries
            : limitedTo(queries, { divisions, person, findsPeople: canSomewhere(actor, 'find-people') }),
      })
  }
  const drawn = []
  for (const { to, seen } of byReads.values()) {
    const [first] = to
    if (first === undefined) continue
    const { asOf, knownAt } = first.brief
    const { language } = first.reader
    const view = await viewOf(seen, { measure: 'services', asOf, knownAt: knownAt ?? undefined }, now)
    const facts = await briefFacts(seen, {}, view, now)
    const words = briefWords[language]
    const format = createFormat(language, programme)
    const { growth } = facts
    const multiple =
      growth.multiple === null
        ? words.noMultiple
        : `${format.multiple(growth.multiple)} (${format.growth(growth.growthPercent)})`
    const brief = {
      day: asOf,
      subject: `${words.title(programme.name, format.day(asOf))}: ${multiple}`,
      lines: [words.headline(growth, format), ...words.state(facts, format), mailWords[language].attached],
    }
    drawn.push({
      to,
      body: { digest: null, reminder: null, unit: unitOf(programme), brief },
      html: briefPage(facts, language, version),
    })
  }
  return drawn
}
