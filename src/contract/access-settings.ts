import * as z from 'zod/mini'
import { Version } from '../domain/names.ts'
import { readingRules } from '../domain/permissions.ts'
import { endpoint } from './endpoint.ts'

const ReadingRule = z.enum(readingRules)

/** What people see of the programme. */
export const AccessSettings = z.object({
  /**
   * `everything`, or `own-division`: the divisions of one's teams and one's own. Administrators and whoever is marked so
   * read everything either way.
   */
  reading: ReadingRule,
  version: Version,
})
export type AccessSettings = z.infer<typeof AccessSettings>

export const AccessSettingsChange = z.strictObject({ reading: z.optional(ReadingRule) })
export type AccessSettingsChange = z.infer<typeof AccessSettingsChange>

export const readAccessSettings = endpoint({
  name: 'readAccessSettings',
  method: 'GET',
  path: '/api/v1/access-settings',
  summary: 'Whether people read everything, or what their own divisions hold',
  answer: AccessSettings,
  versioned: true,
})

export const changeAccessSettings = endpoint({
  name: 'changeAccessSettings',
  method: 'PATCH',
  path: '/api/v1/access-settings',
  summary: 'Let people read everything, or what their own divisions hold; it holds from the next request on',
  body: AccessSettingsChange,
  answer: AccessSettings,
  versioned: true,
})
