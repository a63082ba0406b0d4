import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { listServices } from '../../contract/services.ts'
import { regionsQuery } from '../feedback/feedback-queries.ts'
import { findServicesQuery, locationsQuery } from '../moves/moves-queries.ts'
import { call } from '../shared/call.ts'
import { sessionQuery } from '../shared/session-query.ts'
import { lastTeam } from '../stand-ups/last-team.ts'
import { standUpQuery } from '../stand-ups/stand-ups-queries.ts'

/** Whoever is in more teams finds the services of the others among what was read. */
const mostTeams = 3

const servicesOfQuery = (team: string) =>
  queryOptions({
    queryKey: ['services', 'of-own-team', team],
    queryFn: ({ signal }) => call(listServices, { query: { team, limit: 200 }, signal }),
  })

/** What moves and stand-ups are typed with, so that it is on this device before there is no network. */
export async function readForOffline(queries: QueryClient): Promise<void> {
  const session = queries.getQueryData(sessionQuery.queryKey)
  if (session === undefined || session.counts.services === 0) return
  const teams = session.teams.map(({ name }) => name)
  const standUp = lastTeam() ?? teams[0]
  await queries.prefetchQuery(locationsQuery)
  await queries.prefetchQuery(findServicesQuery(''))
  await queries.prefetchQuery(regionsQuery)
  for (const team of teams.slice(0, mostTeams)) await queries.prefetchQuery(servicesOfQuery(team))
  if (standUp !== undefined) await queries.prefetchQuery(standUpQuery(standUp, undefined))
}
