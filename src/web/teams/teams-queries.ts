import { queryOptions, useMutation } from '@tanstack/react-query'
import { groupServices } from '../../contract/services.ts'
import {
  changeDivision,
  changeTeam,
  type confirmTeam,
  createDivision,
  createTeam,
  listTeams,
} from '../../contract/teams.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Team } from '../../domain/team.ts'
import { call } from '../shared/call.ts'
import { useWrite } from '../shared/outbox/use-write.ts'
import { useReadAgain } from '../shared/read-again.ts'
import { readAllRows } from '../shared/read-to-end.ts'
import { timesOf, type View } from '../shared/view-search.ts'

/** Every team, read in large pages: the page groups and counts them, and 5,000 fit easily. */
export const allTeamsQuery = (view: View) => {
  const times = timesOf(view)
  return queryOptions({
    queryKey: ['teams', 'all', times],
    queryFn: ({ signal }): Promise<Team[]> =>
      readAllRows(async (part) => {
        const { teams, total } = await call(listTeams, { query: { ...times, ...part }, signal })
        return { rows: teams, total }
      }),
  })
}

/** What each team's services carry and where they stand, as of the day on screen. */
export const teamStandingsQuery = (view: View) => {
  const query = { by: 'team' as const, ...timesOf(view) }
  return queryOptions({
    queryKey: ['services', 'groups', query],
    queryFn: async ({ signal }) => {
      const { groups } = await call(groupServices, { query, signal })
      return new Map(groups.map((group) => [Number(group.key), group]))
    },
    // A map has no structure to share, so it is taken as it comes.
    structuralSharing: false,
  })
}

export const useConfirmTeam = () => useWrite<typeof confirmTeam>()

export interface TeamForm {
  readonly name: string
  readonly division: number
  readonly formedOn: CalendarDay | null
  readonly dissolvedOn: CalendarDay | null
  readonly zone: string | null
  readonly region: string
}

export function useSaveTeam() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({
      team,
      body,
      key,
    }: {
      team: { id: number; version: number } | undefined
      body: Partial<TeamForm>
      key: string
    }) =>
      team === undefined
        ? call(createTeam, {
            body: { ...body, name: body.name ?? '', division: body.division ?? 0 },
            idempotencyKey: key,
          })
        : call(changeTeam, { params: { id: team.id }, body, ifMatch: team.version }),
    onSuccess,
  })
}

export function useSaveDivision() {
  const onSuccess = useReadAgain()
  return useMutation({
    mutationFn: ({
      division,
      name,
      key,
    }: {
      division: { id: number; version: number } | undefined
      name: string
      key: string
    }) =>
      division === undefined
        ? call(createDivision, { body: { name }, idempotencyKey: key })
        : call(changeDivision, { params: { id: division.id }, body: { name }, ifMatch: division.version }),
    onSuccess,
  })
}
