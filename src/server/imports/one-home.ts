import type { Known } from './judged-file.ts'
import type { MovesFile } from './moves-file.ts'
import { type CellProblem, problem } from './read-cells.ts'

/**
 * A new service belongs to the team by which the file first names it, a new team to its first division; rows that name
 * another are refused. Were the file cut in two, the second part would be refused likewise: figures follow a service's
 * present team over its whole history, so which one that is must not hang on the last row of a file.
 */
export function refuseSecondHomes(
  { rows, services, teams, divisions }: MovesFile,
  known: Known,
  isOpen: (row: number) => boolean,
  refuseRow: (row: number, found: CellProblem) => void,
): void {
  const teamOf = firsts()
  const divisionOf = firsts()
  for (let row = 0; row < rows.line.length; row++) {
    if (!isOpen(row)) continue
    const line = rows.line[row] as number
    const service = rows.service[row] as number
    const team = rows.team[row] as number
    const division = rows.division[row] as number
    if (team === -1) continue
    if (!known.services[service]) {
      const first = teamOf(service, team, line)
      if (first) {
        const names = {
          service: nameIn(services, service),
          first: nameIn(teams, first.home),
          team: nameIn(teams, team),
        }
        refuseRow(
          row,
          problem(
            'team-twice',
            `Line ${first.line} says that ${names.service} belongs to ${names.first}, and this row says ${names.team}. A service has one team, which all its figures follow: write its present team in every row, or leave the column team empty here.`,
            { line: first.line, ...names },
          ),
        )
        continue
      }
    }
    if (division === -1 || known.teams[team]) continue
    const first = divisionOf(team, division, line)
    if (!first) continue
    const names = {
      team: nameIn(teams, team),
      first: nameIn(divisions, first.home),
      division: nameIn(divisions, division),
    }
    refuseRow(
      row,
      problem(
        'division-twice',
        `Line ${first.line} says that ${names.team} belongs to ${names.first}, and this row says ${names.division}. A team has one division: write the present one in every row, or leave the column division empty here.`,
        { line: first.line, ...names },
      ),
    )
  }
}

const nameIn = ({ names }: { readonly names: readonly string[] }, at: number): string => names[at] ?? ''

/** Remembers where each was first said to belong; answers that where something else is said now. */
function firsts() {
  const found = new Map<number, { home: number; line: number }>()
  return (of: number, home: number, line: number) => {
    const first = found.get(of)
    if (!first) found.set(of, { home, line })
    return first && first.home !== home ? first : undefined
  }
}
