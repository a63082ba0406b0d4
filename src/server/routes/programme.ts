import type { Hono } from 'hono'
import { changeProgramme, readProgramme, readSession } from '../../contract/programme.ts'
import { dayIn } from '../../domain/calendar-day.ts'
import { type Actor, allowedTo, readsOf } from '../../domain/permissions.ts'
import type { Queries } from '../database/tables.ts'
import { BadInput, Stale } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { divisionsIn } from '../storage/organisation.ts'
import { namesOfTeams } from '../storage/places.ts'
import { ledgerReach, readProgramme as programmeStored, updateProgramme } from '../storage/programme.ts'

export function programmeRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readSession, { action: 'read' }, async ({ queries, actor, now, sequence }) => {
    const programme = await programmeStored(queries)
    return {
      actor: { id: actor.id, name: actor.name, role: actor.role },
      signIn: surroundings.signIn !== undefined,
      ...(await whatTheyMay(queries, actor)),
      reads: readsOf(actor) === 'everything' ? null : await divisionsIn(queries, { division: null, team: null }),
      sample: surroundings.sample !== undefined,
      today: dayIn(programme.zone, now),
      now: new Date(now).toISOString(),
      version: surroundings.version,
      sequence: await sequence(),
      programme,
      ...(await ledgerReach(queries)),
    }
  })

  serve(api, surroundings, readProgramme, { action: 'read' }, ({ queries }) => programmeStored(queries))

  serve(
    api,
    surroundings,
    changeProgramme,
    { action: 'edit-programme' },
    async ({ body, queries, ifMatch, by, now }) => {
      const before = await programmeStored(queries)
      if (before.version !== ifMatch) throw new Stale(before)
      const after = await updateProgramme(queries, before, body, now)
      const reach = await ledgerReach(queries)
      if (after.firstDay !== null && reach.firstMoveOn !== null && reach.firstMoveOn < after.firstDay) {
        throw new BadInput({
          firstDay: `Moves are logged from ${reach.firstMoveOn} on. Choose that day or an earlier one.`,
        })
      }
      await audit(queries, by, {
        recordedAt: now,
        action: 'change-programme',
        subject: after.name,
        before,
        after,
      })
      return after
    },
  )
}

async function whatTheyMay(queries: Queries, actor: Actor) {
  const { anywhere, teams } = allowedTo(actor)
  const names = await namesOfTeams(queries, [...teams.keys()])
  return {
    may: [...anywhere],
    teams: names.map(({ id, name }) => ({
      id,
      name,
      role: actor.teams.get(id) ?? actor.role,
      may: [...(teams.get(id) ?? [])],
    })),
  }
}
