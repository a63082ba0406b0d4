import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import type { Whereabouts } from '../../src/server/database/open-database.ts'
import { engines } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'

const password = 'lamp otter gravel quince'
const wrong = 'lamp otter gravel quincy'

/** A statement that goes round the product, as no user can. */
async function behindItsBack(place: Whereabouts, statement: string): Promise<void> {
  if ('folder' in place) {
    // The server may just be writing, such as what was refused: wait for it, as the product itself does.
    const database = new DatabaseSync(join(place.folder, 'tenfold.db'), { timeout: 5_000 })
    database.exec(statement)
    database.close()
    return
  }
  const client = new pg.Client({ connectionString: place.url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

/** Takes a table away for as long as the work lasts, so that whatever needs it is a fault of ours. */
async function without(place: Whereabouts, table: string, work: () => Promise<void>): Promise<void> {
  await behindItsBack(place, `alter table ${table} rename to ${table}_away`)
  try {
    await work()
  } finally {
    await behindItsBack(place, `alter table ${table}_away rename to ${table}`)
  }
}

const countOf = (text: string, part: string): number => text.split(part).length - 1

describe.each(engines)('the real server on $name', ({ freshPlace }) => {
  test('prints the set-up link once and says no secret, whatever goes wrong, in its log, answers and addresses', async () => {
    const place = await freshPlace()
    const product = await startProduct({
      environment: {
        TENFOLD_SIGN_IN: 'on',
        ...('folder' in place ? { TENFOLD_DATA: place.folder } : { DATABASE_URL: place.url }),
      },
    })
    /** Everything that was answered: bodies, and headers but for the cookies that are set. */
    const answered: string[] = []
    const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const answer = await fetch(product.address + path, {
        method,
        redirect: 'manual',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          ...(headers['cookie'] === undefined ? {} : { origin: product.address }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      })
      const text = await answer.text()
      const others = [...answer.headers].filter(([name]) => name !== 'set-cookie')
      answered.push(JSON.stringify([method, path, answer.status, others, text]))
      const cookies = answer.headers.getSetCookie().map((set) => set.split(';')[0] ?? '')
      return { status: answer.status, text, cookies }
    }
    const api = (path: string) => `/api/v1/${path}`
    const given = <T>(text: string): T => {
      // Where a secret is given to whom it is for, once.
      answered.pop()
      return JSON.parse(text) as T
    }
    const faults = () => countOf(product.said(), '\nfault ')
    try {
      const link = () => /\/set-up#([\w-]+)/.exec(product.said())?.[1] ?? ''
      await expect.poll(link).not.toBe('')
      const ada = { token: link(), name: 'Ada', signInName: 'ada', password }
      await without(place, 'person', async () => {
        expect((await ask('POST', api('set-up'), ada)).status).toBe(500)
      })
      const setUp = await ask('POST', api('set-up'), ada)
      expect(setUp.status).toBe(201)
      const signedIn = await ask('POST', api('sign-in'), { signInName: 'ada', password })
      expect(signedIn.status).toBe(200)
      const cookie = { cookie: signedIn.cookies.join('; ') }
      const invited = await ask('POST', api('people'), { name: 'Grace', signInName: 'grace' }, cookie)
      const { welcomeToken } = given<{ welcomeToken: string }>(invited.text)
      const made = await ask('POST', api('tokens'), { name: 'deploy', scope: 'write' }, cookie)
      const { secret: token } = given<{ secret: string }>(made.text)
      const bearer = { authorization: `Bearer ${token}` }

      // What goes right, and what is refused.
      expect((await ask('POST', api('divisions'), { name: 'Retail' }, bearer)).status).toBe(201)
      for (const [status, method, path, body, headers] of [
        [401, 'POST', 'sign-in', { signInName: 'ada', password: wrong }, {}],
        [400, 'POST', 'sign-in', `{"signInName":"ada","password":"${password}"`, {}],
        [400, 'POST', 'sign-in', { signInName: 'ada', password, token }, {}],
        [400, 'POST', `sign-in?password=${encodeURIComponent(password)}`, { signInName: 'ada', password }, {}],
        [415, 'POST', 'sign-in', password, { 'content-type': 'text/plain' }],
        [400, 'POST', 'welcome', { token: welcomeToken, password: 'short' }, {}],
        [410, 'POST', 'set-up', ada, {}],
        [401, 'GET', 'session', undefined, { authorization: `Bearer ${token}x` }],
        [401, 'GET', 'session', undefined, { authorization: `Basic ${token}` }],
        [403, 'POST', 'people', { name: 'Eve', signInName: 'eve' }, bearer],
        [403, 'POST', `divisions?token=${token}`, { name: 'Foreign' }, { ...cookie, origin: 'https://evil.example' }],
        [404, 'GET', 'nothing', undefined, bearer],
        [400, 'GET', `growth?token=${token}`, undefined, cookie],
      ] as const)
        expect([path, (await ask(method, api(path), body, headers)).status]).toEqual([path, status])
      expect((await ask('GET', `/?token=${token}`)).status).toBe(200)

      // Each way in, while what it needs is away.
      await without(place, 'session', async () => {
        expect((await ask('POST', api('sign-in'), { signInName: 'ada', password })).status).toBe(500)
        expect((await ask('GET', api('session'), undefined, cookie)).status).toBe(500)
        const passwords = { current: password, password: wrong }
        expect((await ask('POST', api('password'), passwords, cookie)).status).toBe(500)
      })
      await without(place, 'one_time_link', async () => {
        expect((await ask('POST', api('welcome'), { token: welcomeToken, password })).status).toBe(500)
        expect((await ask('POST', api('people'), { name: 'Eve', signInName: 'eve' }, cookie)).status).toBe(500)
      })
      await without(place, 'machine_token', async () => {
        expect((await ask('GET', api('session'), undefined, bearer)).status).toBe(500)
      })
      const welcomed = await ask('POST', api('welcome'), { token: welcomeToken, password })
      expect(welcomed.status).toBe(200)

      // Whatever the product says of itself to whoever may see all of it.
      for (const path of ['audit?limit=500', 'people', 'tokens', 'sessions', 'account', 'session', 'openapi.json'])
        expect([path, (await ask('GET', api(path), undefined, cookie)).status]).toEqual([path, 200])
      await expect.poll(faults).toBe(7)

      const secrets = {
        password,
        wrong,
        token,
        welcomeToken,
        ...Object.fromEntries(
          [setUp, signedIn, welcomed].flatMap(({ cookies }, at) =>
            cookies.map((one) => [`cookie ${at} ${one.split('=')[0]}`, one.slice(one.indexOf('=') + 1)]),
          ),
        ),
      }
      expect(Object.keys(secrets).length).toBeGreaterThan(8)
      expect(await product.stop()).toBe(0)
      await expect.poll(() => product.said()).toContain('Stopping')
      const log = product.said()
      expect(countOf(log, link()), 'the link is for whoever reads the terminal, once').toBe(1)
      for (const [name, secret] of Object.entries(secrets)) {
        expect(secret.length, name).toBeGreaterThan(20)
        expect(log.includes(secret) || log.includes(encodeURIComponent(secret)), `${name} in the log`).toBe(false)
      }
      const said = answered.filter((one) => !one.includes('?token=') && !one.includes('?password='))
      for (const [name, secret] of Object.entries({ ...secrets, setUp: link() }))
        expect(
          said.filter((one) => one.includes(secret)),
          name,
        ).toEqual([])
      // Whoever puts a secret into an address does not get it back either.
      const asked = answered.filter((one) => !said.includes(one)).map((one) => JSON.parse(one) as unknown[])
      for (const [, , , headers, text] of asked) expect(JSON.stringify([headers, text])).not.toContain(token)
    } finally {
      if (product.process.exitCode === null) await product.stop()
    }
  })
})
