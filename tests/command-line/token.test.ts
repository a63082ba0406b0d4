import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { runTenfold } from '../../src/server/command-line/run-tenfold.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { checkChain } from '../../src/server/storage/audit.ts'
import { engines, temporaryFolder } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'

const project = join(import.meta.dirname, '../..')

let data: string
beforeEach(() => {
  data = join(temporaryFolder(), 'data')
})

async function tenfold(words: string[], environment: Record<string, string> = {}) {
  const out: string[] = []
  const err: string[] = []
  const code = await runTenfold(
    words,
    { TENFOLD_DATA: data, ...environment },
    {
      terminal: { say: (line) => out.push(line), warn: (line) => err.push(line), progress: () => {} },
      project,
      here: project,
      now: () => Date.now(),
    },
  )
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const lastLine = (text: string): string => text.split('\n').at(-1) ?? ''

describe('token', () => {
  test.each(engines)('is made before anything else exists, and is alone on the last line ($name)', async (engine) => {
    const place = await engine.freshPlace()
    const environment = 'url' in place ? { DATABASE_URL: place.url } : { TENFOLD_DATA: place.folder }
    const made = await tenfold(['token', 'create', '--scope', 'write'], environment)
    expect([made.code, made.err]).toEqual([0, ''])
    expect(lastLine(made.out)).toMatch(/^tenfold_[\w-]{43}$/)
    const listed = await tenfold(['token', 'list'], environment)
    expect(listed.out).toMatch(
      /^command line, \d{4}-\d\d-\d\d: write, whole programme, until it is revoked, never used$/,
    )
    expect(listed.out).not.toContain(lastLine(made.out))
  })

  test('is made and revoked beside a running server, which knows it at once', async () => {
    const product = await startProduct({ environment: { TENFOLD_DATA: data } })
    const ask = (secret: string, path = 'growth', rest: RequestInit = {}) =>
      fetch(`${product.address}/api/v1/${path}`, {
        ...rest,
        headers: {
          authorization: `Bearer ${secret}`,
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
        },
      })
    try {
      const made = await tenfold(['token', 'create', '--scope', 'read', '--name', 'dashboard'])
      const secret = lastLine(made.out)
      expect((await ask(secret)).status).toBe(200)
      const refused = await ask(secret, 'divisions', { method: 'POST', body: '{"name":"Retail"}' })
      expect([refused.status, await refused.json()]).toMatchObject([403, { code: 'forbidden' }])
      expect(await (await ask(`${secret}x`)).json()).toMatchObject({ status: 401, code: 'unknown-token' })

      const writes = lastLine((await tenfold(['token', 'create', '--scope', 'write'])).out)
      expect((await ask(writes, 'divisions', { method: 'POST', body: '{"name":"Retail"}' })).status).toBe(201)

      expect(await tenfold(['token', 'revoke', '--name', 'dashboard'])).toMatchObject({
        code: 0,
        out: 'The token dashboard opens nothing any more.',
      })
      expect(await (await ask(secret)).json()).toMatchObject({ status: 401, code: 'token-revoked' })
    } finally {
      await product.stop()
    }
    // Two processes wrote the audit in turn, and it is one chain with the addresses of those who came by network.
    const database = await openDatabase({ folder: data })
    try {
      expect(await database.read((queries) => checkChain(queries))).toMatchObject({ entries: 7, brokenAt: null })
      const rows = await database.read((queries) =>
        queries.selectFrom('audit').select(['action', 'actor', 'means', 'address']).orderBy('id').execute(),
      )
      const local = { actor: 'local administrator', means: 'command line', address: '' }
      const byNetwork = { means: 'token', address: '127.0.0.1' }
      expect(rows).toEqual([
        { action: 'create-token', ...local },
        { action: 'refused', actor: 'dashboard (token)', ...byNetwork },
        { action: 'refused', actor: 'unknown token', ...byNetwork, means: 'api' },
        { action: 'create-token', ...local },
        { action: 'create-division', actor: expect.stringMatching(/^command line, .* \(token\)$/), ...byNetwork },
        { action: 'revoke-token', ...local },
        { action: 'refused', actor: 'dashboard (token)', ...byNetwork },
      ])
    } finally {
      await database.close()
    }
  })

  test.each([
    [['token'], 2, 'token is followed by create, list, revoke, not by nothing.'],
    [['token', 'make'], 2, 'token is followed by create, list, revoke, not by make.'],
    [
      ['token', 'create'],
      2,
      'Say what it may do: token create --scope read, --scope write, --scope calendar or --scope feedback',
    ],
    [['token', 'create', '--scope', 'calendar', '--teams', 'A'], 2, 'The calendar is that of the whole programme.'],
    [['token', 'create', '--scope', 'admin'], 2, 'Say what it may do'],
    [['token', 'create', '--scope', 'read', '--last-day', '2026-02-30'], 2, '--last-day is "2026-02-30". Give a day'],
    [['token', 'create', '--scope', 'read', '--last-day', '2020-01-01'], 1, '2020-01-01 is over'],
    [['token', 'create', '--scope', 'read', '--teams', 'nobody'], 1, 'No team is called nobody.'],
    [['token', 'create', '--scope', 'read', '--name', ' '], 2, '--name is " ". Give a name.'],
    [['token', 'revoke'], 2, 'Say which: token revoke --name NAME'],
    [['token', 'revoke', '--name', 'nobody'], 1, 'No token is called nobody.'],
  ])('%j says what to do', async (words, code, sentence) => {
    const said = await tenfold(words)
    expect(said.code).toBe(code)
    expect(said.err).toContain(sentence)
    expect(said.out).toBe('')
  })

  test('a second one of the same day gets a name of its own', async () => {
    await tenfold(['token', 'create', '--scope', 'read'])
    await tenfold(['token', 'create', '--scope', 'read'])
    expect((await tenfold(['token', 'list'])).out.split('\n')).toEqual([
      expect.stringMatching(/^command line, [\d-]+ \(2\): read/),
      expect.stringMatching(/^command line, [\d-]+: read/),
    ])
  })
})
