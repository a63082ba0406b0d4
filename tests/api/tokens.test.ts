import { beforeEach, describe, expect, test } from 'vitest'
import type { MachineToken } from '../../src/domain/machine-token.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { type Api, createApi } from '../../src/server/api.ts'
import { noonOf, type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

interface Made {
  readonly token: MachineToken
  readonly secret: string
}

describe.each(quickEngines)('machine tokens on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  /** The same programme, asked by programs: a request without a token is nobody's. */
  let program: Api
  let now = 0
  const faults: unknown[] = []

  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
    now = noonOf('2026-03-31')
    program = createApi({
      database: p.database,
      clock: { now: () => now },
      whoIsAsking: () => null,
      version: 'test',
      importLimits: { bytes: 1024, rows: 10 },
      reportFault: (_, error) => faults.push(error),
    })
  })

  const make = async (wish: Record<string, unknown>): Promise<Made> => {
    const { status, body } = await p.post<Made>('tokens', wish)
    expect(status, JSON.stringify(body)).toBe(201)
    return body
  }
  const send = async (secret: string | undefined, method: string, path: string, body?: unknown) => {
    const answer = await program.fetch(
      new Request(`http://localhost/api/v1/${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    return { status: answer.status, body: (await answer.json()) as { code?: string; moves?: { actor: string }[] } }
  }
  const move = (service: string) => ({ service, units: 1, from: null, to: 'Cloud', occurredOn: '2026-03-30' })

  test('a token of a team logs for it in its own name, and for no other team', async () => {
    const { token, secret } = await make({ name: 'deploy', scope: 'write', teams: ['Payments'] })
    expect(secret).toMatch(/^tenfold_[\w-]{43}$/)
    expect(token).toMatchObject({
      name: 'deploy',
      scope: 'write',
      teams: [{ id: 1, name: 'Payments' }],
      revokedAt: null,
    })
    const logged = await send(secret, 'POST', 'moves', move('ledger'))
    expect([logged.status, logged.body.moves?.[0]?.actor]).toEqual([201, 'deploy (token)'])
    expect(await send(secret, 'POST', 'moves', move('orders'))).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    })
    expect((await send(secret, 'POST', 'moves/batch', { moves: [move('ledger'), move('orders')] })).status).toBe(403)
    expect((await send(secret, 'GET', 'growth')).status).toBe(200)
    expect((await send(secret, 'POST', 'tokens', { name: 'more', scope: 'write' })).status).toBe(403)
    expect(await p.projections()).toMatchObject({ differing: 0 })
  })

  test('a token that reads writes nothing, one of the programme logs for every team', async () => {
    const reads = await make({ name: 'dashboard', scope: 'read' })
    expect((await send(reads.secret, 'GET', 'workload')).status).toBe(200)
    expect((await send(reads.secret, 'POST', 'moves', move('ledger'))).status).toBe(403)
    const writes = await make({ name: 'pipeline', scope: 'write', teams: null })
    for (const service of ['ledger', 'orders'])
      expect((await send(writes.secret, 'POST', 'moves', move(service))).status).toBe(201)
    expect((await send(writes.secret, 'PATCH', 'programme', { name: 'x' })).status).toBe(403)
  })

  test('without a token, with another one, or with something else, nothing opens, and the reason is said', async () => {
    const { secret } = await make({ name: 'deploy', scope: 'read' })
    expect(await send(undefined, 'GET', 'growth')).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
    for (const [said, code] of [
      [`${secret}x`, 'unknown-token'],
      [secret.slice(0, -1), 'unknown-token'],
      ['tenfold_', 'unknown-token'],
      ['secret', 'unreadable-token'],
      ['', 'unreadable-token'],
    ] as const)
      expect(await send(said, 'GET', 'growth')).toMatchObject({ status: 401, body: { code } })
  })

  test('one that is revoked or past its last day opens nothing any more', async () => {
    const { token, secret } = await make({ name: 'short', scope: 'read', lastDay: '2026-04-01' })
    expect(token.expiresAt).toBe('2026-04-02T00:00:00.000Z')
    now = Date.parse('2026-04-01T23:59:59.999Z')
    expect((await send(secret, 'GET', 'growth')).status).toBe(200)
    now = Date.parse('2026-04-02T00:00:00.000Z')
    expect(await send(secret, 'GET', 'growth')).toMatchObject({ status: 401, body: { code: 'token-expired' } })

    const long = await make({ name: 'long', scope: 'read' })
    expect((await send(long.secret, 'GET', 'growth')).status).toBe(200)
    expect((await p.post<MachineToken>(`tokens/${long.token.id}/revocation`, {})).body.revokedAt).not.toBeNull()
    expect(await send(long.secret, 'GET', 'growth')).toMatchObject({ status: 401, body: { code: 'token-revoked' } })
    const { entries } = await p.get<{ entries: { actor: string; after: { code: string } }[] }>('audit?action=refused')
    expect(entries.map(({ actor, after }) => [actor, after.code])).toEqual([
      ['long (token)', 'token-revoked'],
      ['short (token)', 'token-expired'],
    ])
    // Revoking twice is no mistake, and says the first instant.
    expect((await p.post(`tokens/${long.token.id}/revocation`, {})).status).toBe(200)
  })

  test('its last use shows, and the secret is stored nowhere', async () => {
    const { secret } = await make({ name: 'deploy', scope: 'read' })
    await send(secret, 'GET', 'growth')
    const lastUse = async () => (await p.get<{ tokens: MachineToken[] }>('tokens')).tokens[0]?.usedAt
    await expect.poll(lastUse).toBe('2026-03-31T12:00:00.000Z')
    const everything = await p.database.read(async (queries) => [
      await queries.selectFrom('machine_token').selectAll().execute(),
      await queries.selectFrom('audit').selectAll().execute(),
      await queries.selectFrom('idempotency').selectAll().execute(),
    ])
    expect(JSON.stringify(everything).includes(secret.slice('tenfold_'.length))).toBe(false)
  })

  test('a lead makes, sees and revokes tokens of the own team only', async () => {
    const whole = await make({ name: 'whole', scope: 'write' })
    const both = await make({ name: 'both', scope: 'write', teams: ['Payments', 'Orders'] })
    const own = await make({ name: 'own', scope: 'write', teams: ['Payments'] })
    p.setActor({ ...localAdministrator, id: 'person:7', name: 'Ada', role: 'lead', teams: new Map([[1, 'lead']]) })
    expect((await p.get<{ tokens: MachineToken[] }>('tokens')).tokens.map(({ name }) => name)).toEqual(['own'])
    expect((await p.post('tokens', { name: 'mine', scope: 'write', teams: [1] })).status).toBe(201)
    expect((await p.post('tokens', { name: 'theirs', scope: 'write', teams: [1, 3] })).status).toBe(403)
    expect((await p.post('tokens', { name: 'all', scope: 'read' })).status).toBe(403)
    for (const { token } of [whole, both]) expect((await p.post(`tokens/${token.id}/revocation`, {})).status).toBe(403)
    expect((await p.post(`tokens/${own.token.id}/revocation`, {})).status).toBe(200)
  })

  test('what cannot be is refused with words', async () => {
    await make({ name: 'deploy', scope: 'read' })
    const refused = async (wish: Record<string, unknown>) => {
      const { status, body } = await p.post<{ code: string; detail: string }>('tokens', wish)
      return [status, body.code]
    }
    expect(await refused({ name: 'Deploy', scope: 'read' })).toEqual([422, 'name-taken'])
    expect(await refused({ name: 'past', scope: 'read', lastDay: '2026-03-30' })).toEqual([422, 'token-day-past'])
    expect(await refused({ name: 'x', scope: 'write', teams: ['Nobody'] })).toEqual([422, 'unknown-team'])
    expect(await refused({ name: 'x', scope: 'admin' })).toEqual([400, 'invalid-input'])
    expect(await refused({ name: 'x', scope: 'read', teams: [] })).toEqual([400, 'invalid-input'])
    expect(await p.post('tokens/99/revocation', {})).toMatchObject({ status: 404 })
    expect(faults).toEqual([])
  })
})
