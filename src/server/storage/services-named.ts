import type { NameOrId } from '../../domain/names.ts'
import { searchable } from '../../domain/names.ts'
import type { Queries } from '../database/tables.ts'
import { inChunks } from './ledgers.ts'
import { findNamed } from './places.ts'

export interface ServiceToPlan {
  readonly id: number
  readonly name: string
  readonly team: number
  readonly onPrem: number
  readonly cloud: number
}

/**
 * Services by name or number, in the order they were named, with what they have on either side now: a list of ten
 * thousand costs a few statements. The first that does not exist is refused with the nearest names beside it.
 */
export async function servicesNamed(queries: Queries, said: readonly NameOrId[]): Promise<ServiceToPlan[]> {
  const byName = await rowsWhere(queries, 'name_search', [...new Set(said.map((one) => searchable(String(one))))])
  const found = new Map(byName.map(({ search, ...service }) => [search, service]))
  const numbers = said.filter((one) => !found.has(searchable(String(one)))).map(Number)
  const byId = await rowsWhere(queries, 'id', numbers.filter(Number.isSafeInteger))
  const numbered = new Map(byId.map(({ search: _search, ...service }) => [service.id, service]))
  const services: ServiceToPlan[] = []
  for (const one of said) {
    const service = found.get(searchable(String(one))) ?? numbered.get(Number(one))
    if (service) services.push(service)
    else await findNamed(queries, 'service', one)
  }
  return services
}

async function rowsWhere(queries: Queries, column: 'name_search' | 'id', values: readonly (string | number)[]) {
  const rows: (ServiceToPlan & { search: string })[] = []
  for (const some of inChunks(values, 5000)) {
    const found = await queries
      .selectFrom('service')
      .select([
        'id',
        'name',
        'name_search as search',
        'team_id as team',
        'on_prem_units as onPrem',
        'private_cloud_units',
        'public_cloud_units',
      ])
      .where(column, 'in', some as never)
      .execute()
    for (const { private_cloud_units, public_cloud_units, ...row } of found)
      rows.push({ ...row, cloud: private_cloud_units + public_cloud_units })
  }
  return rows
}
