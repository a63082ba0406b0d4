import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import { freshDays } from '../../domain/freshness.ts'
import { leftStates, type ServiceState } from '../../domain/service.ts'
import type { Division, Team } from '../../domain/team.ts'
import { isDissolved } from '../../domain/team-time.ts'
import type { Measure } from '../../domain/units.ts'
import type { teamStandingsQuery } from './teams-queries.ts'

type Standings = Awaited<ReturnType<NonNullable<ReturnType<typeof teamStandingsQuery>['queryFn']>>>

export interface Amounts {
  /** Services that carry workload, wherever. */
  readonly running: number
  /** Left on-premises, in the measure of the view. */
  readonly left: number
  /** All of it, in the measure of the view. */
  readonly whole: number
}

export interface TeamRow extends Amounts {
  readonly team: Team
  readonly stale: boolean
  /** Its last day is over on the day shown. */
  readonly dissolved: boolean
}

export interface DivisionRows extends Amounts {
  readonly division: Division
  readonly rows: readonly TeamRow[]
}

interface Wanted {
  readonly teams: readonly Team[]
  readonly divisions: readonly Division[]
  readonly standings: Standings
  readonly measure: Measure
  readonly day: CalendarDay
  /** Name or number, as the address has them. */
  readonly division: string | undefined
  readonly team: string | undefined
  readonly q: string
  readonly onlyStale: boolean
  /** The reader's own teams, where they ask for those alone. */
  readonly only: ReadonlySet<number> | undefined
}

const isNamed = ({ id, name }: { id: number; name: string }, wanted: string | undefined): boolean =>
  wanted === undefined || name === wanted || String(id) === wanted

/** Everything the table shows: divisions with their teams that run services, and the teams that run none. */
export interface TeamSections {
  readonly divisions: readonly DivisionRows[]
  /** Teams without services have nothing to confirm, so they are neither fresh nor stale, and never counted. */
  readonly idle: readonly TeamRow[]
  /** Teams that were dissolved and have left nothing behind. Those that still run something stand where it counts. */
  readonly dissolved: readonly TeamRow[]
}

/** Teams under their divisions, both by name. A division without a team stays, so that one can be added to it. */
export function teamSections(wanted: Wanted): TeamSections {
  const { teams, divisions, day, q } = wanted
  const freshFrom = addDays(day, -freshDays)
  const found = q.normalize('NFKC').toLowerCase()
  const narrowed = q !== '' || wanted.onlyStale || wanted.team !== undefined || wanted.only !== undefined
  const shown = divisions.filter((division) => isNamed(division, wanted.division))
  const rowsOf = new Map(shown.map(({ id }) => [id, [] as TeamRow[]]))
  const idle: TeamRow[] = []
  const over: TeamRow[] = []
  for (const team of teams) {
    const rows = rowsOf.get(team.division.id)
    if (rows === undefined) continue
    if (!isNamed(team, wanted.team) || !team.name.normalize('NFKC').toLowerCase().includes(found)) continue
    if (wanted.only !== undefined && !wanted.only.has(team.id)) continue
    const dissolved = isDissolved(team, day)
    const amounts = amountsOf(wanted.standings.get(team.id), wanted.measure)
    if (amounts.running === 0) {
      if (!wanted.onlyStale) (dissolved ? over : idle).push({ team, stale: false, dissolved, ...amounts })
      continue
    }
    const stale = team.lastConfirmedOn === null || team.lastConfirmedOn < freshFrom
    if (stale || !wanted.onlyStale) rows.push({ team, stale, dissolved, ...amounts })
  }
  return {
    divisions: shown
      .map((division) => {
        const rows = (rowsOf.get(division.id) ?? []).toSorted(byStanding)
        return { division, rows, ...sumOf(rows) }
      })
      .filter(({ rows }) => rows.length > 0 || !narrowed),
    idle: idle.toSorted(byName),
    dissolved: over.toSorted(byName),
  }
}

const byName = (one: TeamRow, other: TeamRow): number => one.team.name.localeCompare(other.team.name)

/** Those that are no more come last. */
const byStanding = (one: TeamRow, other: TeamRow): number =>
  Number(one.dissolved) - Number(other.dissolved) || byName(one, other)

type Standing = Standings extends Map<number, infer One> ? One : never

function amountsOf(standing: Standing | undefined, measure: Measure): Amounts {
  if (standing === undefined) return { running: 0, left: 0, whole: 0 }
  const count = (state: ServiceState): number => standing.states[state] ?? 0
  const onPrem = leftStates.reduce((sum, state) => sum + count(state), 0)
  const running = onPrem + count('in_cloud')
  return measure === 'services'
    ? { running, left: onPrem, whole: running }
    : { running, left: standing.onPrem, whole: standing.total }
}

const sumOf = (rows: readonly Amounts[]): Amounts =>
  rows.reduce(
    (sum, { running, left, whole }) => ({
      running: sum.running + running,
      left: sum.left + left,
      whole: sum.whole + whole,
    }),
    { running: 0, left: 0, whole: 0 },
  )

/** Share in cloud: of the units, or of the services that have nothing left on-premises. */
export const shareOf = ({ left, whole }: Amounts): number | null => (whole === 0 ? null : (whole - left) / whole)
