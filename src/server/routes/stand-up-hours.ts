import type { Hono } from 'hono'
import { setStandUpHours } from '../../contract/stand-ups.ts'
import { type Surroundings, serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { hoursOf, setHours } from '../storage/stand-up-hours.ts'
import { standUpTeam } from '../storage/stand-up-teams.ts'

/** When a team has its stand-ups, which whoever answers for the team decides. */
export function standUpHoursRoutes(api: Hono, surroundings: Surroundings): void {
  serve(
    api,
    surroundings,
    setStandUpHours,
    { action: 'edit-team', perTeam: true },
    async ({ body, queries, seen, by, now, permit }) => {
      const { id, name, zone } = await standUpTeam(seen, body.team, now)
      permit(id)
      const before = await hoursOf(queries, id)
      const after = { morning: body.morning, evening: body.evening }
      await setHours(queries, id, after)
      await audit(queries, by, {
        recordedAt: now,
        action: 'set-stand-up-hours',
        subject: name,
        teams: [id],
        before,
        after,
      })
      return { team: { id, name, zone }, ...after }
    },
  )
}
