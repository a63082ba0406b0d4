import { type CalendarDay, earlier, later } from './calendar-day.ts'
import { Refusal } from './refusal.ts'

/** First and last day of a team, both inclusive; null where nobody said so. */
export interface TeamTime {
  readonly formedOn: CalendarDay | null
  readonly dissolvedOn: CalendarDay | null
}

interface Period {
  readonly since: CalendarDay
  readonly until: CalendarDay | null
}

export const isFormed = ({ formedOn }: Pick<TeamTime, 'formedOn'>, day: CalendarDay): boolean =>
  formedOn === null || formedOn <= day

/** Its last day is over: whoever belonged to it does so no more. */
export const isDissolved = ({ dissolvedOn }: Pick<TeamTime, 'dissolvedOn'>, day: CalendarDay): boolean =>
  dissolvedOn !== null && dissolvedOn < day

export const existsOn = (team: TeamTime, day: CalendarDay): boolean => isFormed(team, day) && !isDissolved(team, day)

/** The part of a membership in which the team exists; null where there is none. */
export function withinTeam({ since, until }: Period, { formedOn, dissolvedOn }: TeamTime): Period | null {
  const from = formedOn === null ? since : later(since, formedOn)
  const to = dissolvedOn === null ? until : until === null ? dissolvedOn : earlier(until, dissolvedOn)
  return to !== null && to < from ? null : { since: from, until: to }
}

export function refuseTeamTime({ formedOn, dissolvedOn }: TeamTime): void {
  if (formedOn === null || dissolvedOn === null || dissolvedOn >= formedOn) return
  throw new Refusal(
    'dissolved-before-formed',
    `The team is formed on ${formedOn}, so it cannot be dissolved on ${dissolvedOn}. Choose that day or a later one.`,
    { formed: formedOn, dissolved: dissolvedOn },
  )
}

/** Nobody joins or leaves a team on a day on which it does not exist. */
export function refuseOutsideTeam(team: TeamTime & { readonly name: string }, day: CalendarDay): void {
  if (!isFormed(team, day)) {
    throw new Refusal(
      'team-not-formed',
      `${team.name} is formed on ${team.formedOn}, after ${day}. Choose that day or a later one.`,
      { team: team.name, formed: String(team.formedOn), day },
    )
  }
  refuseDissolved(team, day)
}

export function refuseDissolved(team: TeamTime & { readonly name: string }, day: CalendarDay): void {
  if (isDissolved(team, day)) {
    throw new Refusal(
      'team-dissolved',
      `${team.name} was dissolved on ${team.dissolvedOn}, before ${day}. Choose that day or an earlier one, or another team.`,
      { team: team.name, dissolved: String(team.dissolvedOn), day },
    )
  }
}
