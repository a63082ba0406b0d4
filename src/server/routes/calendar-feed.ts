import type { Hono } from 'hono'
import { readCalendar } from '../../contract/calendar-feed.ts'
import { dayIn } from '../../domain/calendar-day.ts'
import { cycleNumbered, cycleOn } from '../../domain/release-cycles.ts'
import type { MessageLanguage } from '../../domain/webhook.ts'
import { icalendar } from '../icalendar.ts'
import { linkToCycle } from '../page-links.ts'
import { type Surroundings, serve } from '../serve.ts'
import { readProgramme } from '../storage/programme.ts'
import { trainOf } from '../storage/release-cycles.ts'

const cyclesAhead = 13

const words: Readonly<
  Record<
    MessageLanguage,
    { readonly calendar: (programme: string) => string; readonly cycle: (number: number, name: string) => string }
  >
> = {
  en: {
    calendar: (programme) => `${programme}: release cycles`,
    cycle: (number, name) => (name === '' ? `Release cycle ${number}` : `Release cycle ${number}: ${name}`),
  },
  ko: {
    calendar: (programme) => `${programme}: 릴리스 주기`,
    cycle: (number, name) => (name === '' ? `${number}주기` : `${number}주기: ${name}`),
  },
}

/** The release cycles for calendars, which fetch an address again and again and send nothing but that address. */
export function calendarFeedRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readCalendar, { action: 'read-calendar' }, async ({ query, queries, now }) => {
    const programme = await readProgramme(queries)
    const publicUrl = surroundings.signIn?.publicUrl
    const today = dayIn(programme.zone, now)
    const train = await trainOf(queries, programme)
    const current = cycleOn(train, today)?.number ?? 1
    const all = Array.from(
      { length: current + cyclesAhead },
      (_, at) => train.cycles[at] ?? { ...cycleNumbered(train, at + 1), name: '', closedAt: null, version: 1 },
    )
    // Of what is over: what was closed, and the last, which may be late.
    const cycles = all.filter(({ number, closedAt }) => closedAt !== null || number >= current - 1)
    const host = publicUrl === undefined ? 'tenfold.localhost' : new URL(publicUrl).hostname
    return icalendar({
      name: words[query.lang].calendar(programme.name),
      language: query.lang,
      now,
      refresh: 'PT6H',
      events: cycles.map(({ number, name, firstDay, lastDay, version }) => ({
        uid: `release-cycle-${number}@${host}`,
        firstDay,
        lastDay,
        summary: words[query.lang].cycle(number, name),
        url: linkToCycle(publicUrl, number),
        sequence: version - 1,
      })),
    })
  })
}
