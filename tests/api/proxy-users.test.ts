import { describe, expect, test } from 'vitest'
import { type Api, createApi } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'
import type { Surroundings } from '../../src/server/serve.ts'
import { newSetUpSecret } from '../../src/server/sign-in/first-run.ts'
import { actorByProxy } from '../../src/server/sign-in/proxy-access.ts'
import { slowDown } from '../../src/server/sign-in/slow-down.ts'
import { engines } from '../set-up/databases.ts'
import { standInPasswords } from '../set-up/stand-in-passwords.ts'

const now = Temporal.Instant.from('2026-11-26T12:00:00Z').epochMilliseconds

/** The host tells the API whom the proxy named; here a header of the test stands for that. */
function opened(database: Database): Api {
  const surroundings: Surroundings = {
    database,
    clock: { now: () => now },
    whoIsAsking: (request) => actorByProxy(request, surroundings, request.headers.get('x-test-user')),
    signIn: {
      ...standInPasswords,
      slowDown: slowDown(() => now),
      secure: true,
    },
    addressOf: () => '198.51.100.1',
    version: '0',
    importLimits: { bytes: 1_000, rows: 10 },
    reportFault: (fault, error) => {
      throw new Error(fault, { cause: error })
    },
  }
  return createApi(surroundings)
}

describe.each(engines)('people whom the proxy names, on $name', ({ freshDatabase }) => {
  const ask = async (api: Api, user: string | null, path = 'session', method = 'GET', body?: unknown) => {
    const answer = await api.fetch(
      new Request(`http://localhost/api/v1/${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          ...(user === null ? {} : { 'x-test-user': user }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const setUp = async (api: Api, database: Database) => {
    const token = await newSetUpSecret(database, now)
    const person = { name: 'Root', signInName: 'root', password: 'lamp otter gravel quince' }
    expect((await ask(api, null, 'set-up', 'POST', { token, ...person })).status).toBe(201)
  }

  test('nobody is known before it is set up, and nobody is put down', async () => {
    const database = await freshDatabase()
    const api = opened(database)
    const { status, body } = await ask(api, 'ada')
    expect([status, body['code']]).toEqual([503, 'needs-set-up'])
    expect(await database.read((queries) => queries.selectFrom('person').selectAll().execute())).toEqual([])
  })

  test('twenty first requests at once make one person, who may look and nothing else', async () => {
    const database = await freshDatabase()
    const api = opened(database)
    await setUp(api, database)
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(api, 'ada@example.com')))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body['actor']))).size).toBe(1)
    expect(answers[0]?.body).toMatchObject({ actor: { name: 'ada@example.com', role: 'viewer' } })
    expect((await ask(api, 'ada@example.com', 'people')).status).toBe(403)
    expect((await ask(api, null)).status).toBe(401)
    const visits = await database.read((queries) =>
      queries.selectFrom('audit').select(['actor', 'address']).where('action', '=', 'first-visit').execute(),
    )
    expect(visits).toEqual([{ actor: 'ada@example.com', address: '198.51.100.1' }])
  })

  test('a name that somebody bears already makes another person, and a shut-out one stays out', async () => {
    const database = await freshDatabase()
    const api = opened(database)
    await setUp(api, database)
    expect((await ask(api, 'root')).body).toMatchObject({ actor: { name: 'root (2)', role: 'viewer' } })
    await database.write((queries) =>
      queries.updateTable('person').set({ disabled_at: now }).where('subject', '=', 'root').execute(),
    )
    expect((await ask(api, 'root')).status).toBe(401)
    expect((await ask(api, 'local administrator')).status).toBe(400)
    expect((await ask(api, 'x (token)')).status).toBe(400)
  })

  test('who comes by the proxy has no session to list and gets no passkey, which would outlive the proxy’s word', async () => {
    const database = await freshDatabase()
    const api = opened(database)
    await setUp(api, database)
    expect((await ask(api, 'ada', 'passkeys')).body).toEqual({ passkeys: [], possible: false })
    expect(await ask(api, 'ada', 'passkeys/options', 'POST', {})).toMatchObject({
      status: 422,
      body: { code: 'no-local-account' },
    })
    expect((await ask(api, 'ada', 'sessions/end', 'POST', {})).body).toEqual({ ended: 0 })
  })
})
