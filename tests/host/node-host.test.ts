import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { listen, stopListening } from '../../src/server/host/listening.ts'
import { createHost } from '../../src/server/host/node-host.ts'
import { accepts } from '../../src/server/host/page-files.ts'

const script = 'console.log("hello")\n'.repeat(200)
let folder: string
let server: Server
let port: number
let openings = 0
let isHealthy = true

const echo = (organisation: string) => async (request: Request) => {
  if (request.url.endsWith('/api/v1/throws')) throw new Error('planted')
  return Response.json({ organisation, path: new URL(request.url).pathname, body: await request.text() })
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenfold-host-'))
  mkdirSync(join(folder, 'assets'))
  mkdirSync(join(folder, 'sample'))
  mkdirSync(join(folder, '.vite'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>')
  writeFileSync(join(folder, 'assets/main-abc123.js'), script)
  writeFileSync(join(folder, 'assets/main-abc123.js.br'), brotliCompressSync(script))
  writeFileSync(join(folder, 'assets/main-abc123.js.gz'), gzipSync(script))
  writeFileSync(join(folder, 'sample/moves.csv'), 'day\n')
  writeFileSync(join(folder, '.vite/manifest.json'), '{}')
  server = createHost({
    real: { fetch: echo('real') },
    sample: async () => {
      openings += 1
      return { fetch: echo('sample') }
    },
    page: folder,
    version: '0.0.0',
    isSetUp: async () => true,
    checkHealth: async () => {
      if (!isHealthy) throw new Error('the disk is gone')
      return 'ok'
    },
    patience: { usual: { whole: 400, still: 300 }, upload: { whole: 4_000, still: 2_000 } },
  })
  port = Number(new URL(await listen(server, '127.0.0.1', 0)).port)
})

afterAll(async () => {
  await stopListening(server, 100)
  rmSync(folder, { recursive: true })
})

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

const ask = (path: string, { method = 'GET', headers = {}, body = '' } = {}): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = httpRequest({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

const json = async (path: string, options = {}): Promise<Record<string, unknown>> =>
  JSON.parse((await ask(path, options)).body.toString()) as Record<string, unknown>

test('sends the page for its own routes, and nothing for a file that is not there', async () => {
  for (const path of ['/', '/services', '/services/12', '/sample/', '/sample/services?sort=name']) {
    const page = await ask(path)
    expect([path, page.status, page.headers['content-type']]).toEqual([path, 200, 'text/html; charset=utf-8'])
    expect(page.headers['cache-control']).toBe('no-cache')
  }
  for (const path of [
    '/assets/gone-123.js',
    '/favicon.gif',
    '/assets/',
    '/.vite/manifest.json',
    '/%2e%2e/package.json',
    '/..%5cx',
    '/%',
  ])
    expect([path, (await ask(path)).status]).toEqual([path, 404])
  expect((await ask('/sample')).headers.location).toBe('/sample/')
  expect((await ask('/sample/moves.csv')).body.toString()).toBe('day\n')
})

test('sends the twin that the browser accepts, for ever', async () => {
  const path = '/assets/main-abc123.js'
  const brotli = await ask(path, { headers: { 'Accept-Encoding': 'gzip, deflate, br, zstd' } })
  expect(brotli.headers).toMatchObject({
    'content-encoding': 'br',
    vary: 'Accept-Encoding',
    'cache-control': 'public, max-age=31536000, immutable',
    'content-type': 'text/javascript; charset=utf-8',
  })
  expect(brotli.body).toEqual(brotliCompressSync(script))
  expect((await ask(path, { headers: { 'Accept-Encoding': 'gzip' } })).headers['content-encoding']).toBe('gzip')
  expect((await ask(path)).body.toString()).toBe(script)
  const tag = brotli.headers.etag ?? ''
  expect((await ask(path, { headers: { 'Accept-Encoding': 'br', 'If-None-Match': tag } })).status).toBe(304)
  const head = await ask(path, { method: 'HEAD' })
  expect([head.headers['content-length'], head.body.length]).toEqual([String(script.length), 0])
})

test('an encoding of weight zero is a refusal', () => {
  expect(accepts('gzip;q=0, br;q=0.5', 'gzip')).toBe(false)
  expect(accepts('gzip;q=0, br;q=0.5', 'br')).toBe(true)
  expect(accepts(undefined, 'br')).toBe(false)
})

test('nothing that lies beside the page is served', async () => {
  for (const path of [
    '/.git/config',
    '/.git/HEAD',
    '/.env',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets/../../package.json',
    '/assets/',
    '/package.json',
    '/server.js.map',
    '/backup.zip',
    '/.tenfold/tenfold.db',
    '/phpinfo.php',
  ]) {
    const { status, headers } = await ask(path)
    expect([path, status, headers['content-type']]).toEqual([path, 404, 'application/problem+json'])
  }
  for (const method of ['TRACE', 'OPTIONS', 'PUT', 'DELETE'])
    expect([method, (await ask('/services', { method })).status]).toEqual([method, 405])
  // Addresses of the page itself say nothing of what lies on the disk.
  for (const path of ['/debug', '/admin', '/server-status'])
    expect((await ask(path)).body.toString()).toContain('<title>page</title>')
})

test('no address leads to another host', async () => {
  for (const path of ['//evil.example', '//evil.example/sample', '/sample', '/\\evil.example', 'https://evil.example/'])
    expect((await ask(path)).headers.location ?? '/sample/').toBe('/sample/')
})

test('only reading is possible outside the API', async () => {
  const answer = await ask('/services', { method: 'POST' })
  expect([answer.status, answer.headers.allow]).toEqual([405, 'GET, HEAD'])
})

test('two organisations, one page: the sample has its own API, opened when first asked for', async () => {
  expect(await json('/api/v1/programme')).toMatchObject({ organisation: 'real', path: '/api/v1/programme' })
  expect(openings).toBe(0)
  expect(await json('/sample/api/v1/programme?x=1')).toMatchObject({
    organisation: 'sample',
    path: '/api/v1/programme',
  })
  expect(openings).toBe(1)
  expect(await json('/sample/api/v1/moves', { method: 'POST', body: '{"units":1}' })).toMatchObject({
    body: '{"units":1}',
  })
})

test('says whether it is well', async () => {
  expect(await json('/healthz')).toEqual({ status: 'ok', version: '0.0.0' })
  isHealthy = false
  const ill = await ask('/healthz')
  isHealthy = true
  expect([ill.status, JSON.parse(ill.body.toString())]).toMatchObject([
    503,
    { status: 'failing', trouble: 'the disk is gone' },
  ])
})

test('strict headers on every answer, errors too', async () => {
  for (const path of ['/', '/services', '/index.html', '/sample/', '/api/v1/x', '/sample/api/v1/x', '/healthz']) {
    const { headers } = await ask(path)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'/)
    expect(headers['content-security-policy']).not.toMatch(/unsafe/)
    expect(headers['permissions-policy']).toContain('camera=()')
  }
  for (const path of ['/assets/main-abc123.js', '/gone.js'])
    expect((await ask(path)).headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    })
  expect((await ask('/api/v1/x')).headers['cache-control']).toBe('no-store')
})

test.each(['evil.example', 'evil.example:3210', '127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.1'])(
  'a name that is not ours, %s, gets nothing',
  async (host) => {
    expect((await ask('/api/v1/programme', { headers: { Host: host } })).status).toBe(421)
  },
)

test.each(['localhost', 'LOCALHOST:8080', '127.0.0.1:1', '[::1]:3210'])('our own name %s is welcome', async (host) => {
  expect((await ask('/api/v1/programme', { headers: { Host: host } })).status).toBe(200)
})

test('a page of another site cannot write', async () => {
  const write = async (headers: Record<string, string>) =>
    (await ask('/api/v1/moves', { method: 'POST', headers })).status
  expect(await write({})).toBe(200)
  expect(await write({ 'Sec-Fetch-Site': 'same-origin', Origin: `http://127.0.0.1:${port}` })).toBe(200)
  expect(await write({ 'Sec-Fetch-Site': 'cross-site' })).toBe(403)
  expect(await write({ 'Sec-Fetch-Site': 'same-site' })).toBe(403)
  expect(await write({ Origin: 'https://evil.example' })).toBe(403)
  expect(await write({ Origin: 'null' })).toBe(403)
  expect(await write({ Origin: `http://127.0.0.1:${port + 1}` })).toBe(403)
})

test('a write with a cookie says which page it comes from, or is refused; a program without one passes', async () => {
  const send = async (method: string, headers: Record<string, string>) => {
    const { status, body } = await ask('/api/v1/moves', { method, headers })
    return [status, status === 403 ? (JSON.parse(body.toString()) as { code: string }).code : '']
  }
  for (const cookie of ['tenfold-session=x', 'another=one', ''])
    for (const method of ['POST', 'PATCH', 'PUT', 'DELETE'])
      expect(await send(method, { Cookie: cookie }), `${method} ${cookie}`).toEqual([403, 'unknown-origin'])
  const cookie = { Cookie: 'tenfold-session=x' }
  expect(await send('POST', { ...cookie, Origin: `http://127.0.0.1:${port}` })).toEqual([200, ''])
  expect(await send('POST', { ...cookie, 'Sec-Fetch-Site': 'same-origin' })).toEqual([200, ''])
  expect(await send('POST', { ...cookie, 'Sec-Fetch-Site': 'cross-site' })).toEqual([403, 'foreign-origin'])
  expect(await send('POST', { Authorization: 'Bearer tenfold_x' })).toEqual([200, ''])
  expect(await send('GET', cookie)).toEqual([200, ''])
})

test('our own fault is a plain problem, without a trace of the inside', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  const answer = await ask('/api/v1/throws')
  expect(answer.status).toBe(500)
  expect(answer.body.toString()).not.toContain('planted')
  expect(log).toHaveBeenCalledOnce()
})

/** What comes back on a socket until the server closes it, and after how many milliseconds that was. */
const converse = (start: string, drip: string, every: number): Promise<{ text: string; took: number }> =>
  new Promise((resolve) => {
    const begun = performance.now()
    const socket = connect(port, '127.0.0.1', () => socket.write(start))
    const timer = setInterval(() => socket.write(drip), every)
    let text = ''
    socket.on('data', (part) => {
      text += part.toString()
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      clearInterval(timer)
      resolve({ text, took: performance.now() - begun })
    })
  })

const unfinished = (path: string) =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n`

test('a body that drips or stands still is cut off, an upload has longer', async () => {
  const [dripping, still, upload] = await Promise.all([
    converse(unfinished('/api/v1/moves'), 'x', 50),
    converse(unfinished('/api/v1/moves'), '', 50),
    converse(unfinished('/api/v1/imports'), '', 50),
  ])
  expect(dripping.text).toMatch(/^HTTP\/1\.1 408 /)
  expect(still.text).toMatch(/^HTTP\/1\.1 408 /)
  expect(upload.took).toBeGreaterThan(Math.max(dripping.took, still.took))
})

test('a header over 16 KB is refused', async () => {
  expect((await ask('/', { headers: { 'X-Long': 'x'.repeat(17_000) } })).status).toBe(431)
})

test('a port in use is one clear sentence', async () => {
  const second = createHost({
    real: { fetch: echo('real') },
    sample: async () => ({ fetch: echo('sample') }),
    page: folder,
    version: '0.0.0',
    isSetUp: async () => true,
    checkHealth: async () => 'ok' as const,
  })
  await expect(listen(second, '127.0.0.1', port)).rejects.toThrow(`PORT=${port + 1} npm start`)
})

test('a stop lets the running request finish', async () => {
  const slow = createHost({
    real: {
      fetch: async () => {
        await new Promise((resolve) => setTimeout(resolve, 300))
        return new Response('finished')
      },
    },
    sample: async () => ({ fetch: echo('sample') }),
    page: folder,
    version: '0.0.0',
    isSetUp: async () => true,
    checkHealth: async () => 'ok' as const,
  })
  const address = await listen(slow, '127.0.0.1', 0)
  const running = fetch(`${address}/api/v1/x`).then((answer) => answer.text())
  await new Promise((resolve) => setTimeout(resolve, 50))
  const stopping = stopListening(slow, 5_000)
  expect(await running).toBe('finished')
  await stopping
  await expect(fetch(`${address}/healthz`)).rejects.toThrow()
})
