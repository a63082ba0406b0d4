import { createServer, request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { close, listen } from '../set-up/loopback.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

const password = 'lamp otter gravel quince'
let product: RunningProduct
/** Where it listens, whatever people open. */
let here: string
afterEach(() => product?.stop())

/** As the proxy in front sends it on: under the public name, with the address it came from. */
const throughTheProxy = { host: 'tenfold.example.com:8443', 'x-forwarded-for': '203.0.113.9' }
const page = { origin: 'https://tenfold.example.com:8443', 'sec-fetch-site': 'same-origin' }

const ask = (
  path: string,
  headers: Record<string, string> = {},
  body?: unknown,
): Promise<{ status: number; cookie: string; said: Record<string, unknown> }> =>
  new Promise((resolve, reject) => {
    const post = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
    const sent = request(
      here + path,
      { method: body === undefined ? 'GET' : 'POST', headers: { ...headers, ...(body === undefined ? {} : post) } },
      (answer) => {
        let text = ''
        answer.setEncoding('utf8').on('data', (part: string) => (text += part))
        answer.on('end', () => {
          const session = (answer.headers['set-cookie'] ?? []).find((one) =>
            /^(__Host-tenfold|tenfold-session)=/.test(one),
          )
          const said = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {}
          resolve({ status: answer.statusCode ?? 0, cookie: session?.split(';')[0] ?? '', said })
        })
      },
    )
    sent.on('error', reject)
    sent.end(body === undefined ? undefined : JSON.stringify(body))
  })

const setUp = async (headers: Record<string, string>): Promise<string> => {
  const secret = () => /\/set-up#([\w-]+)/.exec(product.said())?.[1]
  await expect.poll(secret).toBeDefined()
  const ada = { token: secret(), name: 'Ada', signInName: 'ada', password }
  const { status, cookie } = await ask('/api/v1/set-up', headers, ada)
  expect([status, cookie]).toEqual([201, expect.stringMatching(/=[\w-]{43}$/)])
  return cookie
}

const sample = [
  '/sample/api/v1/session',
  '/sample/api/v1/growth',
  '/sample/api/v1/services?limit=1',
  '/sample/api/v1/audit',
]
const statuses = (headers: Record<string, string>) =>
  Promise.all(sample.map(async (path) => (await ask(path, headers)).status))
const advance = async (headers: Record<string, string>) =>
  (await ask('/sample/api/v1/sample/advance', headers, { by: 'day' })).status

test('on this machine the sample needs nobody who is signed in, before the set-up and after', async () => {
  product = await startProduct({ environment: { TENFOLD_SIGN_IN: 'on' } })
  here = product.address
  expect(await statuses({})).toEqual([200, 200, 200, 200])
  const cookie = await setUp({})
  expect((await ask('/api/v1/growth')).status).toBe(401)
  expect((await ask('/api/v1/growth', { cookie })).status).toBe(200)
  expect(await statuses({})).toEqual([200, 200, 200, 200])
  expect(await advance({})).toBe(200)
})

test('on a network it needs a session of the real organisation, and ends with it', async () => {
  const server = createServer()
  const port = String(await listen(server, 0))
  await close(server)
  here = `http://127.0.0.1:${port}`
  product = await startProduct({
    environment: {
      PORT: port,
      TENFOLD_SIGN_IN: 'on',
      TENFOLD_PUBLIC_URL: 'https://tenfold.example.com:8443',
      TENFOLD_PROXIES: '127.0.0.1',
    },
  })
  const outside = [401, 401, 401, 401]
  expect(await statuses(throughTheProxy)).toEqual(outside)
  // Whoever comes beside the proxy, from this machine, is nobody else.
  expect(await statuses({})).toEqual(outside)
  const cookie = await setUp({ ...throughTheProxy, ...page })
  const inside = { ...throughTheProxy, ...page, cookie }
  expect(await statuses(throughTheProxy)).toEqual(outside)
  expect(await statuses({ ...throughTheProxy, cookie: `__Host-tenfold=${'x'.repeat(43)}` })).toEqual(outside)
  expect(await advance({ ...throughTheProxy, ...page })).toBe(401)
  expect(await statuses(inside)).toEqual([200, 200, 200, 200])
  expect(await advance(inside)).toBe(200)
  expect((await ask('/api/v1/sign-out', inside, {})).said['signedOut']).toBe(true)
  expect(await statuses(inside)).toEqual(outside)
})
