import type { Hono } from 'hono'
import { readStandUp } from '../../contract/stand-ups.ts'
import { addDays, type CalendarDay, daysBetween } from '../../domain/calendar-day.ts'
import { cycleOn, daysOf } from '../../domain/release-cycles.ts'
import { keptOf, standUpDaysBack, standUpTimeIn } from '../../domain/stand-up.ts'
import type { Queries } from '../database/tables.ts'
import { peopleHeard } from '../people-heard.ts'
import { type Surroundings, serve } from '../serve.ts'
import { shownAbsence } from '../shown-absence.ts'
import { handOversOn, shownHandOvers } from '../storage/hand-overs.ts'
import { readProgramme } from '../storage/programme.ts'
import { trainOf } from '../storage/release-cycles.ts'
import { hoursOf } from '../storage/stand-up-hours.ts'
import { linesOfDay, openPromisesBefore, promisesOfDays } from '../storage/stand-up-lines.ts'
import { absencesFrom, daysAwayFrom, type StandUpTeam, speakersOf, standUpTeam } from '../storage/stand-up-teams.ts'
import { viewOf } from '../view.ts'
import { readerOf } from './stand-up-lines.ts'

/** The morning promises, the evening proves: what a team said of a day. */
export function standUpRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readStandUp, { action: 'read' }, async ({ query, queries, now, actor }) => {
    const team = await standUpTeam(queries, query.team, now)
    const day = query.day ?? team.today
    const reader = readerOf(actor)
    const lines = await linesOfDay(queries, team.id, day, reader)
    const before = { from: addDays(day, -standUpDaysBack), before: day }
    const view = await viewOf(queries, {}, now)
    const handOvers = async (side: 'given' | 'received') =>
      shownHandOvers(queries, await handOversOn(queries, side, team.id, day), view, reader)
    const absences = (await absencesFrom(queries, team.id, day)).map((row) => shownAbsence(row, team))
    return {
      team: { id: team.id, name: team.name, zone: team.zone, region: team.region },
      hours: await hoursOf(queries, team.id),
      day,
      today: team.today,
      time: standUpTimeIn(team.zone, now),
      cycle: await cycleOf(queries, team, day),
      lines,
      promises: keptOf(
        lines
          .filter(({ kind }) => kind === 'promise')
          .map(({ answer }) => ({ answer: answer?.answer ?? null, isOver: day < team.today })),
      ),
      open: await openPromisesBefore(queries, team.id, before, reader),
      handOvers: {
        given: await handOvers('given'),
        received: await handOvers('received'),
      },
      people: peopleHeard(
        await speakersOf(queries, team.id, day),
        lines,
        await daysAwayFrom(queries, team.id, day),
        day,
      ),
      absences,
    }
  })
}

async function cycleOf(queries: Queries, team: StandUpTeam, day: CalendarDay) {
  const train = await trainOf(queries, await readProgramme(queries))
  const cycle = cycleOn(train, day)
  if (cycle === null) return null
  const promises = await promisesOfDays(queries, { from: cycle.firstDay, to: cycle.lastDay }, team.id)
  return {
    number: cycle.number,
    name: train.cycles.find(({ number }) => number === cycle.number)?.name ?? '',
    day: daysBetween(cycle.firstDay, day) + 1,
    days: daysOf(cycle),
    promises: keptOf(promises.map((one) => ({ answer: one.answer, isOver: one.day < team.today }))),
  }
}
