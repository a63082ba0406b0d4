import type { Hono } from 'hono'
import { readStandUpDigest } from '../../contract/stand-ups.ts'
import { digestOf, hearingOf } from '../../domain/digest.ts'
import { isWorkingDay } from '../../domain/stand-up.ts'
import { digestOfDay } from '../digest-of-day.ts'
import { type Surroundings, serve } from '../serve.ts'
import { absentOn, type NamedTeamOfDay } from '../storage/stand-up-digest.ts'
import { viewOf } from '../view.ts'
import { readerOf } from './stand-up-lines.ts'

/** A day of all stand-ups: of everybody for who reads the whole, of their divisions for others. */
export function standUpDigestRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readStandUpDigest, { action: 'read' }, async ({ query, queries, now, actor }) => {
    const { day: asOf, division, team, limit, offset } = query
    const view = await viewOf(queries, { asOf, division, team }, now)
    const day = view.asOf
    const digest = await digestOfDay(queries, view, { limit, offset, reader: readerOf(actor), now })
    const { teams, figures, promised, opened, escalated, silent } = digest
    const absent = await absentOn(
      queries,
      silent.map(({ id }) => id),
      day,
    )
    return {
      day,
      today: view.today,
      isWorkingDay: isWorkingDay(day),
      escalationDays: view.programme.escalationDays,
      ...figures,
      divisions: divisionsOf(teams).map(({ id, name, its }) => ({ id, name, ...digestOf(its, day) })),
      promised,
      opened,
      escalated,
      silent: silent.map((one) => ({
        id: one.id,
        name: one.name,
        division: one.division,
        members: one.members,
        isAway: hearingOf(one, day) === 'away',
        absent: absent.get(one.id) ?? [],
      })),
    }
  })
}

function divisionsOf(teams: readonly NamedTeamOfDay[]) {
  const groups = Map.groupBy(teams, ({ division }) => division.id)
  return [...groups]
    .map(([id, its]) => ({ id, name: its[0]?.division.name ?? '', its }))
    .sort((one, other) => one.name.localeCompare(other.name, 'en'))
}
