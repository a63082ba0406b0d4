import type { Hono } from 'hono'
import { changeAccessSettings, readAccessSettings } from '../../contract/access-settings.ts'
import { Stale } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { readAccessSettings as accessSettings, setReadingRule, setVersion } from '../storage/access-settings.ts'
import { audit } from '../storage/audit.ts'

/** What people may see. Whoever is asking is judged by it anew at every request. */
export function accessSettingsRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readAccessSettings, { action: 'read' }, ({ queries }) => accessSettings(queries))

  serve(
    api,
    surroundings,
    changeAccessSettings,
    { action: 'manage-people' },
    async ({ body, queries, ifMatch, by, now }) => {
      const before = await accessSettings(queries)
      if (before.version !== ifMatch) throw new Stale(before)
      if (body.reading !== undefined) await setReadingRule(queries, body.reading)
      await setVersion(queries, before.version + 1)
      const after = await accessSettings(queries)
      await audit(queries, by, {
        recordedAt: now,
        action: 'change-access-settings',
        subject: 'access settings',
        before,
        after,
      })
      return after
    },
  )
}
