import type { Hono } from 'hono'
import { type Account, changeAccount, listSkills, readAccount } from '../../contract/account.ts'
import type { Actor } from '../../domain/permissions.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Queries } from '../database/tables.ts'
import { Stale } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { people, raiseVersion } from '../storage/people.ts'
import { setSkills, wordsLike } from '../storage/skills.ts'

const own = { action: 'say-own-skills' } as const

/** What people see and say of themselves; a program, and whoever administers without sign-in, is nobody here. */
export function accountRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readAccount, own, ({ queries, actor }) => accountOf(queries, actor))

  serve(api, surroundings, changeAccount, own, async ({ body, queries, seen, ifMatch, actor, by, now }) => {
    const before = await accountOf(seen, actor)
    if (before.version !== ifMatch) throw new Stale(before)
    if (body.skills === undefined) return before
    await setSkills(queries, before.id, body.skills)
    await raiseVersion(queries, before.id)
    const after = await accountOf(seen, actor)
    const actors = [actor.id]
    await audit(queries, by, { recordedAt: now, action: 'change-account', subject: after.name, actors, before, after })
    return after
  })

  serve(api, surroundings, listSkills, own, async ({ query, queries }) => ({
    skills: await wordsLike(queries, query.q, query.limit),
  }))
}

async function accountOf(queries: Queries, actor: Actor): Promise<Account> {
  const id = Number(/^person:(\d{1,15})$/.exec(actor.id)?.[1] ?? 0)
  const [person] = await people(queries, [id])
  if (!person) throw new Refusal('no-account', 'Only people who sign in have an account. Sign in as one of them.')
  const { name, division, skills, version } = person
  return { id, name, division: division?.name ?? null, skills, version }
}
