import { beforeEach, describe, expect, test } from 'vitest'
import { createApi } from '../../src/server/api.ts'
import { addressOf } from '../../src/server/host/api-requests.ts'
import { listen, stopListening } from '../../src/server/host/listening.ts'
import { createHost } from '../../src/server/host/node-host.ts'
import { slowDown } from '../../src/server/sign-in/slow-down.ts'
import { browserLasts, mostBrowsers } from '../../src/server/storage/known-browsers.ts'
import { afterwards } from '../set-up/databases.ts'
import { standInPasswords } from '../set-up/stand-in-passwords.ts'
import { quickEngines } from './set-up/programme-api.ts'
import { type Client, minutes, password, type SignInApi, signInApi } from './set-up/sign-in-api.ts'

const wrong = 'not the one at all'
const browserCookie = 'tenfold-browser'

describe.each(quickEngines)('known browsers on $name', ({ freshDatabase }) => {
  let its: SignInApi
  let ada: Client

  beforeEach(async () => {
    its = signInApi(await freshDatabase())
    ada = await its.ada()
  })

  const guess = async (client: Client, times: number, name = 'ada') => {
    const statuses: number[] = []
    for (let time = 0; time < times; time++) statuses.push((await client.signIn(name, wrong)).status)
    return statuses
  }
  const rows = () => its.database.read((queries) => queries.selectFrom('known_browser').selectAll().execute())

  test('the guesses of strangers keep strangers out, and not the owner', async () => {
    const stranger = its.client('10.6.6.6')
    expect(await guess(stranger, 6)).toEqual([401, 401, 401, 401, 401, 429])
    expect((await its.client('10.7.7.7').signIn('ada')).status).toBe(429)
    expect((await ada.signIn('ada')).status).toBe(200)
    // The stranger waits on all the same.
    expect((await stranger.signIn('ada')).status).toBe(429)
  })

  test('nor do they where the stranger sits behind the same address', async () => {
    const stranger = its.client(ada.address)
    for (let name = 0; name < 30; name++) await guess(stranger, 1, `name-${name}`)
    expect((await its.client(ada.address).signIn('somebody')).status).toBe(429)
    expect((await ada.signIn('ada')).status).toBe(200)
  })

  const atOnce = async (tries: number, ask: (at: number) => Promise<{ status: number }>) => {
    const answers = await Promise.all(Array.from({ length: tries }, (_, at) => ask(at)))
    const of = (status: number) => answers.filter((answer) => answer.status === status).length
    return { let: of(401) + of(400), waits: of(429) }
  }

  test('wrong tries at once are let through no oftener than one after the other', async () => {
    const known = ada.signIn('ada')
    const guesses = atOnce(20, (at) => its.client(`10.6.6.${at}`).signIn('ada', wrong))
    expect(await guesses).toEqual({ let: 5, waits: 15 })
    expect((await known).status).toBe(200)
    expect(await atOnce(40, (at) => its.client('10.5.5.5').signIn(`name-${at}`, wrong))).toEqual({ let: 30, waits: 10 })
    const current = (at: number) => ({ current: `${wrong} ${at}`, password: 'violet anchor pebble mast' })
    expect(await atOnce(20, (at) => ada.ask('POST', 'password', current(at)))).toEqual({ let: 5, waits: 15 })
  })

  test('right tries are no wrong ones, however many', async () => {
    for (let round = 0; round < 10; round++) {
      const five = Array.from({ length: 5 }, () => its.client('10.6.6.6').signIn('ada'))
      expect((await Promise.all(five)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    }
  })

  test('the addresses of one IPv6 /64 are one, and those of another are others', async () => {
    for (let at = 0; at < 30; at++) await guess(its.client(`2001:db8:1:2:${at}::${at}`), 1, `name-${at}`)
    expect((await its.client('2001:db8:1:2:ffff::1').signIn('somebody', wrong)).status).toBe(429)
    expect((await its.client('2001:db8:1:3::1').signIn('somebody', wrong)).status).toBe(401)
    for (let at = 0; at < 30; at++) await guess(its.client('::ffff:10.9.9.9'), 1, `other-${at}`)
    expect((await its.client('10.9.9.9').signIn('somebody', wrong)).status).toBe(429)
    expect((await its.client('10.9.9.10').signIn('somebody', wrong)).status).toBe(401)
  })

  test('the owner’s own browser has five tries too, and the right password begins anew', async () => {
    expect(await guess(ada, 4)).toEqual([401, 401, 401, 401])
    expect((await ada.signIn('ada')).status).toBe(200)
    expect(await guess(ada, 6)).toEqual([401, 401, 401, 401, 401, 429])
    expect((await ada.signIn('ada')).status).toBe(429)
    its.now += minutes(5)
    expect((await ada.signIn('ada')).status).toBe(200)
  })

  test('a forged cookie, somebody else’s, or several of them do not help', async () => {
    const bob = await its.invited(ada, 'Bob')
    await guess(its.client('10.6.6.6'), 5)
    const secret = bob.cookies.get(browserCookie) ?? ''
    expect(secret).toMatch(/^[\w-]{43}$/)
    for (const cookie of ['', '.', 'forged', 'f'.repeat(43), secret, `${secret}.${secret}`, 'a.b.c.d.e.f.g.h', '%00']) {
      const stranger = its.client('10.8.8.8')
      stranger.cookies.set(browserCookie, cookie)
      expect((await stranger.signIn('ada')).status, cookie).toBe(429)
    }
    // Past the fifth nothing is looked at, so that nobody makes us look up a thousand.
    const many = its.client('10.8.8.8')
    many.cookies.set(browserCookie, `a.b.c.d.e.${ada.cookies.get(browserCookie)}`)
    expect((await many.signIn('ada')).status).toBe(429)
  })

  test('people who share a browser are known in it each, and each sign-in gives a new secret', async () => {
    await its.invited(ada, 'Bob')
    const first = ada.cookies.get(browserCookie) ?? ''
    await ada.signIn('bob')
    await ada.signIn('ada')
    const both = ada.cookies.get(browserCookie) ?? ''
    expect(both.split('.')).toHaveLength(2)
    expect(both).not.toContain(first)
    for (const name of ['ada', 'bob']) {
      await guess(its.client('10.6.6.6'), 5, name)
      expect((await ada.signIn(name)).status, name).toBe(200)
    }
    // What stood in the cookie before is void.
    await guess(its.client('10.6.6.6'), 5)
    const old = its.client('10.8.8.8')
    old.cookies.set(browserCookie, first)
    expect((await old.signIn('ada')).status).toBe(429)
  })

  test('it is forgotten after 180 days, with a new password, and when somebody is shut out', async () => {
    const bob = await its.invited(ada, 'Bob')
    const ofBob = async () => (await rows()).filter(({ person_id }) => person_id === 2).length
    const isKnown = async () => {
      await guess(its.client('10.6.6.6'), 5, 'bob')
      const copy = its.client('10.8.8.8')
      copy.cookies.set(browserCookie, bob.cookies.get(browserCookie) ?? '')
      return (await copy.signIn('bob', wrong)).status === 401
    }
    expect(await isKnown()).toBe(true)
    its.now += browserLasts - 1
    expect(await isKnown()).toBe(true)
    its.now += 1
    expect(await isKnown()).toBe(false)
    its.now += minutes(5)

    expect((await bob.signIn('bob')).status).toBe(200)
    expect(await ofBob()).toBe(1)
    expect(
      (await bob.ask('POST', 'password', { current: password, password: 'violet anchor pebble mast' })).status,
    ).toBe(200)
    expect(await ofBob()).toBe(0)
    expect((await bob.signIn('bob', 'violet anchor pebble mast')).status).toBe(200)
    expect(await ofBob()).toBe(1)
    await ada.signIn('ada')
    ada.headers['if-match'] = '"1"'
    expect((await ada.ask('PATCH', 'people/2', { disabled: true })).status).toBe(200)
    expect(await ofBob()).toBe(0)
    ada.headers['if-match'] = '"2"'
    expect((await ada.ask('PATCH', 'people/2', { disabled: false })).status).toBe(200)
    expect((await bob.signIn('bob', 'violet anchor pebble mast')).status).toBe(200)
    expect(await ofBob()).toBe(1)
    const again = await ada.ask('POST', 'people/2/welcome', {})
    await its.client().ask('POST', 'welcome', { token: again.body['welcomeToken'], password })
    // Only the browser in which the link was opened.
    expect(await ofBob()).toBe(1)
    expect(await isKnown()).toBe(false)
  })

  test('so many are remembered for one person, and those least used go first', async () => {
    for (let time = 0; time < mostBrowsers + 5; time++) {
      its.now += 1_000
      expect((await its.client().signIn('ada')).status).toBe(200)
    }
    const left = await rows()
    expect(left).toHaveLength(mostBrowsers)
    expect(Math.max(...left.map(({ seen_at }) => seen_at))).toBe(its.now)
    expect(Math.min(...left.map(({ seen_at }) => seen_at))).toBe(its.now - (mostBrowsers - 1) * 1_000)
  })

  test('the cookie is long-lived and readable by no script, and only its hash is stored', async () => {
    const set = (await ada.signIn('ada')).headers.getSetCookie().find((one) => one.startsWith(browserCookie))
    expect(set).toMatch(/^tenfold-browser=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax$/)
    expect(JSON.stringify(await rows())).not.toContain(ada.cookies.get(browserCookie))
    its.secure = true
    const secured = (await ada.signIn('ada')).headers.getSetCookie().find((one) => one.includes('browser'))
    expect(secured).toMatch(
      /^__Host-tenfold-browser=[\w-]{43}; Max-Age=15552000; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    )
  })

  test('headers that name another address do not make anybody another one', async () => {
    const api = createApi({
      database: its.database,
      clock: { now: () => its.now },
      signIn: {
        ...standInPasswords,
        slowDown: slowDown(() => its.now),
        secure: false,
      },
      whoIsAsking: () => null,
      addressOf,
      version: 'test',
      importLimits: { bytes: 1_024, rows: 10 },
      reportFault: (_, error) => its.faults.push(error),
    })
    const hosted = { fetch: (request: Request) => api.fetch(request) }
    const host = createHost({
      real: hosted,
      sample: async () => hosted,
      page: 'none',
      version: 'test',
      checkHealth: async () => 'ok' as const,
      isSetUp: async () => true,
    })
    const address = await listen(host, '127.0.0.1', 0)
    afterwards(() => stopListening(host, 1_000))
    const statuses: number[] = []
    for (let time = 0; time < 31; time++) {
      const forged = `203.0.113.${time}`
      const answer = await fetch(`${address}/api/v1/sign-in`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-forwarded-for': forged,
          'x-real-ip': forged,
          'cf-connecting-ip': forged,
          forwarded: `for=${forged}`,
        },
        body: JSON.stringify({ signInName: `name-${time}`, password: wrong }),
      })
      statuses.push(answer.status)
    }
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 401), 429])
    expect(its.faults).toEqual([])
  })
})
