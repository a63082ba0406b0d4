import { dayIn, endOfDayIn } from '../../domain/calendar-day.ts'
import { type MachineToken, type NewMachineToken, tokenPrefix } from '../../domain/machine-token.ts'
import type { NameOrId } from '../../domain/names.ts'
import { Refusal } from '../../domain/refusal.ts'
import { refuseDissolved } from '../../domain/team-time.ts'
import type { Queries } from '../database/tables.ts'
import { audit, type By } from '../storage/audit.ts'
import { insertToken, revokeStoredToken, tokenById } from '../storage/machine-tokens.ts'
import { findNamed, refuseTakenName } from '../storage/places.ts'
import { readProgramme } from '../storage/programme.ts'
import { teamTime } from '../storage/teams.ts'
import { hashOf, newSecret } from './secrets.ts'

/**
 * Makes a token for the teams that `permit` allows (null: for the whole programme), found among those that are `seen`. The
 * secret is in the answer alone.
 */
export async function makeToken(
  queries: Queries,
  by: By,
  now: number,
  wish: NewMachineToken,
  permit: (team: number | null) => void = () => {},
  seen: Queries = queries,
): Promise<{ token: MachineToken; secret: string }> {
  const { name, scope } = wish
  const lastDay = wish.lastDay ?? null
  const teams = wish.teams ? await idsOf(seen, wish.teams) : null
  for (const team of teams ?? [null]) permit(team)
  await refuseTakenName(queries, 'machine_token', name)
  const { zone } = await readProgramme(queries)
  const today = dayIn(zone, now)
  for (const team of teams ?? []) {
    const time = await teamTime(queries, team)
    if (time) refuseDissolved(time, today)
  }
  if (lastDay !== null && lastDay < today) {
    throw new Refusal(
      'token-day-past',
      `${lastDay} is over, so the token would open nothing. Choose today or a day to come.`,
      { day: lastDay },
    )
  }
  const secret = newSecret(tokenPrefix)
  const id = await insertToken(queries, {
    name,
    scope,
    teams,
    hash: hashOf(secret),
    createdBy: by.actor,
    createdAt: now,
    expiresAt: lastDay === null ? null : endOfDayIn(zone, lastDay),
  })
  const token = (await tokenById(queries, id)) as MachineToken
  await audit(queries, by, { recordedAt: now, action: 'create-token', subject: name, after: token })
  return { token, secret }
}

/** From now on it opens nothing. One that is revoked already stays so. */
export async function revokeToken(queries: Queries, by: By, now: number, before: MachineToken): Promise<MachineToken> {
  if (before.revokedAt !== null) return before
  await revokeStoredToken(queries, before.id, now)
  const after = (await tokenById(queries, before.id)) as MachineToken
  const actors = [`token:${before.id}`]
  await audit(queries, by, { recordedAt: now, action: 'revoke-token', subject: before.name, actors, before, after })
  return after
}

async function idsOf(queries: Queries, said: readonly NameOrId[]): Promise<number[]> {
  const ids = new Set<number>()
  for (const one of said) ids.add((await findNamed(queries, 'team', one)).id)
  return [...ids]
}
