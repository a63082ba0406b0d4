import { sql } from 'kysely'
import { type CalendarDay, dayIn } from '../../domain/calendar-day.ts'
import type { DigestMoves, TeamOfDay } from '../../domain/digest.ts'
import { type KeptFigures, keptOf } from '../../domain/stand-up.ts'
import { existsOn } from '../../domain/team-time.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { blockersByTeam, ofScope } from './blockers.ts'
import { migratedByTeam } from './cycle-items.ts'
import { movesByTeam } from './cycle-moves.ts'
import { inChunks } from './ledgers.ts'
import { belongsOn } from './members.ts'
import { scopes, unitsMoved } from './rollups.ts'
import { promisesOfDays } from './stand-up-lines.ts'
import { wholeSum } from './team-standings.ts'

type Named = { readonly id: number; readonly name: string }
type Looking = Pick<View, 'asOf' | 'scope' | 'programme'>

export interface NamedTeamOfDay extends TeamOfDay, Named {
  readonly division: Named
}

/** Every team of the view, by name, with what it said and did on it: read once each, whatever their number. */
export async function teamsOfDay(queries: Queries, view: Looking, now: number): Promise<NamedTeamOfDay[]> {
  const { asOf: day, programme } = view
  const counting = { scope: view.scope, knownAt: null }
  const teams = await teamsIn(queries, view)
  const promises = Map.groupBy(await promisesOfDays(queries, { from: day, to: day }), ({ team }) => team)
  const entries = await entriesByTeam(queries, day)
  const counted = new Map((await movesByTeam(queries, day, day, counting)).map((one) => [one.team, one]))
  const moved = new Map((await migratedByTeam(queries, day, day, counting)).map((one) => [one.team, one]))
  const hasMoved = await teamsThatMoved(queries, day)
  const hasConfirmed = await teamsThatConfirmed(queries, day)
  const blockers = await blockersByTeam(queries, view)
  const members = await membersByTeam(queries, day)
  return teams.map(({ id, name, division, zone, ...time }) => {
    const isOver = day < dayIn(zone ?? programme.zone, now)
    const its = moved.get(id)
    const moves: DigestMoves = {
      toCloud: counted.get(id)?.toCloud ?? 0,
      back: counted.get(id)?.back ?? 0,
      units: its?.migratedUnits ?? 0,
      unitsBack: its?.rolledBackUnits ?? 0,
      services: its?.migratedServices ?? 0,
      servicesBack: its?.rolledBackServices ?? 0,
    }
    return {
      id,
      name,
      division,
      isThere: existsOn(time, day),
      entries: entries.get(id) ?? 0,
      promises: (promises.get(id) ?? []).map(({ answer }) => ({ answer, isOver })),
      moves,
      blockers: blockers.get(id) ?? { open: 0, opened: 0, escalated: 0, resolved: 0 },
      hasMoved: hasMoved.has(id),
      hasConfirmed: hasConfirmed.has(id),
      members: members.get(id)?.members ?? 0,
      membersAway: members.get(id)?.away ?? 0,
    }
  })
}

async function teamsIn(queries: Queries, { scope }: Looking) {
  const rows = await queries
    .selectFrom('team')
    .innerJoin('division', 'division.id', 'team.division_id')
    .select(['team.id', 'team.name', 'team.zone', 'team.formed_on', 'team.dissolved_on'])
    .select(['division.id as divisionId', 'division.name as divisionName'])
    .where(ofScope(scope))
    .orderBy('team.name_search')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    zone: row.zone,
    division: { id: row.divisionId, name: row.divisionName },
    formedOn: row.formed_on as CalendarDay | null,
    dissolvedOn: row.dissolved_on as CalendarDay | null,
  }))
}

/** What became of the promises of each team for some days, both inclusive, as it is answered now. */
export async function keptByTeam(
  queries: Queries,
  days: { readonly from: CalendarDay; readonly to: CalendarDay },
  { scope, programme }: Pick<Looking, 'scope' | 'programme'>,
  now: number,
): Promise<Map<number, KeptFigures>> {
  const promises = (await promisesOfDays(queries, days)).filter(
    ({ team, division }) =>
      scope.scope === scopes.programme || scope.id === (scope.scope === scopes.team ? team : division),
  )
  const today = new Map<string, CalendarDay>()
  const todayIn = (zone: string): CalendarDay => {
    const known = today.get(zone) ?? dayIn(zone, now)
    today.set(zone, known)
    return known
  }
  return new Map(
    [...Map.groupBy(promises, ({ team }) => team)].map(([team, its]) => [
      team,
      keptOf(its.map(({ answer, day, zone }) => ({ answer, isOver: day < todayIn(zone ?? programme.zone) }))),
    ]),
  )
}

/** Lines said for a day and answers given on it, by team. */
async function entriesByTeam(queries: Queries, day: CalendarDay): Promise<Map<number, number>> {
  const said = await queries
    .selectFrom('stand_up_line')
    .select(['team_id as team', ({ fn }) => fn.countAll<number>().as('count')])
    .where('day', '=', day)
    .where('carried_from', 'is', null)
    .where('taken_back_at', 'is', null)
    .groupBy('team_id')
    .execute()
  const answered = await queries
    .selectFrom('promise_answer')
    .innerJoin('stand_up_line', 'stand_up_line.id', 'promise_answer.line_id')
    .select(['stand_up_line.team_id as team', ({ fn }) => fn.countAll<number>().as('count')])
    .where('promise_answer.day', '=', day)
    .where('stand_up_line.taken_back_at', 'is', null)
    .groupBy('stand_up_line.team_id')
    .execute()
  const sums = new Map<number, number>()
  for (const { team, count } of [...said, ...answered]) sums.set(team, (sums.get(team) ?? 0) + Number(count))
  return sums
}

async function teamsThatMoved(queries: Queries, day: CalendarDay): Promise<Set<number>> {
  const rows = await queries
    .selectFrom('rollup_day')
    .select('scope_id as team')
    .where('scope', '=', scopes.team)
    .where('day', '=', day)
    .where(unitsMoved, '>', 0)
    .execute()
  return new Set(rows.map(({ team }) => team))
}

async function teamsThatConfirmed(queries: Queries, day: CalendarDay): Promise<Set<number>> {
  const rows = await queries.selectFrom('confirmation').select('team_id').where('day', '=', day).execute()
  return new Set(rows.map(({ team_id }) => team_id))
}

/** How many speak for each team on a day, and how many of them are out of office. */
async function membersByTeam(queries: Queries, day: CalendarDay) {
  const rows = await queries
    .selectFrom('team_member')
    .innerJoin('team', 'team.id', 'team_member.team_id')
    .innerJoin('person', 'person.id', 'team_member.person_id')
    .select([
      'team_member.team_id as team',
      wholeSum(sql`1`).as('members'),
      wholeSum(sql`case when team_member.person_id in (select absence.person_id from absence
        where absence.person_id is not null and absence.first_day <= ${day} and absence.last_day >= ${day})
        then 1 else 0 end`).as('away'),
    ])
    .where('team_member.role', '<>', 'viewer')
    .where('person.disabled_at', 'is', null)
    .where(belongsOn(day))
    .groupBy('team_member.team_id')
    .execute()
  return new Map(rows.map(({ team, ...counts }) => [team, counts]))
}

/** Who of some teams is out of office on a day, by team: each once, until the last of their days, whichever of their teams they said it in. */
export async function absentOn(queries: Queries, teams: readonly number[], day: CalendarDay) {
  const found = new Map<number, { name: string; to: CalendarDay }[]>()
  for (const some of inChunks(teams, 5000)) {
    const said = queries
      .selectFrom('absence')
      .select(['team_id as team', 'name', 'last_day as to'])
      .where('team_id', 'in', some)
      .where('first_day', '<=', day)
      .where('last_day', '>=', day)
    const elsewhere = queries
      .selectFrom('absence')
      .innerJoin('team_member', 'team_member.person_id', 'absence.person_id')
      .innerJoin('team', 'team.id', 'team_member.team_id')
      .select(['team_member.team_id as team', 'absence.name', 'absence.last_day as to'])
      .where('team_member.team_id', 'in', some)
      .where(belongsOn(day))
      .where('absence.first_day', '<=', day)
      .where('absence.last_day', '>=', day)
    const rows = await queries
      .selectFrom(said.unionAll(elsewhere).as('away'))
      .select(['team', 'name', ({ fn }) => fn.max('to').as('to')])
      .groupBy(['team', 'name'])
      .orderBy('name')
      .execute()
    for (const { team, name, to } of rows)
      found.set(team, [...(found.get(team) ?? []), { name, to: to as CalendarDay }])
  }
  return found
}
