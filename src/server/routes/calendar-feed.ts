import type { Hono } from 'hono'
import { readCalendar, readStandUpCalendar } from '../../contract/calendar-feed.ts'
import { addDays, type CalendarDay, dayIn } from '../../domain/calendar-day.ts'
import { cycleNumbered, cycleOn } from '../../domain/release-cycles.ts'
import { instantAt } from '../../domain/reminder.ts'
import { isWorkingDay, type StandUpTime, standUpTimes } from '../../domain/stand-up.ts'
import { existsOn } from '../../domain/team-time.ts'
import type { MessageLanguage } from '../../domain/webhook.ts'
import type { Queries } from '../database/tables.ts'
import { icalendar } from '../icalendar.ts'
import { linkToCycle, linkToStandUp } from '../page-links.ts'
import { type Surroundings, serve } from '../serve.ts'
import { readProgramme } from '../storage/programme.ts'
import { trainOf } from '../storage/release-cycles.ts'
import { hoursOf } from '../storage/stand-up-hours.ts'
import { daysAwayFrom, speakersWithin, standUpTeam } from '../storage/stand-up-teams.ts'

const cyclesAhead = 13

/** So many days of stand-ups: past ones that a calendar may show already, and eight weeks to come. */
const standUpDays = { before: 7, ahead: 56 }
const standUpMinutes = 15

const hostOf = (publicUrl: string | undefined): string =>
  publicUrl === undefined ? 'tenfold.localhost' : new URL(publicUrl).hostname

const words: Readonly<
  Record<
    MessageLanguage,
    {
      readonly calendar: (programme: string) => string
      readonly cycle: (number: number, name: string) => string
      readonly standUps: (team: string) => string
      readonly standUp: (team: string, time: StandUpTime) => string
      readonly away: (away: number, all: number) => string
    }
  >
> = {
  en: {
    calendar: (programme) => `${programme}: release cycles`,
    cycle: (number, name) => (name === '' ? `Release cycle ${number}` : `Release cycle ${number}: ${name}`),
    standUps: (team) => `${team}: stand-ups`,
    standUp: (team, time) => `${team}: ${time} stand-up`,
    away: (away, all) => `${away} of ${all} out of office.`,
  },
  ko: {
    calendar: (programme) => `${programme}: 릴리스 주기`,
    cycle: (number, name) => (name === '' ? `${number}주기` : `${number}주기: ${name}`),
    standUps: (team) => `${team}: 스탠드업`,
    standUp: (team, time) => `${team}: ${time === 'morning' ? '아침' : '저녁'} 스탠드업`,
    away: (away, all) => `${all}명 중 ${away}명 부재 중.`,
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
    const host = hostOf(publicUrl)
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
        description: '',
        url: linkToCycle(publicUrl, number),
        sequence: version - 1,
      })),
    })
  })

  // Each as an instant of its own: a rule that repeats would need the zone's own rules in the file, which calendars read
  // each in their way, and none of them has to know when Lord Howe changes its clocks.
  serve(api, surroundings, readStandUpCalendar, { action: 'read-calendar' }, async ({ query, queries, now }) => {
    const team = await standUpTeam(queries, query.team, now)
    const publicUrl = surroundings.signIn?.publicUrl
    const hours = await hoursOf(queries, team.id)
    const { before, ahead } = standUpDays
    const days = Array.from({ length: before + ahead }, (_, at) => addDays(team.today, at - before)).filter(
      (day) => isWorkingDay(day) && existsOn(team, day),
    )
    const awayOn = await countAway(queries, team.id, days)
    return icalendar({
      name: words[query.lang].standUps(team.name),
      language: query.lang,
      now,
      refresh: 'PT6H',
      events: days.flatMap((day) =>
        standUpTimes.flatMap((time) => {
          const at = hours[time]
          const { away, all } = awayOn(day)
          // Nobody is there to speak: what a calendar fetched before is gone when it fetches anew.
          if (at === null || (away > 0 && away === all)) return []
          const from = instantAt(day, at, team.zone)
          return {
            uid: `stand-up-${team.id}-${day}-${time}@${hostOf(publicUrl)}`,
            from,
            to: from + standUpMinutes * 60_000,
            summary: words[query.lang].standUp(team.name, time),
            // How many and not who: an address that is passed around tells nobody's days off.
            description: away === 0 ? '' : words[query.lang].away(away, all),
            url: linkToStandUp(publicUrl, { team, day, time }),
            sequence: 0,
          }
        }),
      ),
    })
  })
}

/** How many of those who speak for a team on each of some days are out of office then. */
async function countAway(queries: Queries, team: number, days: readonly CalendarDay[]) {
  const [first, last] = [days[0], days.at(-1)]
  const speakers = first && last ? await speakersWithin(queries, team, first, last) : []
  const absences = first ? await daysAwayFrom(queries, team, first) : []
  return (day: CalendarDay) => {
    const all = new Set(
      speakers.filter(({ since, until }) => since <= day && (until ?? day) >= day).map(({ person }) => person),
    )
    const away = new Set(
      absences
        .filter(({ from, to }) => from <= day && day <= to)
        .flatMap(({ who }) => (who.person !== null && all.has(who.person) ? [who.person] : [])),
    )
    return { away: away.size, all: all.size }
  }
}
