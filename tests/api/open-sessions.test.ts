import { CompiledQuery } from 'kysely'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenSession } from '../../src/contract/sessions.ts'
import { actingRoles } from '../../src/domain/permission-matrix.ts'
import { localAdministrator } from '../../src/domain/permissions.ts'
import type { Database } from '../../src/server/database/database.ts'
import { insertMany } from '../../src/server/database/insert-many.ts'
import type { Queries } from '../../src/server/database/tables.ts'
import { type OpenSessionSearch, openSessionsWanted } from '../../src/server/storage/open-sessions.ts'
import { noonOf, type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'
import { type Client, minutes, type SignInApi, signInApi } from './set-up/sign-in-api.ts'

interface Page {
  sessions: OpenSession[]
  next: number | null
  total: number
  all: number
}

describe.each(quickEngines)('open sessions of everybody on $name', ({ freshDatabase }) => {
  let its: SignInApi
  let ada: Client

  beforeEach(async () => {
    its = signInApi(await freshDatabase())
    ada = await its.ada()
  })

  const page = async (query = ''): Promise<Page> => {
    const { status, body } = await ada.ask('GET', `open-sessions?${query}`)
    expect(status, JSON.stringify(body)).toBe(200)
    return body as unknown as Page
  }
  const names = async (query: string) => (await page(query)).sessions.map(({ person }) => person.name)
  const elsewhere = async (name: string, address: string): Promise<Client> => {
    const client = its.client(address)
    client.headers['user-agent'] = `browser of ${name}`
    expect((await client.signIn(name)).status).toBe(200)
    return client
  }

  test('say who, by which way, with what, from where, since when and until when, the latest sign-in first', async () => {
    await its.invited(ada, 'Bob')
    its.now += minutes(1)
    const bob = await elsewhere('bob', '10.9.9.9')
    its.now += minutes(3)
    expect((await bob.ask('GET', 'session')).status).toBe(200)
    await expect.poll(async () => (await page()).sessions[0]?.seenAt).toBe(new Date(its.now).toISOString())
    expect(await page()).toMatchObject({
      sessions: [
        {
          person: { name: 'Bob' },
          means: 'password',
          agent: 'browser of bob',
          address: '10.9.9.9',
          createdAt: new Date(its.now - minutes(3)).toISOString(),
          seenAt: new Date(its.now).toISOString(),
          current: false,
          ofPerson: 2,
        },
        { person: { name: 'Bob' }, address: '10.2.2.2', ofPerson: 2 },
        { person: { name: 'Ada' }, address: '10.1.1.1', current: true, ofPerson: 1 },
      ],
      next: null,
      total: 3,
      all: 3,
    })
    const { body } = await ada.ask('GET', 'open-sessions')
    for (const cookie of [...ada.cookies.values(), ...bob.cookies.values()])
      expect(JSON.stringify(body)).not.toContain(cookie)
  })

  test('are found by words in the name, the sign-in name and the address, as they are written', async () => {
    await its.invited(ada, 'Bob')
    await its.invited(ada, '100_percent')
    await elsewhere('bob', '192.0.2.7')
    expect(await names('q=BOB')).toEqual(['Bob', 'Bob'])
    expect(await names('q=bob 192.0.2')).toEqual(['Bob'])
    expect(await names('q=192.0.2.7')).toEqual(['Bob'])
    expect(await names('q=%20')).toHaveLength(4)
    expect(await names('q=nobody')).toEqual([])
    // What stands for anything in the database stands for itself here.
    expect(await names('q=_')).toEqual(['100_percent'])
    expect(await names('q=%25')).toEqual([])
    expect(await page('q=bob&limit=1')).toMatchObject({ total: 2, all: 4, next: expect.any(Number) })
  })

  test('come by pages that stay whole while people go on working and signing in', async () => {
    await its.invited(ada, 'Bob')
    for (const address of ['10.9.9.1', '10.9.9.2', '10.9.9.3']) await elsewhere('bob', address)
    const whole = (await page()).sessions.map(({ id }) => id)
    const first = await page('limit=2')
    await elsewhere('bob', '10.9.9.4')
    its.now += minutes(5)
    expect((await ada.ask('GET', 'session')).status).toBe(200)
    const second = await page(`limit=2&before=${first.next}`)
    const third = await page(`limit=2&before=${second.next}`)
    expect([first, second, third].flatMap(({ sessions }) => sessions.map(({ id }) => id))).toEqual(whole)
    expect(third).toMatchObject({ next: null, total: 6, all: 6 })
    for (const wrong of ['limit=0', 'limit=501', 'before=x', `q=${'x'.repeat(201)}`])
      expect((await ada.ask('GET', `open-sessions?${wrong}`)).status, wrong).toBe(400)
  })

  test('end with their time, those by the provider later, and one by one or all of a person by an administrator', async () => {
    const bob = await its.invited(ada, 'Bob')
    await elsewhere('bob', '10.9.9.9')
    const phone = (await page('q=10.9.9.9')).sessions[0]
    const byProvider = { means: 'provider' }
    await its.database.write((queries) =>
      queries.updateTable('session').set(byProvider).where('address', '=', '10.9.9.9').execute(),
    )
    its.now += minutes(119)
    expect(await names('')).toEqual(['Bob', 'Bob', 'Ada'])
    // Nobody waits for the note of a use.
    await expect.poll(async () => (await page('q=ada')).sessions[0]?.seenAt).toBe(new Date(its.now).toISOString())
    its.now += minutes(1)
    // Bob’s first session was not used for two hours; the one by the provider has eight.
    expect((await page()).sessions).toMatchObject([{ means: 'provider', ofPerson: 1 }, { person: { name: 'Ada' } }])
    expect(await page()).toMatchObject({ total: 2, all: 2 })
    expect((await bob.ask('GET', 'session')).status).toBe(401)

    await elsewhere('bob', '10.9.9.8')
    const end = (body: object) => ada.ask('POST', `people/${phone?.person.id}/sessions/end`, body)
    expect((await end({ session: phone?.id })).body).toEqual({ ended: 1 })
    expect(await names('')).toEqual(['Bob', 'Ada'])
    await elsewhere('bob', '10.9.9.7')
    expect((await end({})).body).toEqual({ ended: 2 })
    expect(await names('')).toEqual(['Ada'])
  })

  test('are seen by administrators only, also where reading is limited', async () => {
    const bob = await its.invited(ada, 'Bob')
    expect((await bob.ask('GET', 'open-sessions')).status).toBe(403)
    ada.headers['if-match'] = '"1"'
    expect((await ada.ask('PATCH', 'access-settings', { reading: 'own-division' })).status).toBe(200)
    expect(await bob.ask('GET', 'open-sessions')).toMatchObject({ status: 403, body: { code: 'forbidden' } })
    const made = await ada.ask('POST', 'tokens', { name: 'deploy', scope: 'write' })
    const program = its.client()
    expect((await program.ask('GET', 'open-sessions')).status).toBe(401)
    program.headers['authorization'] = `Bearer ${made.body['secret']}`
    expect((await program.ask('GET', 'open-sessions')).status).toBe(403)
    expect(await names('')).toEqual(['Bob', 'Ada'])
  })

  test('by every role', async () => {
    const p = programmeApi(await freshDatabase(), '2026-03-31')
    for (const role of actingRoles) {
      p.setActor({ ...localAdministrator, id: `person:${role}`, role, reads: new Set([1]) })
      const { status } = await p.ask('GET', 'open-sessions')
      expect(status, role).toBe(role === 'administrator' ? 200 : 403)
    }
  })
})

const now = noonOf('2026-03-31')

/** 50,000 people, each signed in once, every second one long ago. */
async function manySessions(database: Database): Promise<void> {
  const numbers = Array.from({ length: 50_000 }, (_, index) => index + 1)
  await database.write(async (queries) => {
    await insertMany(
      queries,
      'person',
      numbers.map((id) => ({
        id,
        name: `person ${id}`,
        name_search: `person ${id}`,
        sign_in_name: `p${id}`,
        email: '',
        division_id: null,
        role: 'viewer',
        password_hash: null,
        issuer: null,
        subject: null,
        created_at: 0,
        disabled_at: null,
        version: 1,
        reads_everything: 0,
      })),
    )
    await insertMany(
      queries,
      'session',
      numbers.map((id) => ({
        token_hash: `hash ${id}`,
        id,
        person_id: id,
        means: 'password',
        address: '10.1.1.1',
        agent: '',
        created_at: id % 2 === 0 ? now - minutes(1) : now - minutes(24 * 60),
        seen_at: id % 2 === 0 ? now - minutes(1) : now - minutes(24 * 60),
        provider_session: null,
      })),
    )
  })
}

describe.each(quickEngines)('50,000 sessions on $name', ({ name: engine, freshDatabase }) => {
  let database: Database
  let p: ProgrammeApi
  beforeAll(async () => {
    database = await freshDatabase()
    p = programmeApi(database, '2026-03-31')
    await manySessions(database)
    if (engine === 'postgres') await database.write((queries) => queries.executeQuery(CompiledQuery.raw('analyze')))
  }, 120_000)

  test('a page is a page, at the end as at the beginning, and counted whole', async () => {
    const first = await p.get<Page>('open-sessions')
    expect(first.sessions).toHaveLength(100)
    expect(first).toMatchObject({ total: 25_000, all: 25_000, next: 49_802 })
    const last = await p.get<Page>('open-sessions?before=11')
    expect(last.sessions.map(({ id }) => id)).toEqual([10, 8, 6, 4, 2])
    expect(last.next).toBeNull()
    expect(await p.get<Page>('open-sessions?q=person 4999&limit=2')).toMatchObject({
      sessions: [{ person: { name: 'person 49998' } }, { person: { name: 'person 49996' } }],
      total: 5,
      all: 25_000,
    })
  })

  test('a page is read along the index of sessions and no further than the page', async () => {
    const planOf = (search: Partial<OpenSessionSearch>) =>
      database.read(async (queries: Queries) => {
        const { sql, parameters } = openSessionsWanted(queries, { limit: 51, now, ...search }).compile()
        const explain = engine === 'sqlite' ? 'explain query plan' : 'explain'
        const { rows } = await queries.executeQuery<Record<string, unknown>>(
          CompiledQuery.raw(`${explain} ${sql}`, [...parameters]),
        )
        return rows.map((row) => String(row['detail'] ?? row['QUERY PLAN'])).join('\n')
      })
    const later = await planOf({ before: 20_000 })
    const found = await planOf({ before: 20_000, q: 'person 123' })
    for (const plan of [later, found]) {
      if (engine === 'sqlite') {
        expect(plan).toMatch(/SEARCH session USING INDEX \S+ \(id<\?\)/)
        expect(plan).not.toMatch(/TEMP B-TREE/)
      } else {
        expect(plan).toMatch(/Index Scan Backward using session_id_key on session/)
        expect(plan).not.toMatch(/Sort/)
      }
    }
    if (engine === 'sqlite') expect(found).toMatch(/SCAN person USING COVERING INDEX person_by_name/)
  })
})
