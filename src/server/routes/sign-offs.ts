import type { Hono } from 'hono'
import { listSignOffs, type SignOff, signOffCycle } from '../../contract/sign-offs.ts'
import { dayIn } from '../../domain/calendar-day.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Queries } from '../database/tables.ts'
import type { SignOffRow } from '../database/train-tables.ts'
import { NotFound } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { promisingTeams } from '../storage/closed-teams.ts'
import { teamsWithDivisions } from '../storage/cycle-items.ts'
import { instantOfWrite } from '../storage/ledgers.ts'
import { findNamed } from '../storage/places.ts'
import { readProgramme } from '../storage/programme.ts'
import { cycleByNumber } from '../storage/release-cycles.ts'
import { addSignOff, latestSignOffs, signOffEntries } from '../storage/sign-offs.ts'
import { type CycleView, committedServices, cycleView, isOnRecord } from './cycle-view.ts'

const entriesShown = 100

interface Named {
  readonly id: number
  readonly name: string
}

export function signOffRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listSignOffs, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await cycleView(queries, surroundings, params.number, query, now)
    const latest = await latestSignOffs(queries, params.number)
    const teams = await teamsOfCycle(queries, view)
    const entries = await signOffEntries(queries, params.number, view.team?.id ?? null, entriesShown)
    const names = await namesFor(queries, teams, [...latest.values(), ...entries])
    const counts = (row: SignOffRow | undefined) => (row === undefined || row.kind === 'withdrawn' ? null : row)
    const rows = teams
      .map((team) => ({ team, signOff: counts(latest.get(team.id)) }))
      .sort(
        (one, other) =>
          Number(one.signOff !== null) - Number(other.signOff !== null) ||
          (one.team.name < other.team.name ? -1 : one.team.name > other.team.name ? 1 : one.team.id - other.team.id),
      )
    const organisation = counts(latest.get(null))
    return {
      teams: rows.length,
      signed: rows.filter(({ signOff }) => signOff !== null).length,
      organisation: organisation && shown(organisation, names),
      rows: rows
        .slice(query.offset, query.offset + query.limit)
        .map(({ team, signOff }) => ({ team, signOff: signOff && shown(signOff, names) })),
      entries: entries.map((row) => shown(row, names)),
    }
  })

  serve(
    api,
    surroundings,
    signOffCycle,
    { action: 'sign-off', perTeam: true },
    async ({ params, body, queries, seen, by, permit, now }) => {
      const { number } = params
      const team = body.team === null ? null : await findNamed(seen, 'team', body.team)
      permit(team?.id ?? null)
      const cycle = await cycleByNumber(queries, number)
      if (!cycle) throw new NotFound(`Release cycle ${number}`)
      const { zone } = await readProgramme(queries)
      if (dayIn(zone, now) <= cycle.lastDay)
        throw new Refusal(
          'sign-off-early',
          `Cycle ${number} runs until ${cycle.lastDay}. It is signed off after that day.`,
          { number: String(number), day: cycle.lastDay },
        )
      const before = (await latestSignOffs(queries, number)).get(team?.id ?? null)
      if (body.kind === 'withdrawn' && (before === undefined || before.kind === 'withdrawn'))
        throw new Refusal('not-signed-off', 'Nobody has signed that off, so there is nothing to take back.')
      if (body.kind === 'withdrawn' && before?.kind === 'closed')
        throw new Refusal(
          'sign-off-by-closing',
          `Cycle ${number} was signed off by closing it, and its record stays as it is. Sign again with a note that says what has changed.`,
          { number: String(number) },
        )
      const recordedAt = await instantOfWrite(queries, now)
      const { kind, note } = body
      const row = await addSignOff(queries, { cycle: number, team: team?.id ?? null, kind, note, by, at: recordedAt })
      await audit(queries, by, {
        recordedAt,
        action: kind === 'signed' ? 'sign-off-cycle' : 'withdraw-sign-off',
        teams: team === null ? [] : [team.id],
        subject: `cycle ${number}${team === null ? '' : `, ${team.name}`}`,
        after: { cycle: number, team: team?.name ?? null, note },
      })
      return shown(row, new Map(team === null ? [] : [[team.id, team]]))
    },
  )
}

/** Teams that promised something: of a closed cycle those on record, with their names of then. */
async function teamsOfCycle(queries: Queries, view: CycleView): Promise<Named[]> {
  if (isOnRecord(view)) return promisingTeams(queries, view.cycle.number, view)
  const ids = new Set((await committedServices(queries, view)).map(({ team }) => team))
  return [...(await teamsWithDivisions(queries, [...ids])).values()].map(({ id, name }) => ({ id, name }))
}

async function namesFor(
  queries: Queries,
  teams: readonly Named[],
  rows: readonly SignOffRow[],
): Promise<Map<number, Named>> {
  const names = new Map(teams.map((team) => [team.id, team]))
  const others = rows.flatMap(({ team_id }) => (team_id === null || names.has(team_id) ? [] : [team_id]))
  for (const { id, name } of (await teamsWithDivisions(queries, [...new Set(others)])).values())
    names.set(id, { id, name })
  return names
}

const shown = (row: SignOffRow, names: ReadonlyMap<number, Named>): SignOff => ({
  id: row.id,
  team: row.team_id === null ? null : (names.get(row.team_id) ?? { id: row.team_id, name: String(row.team_id) }),
  kind: row.kind as SignOff['kind'],
  who: row.actor,
  person: row.person_id,
  note: row.note,
  at: new Date(row.signed_at).toISOString(),
})
