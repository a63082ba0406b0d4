import type { Programme } from '../../domain/programme.ts'
import type { Queries } from '../database/tables.ts'
import { audit, type By } from '../storage/audit.ts'
import { ensureProgramme, updateProgramme, withoutUndefined } from '../storage/programme.ts'

/** The settings that whoever sets the programme up chooses on the way, on record like every later change of them. */
export async function chooseFirstSettings(
  queries: Queries,
  by: By,
  now: number,
  { zone, cycleAnchor }: { readonly [Key in 'zone' | 'cycleAnchor']?: Programme[Key] | undefined },
): Promise<void> {
  const before = await ensureProgramme(queries, now)
  const settings = withoutUndefined({ zone, cycleAnchor })
  if (Object.keys(settings).length === 0) return
  const after = await updateProgramme(queries, before, settings, now)
  await audit(queries, by, { recordedAt: now, action: 'change-programme', subject: after.name, before, after })
}
