import type { CalendarDay } from '../../domain/calendar-day.ts'
import { create, type JudgedFile } from './judged-file.ts'
import type { MovesFile } from './moves-file.ts'

/** What the rows to be created make new or change, by places in the file's lists. */
export interface WritePlan {
  readonly created: number
  readonly firstDay: CalendarDay | null
  readonly lastDay: CalendarDay | null
  /** In the order in which the file meets them. */
  readonly newServices: readonly number[]
  readonly newTeams: readonly number[]
  readonly newDivisions: readonly number[]
  /** For what is new: the team that a service's rows name, the division of a team's. */
  readonly teamOf: readonly (number | undefined)[]
  readonly divisionOf: readonly (number | undefined)[]
  /** The last value of each custom column that is not empty. */
  customOf(service: number): Record<string, string>
}

export function planOf(file: MovesFile, { verdicts, known }: JudgedFile): WritePlan {
  const { rows, customColumns } = file
  const services = new Set<number>()
  const teamOf: (number | undefined)[] = new Array(file.services.names.length)
  const divisionOf: (number | undefined)[] = new Array(file.teams.names.length)
  const custom = new Map<number, Map<string, string>>()
  let created = 0
  let firstDay: CalendarDay | null = null
  let lastDay: CalendarDay | null = null
  for (let row = 0; row < verdicts.length; row++) {
    const team = rows.team[row] as number
    const division = rows.division[row] as number
    const service = rows.service[row] as number
    const isCreated = verdicts[row] === create
    // A refused row may be the only one that names a new team's division, or a new service's team: better that than none.
    if (division !== -1 && team !== -1 && !known.teams[team] && (isCreated || divisionOf[team] === undefined))
      divisionOf[team] = division
    const isHoused = team !== -1 && (known.teams[team] !== undefined || divisionOf[team] !== undefined)
    if (isHoused && !known.services[service] && (isCreated || teamOf[service] === undefined)) teamOf[service] = team
    if (!isCreated) continue
    const day = rows.day[row] as CalendarDay
    created++
    services.add(service)
    if (firstDay === null || day < firstDay) firstDay = day
    if (lastDay === null || day > lastDay) lastDay = day
    for (const [at, value] of (rows.custom[row] ?? []).entries()) {
      if (value === '') continue
      const values = custom.get(service) ?? new Map<string, string>()
      custom.set(service, values.set(customColumns[at] as string, value))
    }
  }
  const newServices = [...services].filter((service) => !known.services[service])
  const teams = new Set([...services].map((service) => teamOf[service]).filter((team) => team !== undefined))
  const divisions = new Set([...teams].map((team) => divisionOf[team]).filter((division) => division !== undefined))
  return {
    created,
    firstDay,
    lastDay,
    newServices,
    newTeams: [...teams].filter((team) => !known.teams[team]),
    newDivisions: [...divisions].filter((division) => known.divisions[division] === undefined),
    teamOf,
    divisionOf,
    customOf: (service) => Object.fromEntries(custom.get(service) ?? []),
  }
}
