import * as z from 'zod/mini'
import type { CalendarDay } from './calendar-day.ts'
import { isWorkingDay, KeptFigures, keptOf, type Promised } from './stand-up.ts'
import { sumUnits } from './units.ts'

/** What the ledger says of one day: entries from on-premises to cloud and back, and what they came to. */
export const DigestMoves = z.object({
  /** Entries that bear the day and stand. */
  toCloud: z.int(),
  back: z.int(),
  /** In the unit's smallest part, each way for itself. */
  units: z.int(),
  unitsBack: z.int(),
  /** Services that came to cloud with that day, and that left it by coming back. */
  services: z.int(),
  servicesBack: z.int(),
})
export type DigestMoves = z.infer<typeof DigestMoves>

/** Blockers at the end of the day. What was opened and resolved on one day stood for none, and counts in none of these. */
export const DigestBlockers = z.object({
  open: z.int(),
  /** Of the open ones: those that stand since that day, and those that have stood as long as the programme allows. */
  opened: z.int(),
  escalated: z.int(),
  /** Stood the day before, and were resolved on this one. */
  resolved: z.int(),
})
export type DigestBlockers = z.infer<typeof DigestBlockers>

/** On a weekend nobody is waited for, nor is a team that is not there yet or no more: then those count that were heard. */
export const DigestTeams = z.object({
  heard: z.int(),
  /** Said nothing, and everybody who belongs to them is out of office. */
  away: z.int(),
  /** Said nothing, and somebody could have. */
  silent: z.int(),
})
export type DigestTeams = z.infer<typeof DigestTeams>

export const DigestFigures = z.object({
  /** Lines said for the day and answers given on it; what was put off to the day says nothing of it by itself. */
  entries: z.int(),
  promises: KeptFigures,
  moves: DigestMoves,
  blockers: DigestBlockers,
  teams: DigestTeams,
})
export type DigestFigures = z.infer<typeof DigestFigures>

/** One team on one day of its own. */
export interface TeamOfDay {
  /** It was formed by then and is not dissolved. */
  readonly isThere: boolean
  readonly entries: number
  readonly promises: readonly Promised[]
  readonly moves: DigestMoves
  readonly blockers: DigestBlockers
  /** An entry of its services bears the day and stands, whatever its class. */
  readonly hasMoved: boolean
  /** Somebody pressed "nothing changed". */
  readonly hasConfirmed: boolean
  /** Who belongs to it and does not only look on, and how many of them are out of office. */
  readonly members: number
  readonly membersAway: number
}

export type Hearing = keyof DigestTeams | 'not-waited-for'

/** Whether a team was heard on a day: as for freshness, by its stand-up, its moves, or its word that nothing changed. */
export function hearingOf(team: TeamOfDay, day: CalendarDay): Hearing {
  if (team.entries > 0 || team.hasMoved || team.hasConfirmed) return 'heard'
  if (!team.isThere || !isWorkingDay(day)) return 'not-waited-for'
  return team.members > 0 && team.membersAway >= team.members ? 'away' : 'silent'
}

/** The sum over some teams. Every figure of a division or the organisation is the sum over its teams, exactly. */
export function digestOf(teams: readonly TeamOfDay[], day: CalendarDay): DigestFigures {
  const moves = { toCloud: 0, back: 0, units: 0, unitsBack: 0, services: 0, servicesBack: 0 }
  const blockers = { open: 0, opened: 0, escalated: 0, resolved: 0 }
  const heard = { heard: 0, away: 0, silent: 0 }
  let entries = 0
  for (const team of teams) {
    entries += team.entries
    moves.toCloud += team.moves.toCloud
    moves.back += team.moves.back
    moves.units = sumUnits(moves.units, team.moves.units)
    moves.unitsBack = sumUnits(moves.unitsBack, team.moves.unitsBack)
    moves.services += team.moves.services
    moves.servicesBack += team.moves.servicesBack
    for (const name of ['open', 'opened', 'escalated', 'resolved'] as const) blockers[name] += team.blockers[name]
    const hearing = hearingOf(team, day)
    if (hearing !== 'not-waited-for') heard[hearing]++
  }
  return { entries, promises: keptOf(teams.flatMap(({ promises }) => promises)), moves, blockers, teams: heard }
}
