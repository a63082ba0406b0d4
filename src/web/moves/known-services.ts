import { queryOptions } from '@tanstack/react-query'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { listServices, readService } from '../../contract/services.ts'
import type { Service } from '../../domain/service.ts'
import { readsOf } from '../shared/kept/keep-reads.ts'

const most = 12
const nowhere = { last: null, usual: null }

/** Services in whatever lists this device has read, the latest reading of each, by name. */
async function known(): Promise<Service[]> {
  const reads = (await readsOf('services')).sort((one, other) => one.at - other.at)
  const byId = new Map<number, Service>()
  for (const { data } of reads) {
    const { services } = data as Partial<AnswerOf<typeof listServices>>
    for (const service of Array.isArray(services) ? services : []) byId.set(service.id, service)
  }
  return [...byId.values()].sort((one, other) => one.name.localeCompare(other.name))
}

/** What a name may mean where nobody answers: what this device has read before. */
export const knownServicesQuery = (text: string) =>
  queryOptions({
    queryKey: ['known-services', text],
    queryFn: async () => {
      const found = (await known()).filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
      return { services: found.slice(0, most), total: found.length }
    },
    staleTime: 0,
  })

/** The same of one, as far as a list tells of it: its history and its likely places are the server's to know. */
export const knownServiceQuery = (id: number) =>
  queryOptions({
    queryKey: ['known-services', id],
    queryFn: async (): Promise<AnswerOf<typeof readService> | null> => {
      const service = (await known()).find((one) => one.id === id)
      return service === undefined
        ? null
        : { ...service, balances: [], history: [], likely: { onPrem: nowhere, cloud: nowhere } }
    },
    placeholderData: () => undefined,
  })
