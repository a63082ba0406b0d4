import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Api } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'
import { hashOf, newSecret } from '../../src/server/sign-in/secrets.ts'
import { checkChain } from '../../src/server/storage/audit.ts'
import { insertLink } from '../../src/server/storage/one-time-links.ts'
import { type CookieBrowser as Browser, CookieBrowser, type Rest } from '../set-up/cookie-browser.ts'
import { client } from '../set-up/loopback.ts'
import { type RealProvider, startRealProvider } from '../set-up/real-provider.ts'
import { quickEngines } from './set-up/programme-api.ts'
import { providerApi } from './set-up/provider-api.ts'

const origin = 'http://localhost'
const mapping =
  'cloud-admins=administrator; payments-leads=lead:Billing; payments=member:Billing; staff=viewer; gone=member:Ghosts; execs=viewer:everything'

let provider: RealProvider
/** The product that the provider calls by itself. */
let called: Api

beforeAll(async () => {
  provider = await startRealProvider({
    products: () => [origin],
    fetch: (input, init) => called.fetch(new Request(input, init)),
  })
})
afterAll(() => provider?.stop())

describe.each(quickEngines)('by a real provider, on $name', ({ freshDatabase }) => {
  let database: Database
  let api: Api
  let shift: number
  const faults: unknown[] = []
  const reports: string[] = []

  const now = () => Date.now() + shift

  beforeEach(async () => {
    database = await freshDatabase()
    shift = 0
    faults.length = 0
    reports.length = 0
    open()
    provider.people.clear()
    provider.people.set('ada', { name: 'Ada Lovelace', groups: ['cloud-admins', 'staff'], email: 'ada@example.com' })
    provider.people.set('bob', { name: 'Bob', preferred_username: 'bob', groups: ['staff'] })
  })

  function open(rules = mapping): void {
    api = providerApi(database, { issuer: provider.issuer, rules, now, faults, reports })
    called = api
  }

  const newBrowser = () => new CookieBrowser({ origin, fetch: (request) => api.fetch(request) })

  async function begin(browser: Browser, body: unknown = {}): Promise<URL> {
    const { status, body: answer } = await browser.ask('POST', 'sign-in/provider', body)
    expect(status, JSON.stringify(answer)).toBe(200)
    return new URL(String(answer['address']))
  }

  const isCallback = (next: URL) => next.pathname.endsWith('/callback')

  /** From the button to where one lands, through the provider's own form. */
  async function signIn(name: string, browser = newBrowser(), body: unknown = {}): Promise<Rest> {
    const rest = await browser.open(await begin(browser, body))
    return rest.text === '' ? rest : browser.submit(rest, { login: name, password: 'any' })
  }

  /** As far as the way back, without going it. */
  async function wayBack(name: string, browser: Browser): Promise<URL> {
    const rest = await browser.open(await begin(browser), {}, isCallback)
    return rest.text === ''
      ? rest.address
      : (await browser.submit(rest, { login: name, password: 'any' }, isCallback)).address
  }

  async function setUpLink(): Promise<string> {
    const token = newSecret()
    const hash = hashOf(token)
    await database.write((queries) => insertLink(queries, { hash, purpose: 'set-up', person: null, now: now() }))
    return token
  }

  /** Ada administers, with an account of her own here. */
  async function withLocalAda(): Promise<Browser> {
    const browser = newBrowser()
    const { status } = await browser.ask('POST', 'set-up', {
      token: await setUpLink(),
      name: 'Ada Lovelace',
      signInName: 'ada',
      password: 'lamp otter gravel quince',
    })
    expect(status).toBe(201)
    for (const name of ['Payments', 'Retail'])
      expect((await browser.ask('POST', 'divisions', { name })).status).toBe(201)
    for (const [name, division] of [
      ['Billing', 'Payments'],
      ['Shop', 'Retail'],
    ])
      expect((await browser.ask('POST', 'teams', { name, division })).status).toBe(201)
    return browser
  }

  const refusedAs = (code: string) => `${origin}/?refused=${code}`

  interface Said {
    id: number
    name: string
    role: string
    email: string
    signInName: string | null
    teams: { id: number; team: { name: string }; role: string; until: string | null }[]
  }
  const peopleBy = async (browser: Browser): Promise<Said[]> =>
    (await browser.ask('GET', 'people')).body['people'] as Said[]
  const entries = async (browser: Browser, action: string) =>
    (await browser.ask('GET', `audit?action=${action}`)).body['entries'] as {
      actor: string
      actorId: string
      subject: string
      before: Record<string, unknown> | null
      after: Record<string, unknown> | null
    }[]

  test('whoever is in a mapped group gets in, as somebody new whom their groups describe', async () => {
    const ada = await withLocalAda()
    const browser = newBrowser()
    provider.people.set('bob', { name: 'Bob', groups: ['payments-leads', 'payments'], email: 'bob@example.com' })
    expect((await signIn('bob', browser)).address.href).toBe(`${origin}/services?team=Billing`)
    const { body } = await browser.ask('GET', 'session')
    expect(body).toMatchObject({ actor: { name: 'Bob' } })
    expect(await peopleBy(ada)).toContainEqual(
      expect.objectContaining({
        name: 'Bob',
        role: 'viewer',
        signInName: null,
        email: 'bob@example.com',
        hasPassword: false,
        isNamedElsewhere: true,
        teams: [expect.objectContaining({ team: { id: 1, name: 'Billing' }, role: 'lead', until: null })],
      }),
    )
    const sessions = (await browser.ask('GET', 'sessions')).body['sessions']
    expect(sessions).toMatchObject([{ means: 'provider', address: '10.1.1.1', agent: 'a browser', current: true }])
    expect(await entries(ada, 'first-visit')).toMatchObject([{ actor: 'Company', actorId: 'provider', subject: 'Bob' }])
    expect(await entries(ada, 'roles-by-groups')).toMatchObject([
      {
        actor: 'Company',
        actorId: 'provider',
        subject: 'Bob',
        before: { teams: [] },
        after: { teams: ['Billing: lead'] },
      },
    ])
    expect((await entries(ada, 'sign-in')).map(({ actor }) => actor)).toContain('Bob')
    // The same person again, not another one.
    expect((await signIn('bob', newBrowser())).address.href).toBe(`${origin}/services?team=Billing`)
    expect(await peopleBy(ada)).toHaveLength(2)
    expect(faults).toEqual([])
  })

  test('nobody gets in without a mapped group, unless * is mapped', async () => {
    const ada = await withLocalAda()
    provider.people.set('eve', { name: 'Eve', groups: ['strangers'] })
    provider.people.set('zoe', { name: 'Zoe' })
    for (const name of ['eve', 'zoe']) {
      const browser = newBrowser()
      expect((await signIn(name, browser)).address.href).toBe(refusedAs('no-group'))
      expect((await browser.ask('GET', 'session')).status).toBe(401)
    }
    expect(await peopleBy(ada)).toHaveLength(1)
    expect((await entries(ada, 'refused')).map(({ after }) => after)).toEqual(
      ['zoe', 'eve'].map((name) => ({ wanted: 'sign-in', code: 'no-group', why: `subject ${name}` })),
    )
    open(`${mapping}; *=viewer`)
    expect((await signIn('zoe')).address.href).toBe(`${origin}/`)
  })

  test('one with the e-mail address and the name of a local account is somebody else', async () => {
    const ada = await withLocalAda()
    const [local] = await peopleBy(ada)
    await database.write((queries) => queries.updateTable('person').set({ email: 'ada@example.com' }).execute())
    provider.people.set('other', {
      name: 'Ada Lovelace',
      preferred_username: 'alovelace',
      email: 'ada@example.com',
      email_verified: true,
      groups: ['staff'],
    })
    provider.people.set('third', { name: 'ADA LOVELACE', groups: ['staff'] })
    for (const name of ['other', 'third']) expect((await signIn(name)).address.href).toBe(`${origin}/`)
    const everybody = await peopleBy(ada)
    expect(everybody.map(({ name, role }) => `${name}: ${role}`).sort()).toEqual([
      'ADA LOVELACE (2): viewer',
      'Ada Lovelace (alovelace): viewer',
      'Ada Lovelace: administrator',
    ])
    expect(everybody.find(({ id }) => id === local?.id)).toMatchObject({ signInName: 'ada', role: 'administrator' })
  })

  test.each([
    ['deploy (token)', 'deploy (token) (robot)'],
    ['Local Administrator', 'Local Administrator (robot)'],
    ['\u202eGrace\u0000', 'Grace'],
    ['x'.repeat(500), 'x'.repeat(150)],
    ['', 'robot'],
  ])('the name %j becomes %j, which nobody can mistake', async (name, here) => {
    const ada = await withLocalAda()
    provider.people.set('robot', { name, preferred_username: 'robot', groups: ['staff'] })
    await signIn('robot')
    expect((await peopleBy(ada)).map((one) => one.name)).toContain(here)
  })

  test('groups win at each sign-in over what they name, and over nothing else', async () => {
    const ada = await withLocalAda()
    provider.people.set('bob', { name: 'Bob', groups: ['cloud-admins', 'payments', 'gone', 'execs'] })
    const browser = newBrowser()
    await signIn('bob', browser)
    expect((await browser.ask('GET', 'audit')).status).toBe(200)
    const [bob] = (await peopleBy(ada)).filter(({ name }) => name === 'Bob')
    expect(bob).toMatchObject({ role: 'administrator', teams: [{ team: { name: 'Billing' }, role: 'member' }] })
    const isReader = async () =>
      (
        await database.read((queries) =>
          queries
            .selectFrom('person')
            .select('reads_everything')
            .where('id', '=', bob?.id ?? 0)
            .executeTakeFirst(),
        )
      )?.reads_everything
    expect(await isReader()).toBe(1)
    // A team that is not there is said, never dropped without a word.
    expect(await entries(ada, 'roles-by-groups')).toMatchObject([{ after: { unknownTeams: ['Ghosts'] } }])
    // By hand: into a team that no rule names, which stays whatever the groups say.
    expect(
      (await ada.ask('POST', 'teams/2/members', { person: 'Bob', role: 'lead', since: '2026-01-01' })).status,
    ).toBe(201)

    provider.people.set('bob', { name: 'Bob', groups: ['payments-leads'] })
    await signIn('bob', newBrowser())
    const after = (await peopleBy(ada)).find(({ name }) => name === 'Bob')
    expect(after?.role).toBe('viewer')
    expect(await isReader()).toBe(0)
    expect(after?.teams.filter(({ until }) => until === null).map(({ team, role }) => `${team.name}: ${role}`)).toEqual(
      ['Billing: lead', 'Shop: lead'],
    )
    // The session of before is no administrator's either, from now on.
    expect((await browser.ask('GET', 'audit')).status).toBe(403)

    // A day later the lead's group is gone: what held until yesterday ends there.
    shift = 24 * 60 * 60_000
    provider.people.set('bob', { name: 'Bob', groups: ['staff'] })
    const later = newBrowser()
    await signIn('bob', later)
    expect((await later.ask('POST', 'teams/1/confirmations', {})).status).toBe(403)
    const admin = newBrowser()
    await admin.ask('POST', 'sign-in', { signInName: 'ada', password: 'lamp otter gravel quince' })
    expect((await entries(admin, 'roles-by-groups'))[0]).toMatchObject({
      before: { teams: ['Billing: lead', 'Shop: lead'] },
      after: { teams: ['Shop: lead'] },
    })
  })

  test('groups give nothing in a team that is dissolved, and leave no trace at each sign-in', async () => {
    const ada = await withLocalAda()
    const { teams } = (await ada.ask('GET', 'teams?q=Billing')).body as { teams: { id: number; version: number }[] }
    const [billing] = teams
    await database.write((queries) =>
      queries
        .updateTable('team')
        .set({ dissolved_on: '2026-01-01' })
        .where('id', '=', billing?.id ?? 0)
        .execute(),
    )
    provider.people.set('bob', { name: 'Bob', groups: ['payments-leads'] })
    for (const browser of [newBrowser(), newBrowser()]) {
      await signIn('bob', browser)
      expect((await browser.ask('POST', `teams/${billing?.id}/confirmations`, {})).status).toBe(403)
    }
    const members = await database.read((queries) => queries.selectFrom('team_member').selectAll().execute())
    expect(members).toEqual([])
  })

  test('whoever has lost every group is refused, and what they gave is gone at once, sessions too', async () => {
    const ada = await withLocalAda()
    provider.people.set('bob', { name: 'Bob', groups: ['cloud-admins', 'payments'] })
    const browser = newBrowser()
    await signIn('bob', browser)
    provider.people.set('bob', { name: 'Bob', groups: [] })
    expect((await signIn('bob', newBrowser())).address.href).toBe(refusedAs('no-group'))
    expect((await browser.ask('GET', 'session')).status).toBe(401)
    expect((await peopleBy(ada)).find(({ name }) => name === 'Bob')).toMatchObject({ role: 'viewer', teams: [] })
  })

  test('the last administrator stays one, whatever the groups say, and the audit says so', async () => {
    const browser = newBrowser()
    const rest = await signIn('ada', browser, { setUp: { token: await setUpLink(), zone: 'Europe/London' } })
    expect(rest.address.href).toBe(`${origin}/`)
    provider.people.set('ada', { name: 'Ada Lovelace', groups: ['staff'] })
    await signIn('ada', newBrowser())
    expect((await entries(browser, 'roles-by-groups'))[0]).toMatchObject({
      after: { role: 'administrator', kept: 'last administrator' },
    })
    expect((await peopleBy(browser))[0]).toMatchObject({ role: 'administrator' })
  })

  test('whoever was shut out stays out, and whoever the provider has deleted cannot begin', async () => {
    const ada = await withLocalAda()
    await signIn('bob')
    const bob = (await peopleBy(ada)).find(({ name }) => name === 'Bob')
    await database.write((queries) =>
      queries
        .updateTable('person')
        .set({ disabled_at: now() })
        .where('id', '=', bob?.id ?? 0)
        .execute(),
    )
    expect((await signIn('bob')).address.href).toBe(refusedAs('shut-out'))
    provider.people.delete('bob')
    const gone = await signIn('bob')
    expect(gone.address.origin).toBe(provider.issuer)
    expect((await newBrowser().ask('GET', 'session')).status).toBe(401)
  })

  test('whom the provider deletes keeps an open session until its limit, or until somebody here ends it', async () => {
    const ada = await withLocalAda()
    const [laptop, phone, idle] = [newBrowser(), newBrowser(), newBrowser()]
    for (const browser of [laptop, phone]) await signIn('bob', browser)
    provider.people.set('eve', { name: 'Eve', groups: ['staff'] })
    await signIn('eve', idle)
    provider.people.clear()
    const seen = () => Promise.all([laptop, phone, idle].map(async (one) => (await one.ask('GET', 'growth')).status))
    expect(await seen()).toEqual([200, 200, 200])
    // Shut out by an administrator, it is over at once, in every browser.
    const bob = (await peopleBy(ada)).find(({ name }) => name === 'Bob')
    const shutOut = await ada.send(new URL(`${origin}/api/v1/people/${bob?.id}`), {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': '"1"' },
      body: JSON.stringify({ disabled: true }),
    })
    expect(shutOut.status).toBe(200)
    expect(await seen()).toEqual([401, 401, 200])
    shift = 8 * 60 * 60_000
    expect(await seen()).toEqual([401, 401, 401])
    expect((await signIn('eve')).address.origin).toBe(provider.issuer)
  })

  test('the printed link makes whoever comes back by the provider the one administrator, of twenty at once', async () => {
    const token = await setUpLink()
    const chosen = { zone: 'Asia/Seoul', cycleAnchor: '2026-12-07' }
    const browsers = Array.from({ length: 20 }, newBrowser)
    for (const at of browsers.keys()) provider.people.set(`p${at}`, { name: `P ${at}`, groups: ['staff'] })
    const back = await Promise.all(
      browsers.map(async (browser, at) => {
        const rest = await browser.open(await begin(browser, { setUp: { token, ...chosen } }))
        return (await browser.submit(rest, { login: `p${at}`, password: 'any' }, isCallback)).address
      }),
    )
    const rests = await Promise.all(browsers.map((browser, at) => browser.open(back[at] as URL)))
    const landed = rests.map(({ address }) => address.href)
    expect(landed.filter((address) => address === `${origin}/`)).toHaveLength(1)
    expect(landed.filter((address) => address === refusedAs('link-used'))).toHaveLength(19)
    const first = browsers[landed.indexOf(`${origin}/`)] as Browser
    expect((await peopleBy(first)).map(({ role }) => role)).toEqual(['administrator'])
    expect((await first.ask('GET', 'programme')).body).toMatchObject(chosen)
    expect((await newBrowser().ask('POST', 'sign-in/provider', { setUp: { token } })).body).toMatchObject({
      code: 'link-used',
    })
  })

  test('before it is set up nobody gets in by the provider without the link', async () => {
    expect(await newBrowser().ask('POST', 'sign-in/provider', {})).toMatchObject({
      status: 503,
      body: { code: 'needs-set-up' },
    })
    expect(await newBrowser().ask('POST', 'sign-in/provider', { setUp: { token: newSecret() } })).toMatchObject({
      status: 410,
      body: { code: 'unknown-link' },
    })
  })

  test('two windows of one browser each end what they began', async () => {
    await withLocalAda()
    const browser = newBrowser()
    const first = await wayBack('bob', browser)
    const second = await wayBack('bob', browser)
    for (const address of [second, first]) expect((await browser.open(address)).address.href).toBe(`${origin}/`)
  })

  test('the way back is gone once, in time, and by the browser that began', async () => {
    const ada = await withLocalAda()
    const browser = newBrowser()
    const address = await wayBack('bob', browser)
    const foreign = newBrowser()
    expect((await foreign.open(address)).address.href).toBe(refusedAs('wrong-state'))
    await begin(foreign)
    expect((await foreign.open(address)).address.href).toBe(refusedAs('wrong-state'))
    const altered = new URL(address)
    altered.searchParams.set('state', newSecret())
    expect((await browser.open(altered)).address.href).toBe(refusedAs('wrong-state'))
    altered.searchParams.delete('state')
    expect((await browser.open(altered)).address.href).toBe(refusedAs('wrong-state'))
    // None of it spoiled the right one, which then is used up.
    expect((await browser.open(address)).address.href).toBe(`${origin}/`)
    expect((await browser.open(address)).address.href).toBe(refusedAs('wrong-state'))

    const late = newBrowser()
    const old = await wayBack('bob', late)
    shift = 10 * 60_000
    expect((await late.open(old)).address.href).toBe(refusedAs('wrong-state'))
    expect(await entries(ada, 'refused')).toHaveLength(6)
  })

  test('a code counts once at the provider too, and one of another browser’s way in is refused', async () => {
    await withLocalAda()
    const [one, other] = [newBrowser(), newBrowser()]
    const [first, second] = [await wayBack('ada', one), await wayBack('bob', other)]
    expect((await one.open(first)).address.href).toBe(`${origin}/`)
    const mixed = new URL(second)
    mixed.searchParams.set('code', first.searchParams.get('code') ?? '')
    expect((await other.open(mixed)).address.href).toBe(refusedAs('provider-untrusted'))
    expect((await other.ask('GET', 'session')).status).toBe(401)
  })

  test('the session lasts a working day, longer than one by a password', async () => {
    await withLocalAda()
    const [browser, idle] = [newBrowser(), newBrowser()]
    await signIn('bob', browser)
    await signIn('bob', idle)
    const hour = 60 * 60_000
    const seen = async (one: Browser) => (await one.ask('GET', 'session')).status
    for (let hours = 7; hours < 24; hours += 7) {
      shift = hours * hour
      expect(await seen(browser)).toBe(200)
      const at = now() - 30_000
      await expect
        .poll(async () =>
          Math.max(
            ...(await database.read((queries) => queries.selectFrom('session').select('seen_at').execute())).map(
              ({ seen_at }) => seen_at,
            ),
          ),
        )
        .toBeGreaterThan(at)
    }
    expect(await seen(idle)).toBe(401)
    shift = 24 * hour
    expect(await seen(browser)).toBe(401)
  })

  test('signing out here ends the session first and leads on to the provider’s own log-out, and back', async () => {
    await withLocalAda()
    const browser = newBrowser()
    await signIn('bob', browser)
    const { body } = await browser.ask('POST', 'sign-out', {})
    expect((await browser.ask('GET', 'session')).status).toBe(401)
    const elsewhere = new URL(String(body['elsewhere']))
    expect(elsewhere.origin).toBe(provider.issuer)
    expect([...elsewhere.searchParams.keys()].sort()).toEqual(['client_id', 'post_logout_redirect_uri'])
    const asked = await browser.open(elsewhere)
    expect((await browser.submit(asked, { logout: 'yes' })).address.href).toBe(`${origin}/`)
    // Whoever came by a password goes nowhere else.
    const ada = newBrowser()
    await ada.ask('POST', 'sign-in', { signInName: 'ada', password: 'lamp otter gravel quince' })
    expect((await ada.ask('POST', 'sign-out', {})).body).toEqual({ signedOut: true, elsewhere: null })
  })

  test('who signs out at the provider is signed out here, by its own call', async () => {
    const ada = await withLocalAda()
    const [browser, other] = [newBrowser(), newBrowser()]
    await signIn('bob', browser)
    await signIn('bob', other)
    const asked = await browser.open(new URL(`${provider.issuer}/session/end?client_id=${client.id}`))
    await browser.submit(asked, { logout: 'yes' })
    await expect.poll(async () => (await browser.ask('GET', 'session')).status).toBe(401)
    // The other browser has a session of its own there.
    expect((await other.ask('GET', 'session')).status).toBe(200)
    expect(await entries(ada, 'provider-log-out')).toMatchObject([
      { actor: 'Company', actorId: 'provider', subject: 'Bob', before: { sessions: 1 } },
    ])
  })

  test('keys that change are read anew, once the ones known are a minute old', async () => {
    await withLocalAda()
    expect((await signIn('bob')).address.href).toBe(`${origin}/`)
    await provider.rotateKeys()
    vi.setSystemTime(Date.now() + 61_000)
    try {
      expect((await signIn('bob')).address.href).toBe(`${origin}/`)
    } finally {
      vi.useRealTimers()
    }
  })

  test('a provider that is down at the start is said so, and recovers by itself', async () => {
    const ada = await withLocalAda()
    await provider.stop()
    try {
      expect(await newBrowser().ask('POST', 'sign-in/provider', {})).toMatchObject({
        status: 503,
        body: { code: 'provider-away', detail: expect.stringContaining('Company') },
      })
      // Signing in with a password goes on, and so does signing out.
      expect(
        (await newBrowser().ask('POST', 'sign-in', { signInName: 'ada', password: 'lamp otter gravel quince' })).status,
      ).toBe(200)
      expect((await ada.ask('GET', 'session')).status).toBe(200)
    } finally {
      await provider.start()
    }
    // It is left alone for two seconds, then asked again.
    expect((await newBrowser().ask('POST', 'sign-in/provider', {})).status).toBe(503)
    shift = 2_000
    expect((await signIn('bob')).address.href).toBe(`${origin}/`)
    expect(reports).toEqual([
      expect.stringMatching(/^The sign-in provider Company at .* does not answer as it should: /),
      'The sign-in provider Company answers again.',
    ])
  })

  test.each([
    ['/services?team=Billing&measure=units', '/services?team=Billing&measure=units'],
    ['/settings', '/settings'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['\\/evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/.//evil.example', '/'],
    ['/%2e%2e//evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['settings', '/'],
    ['/api/v1/audit', '/'],
    ['/set-up', '/'],
    ['/settings#secret', '/settings'],
    ['/?refused=wrong-state&team=x', '/?refused=wrong-state&team=x'],
  ])('who wanted %j lands on %j', async (returnTo, landed) => {
    await withLocalAda()
    const { address } = await signIn('bob', newBrowser(), { returnTo })
    expect(address.origin).toBe(origin)
    expect(address.href).toBe(origin + landed)
  })

  test('no code, token, verifier or secret is stored where it could be used, logged or audited', async () => {
    const ada = await withLocalAda()
    const browser = newBrowser()
    const back = await wayBack('bob', browser)
    const kept = await database.read(async (queries) => queries.selectFrom('ceremony').selectAll().execute())
    const state = back.searchParams.get('state') ?? ''
    expect(kept).toHaveLength(1)
    expect(JSON.stringify(kept).includes(state)).toBe(false)
    for (const cookie of browser.cookiesOf(origin).values()) expect(JSON.stringify(kept).includes(cookie)).toBe(false)
    await browser.open(back)
    await browser.open(back)
    const stored = await database.read(async (queries) => {
      const rows = []
      for (const table of ['person', 'session', 'ceremony', 'audit', 'idempotency'] as const)
        rows.push(await queries.selectFrom(table).selectAll().execute())
      return JSON.stringify(rows)
    })
    const secrets = [state, back.searchParams.get('code') ?? '', client.secret, ...browser.cookiesOf(origin).values()]
    for (const secret of secrets) expect(stored.includes(secret)).toBe(false)
    expect(stored).not.toMatch(/eyJ[\w-]{10}/)
    expect(await database.read((queries) => checkChain(queries))).toMatchObject({ brokenAt: null })
    expect(await entries(ada, 'refused')).toHaveLength(1)
    expect(reports).toEqual([])
  })

  test('what the page is told of it: the provider’s name, and whether anybody has an account here', async () => {
    const browser = newBrowser()
    await signIn('ada', browser, { setUp: { token: await setUpLink() } })
    expect((await newBrowser().ask('GET', 'sign-in')).body).toEqual({
      state: 'signed-out',
      localAccounts: false,
      provider: { name: 'Company' },
    })
    expect((await browser.ask('POST', 'people', { name: 'Cleo', signInName: 'cleo' })).status).toBe(201)
    expect((await newBrowser().ask('GET', 'sign-in')).body).toMatchObject({ localAccounts: true })
    // Who is named elsewhere has no password here, so there is no link to one.
    expect(await browser.ask('POST', 'people/1/welcome', {})).toMatchObject({
      status: 422,
      body: { code: 'named-elsewhere' },
    })
  })
})
