import type { CalendarDay } from './calendar-day.ts'
import { addDays, dayIn, later } from './calendar-day.ts'

/** A team not heard from for longer than this is stale. */
export const freshDays = 14

/**
 * The day on which a team was last heard from: the latest of the day its last move speaks of, the day (in the
 * programme's zone) on which people or a pipeline last recorded one, the last day of a stand-up on which somebody spoke for
 * it, and the last press of *nothing changed*.
 */
export function lastConfirmed(heard: {
  readonly moved: CalendarDay | null
  readonly loggedAt: number | null
  readonly said: CalendarDay | null
  readonly spoke: CalendarDay | null
  readonly zone: string
}): CalendarDay | null {
  const { moved, loggedAt, said, spoke, zone } = heard
  const days = [moved, loggedAt === null ? null : dayIn(zone, loggedAt), said, spoke].filter((day) => day !== null)
  return days.length === 0 ? null : days.reduce(later)
}

export interface TeamStanding {
  readonly cloud: number
  readonly total: number
  readonly lastConfirmedOn: CalendarDay | null
}

export interface Freshness {
  /** Share (0 to 1) of the headline's workload whose team was last confirmed more than 14 days before the as-of day. */
  readonly staleShare: number | null
  readonly staleTeams: number
  readonly teams: number
}

export const runsAnything = ({ total }: TeamStanding): boolean => total > 0

export function staleOn(asOf: CalendarDay): (team: TeamStanding) => boolean {
  const since = addDays(asOf, -freshDays)
  return ({ lastConfirmedOn }) => lastConfirmedOn === null || lastConfirmedOn < since
}

/** Teams without any workload are not asked for, so they are neither fresh nor stale. */
export function freshnessOf(standings: readonly TeamStanding[], asOf: CalendarDay): Freshness {
  const present = standings.filter(runsAnything)
  const stale = present.filter(staleOn(asOf))
  const sum = (teams: readonly TeamStanding[]) => teams.reduce((cloud, team) => cloud + team.cloud, 0)
  const cloud = sum(present)
  return { staleShare: cloud > 0 ? sum(stale) / cloud : null, staleTeams: stale.length, teams: present.length }
}
