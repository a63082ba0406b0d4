import type { ServerResponse } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Api } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { insertPerson } from '../../src/server/storage/people.ts'
import { CookieBrowser } from '../set-up/cookie-browser.ts'
import { afterwards } from '../set-up/databases.ts'
import { type Forgery, startForgingProvider } from '../set-up/forging-provider.ts'
import { standIn } from '../set-up/stand-in-passwords.ts'
import { providerApi } from './set-up/provider-api.ts'

// What a correct provider never sends. It shows its own keys and signs with them, so only what is forged is wrong.

const origin = 'http://localhost'
let forger: Awaited<ReturnType<typeof startForgingProvider>>
let database: Database
let api: Api
let shift: number
const faults: unknown[] = []
const reports: string[] = []
/** Answers that a test keeps back. */
const hanging: ServerResponse[] = []

const now = () => Date.now() + shift

beforeAll(async () => {
  forger = await startForgingProvider()
})
afterAll(() => forger?.stop())

beforeEach(async () => {
  database = await openMemoryDatabase()
  afterwards(() => database.close())
  shift = 0
  faults.length = 0
  reports.length = 0
  forger.answerInstead()
  await database.write((queries) =>
    insertPerson(queries, {
      name: 'Ada Lovelace',
      signInName: 'ada',
      email: '',
      division: null,
      role: 'administrator',
      passwordHash: standIn('right'),
      createdAt: now(),
    }),
  )
  api = providerApi(database, { issuer: forger.issuer, rules: 'all=viewer', now, faults, reports })
})

afterEach(() => {
  for (const response of hanging.splice(0)) response.destroy()
})

const newBrowser = () => new CookieBrowser({ origin, fetch: (request) => api.fetch(request) })

async function begin(browser: CookieBrowser): Promise<string> {
  const { status, body } = await browser.ask('POST', 'sign-in/provider', {})
  expect(status, JSON.stringify(body)).toBe(200)
  return String(body['address'])
}

/** Where one lands whom this provider sends back so. */
async function landing(forgery: Forgery, alter: (address: URL) => void = () => {}, browser = newBrowser()) {
  const address = forger.authorise(await begin(browser), forgery)
  alter(address)
  const { address: landed } = await browser.open(address)
  const { status } = await browser.ask('GET', 'session')
  return { landed: landed.href.slice(origin.length), isIn: status === 200 }
}

async function asAda() {
  const browser = newBrowser()
  expect((await browser.ask('POST', 'sign-in', { signInName: 'ada', password: 'right' })).status).toBe(200)
  return browser
}

async function refusals() {
  const { body } = await (await asAda()).ask('GET', 'audit?action=refused')
  return (body['entries'] as { actor: string; subject: string; after: Record<string, unknown> }[]).map(
    ({ actor, subject, after }) => ({ actor, subject, ...after }),
  )
}

test('the forger is believed as long as nothing is forged', async () => {
  expect(await landing({})).toEqual({ landed: '/', isIn: true })
})

const anHourAgo = () => Math.floor(Date.now() / 1_000) - 3_600

describe('a way in is refused, and on record, with', () => {
  test.each<[string, Forgery, string]>([
    ['another nonce', { claims: { nonce: 'of another way in' } }, 'nonce'],
    ['no nonce', { withoutNonce: true }, 'nonce'],
    ['another issuer', { claims: { iss: 'https://evil.example' } }, 'iss'],
    ['another audience', { claims: { aud: 'another-client' } }, 'aud'],
    ['several audiences and none named', { claims: { aud: ['tenfold', 'another'] } }, 'aud'],
    ['several audiences, and the other one named', { claims: { aud: ['tenfold', 'another'], azp: 'another' } }, 'azp'],
    ['a token that is over', { claims: { iat: anHourAgo() - 300, exp: anHourAgo() } }, 'exp'],
    ['a token without an end', { claims: { exp: undefined as never } }, ''],
    ['no subject', { claims: { sub: undefined as never } }, ''],
    ['a subject that no database could hold', { claims: { sub: 'a\u0000b' } }, 'sub'],
    ['a subject of a thousand letters', { claims: { sub: 'x'.repeat(1_000) } }, 'sub'],
    ['a session that is no text', { claims: { sid: 5 } }, 'sid'],
    ['no signature', { unsigned: true }, ''],
    ['the key of somebody else', { otherKey: true }, ''],
    ['the shared secret as the key', { sharedSecret: true }, ''],
  ])('%s', async (_, forgery, claim) => {
    expect(await landing(forgery)).toEqual({ landed: '/?refused=provider-untrusted', isIn: false })
    expect(await refusals()).toEqual([
      {
        actor: 'Company',
        subject: 'GET /api/v1/sign-in/provider/callback',
        wanted: 'sign-in',
        code: 'provider-untrusted',
        why: expect.stringMatching(new RegExp(`^(OAUTH_[A-Z_]+.*|)${claim}`)),
      },
    ])
    expect(faults).toEqual([])
  })

  test.each<[string, string, (address: URL) => void]>([
    [
      'an answer that names another issuer',
      'provider-untrusted',
      (address) => address.searchParams.set('iss', 'https://evil.example'),
    ],
    ['an answer that names no issuer', 'provider-untrusted', (address) => address.searchParams.delete('iss')],
    ['a code that was never given', 'provider-untrusted', (address) => address.searchParams.set('code', 'made up')],
    ['no code', 'provider-untrusted', (address) => address.searchParams.delete('code')],
    ['two codes', 'provider-untrusted', (address) => address.searchParams.append('code', 'another')],
    ['two states', 'provider-untrusted', (address) => address.searchParams.append('state', 'another')],
    [
      'a refusal of the provider',
      'provider-denied',
      (address) => {
        address.searchParams.delete('code')
        address.searchParams.set('error', 'access_denied')
        address.searchParams.set('error_description', '<script>alert(1)</script>')
      },
    ],
  ])('%s', async (_, code, alter) => {
    expect(await landing({}, alter)).toEqual({ landed: `/?refused=${code}`, isIn: false })
    const [said, ...others] = await refusals()
    expect(said).toMatchObject({ code, actor: 'Company' })
    expect(JSON.stringify(said)).not.toMatch(/script|made up/)
    expect(others).toEqual([])
  })
})

test('parameters that providers add of their own are no reason to refuse', async () => {
  const more = (address: URL) => {
    for (const name of ['session_state', 'scope', 'authuser', 'prompt']) address.searchParams.set(name, 'any')
  }
  expect(await landing({}, more)).toEqual({ landed: '/', isIn: true })
})

test('refusals are written down up to a number a minute, so that nobody fills the disk by them', async () => {
  const browser = newBrowser()
  for (let time = 0; time < 30; time++) {
    const { address } = await browser.open(new URL(`${origin}/api/v1/sign-in/provider/callback?state=${time}&code=x`))
    expect(address.href).toBe(`${origin}/?refused=wrong-state`)
  }
  expect(await refusals()).toHaveLength(20)
})

describe('a provider in trouble', () => {
  const away = { status: 503, body: { code: 'provider-away', detail: expect.stringMatching(/Company.*Try again/) } }
  const start = () => newBrowser().ask('POST', 'sign-in/provider', {})

  test.each<[string, (response: ServerResponse) => void]>([
    ['answers 500', (response) => response.writeHead(500).end('broken')],
    ['answers something else', (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<p>hello')],
    ['leads elsewhere', (response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['breaks off', (response) => response.destroy()],
    [
      'answers without end',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const more = () => response.write('"'.padEnd(64 * 1024, 'x')) && setImmediate(more)
        response.on('drain', more)
        more()
      },
    ],
  ])('that %s is said to be away, and is asked again two seconds later', async (_, answering) => {
    let asked = 0
    forger.answerInstead((_request, response) => {
      asked++
      answering(response)
      return true
    })
    expect(await start()).toMatchObject(away)
    expect(await start()).toMatchObject(away)
    expect(asked).toBe(1)
    expect(reports).toHaveLength(1)
    forger.answerInstead()
    shift = 2_000
    expect((await start()).status).toBe(200)
    expect(reports[1]).toBe('The sign-in provider Company answers again.')
    expect(faults).toEqual([])
  })

  test('that calls itself otherwise is not believed', async () => {
    forger.answerInstead((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ issuer: 'https://evil.example', jwks_uri: 'https://evil.example/keys' }))
      return true
    })
    expect(await start()).toMatchObject(away)
    expect(reports[0]).toMatch(/issuer/)
  })

  test('that hangs holds nobody longer than five seconds, and twenty people ask it once', {
    timeout: 20_000,
  }, async () => {
    let asked = 0
    forger.answerInstead((_, response) => {
      asked++
      hanging.push(response)
      return true
    })
    const began = performance.now()
    const answers = await Promise.all(Array.from({ length: 20 }, start))
    for (const answer of answers) expect(answer).toMatchObject(away)
    expect(performance.now() - began).toBeLessThan(8_000)
    expect(asked).toBe(1)
  })

  test.each<[string, (response: ServerResponse) => void]>([
    ['answers 500', (response) => response.writeHead(500).end('broken')],
    ['breaks off', (response) => response.destroy()],
    [
      'sends too much',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(JSON.stringify({ access_token: 'x'.repeat(1024 * 1024) }))
      },
    ],
  ])('that %s when the code is exchanged sends one back with words', async (_, answering) => {
    const browser = newBrowser()
    const address = forger.authorise(await begin(browser))
    forger.answerInstead((request, response) => {
      if (!request.url?.startsWith('/token')) return false
      answering(response)
      return true
    })
    expect((await browser.open(address)).address.href).toBe(`${origin}/?refused=provider-away`)
    expect(faults).toEqual([])
  })
})

describe('a log-out that the provider announces', () => {
  const event = { 'http://schemas.openid.net/event/backchannel-logout': {} }
  const claims = () => ({ iat: forger.now(), exp: forger.now() + 120, jti: crypto.randomUUID(), events: event })

  async function announce(token: string, headers: Record<string, string> = {}) {
    const answer = await api.fetch(
      new Request(`${origin}/api/v1/sign-in/provider/back-channel-log-out`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
        body: new URLSearchParams({ logout_token: token, added: 'by the provider' }),
      }),
    )
    expect(answer.headers.get('cache-control')).toBe('no-store')
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }

  async function signedIn(more: Forgery['claims'] = {}) {
    const browser = newBrowser()
    await browser.open(forger.authorise(await begin(browser), { claims: more }))
    expect((await browser.ask('GET', 'session')).status).toBe(200)
    return browser
  }
  const statusOf = async (browser: CookieBrowser) => (await browser.ask('GET', 'session')).status

  test('ends the session it names, or all of a person, and nobody else’s', async () => {
    const ada = await asAda()
    const [one, two, other] = [
      await signedIn({ sid: 's1' }),
      await signedIn({ sid: 's2' }),
      await signedIn({ sub: 'else', name: 'Else', sid: 's3' }),
    ]
    expect(await announce(await forger.sign({ ...claims(), sid: 's1' }, {}, 'logout+jwt'))).toEqual({
      status: 200,
      body: { ended: 1 },
    })
    expect([await statusOf(one), await statusOf(two), await statusOf(other)]).toEqual([401, 200, 200])
    // Both are named: only a session that is of both.
    expect((await announce(await forger.sign({ ...claims(), sid: 's3', sub: 'mallory' }))).body).toEqual({ ended: 0 })
    expect((await announce(await forger.sign({ ...claims(), sub: 'nobody' }))).body).toEqual({ ended: 0 })
    expect((await announce(await forger.sign({ ...claims(), sub: 'mallory' }))).body).toEqual({ ended: 1 })
    expect([await statusOf(two), await statusOf(other), await statusOf(ada)]).toEqual([401, 200, 200])
  })

  test('counts once', async () => {
    const token = await forger.sign({ ...claims(), sub: 'mallory' })
    expect((await announce(token)).status).toBe(200)
    const browser = await signedIn()
    expect(await announce(token)).toMatchObject({ status: 400, body: { code: 'log-out-refused' } })
    expect(await statusOf(browser)).toBe(200)
    // As many at once: the write lock lets one through.
    const another = await forger.sign({ ...claims(), sub: 'mallory' })
    const statuses = (await Promise.all(Array.from({ length: 10 }, () => announce(another)))).map(
      ({ status }) => status,
    )
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
  })

  test.each<[string, () => Promise<string>]>([
    ['for another client', () => forger.sign({ ...claims(), sub: 'mallory', aud: 'another' })],
    ['of another issuer', () => forger.sign({ ...claims(), sub: 'mallory', iss: 'https://evil.example' })],
    ['with a nonce', () => forger.sign({ ...claims(), sub: 'mallory', nonce: 'n' })],
    ['unsigned', () => forger.sign({ ...claims(), sub: 'mallory' }, { unsigned: true })],
    ['signed with another key', () => forger.sign({ ...claims(), sub: 'mallory' }, { otherKey: true })],
    ['signed with the shared secret', () => forger.sign({ ...claims(), sub: 'mallory' }, { sharedSecret: true })],
    ['without a number', () => forger.sign({ ...claims(), sub: 'mallory', jti: undefined as never })],
    ['without events', () => forger.sign({ ...claims(), sub: 'mallory', events: undefined })],
    ['about another event', () => forger.sign({ ...claims(), sub: 'mallory', events: { other: {} } })],
    ['about a session that is no text', () => forger.sign({ ...claims(), sid: 'a\u0000b' })],
    ['about nobody', () => forger.sign(claims())],
    ['that is over', () => forger.sign({ ...claims(), sub: 'mallory', exp: forger.now() - 60 })],
    ['from an hour ago', () => forger.sign({ ...claims(), sub: 'mallory', iat: forger.now() - 3_600 })],
    ['without a time', () => forger.sign({ ...claims(), sub: 'mallory', iat: undefined as never })],
    ['of another type', () => forger.sign({ ...claims(), sub: 'mallory' }, {}, 'at+jwt')],
    ['that is none', async () => 'no token at all'],
  ])('is refused %s, and is on record', async (_, forged) => {
    const browser = await signedIn()
    const token = await forged()
    const answer = await announce(token)
    expect(answer).toMatchObject({ status: 400, body: { code: 'log-out-refused' } })
    expect(JSON.stringify(answer.body)).not.toContain(token)
    expect(await statusOf(browser)).toBe(200)
    expect(await refusals()).toMatchObject([{ actor: 'Company', wanted: 'log-out', code: 'log-out-refused' }])
    expect(faults).toEqual([])
  })

  test('needs the provider’s keys, and says 503 without them, so that it is sent again', async () => {
    forger.answerInstead((_, response) => {
      response.writeHead(500).end()
      return true
    })
    expect(await announce(await forger.sign({ ...claims(), sub: 'mallory' }))).toMatchObject({ status: 503 })
  })

  test('comes as a form', async () => {
    expect(await announce('x', { 'content-type': 'application/json' })).toMatchObject({ status: 415 })
  })
})
