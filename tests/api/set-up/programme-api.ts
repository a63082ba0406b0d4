import { expect } from 'vitest'
import type { LocationKind } from '../../../src/domain/location.ts'
import type { Move } from '../../../src/domain/move.ts'
import { type Actor, localAdministrator } from '../../../src/domain/permissions.ts'
import type { Service } from '../../../src/domain/service.ts'
import { type Api, createApi } from '../../../src/server/api.ts'
import type { Database } from '../../../src/server/database/database.ts'
import { openMemoryDatabase } from '../../../src/server/database/memory-database.ts'
import type { Surroundings } from '../../../src/server/serve.ts'
import { type Comparison, compareProjections } from '../../../src/server/storage/rebuild.ts'
import { afterwards, engines, type TestEngine } from '../../set-up/databases.ts'
import { textOf } from '../../set-up/event-stream.ts'

export interface Answer<T = Record<string, unknown>> {
  readonly status: number
  readonly body: T
  readonly headers: Headers
}

export interface Logged {
  moves: Move[]
  keptLevels: number
  dryRun: boolean
  effect: {
    cloud: { before: { units: number; services: number }; after: { units: number; services: number } }
    onPrem: { before: { units: number; services: number }; after: { units: number; services: number } }
    levels: { service: { id: number; name: string }; before: number | null; after: number | null }[]
  }
}

type Sent = Record<string, unknown>

export interface ProgrammeApi {
  readonly api: Api
  readonly database: Database
  /** Puts the clock to noon (UTC) of a day, or to an instant. */
  setClock(to: string): void
  /** Who asks from now on: the local administrator until said otherwise; null for nobody. */
  setActor(to: Actor | null): void
  readonly faults: unknown[]
  ask<T = Record<string, unknown>>(method: string, path: string, rest?: RequestInit): Promise<Answer<T>>
  /** The body of a GET that must succeed. */
  get<T>(path: string): Promise<T>
  /** A POST with an Idempotency-Key of its own, unless one is given. */
  post<T = Record<string, unknown>>(path: string, body: unknown, key?: string): Promise<Answer<T>>
  patch<T = Record<string, unknown>>(path: string, body: unknown, version?: number): Promise<Answer<T>>
  /** Closes a release cycle on its review as it stands now, or as it was read at a version. */
  close<T = Record<string, unknown>>(number: number, body: unknown, version?: number): Promise<Answer<T>>
  /** What must succeed, for building a programme. */
  settings(change: Sent): Promise<void>
  location(name: string, kind: LocationKind): Promise<number>
  division(name: string): Promise<number>
  team(name: string, division: string): Promise<number>
  service(
    name: string,
    team: string,
    units: number,
    occurredOn: string,
    location?: string,
    more?: Sent,
  ): Promise<Service>
  log(service: string, occurredOn: string, what: Sent): Promise<Logged>
  reverse(move: number): Promise<Logged>
  /** Roll-ups and standings worked out anew from the moves and compared with what is stored. */
  projections(): Promise<Comparison>
  /** Writes roll-ups and standings anew from the moves. */
  rebuild(): Promise<void>
  /** The latest instant at which anything was recorded in the ledger. */
  latestInstant(): Promise<string>
}

/** Both engines, SQLite without files and threads: opened in milliseconds, for tests that each want a programme of their own. */
export const quickEngines: readonly Pick<TestEngine, 'name' | 'freshDatabase'>[] = engines.map((engine) =>
  engine.name === 'sqlite'
    ? {
        name: 'sqlite',
        async freshDatabase() {
          const database = await openMemoryDatabase()
          afterwards(() => database.close())
          return database
        },
      }
    : engine,
)

export const noonOf = (day: string): number => Temporal.Instant.from(`${day}T12:00:00Z`).epochMilliseconds

/** The real API over a database, its clock in the test's hand, asked by the local administrator unless a test says who asks. */
export function programmeApi(
  database: Database,
  today: string,
  more: Pick<Surroundings, 'webhookHosts' | 'liveRhythm' | 'mail'> = {},
): ProgrammeApi {
  let now = noonOf(today)
  let actor: Actor | null = localAdministrator
  let keys = 0
  const faults: unknown[] = []
  const api = createApi({
    database,
    clock: { now: () => now },
    whoIsAsking: () => actor,
    version: 'test',
    importLimits: { bytes: 1024 * 1024, rows: 1000 },
    reportFault: (_number, error) => faults.push(error),
    ...more,
  })

  async function ask<T>(method: string, path: string, rest: RequestInit = {}): Promise<Answer<T>> {
    const answer = await api.fetch(new Request(`http://localhost/api/v1/${path}`, { method, ...rest }))
    const isJson = answer.headers.get('content-type')?.includes('json') === true
    const body = (isJson ? await answer.json() : await textOf(answer)) as T
    return { status: answer.status, body, headers: answer.headers }
  }
  const json = (body: unknown, headers: Record<string, string>): RequestInit => ({
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  const post = <T>(path: string, body: unknown, key = `test-key-${++keys}`) =>
    ask<T>('POST', path, json(body, { 'idempotency-key': key }))
  const patch = <T>(path: string, body: unknown, version?: number) =>
    ask<T>('PATCH', path, json(body, version === undefined ? {} : { 'if-match': `"${version}"` }))
  async function close<T>(number: number, body: unknown, version?: number): Promise<Answer<T>> {
    const read = version ?? (await get<{ version: number }>(`release-cycles/${number}`)).version
    const headers = { 'idempotency-key': `test-key-${++keys}`, 'if-match': `"${read}"` }
    return ask<T>('POST', `release-cycles/${number}/close`, json(body, headers))
  }
  async function made<T>(status: number, answering: Promise<Answer<T>>): Promise<T> {
    const answer = await answering
    expect(answer.status, JSON.stringify(answer.body)).toBe(status)
    return answer.body
  }
  const get = <T>(path: string) => made<T>(200, ask<T>('GET', path))

  return {
    api,
    database,
    faults,
    setClock: (to) => {
      now = to.length === 10 ? noonOf(to) : Temporal.Instant.from(to).epochMilliseconds
    },
    setActor: (to) => {
      actor = to
    },
    ask,
    get,
    post,
    patch,
    close,
    async settings(change) {
      const { version } = await get<{ version: number }>('programme')
      await made(200, patch('programme', change, version))
    },
    location: async (name, kind) => (await made(201, post<{ id: number }>('locations', { name, kind }))).id,
    division: async (name) => (await made(201, post<{ id: number }>('divisions', { name }))).id,
    team: async (name, division) => (await made(201, post<{ id: number }>('teams', { name, division }))).id,
    service: (name, team, units, occurredOn, location = 'On-premises', more = {}) =>
      made(201, post<Service>('services', { name, team, units, occurredOn, location, ...more })),
    log: (service, occurredOn, what) => made(201, post<Logged>('moves', { service, occurredOn, ...what })),
    reverse: (move) => made(201, post<Logged>(`moves/${move}/reversal`, {})),
    projections: () => database.read((queries) => compareProjections(queries, { mend: false })),
    async rebuild() {
      await database.write((queries) => compareProjections(queries, { mend: true }))
    },
    async latestInstant() {
      const { moves } = await get<{ moves: Move[] }>('moves?limit=500')
      return (
        moves
          .map(({ recordedAt }) => recordedAt)
          .sort()
          .at(-1) ?? ''
      )
    },
  }
}
