import type { NameOrId } from '../../domain/names.ts'
import { searchable } from '../../domain/names.ts'
import { Refusal } from '../../domain/refusal.ts'
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

/** How many unknown names a refusal says. */
const mostSaid = 20

/** Services by name or number, in the order they were named, with what they have on either side now. */
export async function servicesNamed(queries: Queries, said: readonly NameOrId[]): Promise<ServiceToPlan[]> {
  return said.map(await serviceFinder(queries, said))
}

/**
 * Tells which service each of many names or numbers means: a list of ten thousand costs a few statements. A name wins over a
 * number that looks the same. One that does not exist is refused with the nearest names beside it, several with all of them.
 */
export async function serviceFinder(
  queries: Queries,
  said: readonly NameOrId[],
): Promise<(one: NameOrId) => ServiceToPlan> {
  const found = await servicesThere(queries, said)
  const unknown = [...new Set(said.filter((one) => !found(one)).map(String))]
  const [first] = unknown
  if (first !== undefined && unknown.length === 1) await findNamed(queries, 'service', first)
  if (unknown.length > 0) throw unknownServices(unknown)
  return (one) => {
    const service = found(one)
    if (!service) throw new Error(`${one} was not looked up.`)
    return service
  }
}

/** The same where those that do not exist are told one by one: nothing stands for them. */
export async function servicesThere(
  queries: Queries,
  said: readonly NameOrId[],
): Promise<(one: NameOrId) => ServiceToPlan | undefined> {
  const byName = await rowsWhere(queries, 'name_search', [...new Set(said.map((one) => searchable(String(one))))])
  const named = new Map(byName.map(({ search, ...service }) => [search, service]))
  const numbers = said.filter((one) => !named.has(searchable(String(one)))).map(Number)
  const byId = await rowsWhere(queries, 'id', [...new Set(numbers.filter(Number.isSafeInteger))])
  const numbered = new Map(byId.map(({ search: _search, ...service }) => [service.id, service]))
  return (one) => named.get(searchable(String(one))) ?? numbered.get(Number(one))
}

/** One name that means no service, with the nearest ones. */
export async function refuseUnknown(queries: Queries, said: NameOrId): Promise<never> {
  await findNamed(queries, 'service', said)
  throw new Error(`${said} is a service, though it was not found among many.`)
}

function unknownServices(names: readonly string[]): Refusal {
  const shown = names.slice(0, mostSaid)
  const more = names.length - shown.length
  return new Refusal(
    'unknown-services',
    `No service is called ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}. Check the spelling, or add them first.`,
    { services: shown, more },
  )
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
