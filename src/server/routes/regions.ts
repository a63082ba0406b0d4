import type { Hono } from 'hono'
import { changeRegion, createRegion, listRegions, removeRegion } from '../../contract/feedback.ts'
import type { Region } from '../../domain/feedback.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound, Stale } from '../problems.ts'
import { type Surroundings, serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { refuseTakenName } from '../storage/places.ts'
import {
  deleteRegion,
  feedbackComesFrom,
  insertRegion,
  regionById,
  regionsByName,
  updateRegion,
} from '../storage/regions.ts'

const edit = { action: 'edit-organisation' } as const

/** Parts of the world, each with one clock, from which people give feedback. */
export function regionRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listRegions, { action: 'read' }, async ({ queries }) => ({
    regions: await regionsByName(queries),
  }))

  serve(api, surroundings, createRegion, edit, async ({ body, queries, seen, by, now }) => {
    await refuseTakenName(queries, 'region', body.name)
    const id = await insertRegion(queries, body)
    const after = await existing(seen, id)
    await audit(queries, by, { recordedAt: now, action: 'create-region', subject: after.name, after: onRecord(after) })
    return after
  })

  serve(api, surroundings, changeRegion, edit, async ({ params, body, queries, seen, ifMatch, by, now }) => {
    const before = await existing(seen, params.id)
    if (before.version !== ifMatch) throw new Stale(before)
    if (body.name !== undefined) await refuseTakenName(queries, 'region', body.name, before.id)
    await updateRegion(queries, before.id, body)
    const after = await existing(seen, before.id)
    await audit(queries, by, {
      recordedAt: now,
      action: 'change-region',
      subject: after.name,
      before: onRecord(before),
      after: onRecord(after),
    })
    return after
  })

  serve(api, surroundings, removeRegion, edit, async ({ params, queries, seen, by, now }) => {
    const before = await existing(seen, params.id)
    if (await feedbackComesFrom(queries, before.id))
      throw new Refusal('region-in-use', `Feedback came from ${before.name}, so it stays. Rename it instead.`, {
        region: before.name,
      })
    await deleteRegion(queries, before.id)
    await audit(queries, by, {
      recordedAt: now,
      action: 'remove-region',
      subject: before.name,
      before: onRecord(before),
    })
    return { removed: { id: before.id, name: before.name } }
  })
}

/** What waits there changes by itself, and is nobody's doing here. */
const onRecord = ({ id, name, zone, version }: Region) => ({ id, name, zone, version })

async function existing(queries: Queries, id: number): Promise<Region> {
  const region = await regionById(queries, id)
  if (!region) throw new NotFound(`Region ${id}`)
  return region
}
