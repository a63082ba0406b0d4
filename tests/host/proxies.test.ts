import { request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { addressOf, proxyUserOf } from '../../src/server/host/api-requests.ts'
import { listen, stopListening } from '../../src/server/host/listening.ts'
import { createHost } from '../../src/server/host/node-host.ts'
import { approaches, type Doors } from '../../src/server/host/proxies.ts'

const secret = 'correct horse battery staple of the proxy'
const coming = (remoteAddress: string, headers: IncomingHttpHeaders = {}) => ({
  headers,
  socket: { remoteAddress } as Socket,
})

describe('the address of the client', () => {
  const { approachOf } = approaches({ proxies: ['10.0.0.7', '10.1.0.0/16', 'fd00::/8'] })
  const address = (peer: string, forwarded?: string) =>
    approachOf(coming(peer, forwarded === undefined ? {} : { 'x-forwarded-for': forwarded })).address

  test('is the peer’s own, whatever a stranger writes into headers', () => {
    expect(address('203.0.113.9')).toBe('203.0.113.9')
    expect(address('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
    expect(address('::ffff:203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
  })

  test('is what the nearest proxy of ours saw, from right to left', () => {
    expect(address('10.0.0.7', '198.51.100.1')).toBe('198.51.100.1')
    expect(address('::ffff:10.0.0.7', '198.51.100.1')).toBe('198.51.100.1')
    expect(address('fd12::1', '2001:db8::1')).toBe('2001:db8::1')
    // The client wrote 192.0.2.66 itself; the proxies added what they saw.
    expect(address('10.0.0.7', '192.0.2.66, 198.51.100.1, 10.1.200.3')).toBe('198.51.100.1')
  })

  test('falls back to what is certain where the header cannot be read', () => {
    expect(address('10.0.0.7')).toBe('10.0.0.7')
    expect(address('10.0.0.7', '')).toBe('10.0.0.7')
    expect(address('10.0.0.7', '198.51.100.1, unknown')).toBe('10.0.0.7')
    expect(address('10.0.0.7', '198.51.100.1, unknown, 10.1.0.9')).toBe('10.1.0.9')
  })

  test('whoever goes round the proxy is not let in, but for this machine', () => {
    const { mayCome } = approaches({ proxies: ['10.0.0.7'] })
    expect(['10.0.0.7', '127.0.0.1', '::1', '::ffff:127.0.0.1'].map((peer) => mayCome(coming(peer)))).toEqual(
      Array(4).fill(true),
    )
    expect(['10.0.0.8', '203.0.113.9', '', 'fd00::7'].map((peer) => mayCome(coming(peer)))).toEqual(
      Array(4).fill(false),
    )
    expect(approaches({}).mayCome(coming('203.0.113.9'))).toBe(true)
  })
})

describe('whom the proxy names', () => {
  const { approachOf } = approaches({ proxies: ['10.0.0.7'], proxyUsers: { header: 'remote-user', secret } })
  const user = (peer: string, headers: IncomingHttpHeaders) => approachOf(coming(peer, headers)).proxyUser

  test('counts with its address and its secret, and never without either', () => {
    const said = { 'remote-user': ' ada ', 'tenfold-proxy-secret': secret }
    expect(user('10.0.0.7', said)).toBe('ada')
    expect(user('203.0.113.9', said)).toBeNull()
    expect(user('127.0.0.1', said)).toBeNull()
    expect(user('10.0.0.7', { 'remote-user': 'ada' })).toBeNull()
    expect(user('10.0.0.7', { ...said, 'tenfold-proxy-secret': `${secret} ` })).toBeNull()
    expect(user('10.0.0.7', { ...said, 'tenfold-proxy-secret': '' })).toBeNull()
    expect(user('10.0.0.7', { 'tenfold-proxy-secret': secret })).toBeNull()
    expect(user('10.0.0.7', { ...said, 'remote-user': '  ' })).toBeNull()
    expect(user('10.0.0.7', { ...said, 'x-remote-user': 'eve' })).toBe('ada')
  })

  test('is nobody where the mode is off', () => {
    const off = approaches({ proxies: ['10.0.0.7'] })
    const said = coming('10.0.0.7', { 'remote-user': 'ada', 'tenfold-proxy-secret': secret })
    expect(off.approachOf(said).proxyUser).toBeNull()
  })
})

describe('behind a proxy that speaks HTTPS', () => {
  let server: Server | undefined
  afterEach(async () => {
    if (server) await stopListening(server, 100)
    server = undefined
  })

  const started = async (doors: Doors): Promise<number> => {
    const echo = async (request: Request) => Response.json({ address: addressOf(request), user: proxyUserOf(request) })
    server = createHost({
      real: { fetch: echo },
      sample: async () => ({ fetch: echo }),
      page: tmpdir(),
      version: '0',
      checkHealth: async () => 'ok',
      isSetUp: async () => true,
      doors,
    })
    return Number(new URL(await listen(server, '127.0.0.1', 0)).port)
  }
  const ask = (port: number, headers: Record<string, string>, method = 'GET', path = '/api/v1/growth') =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; body: Record<string, unknown> }>((resolve, reject) => {
      const sent = httpRequest({ port, host: '127.0.0.1', path, method, headers }, (answer) => {
        let text = ''
        answer.on('data', (part: Buffer) => (text += part.toString()))
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: JSON.parse(text) }),
        )
      })
      sent.on('error', reject)
      sent.end()
    })

  const doors = {
    publicUrl: 'https://tenfold.example.com',
    proxies: ['127.0.0.1'],
    proxyUsers: { header: 'remote-user', secret },
  }
  const named = { host: 'tenfold.example.com', 'remote-user': 'ada', 'tenfold-proxy-secret': secret }

  test('the client and its user come through, and the answer says to stay with HTTPS', async () => {
    const port = await started(doors)
    const answer = await ask(port, { ...named, 'x-forwarded-for': '198.51.100.1' })
    expect(answer.body).toEqual({ address: '198.51.100.1', user: 'ada' })
    expect(answer.headers['strict-transport-security']).toMatch(/^max-age=\d{8}/)
    expect((await ask(port, { host: 'tenfold.example.com' }, 'GET', '/healthz')).status).toBe(200)
  })

  test('it answers to its public name and to this machine’s, and to no other', async () => {
    const port = await started(doors)
    expect((await ask(port, { host: 'localhost' })).status).toBe(200)
    const other = await ask(port, { host: 'tenfold.example.com.evil.example' })
    expect([other.status, other.body['code']]).toEqual([421, 'unknown-host'])
  })

  test('a write comes from its own page, also where the proxy rewrites the host', async () => {
    const port = await started(doors)
    const write = async (headers: Record<string, string>) => {
      const { status, body } = await ask(port, headers, 'POST')
      return [status, body['code']]
    }
    const origin = 'https://tenfold.example.com'
    expect(await write({ ...named, origin })).toEqual([200, undefined])
    expect(await write({ ...named, host: `127.0.0.1:${port}`, origin })).toEqual([200, undefined])
    expect(await write({ ...named, 'sec-fetch-site': 'same-origin' })).toEqual([200, undefined])
    expect(await write({ ...named, origin: 'http://tenfold.example.com' })).toEqual([403, 'foreign-origin'])
    expect(await write({ ...named, origin: 'null' })).toEqual([403, 'foreign-origin'])
    // What names its sender by itself has to say where it comes from.
    expect(await write(named)).toEqual([403, 'unknown-origin'])
    expect(await write({ host: named.host, cookie: 'a=b' })).toEqual([403, 'unknown-origin'])
    expect(await write({ host: named.host })).toEqual([200, undefined])
  })
})
