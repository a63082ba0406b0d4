import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { isCloud, type LocationKind } from '../../domain/location.ts'
import type { Queries } from '../database/tables.ts'

/** The numbers of the locations on either side, as statements list them. */
export interface Places {
  readonly onPrem: RawBuilder<unknown>
  readonly cloud: RawBuilder<unknown>
}

/** What a move changes in the places of one side. */
export const changeIn = (side: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(case when move.to_id in (${side}) then move.units else 0 end
      - case when move.from_id in (${side}) then move.units else 0 end)`

/** Locations are few: read whole. */
export async function placesByKind(queries: Queries): Promise<Places> {
  const rows = await queries.selectFrom('location').select(['id', 'kind']).execute()
  const listed = (wanted: boolean) => {
    const ids = rows.filter(({ kind }) => isCloud(kind as LocationKind) === wanted).map(({ id }) => id)
    // No location bears 0.
    return sql.join(ids.length > 0 ? ids : [0])
  }
  return { onPrem: listed(false), cloud: listed(true) }
}
