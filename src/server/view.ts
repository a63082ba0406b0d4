import type { CalendarDay } from '../domain/calendar-day.ts'
import { dayIn, daysBetween } from '../domain/calendar-day.ts'
import type { Programme } from '../domain/programme.ts'
import { Refusal } from '../domain/refusal.ts'
import type { Measure } from '../domain/units.ts'
import type { Queries } from './database/tables.ts'
import { BadInput } from './problems.ts'
import { lastRecordedAt } from './storage/ledgers.ts'
import { findNamed, teamWithDivision } from './storage/places.ts'
import { readProgramme } from './storage/programme.ts'
import type { Scope } from './storage/rollups.ts'
import { programmeScope, scopes } from './storage/rollups.ts'

interface ViewQuery {
  readonly measure?: Measure | undefined
  readonly division?: string | undefined
  readonly team?: string | undefined
  readonly asOf?: CalendarDay | undefined
  readonly knownAt?: number | undefined
}

/** What a request looks at: which part of the organisation, on which day, as known when. */
export interface View {
  readonly programme: Programme
  readonly today: CalendarDay
  readonly measure: Measure
  readonly unit: string
  readonly asOf: CalendarDay
  readonly knownAt: number | null
  readonly knownAtText: string | null
  readonly scope: Scope
  readonly team: { readonly id: number; readonly name: string; readonly division: number } | null
  readonly division: { readonly id: number; readonly name: string } | null
}

/** Reads and checks the common part of every question: names are found, days and instants to come are refused. */
export async function viewOf(queries: Queries, query: ViewQuery, now: number): Promise<View> {
  const programme = await readProgramme(queries)
  const today = dayIn(programme.zone, now)
  const asOf = query.asOf ?? today
  if (asOf > today) {
    throw new Refusal(
      'as-of-in-future',
      `${asOf} has not happened yet; today is ${today}. Choose today or an earlier day.`,
      { day: asOf, today },
    )
  }
  const knownAt = query.knownAt ?? null
  // Recorded instants never repeat, so the latest may stand a moment ahead of a clock that stood still.
  if (knownAt !== null && knownAt > Math.max(now, await lastRecordedAt(queries))) {
    throw new Refusal('known-at-in-future', 'That instant has not come yet. Leave it out to see what is known now.')
  }
  const division = query.division === undefined ? null : await findNamed(queries, 'division', query.division)
  const team = query.team === undefined ? null : await teamWithDivision(queries, query.team)
  if (team && division && team.division !== division.id) {
    throw new Refusal(
      'team-not-in-division',
      `${team.name} is not a team of ${division.name}. Drop one of the two filters.`,
      { team: team.name, division: division.name },
    )
  }
  const measure = query.measure ?? 'units'
  return {
    programme,
    today,
    measure,
    unit: unitOf(programme, measure),
    asOf,
    knownAt,
    knownAtText: knownAt === null ? null : new Date(knownAt).toISOString(),
    scope: team
      ? { scope: scopes.team, id: team.id }
      : division
        ? { scope: scopes.division, id: division.id }
        : programmeScope,
    team,
    division,
  }
}

/** Days one answer may reach over: past it, one request would hold the server for seconds. */
const mostDays = 200_000

/** Refuses days asked for in the wrong order, and more of them than one answer can hold. */
export function refuseLongSpan(
  asked: { readonly from?: CalendarDay | undefined; readonly to?: CalendarDay | undefined },
  from: CalendarDay,
  to: CalendarDay,
): void {
  if (asked.from !== undefined && asked.to !== undefined && asked.from > asked.to)
    throw new BadInput({ from: 'The first day lies after the last. Swap from and to.' })
  if (daysBetween(from, to) > mostDays)
    throw new BadInput({ from: 'This asks for more than 200,000 days. Choose a later first day.' })
}

export const unitOf = (programme: Programme, measure: Measure): string =>
  measure === 'services' ? 'services' : programme.unitName
