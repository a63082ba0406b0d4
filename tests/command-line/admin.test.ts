import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runTenfold } from '../../src/server/command-line/run-tenfold.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { checkChain } from '../../src/server/storage/audit.ts'
import { engines, temporaryFolder } from '../set-up/databases.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

const project = join(import.meta.dirname, '../..')
const forgotten = 'lamp otter gravel quince'
const chosen = 'violet anchor pebble mast'

let environment: Record<string, string>
async function tenfold(...words: string[]) {
  const out: string[] = []
  const err: string[] = []
  const terminal = { say: (line: string) => out.push(line), warn: (line: string) => err.push(line), progress: () => {} }
  const code = await runTenfold(words, environment, { terminal, project, here: project, now: () => Date.now() })
  return { code, out: out.join('\n'), err: err.join('\n') }
}
const create = async (name: string, ...more: string[]) => {
  const { code, out, err } = await tenfold('admin', 'create', '--sign-in-name', name, ...more)
  expect([code, err]).toEqual([0, ''])
  return { out, token: /\/welcome#([\w-]{43})$/.exec(out)?.[1] ?? expect.fail(out) }
}

describe.each(engines)('`admin create` beside a running server on $name', (engine) => {
  let place: Awaited<ReturnType<typeof engine.freshPlace>>
  let product: RunningProduct

  beforeEach(async () => {
    place = await engine.freshPlace()
    environment = 'url' in place ? { DATABASE_URL: place.url } : { TENFOLD_DATA: place.folder }
    product = await startProduct({ environment: { ...environment, TENFOLD_SIGN_IN: 'on' } })
  })
  afterEach(() => product?.stop())

  /** Asks as a page does: with its cookies and where it stands. */
  const browser = () => {
    const cookies = new Map<string, string>()
    return async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
      const answer = await fetch(`${product.address}/api/v1/${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          origin: product.address,
          'idempotency-key': crypto.randomUUID(),
          cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        cookies.set(name, value)
      }
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> & { code?: string } }
    }
  }
  const welcomed = async (token: unknown, password: string) => {
    const ask = browser()
    const answer = await ask('POST', 'welcome', { token, password })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return ask
  }
  const signIn = (ask: ReturnType<typeof browser>, signInName: string, password: string) =>
    ask('POST', 'sign-in', { signInName, password })

  test('the administrator who forgot the password, and guessed too often, is back in at once', async () => {
    const open = await welcomed((await create('ada', '--name', 'Ada Lovelace')).token, forgotten)
    const elsewhere = browser()
    for (let time = 0; time < 5; time++)
      expect((await signIn(elsewhere, 'ada', `wrong wrong wrong ${time}`)).status).toBe(401)
    expect(await signIn(elsewhere, 'ada', forgotten)).toMatchObject({ status: 429, body: { code: 'too-many-tries' } })

    const first = await create('ada')
    const { out, token } = await create('ADA', '--name', 'Somebody else')
    expect(out).toMatch(/^Ada Lovelace is an administrator and signs in as ada\./)
    // Until the link is used nothing has changed for whoever is signed in; the newest link alone counts.
    expect((await open('GET', 'session')).status).toBe(200)
    const over = await elsewhere('POST', 'welcome', { token: first.token, password: chosen })
    expect(over).toMatchObject({ status: 410, body: { code: 'unknown-link' } })

    const ask = await welcomed(token, chosen)
    expect((await open('GET', 'session')).status).toBe(401)
    expect((await ask('GET', 'session')).body).toMatchObject({
      actor: { name: 'Ada Lovelace', role: 'administrator' },
    })
    expect((await signIn(ask, 'ada', forgotten)).body.code).toBe('wrong-password')
    expect((await signIn(ask, 'ada', chosen)).status).toBe(200)
    expect((await ask('GET', 'people')).body['people']).toMatchObject([{ name: 'Ada Lovelace', signInName: 'ada' }])
  })

  test('somebody who was shut out and only read becomes an administrator, and the audit says what they were', async () => {
    const ada = await welcomed((await create('ada')).token, forgotten)
    const { body } = await ada('POST', 'people', { name: 'Bob', signInName: 'bob' })
    const bob = await welcomed(body['welcomeToken'], forgotten)
    const { id, version } = body['person'] as { id: number; version: number }
    const out = await ada('PATCH', `people/${id}`, { disabled: true }, { 'if-match': `"${version}"` })
    expect(out.status).toBe(200)
    expect((await bob('GET', 'session')).status).toBe(401)

    const back = await welcomed((await create('bob')).token, chosen)
    expect((await back('GET', 'session')).body).toMatchObject({ actor: { name: 'Bob', role: 'administrator' } })
    expect((await back('GET', 'people')).status).toBe(200)
    // The session of before stays over, and so does the password.
    expect((await bob('GET', 'session')).status).toBe(401)
    expect((await signIn(bob, 'bob', forgotten)).status).toBe(401)

    expect(await tenfold('admin', 'create', '--sign-in-name', 'eve', '--name', 'Bob')).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringContaining('Bob'),
    })
    await product.stop()
    const database = await openDatabase(place)
    try {
      const rows = await database.read((queries) =>
        queries
          .selectFrom('audit')
          .select(['actor', 'means', 'subject', 'before', 'after'])
          .where('action', '=', 'create-administrator')
          .orderBy('id')
          .execute(),
      )
      const byHand = { actor: 'local administrator', means: 'command line' }
      expect(rows).toMatchObject([
        { ...byHand, subject: 'ada', before: null },
        { ...byHand, subject: 'Bob', before: expect.stringMatching(/"role":"viewer".*"disabled":true/) },
      ])
      expect(await database.read((queries) => checkChain(queries))).toMatchObject({ brokenAt: null })
    } finally {
      await database.close()
    }
  })
})

test.each([
  [['admin'], 'admin is followed by create, not by nothing.'],
  [['admin', 'create'], 'Say what they sign in with: admin create --sign-in-name ada.'],
  [['admin', 'create', '--sign-in-name', 'a b'], 'Use 2 to 100 small letters'],
  [['admin', 'create', '--sign-in-name', 'ada', '--name', ' '], '--name cannot be used. Give a name.'],
  [['admin', 'create', '--sign-in-name', 'ada', '--address', 'here'], '--address is "here". Give what people open'],
])('%j says what to do', async (words, sentence) => {
  environment = { TENFOLD_DATA: join(temporaryFolder(), 'data') }
  const said = await tenfold(...words)
  expect(said).toMatchObject({ code: 2, out: '' })
  expect(said.err).toContain(sentence)
})
