import { queryOptions } from '@tanstack/react-query'
import { listServices } from '../../contract/services.ts'
import { call } from './call.ts'

/** Services by a part of their name, of the whole programme or of one team. */
export const servicesFoundQuery = (q: string, team?: number) => {
  const query = {
    limit: 12,
    ...(q === '' ? {} : { q }),
    ...(team === undefined ? {} : { team: String(team) }),
  }
  return queryOptions({
    queryKey: ['services', 'found', query],
    queryFn: ({ signal }) => call(listServices, { query, signal }),
  })
}
