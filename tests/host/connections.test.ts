import type { Server } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { afterEach, expect, test } from 'vitest'
import { listen, stopListening } from '../../src/server/host/listening.ts'
import { type ConnectionLimits, createHost } from '../../src/server/host/node-host.ts'

// Nothing is timed here: each limit is small, and what it does is waited for. The usual ones are long, so that a limit that
// is not heeded lets its test run out.

const long = 200_000
const unlimited: ConnectionLimits = { connections: 100, header: long, idle: long, stalled: long, lookEvery: 20 }

let server: Server | undefined
const sockets: Socket[] = []

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  if (server) await stopListening(server, 100)
  server = undefined
})

async function started(limits: Partial<ConnectionLimits>, fetch = async () => Response.json({})): Promise<number> {
  server = host(limits, fetch)
  return Number(new URL(await listen(server, '127.0.0.1', 0)).port)
}

const host = (limits?: Partial<ConnectionLimits>, fetch = async () => Response.json({})): Server =>
  createHost({
    real: { fetch },
    sample: async () => ({ fetch }),
    page: tmpdir(),
    version: '0',
    checkHealth: async () => 'ok',
    isSetUp: async () => true,
    ...(limits === undefined ? {} : { limits }),
  })

const request = 'GET /api/v1/growth HTTP/1.1\r\nHost: localhost\r\n\r\n'

/** A client that says this once it is there; what it hears, and when it is cut off. */
function client(port: number, says = ''): { socket: Socket; heard: () => string; closed: Promise<string> } {
  const socket = connect(port, '127.0.0.1', () => socket.write(says))
  sockets.push(socket)
  let text = ''
  socket.on('data', (part: Buffer) => {
    text += part.toString()
  })
  // To be cut off is what some of them are for.
  socket.on('error', () => {})
  return {
    socket,
    heard: () => text,
    closed: new Promise((resolve) => socket.once('close', () => resolve(text))),
  }
}

test('one connection too many is closed without a word, and those that are there go on', async () => {
  const port = await started({ ...unlimited, connections: 2 })
  const [one, other] = [client(port, request), client(port, request)]
  for (const { heard } of [one, other]) await expect.poll(heard).toMatch(/^HTTP\/1\.1 200 /)

  expect(await client(port, request).closed).toBe('')
  expect(await client(port, request).closed).toBe('')

  one.socket.write(request)
  await expect.poll(() => one.heard().match(/HTTP\/1\.1 200 /g)).toHaveLength(2)
  // Where one has gone, there is room for another.
  other.socket.end()
  await other.closed
  await expect.poll(() => new Promise((resolve) => server?.getConnections((_, count) => resolve(count)))).toBe(1)
  const next = client(port, request)
  await expect.poll(next.heard).toMatch(/^HTTP\/1\.1 200 /)
})

test('a connection that is kept alive and asks nothing more is closed', async () => {
  const port = await started({ ...unlimited, idle: 200 })
  const heard = await client(port, request).closed
  expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200'])
  expect(heard).toMatch(/^connection: keep-alive\r$/im)
})

test.each([
  ['says nothing at all', ''],
  ['says half of its header', 'GET /api/v1/growth HTTP/1.1\r\nHost: localhost\r\nX-Slow'],
])('a connection that %s is closed', async (_, says) => {
  const port = await started({ ...unlimited, header: 200 })
  expect(await client(port, says).closed).toMatch(/^(HTTP\/1\.1 408 |$)/)
})

test('a reader that takes nothing of its answer is gone, and the answer is made no further', async () => {
  let isGivenUp = false
  const endless = async () =>
    new Response(
      new ReadableStream({
        pull: (controller) => controller.enqueue(new Uint8Array(64 * 1024)),
        cancel: () => {
          isGivenUp = true
        },
      }),
    )
  const port = await started({ ...unlimited, stalled: 300 }, endless)
  const gone = new Promise<void>((resolve) =>
    server?.once('connection', (socket: Socket) => socket.once('close', () => resolve())),
  )
  const { socket } = client(port, request)
  socket.pause()
  await gone
  await expect.poll(() => isGivenUp).toBe(true)
})

test('as the product starts, each of these limits is set', () => {
  const { maxConnections, headersTimeout, keepAliveTimeout, timeout, requestTimeout } = host()
  expect({ maxConnections, headersTimeout, keepAliveTimeout, timeout, requestTimeout }).toEqual({
    maxConnections: 12_000,
    headersTimeout: 10_000,
    keepAliveTimeout: 5_000,
    timeout: 120_000,
    requestTimeout: 600_000,
  })
})
