import { describe, expect, test } from 'vitest'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { type Api, createApi } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { slowDown } from '../../src/server/sign-in/slow-down.ts'
import { afterwards, engines } from '../set-up/databases.ts'
import { standInPasswords } from '../set-up/stand-in-passwords.ts'
import { noonOf, quickEngines } from './set-up/programme-api.ts'
import { twoHouses } from './set-up/two-houses.ts'

let now = noonOf('2026-03-31')

const apiOver = (database: Database, signsIn: boolean): Api =>
  createApi({
    database,
    clock: { now: () => now },
    whoIsAsking: () => (signsIn ? null : localAdministrator),
    ...(signsIn
      ? {
          signIn: {
            ...standInPasswords,
            slowDown: slowDown(() => now),
            secure: false,
          },
        }
      : {}),
    version: 'test',
    importLimits: { bytes: 1024, rows: 10 },
    reportFault: (fault, error) => console.error(fault, error),
  })

/** A body that has begun to come, and ends when it is told to. */
function slowBody(text: string): { body: ReadableStream<Uint8Array>; end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  const bytes = new TextEncoder().encode(text)
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent > 0) await promise
      controller.enqueue(sent === 0 ? bytes.slice(0, 1) : bytes.slice(1))
      if (sent++ > 0) controller.close()
    },
  })
  return { body, end: resolve }
}

describe.each(quickEngines)('who is asking, on $name', ({ freshDatabase }) => {
  test.each(['session', 'token'] as const)(
    'a body that is still coming when its %s is ended writes nothing',
    async (by) => {
      const { p, personOfB, tokensOfB, signedIn } = await twoHouses(await freshDatabase())
      now = noonOf('2026-03-31')
      const api = apiOver(p.database, true)
      const send = (key: string) => {
        const { body, end } = slowBody(
          JSON.stringify({ service: 'badger-one', units: 1, from: null, to: 'Cloud', occurredOn: '2026-03-30' }),
        )
        const request = new Request('http://localhost/api/v1/moves', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key, ...proof },
          body,
          duplex: 'half',
        } as RequestInit)
        return { answer: api.fetch(request), end }
      }
      const proof: Record<string, string> =
        by === 'session' ? { cookie: await signedIn(personOfB.member) } : { authorization: `Bearer ${tokensOfB.write}` }
      const fast = send('a-first-key')
      fast.end()
      expect((await fast.answer).status).toBe(201)
      const moves = async () =>
        (await p.database.read((queries) => queries.selectFrom('move').select('id').execute())).length
      const before = await moves()
      const slow = send('another-key')
      // Who asks has been found out by now, and the rest of the body is waited for.
      await expect
        .poll(async () => (await api.fetch(new Request('http://localhost/api/v1/session', { headers: proof }))).status)
        .toBe(200)
      await p.database.write<unknown>((queries) =>
        by === 'session'
          ? queries.deleteFrom('session').execute()
          : queries.updateTable('machine_token').set({ revoked_at: now }).execute(),
      )
      now += 2_000
      slow.end()
      const answer = await slow.answer
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        401,
        by === 'session' ? 'not-signed-in' : 'token-revoked',
      ])
      expect(await moves()).toBe(before)
    },
  )

  test('what a browser kept for one person is written for nobody else who is signed in there now', async () => {
    const { p, personOfB, signedIn } = await twoHouses(await freshDatabase())
    now = noonOf('2026-03-31')
    const api = apiOver(p.database, true)
    const cookie = await signedIn(personOfB.member)
    const body = { service: 'badger-one', units: 1, from: null, to: 'Cloud', occurredOn: '2026-03-30' }
    const send = async (person: string) => {
      const answer = await api.fetch(
        new Request('http://localhost/api/v1/moves', {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'idempotency-key': 'kept-on-a-device',
            'tenfold-person': person,
            cookie,
          },
          body: JSON.stringify(body),
        }),
      )
      return [answer.status, ((await answer.json()) as { code?: string }).code]
    }
    expect(await send(`person:${personOfB.lead}`)).toEqual([409, 'another-person'])
    expect(await send(`person:${personOfB.member}`)).toEqual([201, undefined])
  })

  test('who is shut out, or whose reading is limited, is so at the very next request', async () => {
    const { p, personOfB, signedIn } = await twoHouses(await freshDatabase())
    now = noonOf('2026-03-31')
    const api = apiOver(p.database, true)
    const cookie = await signedIn(personOfB.member)
    const services = async () => {
      const answer = await api.fetch(new Request('http://localhost/api/v1/services', { headers: { cookie } }))
      return [answer.status, ((await answer.json()) as { total?: number }).total]
    }
    expect(await services()).toEqual([200, 6])
    await p.patch('access-settings', { reading: 'own-division' }, 1)
    expect(await services()).toEqual([200, 3])
    await p.patch(`people/${personOfB.member}`, { readsEverything: true }, 1)
    expect(await services()).toEqual([200, 6])
    await p.patch(`people/${personOfB.member}`, { disabled: true }, 2)
    expect((await services())[0]).toBe(401)
  })
})

test('what another server of the same PostgreSQL ended is refused at the very next request', async () => {
  const postgres = engines.find(({ name }) => name === 'postgres')
  if (!postgres) throw new Error('PostgreSQL is not there.')
  const place = await postgres.freshPlace()
  const [here, there] = [await openDatabase(place), await openDatabase(place)]
  for (const database of [here, there]) afterwards(() => database.close())
  const { p, personOfB, tokensOfB, signedIn } = await twoHouses(here)
  now = noonOf('2026-03-31')
  const api = apiOver(there, true)
  const cookie = await signedIn(personOfB.lead)
  const status = async (headers: Record<string, string>) =>
    (await api.fetch(new Request('http://localhost/api/v1/growth', { headers }))).status
  const token = { authorization: `Bearer ${tokensOfB.read}` }
  expect([await status({ cookie }), await status(token)]).toEqual([200, 200])
  const { tokens } = await p.get<{ tokens: { id: number; name: string }[] }>('tokens')
  await p.post(`tokens/${tokens.find(({ name }) => name === 'badger read')?.id}/revocation`, {})
  await p.patch(`people/${personOfB.lead}`, { disabled: true }, 1)
  expect([await status({ cookie }), await status(token)]).toEqual([401, 401])
})
