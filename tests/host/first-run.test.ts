import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everyEndpoint } from '../../src/contract/everything.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

const password = 'lamp otter gravel quince'
let folder: string
let product: RunningProduct

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenfold-first-run-'))
  product = await startProduct({ environment: { TENFOLD_DATA: folder, TENFOLD_SIGN_IN: 'on' } })
})

afterAll(async () => {
  await product?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const post = (path: string, body: unknown, cookie = '') =>
  fetch(`${product.address}/api/v1/${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      ...(cookie ? { cookie } : {}),
    },
    body: JSON.stringify(body),
  })
const health = async () => {
  const answer = await fetch(`${product.address}/healthz`)
  return [answer.status, ((await answer.json()) as { status: string }).status]
}
const tenfold = async (...words: string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)(process.execPath, ['src/server/tenfold.ts', ...words], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, TENFOLD_DATA: folder, DATABASE_URL: '' },
  })
  return stdout.trimEnd()
}
const byToken = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${product.address}/api/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return [answer.status, ((await answer.json()) as { code?: string }).code]
}
let token: string
const secretIn = (text: string, page: string): string => new RegExp(`/${page}#([\\w-]+)`).exec(text)?.[1] ?? ''

test('before it is set up it is well and says so, and every route of the API answers 503', async () => {
  expect(await health()).toEqual([200, 'needs set-up'])
  const guarded = everyEndpoint.filter(({ open }) => open !== true)
  expect(guarded.length).toBeGreaterThan(30)
  for (const { method, path, name } of guarded) {
    const answer = await fetch(`${product.address}${path.replaceAll(/\{\w+\}/g, '1')}`, { method })
    expect([name, answer.status, ((await answer.json()) as { code: string }).code]).toEqual([name, 503, 'needs-set-up'])
  }
  expect((await fetch(`${product.address}/set-up`)).status).toBe(200)
  // A page that only says that it waits is no success; the sample needs nobody on this machine.
  const pages = { '/': 503, '/services': 503, '/sample/': 200, '/sample/api/v1/session': 200 }
  for (const [path, status] of Object.entries(pages))
    expect([path, (await fetch(product.address + path)).status]).toEqual([path, status])
})

test('a token that is made before the set-up opens nothing until then', async () => {
  token = (await tenfold('token', 'create', '--scope', 'write')).split('\n').at(-1) ?? ''
  expect(token).toMatch(/^tenfold_[\w-]{43}$/)
  for (const path of ['growth', 'session', 'services', 'openapi.json'])
    expect([path, ...(await byToken('GET', path))]).toEqual([path, 503, 'needs-set-up'])
  expect(await byToken('POST', 'divisions', { name: 'Retail' })).toEqual([503, 'needs-set-up'])
  expect(await health()).toEqual([200, 'needs set-up'])
})

test('`admin create` beside the running server lets one in, and what was printed at the start is void then', async () => {
  const stdout = await tenfold(
    'admin',
    'create',
    '--sign-in-name',
    'ada',
    '--name',
    'Ada',
    '--address',
    product.address,
  )
  expect(await health()).toEqual([200, 'ok'])
  const person = { name: 'Eve', signInName: 'eve', password }
  const tooLate = await post('set-up', { ...person, token: secretIn(product.said(), 'set-up') })
  expect([tooLate.status, ((await tooLate.json()) as { code: string }).code]).toEqual([410, 'link-used'])
  const welcomed = await post('welcome', { token: secretIn(stdout, 'welcome'), password })
  expect(welcomed.status).toBe(200)
  const cookie = welcomed.headers.get('set-cookie')?.split(';')[0] ?? ''
  const session = await fetch(`${product.address}/api/v1/session`, { headers: { cookie } })
  expect(await session.json()).toMatchObject({ actor: { name: 'Ada', role: 'administrator' }, signIn: true })
  expect((await post('welcome', { token: secretIn(stdout, 'welcome'), password })).status).toBe(410)
})

test('and from then on the token that was made before reads and writes', async () => {
  expect(await byToken('GET', 'growth')).toEqual([200, undefined])
  expect(await byToken('POST', 'divisions', { name: 'Retail' })).toEqual([201, undefined])
})

test('the printed link works once', async () => {
  const other = await startProduct({ environment: { TENFOLD_SIGN_IN: 'on' } })
  try {
    // The link follows the address, which may come in a part of its own.
    await expect.poll(() => secretIn(other.said(), 'set-up')).not.toBe('')
    const use = (signInName: string) =>
      fetch(`${other.address}/api/v1/set-up`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ token: secretIn(other.said(), 'set-up'), name: signInName, signInName, password }),
      })
    expect((await use('ada')).status).toBe(201)
    expect((await use('eve')).status).toBe(410)
  } finally {
    await other.stop()
  }
})
