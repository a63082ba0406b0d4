import { beforeEach, describe, expect, test } from 'vitest'
import { type Api, createApi } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'
import { argonParameters, hashPassword, verifyPassword } from '../../src/server/host/passwords.ts'
import { hashOf, newSecret } from '../../src/server/sign-in/secrets.ts'
import { slowDown } from '../../src/server/sign-in/slow-down.ts'
import { checkChain } from '../../src/server/storage/audit.ts'
import { insertLink } from '../../src/server/storage/one-time-links.ts'
import { insertPerson } from '../../src/server/storage/people.ts'
import { noonOf, quickEngines } from './set-up/programme-api.ts'

const password = 'lamp otter gravel quince'
const minutes = (count: number): number => count * 60_000

interface Answer {
  readonly status: number
  readonly body: Record<string, unknown> & { code?: string; fields?: Record<string, string>; state?: string }
  readonly cookie: string | undefined
  readonly cookieSet: string
}

describe.each(quickEngines)('sign-in on $name', ({ freshDatabase }) => {
  let database: Database
  let api: Api
  let now: number
  let secure: boolean
  const faults: unknown[] = []

  beforeEach(async () => {
    database = await freshDatabase()
    now = noonOf('2026-11-26')
    secure = false
    open()
  })

  function open(): void {
    api = createApi({
      database,
      clock: { now: () => now },
      signIn: { hashPassword, verifyPassword, slowDown: slowDown(() => now), secure },
      whoIsAsking: () => null,
      addressOf: (request) => request.headers.get('x-test-address') ?? '10.1.1.1',
      version: 'test',
      importLimits: { bytes: 1_024, rows: 10 },
      reportFault: (_, error) => faults.push(error),
    })
  }

  async function ask(
    method: string,
    path: string,
    body?: unknown,
    { cookie, address }: { cookie?: string | undefined; address?: string } = {},
  ): Promise<Answer> {
    const answer = await api.fetch(
      new Request(`http://localhost/api/v1/${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          'user-agent': 'a browser',
          ...(cookie === undefined ? {} : { cookie }),
          ...(address === undefined ? {} : { 'x-test-address': address }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    )
    const set = answer.headers.getSetCookie().find((one) => /^(__Host-tenfold|tenfold-session)=/.test(one)) ?? ''
    return {
      status: answer.status,
      body: (await answer.json()) as Answer['body'],
      cookie: /^[^=]+=[^;]+/.exec(set)?.[0],
      cookieSet: set,
    }
  }

  async function link(purpose: 'set-up' | 'welcome', person: number | null = null): Promise<string> {
    const token = newSecret()
    const hash = hashOf(token)
    await database.write((queries) => insertLink(queries, { hash, purpose, person, now }))
    return token
  }

  async function withAda(): Promise<string> {
    const { status, cookie, body } = await ask('POST', 'set-up', {
      token: await link('set-up'),
      name: 'Ada Lovelace',
      signInName: 'Ada',
      password,
      zone: 'Europe/London',
    })
    expect(status, JSON.stringify(body)).toBe(201)
    return cookie ?? ''
  }

  const lastSeen = async () =>
    Math.max(
      ...(await database.read((queries) => queries.selectFrom('session').select('seen_at').execute())).map(
        ({ seen_at }) => seen_at,
      ),
    )
  const signIn = (typed = password, more: Parameters<typeof ask>[3] = {}) =>
    ask('POST', 'sign-in', { signInName: ' ADA ', password: typed }, more)

  test('before anybody has set it up nothing is shown, and the way to set it up is said', async () => {
    for (const path of ['growth', 'services', 'audit', 'session', 'programme'])
      expect(await ask('GET', path)).toMatchObject({ status: 503, body: { code: 'needs-set-up' } })
    expect(await ask('POST', 'moves', { service: 'a', level: 1, occurredOn: '2026-11-01' })).toMatchObject({
      status: 503,
    })
    expect((await ask('GET', 'sign-in')).body.state).toBe('needs-set-up')
  })

  test('the link makes one administrator and signs them in; used again it is gone', async () => {
    const token = await link('set-up')
    const person = { token, name: 'Ada Lovelace', signInName: 'ada', password }
    const first = await ask('POST', 'set-up', person)
    expect(first).toMatchObject({ status: 201, body: { person: { name: 'Ada Lovelace' }, team: null } })
    expect(await ask('POST', 'set-up', { ...person, name: 'Eve', signInName: 'eve' })).toMatchObject({
      status: 410,
      body: { code: 'link-used' },
    })
    expect((await ask('GET', 'growth', undefined, { cookie: first.cookie })).status).toBe(200)
    expect(await ask('GET', 'growth')).toMatchObject({ status: 401, body: { code: 'not-signed-in' } })
    expect((await ask('GET', 'sign-in')).body.state).toBe('signed-out')
    expect((await ask('GET', 'sign-in', undefined, { cookie: first.cookie })).body.state).toBe('signed-in')
  })

  test('the zone and the first day of the first cycle that are chosen then are the programme’s', async () => {
    const chosen = { zone: 'Asia/Seoul', cycleAnchor: '2026-12-07' }
    const person = { token: await link('set-up'), name: 'Ada', signInName: 'ada', password }
    for (const cycleAnchor of ['1969-12-31', '9000-01-01'])
      expect(await ask('POST', 'set-up', { ...person, cycleAnchor })).toMatchObject({
        status: 400,
        body: { fields: { cycleAnchor: expect.stringContaining('Check the year.') } },
      })
    const { cookie } = await ask('POST', 'set-up', { ...person, ...chosen })
    expect((await ask('GET', 'programme', undefined, { cookie })).body).toMatchObject(chosen)
    expect((await ask('GET', 'session', undefined, { cookie })).body).toMatchObject({ programme: chosen })
  })

  test('twenty uses at once make exactly one administrator', async () => {
    const token = await link('set-up')
    const uses = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        ask('POST', 'set-up', { token, name: `Ada ${at}`, signInName: `ada-${at}`, password }),
      ),
    )
    expect(uses.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(uses.filter(({ status }) => status === 410)).toHaveLength(19)
    const rows = await database.read((queries) => queries.selectFrom('person').selectAll().execute())
    expect(rows).toHaveLength(1)
  })

  test('a link that has expired or was never made opens nothing', async () => {
    const token = await link('set-up')
    now += minutes(30)
    const person = { name: 'Ada', signInName: 'ada', password }
    expect(await ask('POST', 'set-up', { ...person, token })).toMatchObject({
      status: 410,
      body: { code: 'link-expired' },
    })
    expect(await ask('POST', 'set-up', { ...person, token: newSecret() })).toMatchObject({
      status: 410,
      body: { code: 'unknown-link' },
    })
    // A new link makes the one before it void.
    const older = await link('set-up')
    await link('set-up')
    expect(await ask('POST', 'set-up', { ...person, token: older })).toMatchObject({ status: 410 })
  })

  test.each([
    ['fourteen letters', 'too short here', /at least 15/],
    ['a word again and again', 'passwordpasswordpassword', /easy to guess/],
    ['one key held down', 'aaaaaaaaaaaaaaaaaaaa', /easy to guess/],
    ['a row of the keyboard', 'qwertyuiopasdfghjkl', /easy to guess/],
    ['their own name', 'ada lovelace ada lovelace', /easy to guess/],
  ])('a password of %s is refused with what to do', async (_, typed, words) => {
    const { status, body } = await ask('POST', 'set-up', {
      token: await link('set-up'),
      name: 'Ada Lovelace',
      signInName: 'ada',
      password: typed,
    })
    expect(status).toBe(400)
    expect(body.fields?.['password']).toMatch(words)
  })

  test('the right password lets in with a new cookie each time; the wrong one does not, and is on record without it', async () => {
    const first = await withAda()
    const second = await signIn()
    expect(second.status).toBe(200)
    expect(second.cookie).not.toBe(first)
    for (const wrong of [password.toUpperCase(), `${password} `, '', 'x'.repeat(1_000)])
      expect(await signIn(wrong)).toMatchObject({ status: 401, body: { code: 'wrong-password' }, cookie: undefined })
    expect(await ask('POST', 'sign-in', { signInName: 'nobody', password })).toMatchObject({
      status: 401,
      body: { code: 'wrong-password' },
    })
    const { body } = await ask('GET', 'audit?action=refused', undefined, { cookie: second.cookie })
    expect(
      (body['entries'] as { actor: string; address: string }[]).map(({ actor, address }) => [actor, address]),
    ).toEqual([['nobody', '10.1.1.1'], ...Array.from({ length: 4 }, () => ['ada', '10.1.1.1'])])
  })

  test('five wrong tries for a name make the next one wait, from wherever it comes, and nobody for longer', async () => {
    await withAda()
    for (let time = 0; time < 5; time++)
      expect((await signIn('wrong wrong wrong wrong', { address: `10.0.0.${time}` })).status).toBe(401)
    const waits = await signIn(password, { address: '10.9.9.9' })
    expect(waits).toMatchObject({ status: 429, body: { code: 'too-many-tries', facts: { minutes: 5 } } })
    now += minutes(5)
    expect((await signIn()).status).toBe(200)
  })

  test('thirty wrong tries from an address make it wait, whatever names it tries', async () => {
    await withAda()
    const guess = (name: string) =>
      ask('POST', 'sign-in', { signInName: name, password: 'wrong wrong wrong' }, { address: '10.6.6.6' })
    for (let time = 0; time < 30; time++) expect((await guess(`name-${time}`)).status).toBe(401)
    expect((await guess('another')).status).toBe(429)
    expect((await signIn(password, { address: '10.7.7.7' })).status).toBe(200)
  })

  test('a session ends by sign-out, without use, at its longest, from another session, and with a new password', async () => {
    const first = await withAda()
    const open = async (cookie: string | undefined) => (await ask('GET', 'session', undefined, { cookie })).status
    const second = (await signIn()).cookie
    const { body } = await ask('GET', 'sessions', undefined, { cookie: second })
    const sessions = body['sessions'] as { id: number; current: boolean; agent: string }[]
    expect(sessions.map(({ current, agent }) => [current, agent])).toContainEqual([true, 'a browser'])
    const other = sessions.find(({ current }) => !current)
    expect((await ask('POST', `sessions/${other?.id}/end`, {}, { cookie: second })).status).toBe(200)
    expect([await open(first), await open(second)]).toEqual([401, 200])

    expect((await ask('POST', 'sign-out', {}, { cookie: second })).cookieSet).toMatch(/Max-Age=0/)
    expect(await open(second)).toBe(401)

    const idle = (await signIn()).cookie
    now += minutes(119)
    expect(await open(idle)).toBe(200)
    // Its use was noted, so another two hours begin.
    await expect.poll(lastSeen).toBe(now)
    now += minutes(119)
    expect(await open(idle)).toBe(200)
    now += minutes(120)
    expect(await open(idle)).toBe(401)

    const whole = (await signIn()).cookie
    for (let hour = 1; hour < 12; hour++) {
      now += minutes(60)
      expect(await open(whole)).toBe(200)
      await expect.poll(lastSeen).toBe(now)
    }
    now += minutes(60)
    expect(await open(whole)).toBe(401)

    const [here, there] = [(await signIn()).cookie, (await signIn()).cookie]
    const change = (current: string, to: string) => ask('POST', 'password', { current, password: to }, { cookie: here })
    expect(await change('not the present one', 'another four words here')).toMatchObject({
      status: 400,
      body: { fields: { current: 'This is not your present password.' } },
    })
    expect((await change(password, 'violet anchor pebble mast')).status).toBe(200)
    expect([await open(here), await open(there)]).toEqual([200, 401])
    expect((await signIn()).status).toBe(401)
    expect((await signIn('violet anchor pebble mast')).status).toBe(200)
  }, 120_000)

  test('nobody ends or sees the sessions of others', async () => {
    const ada = await withAda()
    const id = await database.write((queries) => insertPerson(queries, { ...bob, passwordHash: null, createdAt: now }))
    const welcomed = await ask('POST', 'welcome', {
      token: await link('welcome', id),
      password: 'kettle marble thicket oboe',
    })
    expect(welcomed).toMatchObject({ status: 200, body: { person: { name: 'Bob' } } })
    const { body } = await ask('GET', 'sessions', undefined, { cookie: ada })
    const [adas] = body['sessions'] as { id: number }[]
    expect((await ask('POST', `sessions/${adas?.id}/end`, {}, { cookie: welcomed.cookie })).status).toBe(404)
    expect((await ask('GET', 'session', undefined, { cookie: ada })).status).toBe(200)
    // A viewer without a team looks on, and nothing more.
    expect((await ask('GET', 'growth', undefined, { cookie: welcomed.cookie })).status).toBe(200)
    expect((await ask('POST', 'divisions', { name: 'Mine' }, { cookie: welcomed.cookie })).status).toBe(403)
  })

  test('who is disabled is out at once, with right password and open session', async () => {
    await withAda()
    const cookie = (await signIn()).cookie
    await database.write((queries) => queries.updateTable('person').set({ disabled_at: now }).execute())
    expect((await ask('GET', 'growth', undefined, { cookie })).status).toBe(401)
    expect((await signIn()).status).toBe(401)
  })

  test('the cookie is bound to this host over HTTPS, and never readable by a script', async () => {
    await withAda()
    expect((await signIn()).cookieSet).toMatch(/^tenfold-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/)
    secure = true
    open()
    expect((await signIn()).cookieSet).toMatch(/^__Host-tenfold=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
  })

  test('a name that no database could hold is a wrong name, not a fault', async () => {
    await ask('POST', 'set-up', { token: await link('set-up'), name: 'Ada', signInName: 'ada', password })
    for (const signInName of ['ada\u0000', '\ud800', '\u202eada'])
      expect(await ask('POST', 'sign-in', { signInName, password })).toMatchObject({
        status: 400,
        body: { fields: { signInName: expect.stringContaining('control or invisible') } },
      })
    expect(faults).toEqual([])
  })

  test('no password, link or cookie is stored or answered, and the audit holds', async () => {
    const token = await link('set-up')
    const made = await ask('POST', 'set-up', { token, name: 'Ada', signInName: 'ada', password })
    const secret = made.cookie?.split('=')[1] ?? 'none'
    const stored = await database.read(async (queries) => {
      const tables = ['person', 'session', 'one_time_link', 'audit', 'idempotency'] as const
      const rows = []
      for (const table of tables) rows.push(await queries.selectFrom(table).selectAll().execute())
      return JSON.stringify(rows)
    })
    for (const word of [token, secret, password]) {
      expect(stored.includes(word)).toBe(false)
      expect(JSON.stringify(made.body).includes(word)).toBe(false)
    }
    expect(await database.read((queries) => checkChain(queries))).toMatchObject({ brokenAt: null })
    expect(faults).toEqual([])
  })
})

const bob = { name: 'Bob', signInName: 'bob', email: '', division: null, role: 'viewer' } as const

test('argon2id runs with the parameters that OWASP asks for, and its own string says them', async () => {
  expect(argonParameters).toEqual({ memory: 19 * 1024, passes: 2, parallelism: 1 })
  const hash = await hashPassword(password)
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(await hashPassword(password)).not.toBe(hash)
  expect(await verifyPassword(hash, password)).toBe(true)
  expect(await verifyPassword(hash, `${password}.`)).toBe(false)
  expect(await verifyPassword(null, password)).toBe(false)
})
