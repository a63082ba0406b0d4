import { localAdministrator } from '../../src/domain/permissions.ts'
import { createApi } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'

export interface TestApi {
  /** The answer's JSON; a failed request fails the test with what it said. */
  read<T>(path: string): Promise<T>
  send(path: string, body: unknown, key?: string): Promise<Response>
  fetch(request: Request): Promise<Response>
}

/** The real API over a database, its clock standing at an instant, asked by the local administrator. */
export function apiOver(database: Database, now: string, importRows = 200_000): TestApi {
  const api = createApi({
    database,
    clock: { now: () => Temporal.Instant.from(now).epochMilliseconds },
    whoIsAsking: () => localAdministrator,
    version: 'test',
    importLimits: { bytes: 64 * 1024 * 1024, rows: importRows },
    reportFault: (fault, error) => console.error(fault, error),
  })
  const at = (path: string) => `http://localhost/api/v1/${path}`
  return {
    async read<T>(path: string) {
      const answer = await api.fetch(new Request(at(path)))
      const body = await answer.json()
      if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}: ${JSON.stringify(body)}`)
      return body as T
    },
    send: (path, body, key = crypto.randomUUID()) =>
      api.fetch(
        new Request(at(path), {
          method: 'POST',
          headers: {
            'idempotency-key': key,
            ...(body instanceof FormData ? {} : { 'content-type': 'application/json' }),
          },
          body: body instanceof FormData ? body : JSON.stringify(body),
        }),
      ),
    fetch: (request) => api.fetch(request),
  }
}

/** Files of an import as a form sends them. */
export function importForm(moves: BlobPart, locations?: BlobPart, name = 'moves.csv'): FormData {
  const form = new FormData()
  form.set('moves', new File([moves], name, { type: 'text/csv' }))
  if (locations !== undefined) form.set('locations', new File([locations], 'locations.csv', { type: 'text/csv' }))
  return form
}
