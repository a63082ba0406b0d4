import { localAdministrator } from '../../src/domain/permissions.ts'
import type { Api } from '../../src/server/api.ts'
import { createApi } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'
import type { SampleOrganisation, Surroundings } from '../../src/server/serve.ts'

/** What an organisation is opened over. Nothing of it lasts longer than the page or the test. */
export interface Around {
  /** Empty, or holding this organisation already: then it is opened as it stands. */
  readonly database: Database
  /** The sample's files, wherever they lie: a folder in Node, an address in the browser. */
  readonly sample: () => Promise<SampleOrganisation>
  readonly reportFault: Surroundings['reportFault']
  /** Aborts when it is closed again: streams end then. */
  readonly leaving?: AbortSignal
}

/** Opens an organisation, after writing into an empty database through the API, as a person or a pipeline would. */
export type Organisation = (around: Around) => Promise<Api>

export const surroundings = (around: Around): Omit<Surroundings, 'clock'> => ({
  database: around.database,
  whoIsAsking: () => localAdministrator,
  version: 'demo',
  importLimits: { bytes: 64 * 1024 * 1024, rows: 200_000 },
  reportFault: around.reportFault,
  ...(around.leaving ? { leaving: around.leaving } : {}),
})

/** An organisation whose clock stands at noon of one day, so that its figures are the same whenever it is opened. */
export const standingAt = (today: string, write: (ask: Ask) => Promise<void>): Organisation => {
  const now = Temporal.PlainDate.from(today).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' }).epochMilliseconds
  return async (around) => {
    const api = createApi({ ...surroundings(around), clock: { now: () => now } })
    const ask = askerOf(api)
    const { counts } = await ask<{ counts: { divisions: number } }>('GET', '/session')
    if (counts.divisions === 0) await write(ask)
    return api
  }
}

export type Ask = <Answer = unknown>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>

/** Asks an API as a pipeline would: JSON or a form, a new key for each write. What it refuses ends the work, in its words. */
export const askerOf =
  (api: Api): Ask =>
  async (method, path, body, more = {}) => {
    const headers = new Headers({ 'idempotency-key': crypto.randomUUID(), ...more })
    const isForm = body instanceof FormData
    if (body !== undefined && !isForm) headers.set('content-type', 'application/json')
    const sent = body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }
    const answer = await api.fetch(new Request(`http://localhost/api/v1${path}`, { method, headers, ...sent }))
    const said = await answer.json()
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(said)}`)
    return said
  }
