import { connect, type Socket } from 'node:net'
import { expect, test, vi } from 'vitest'
import { afterwards, temporaryFolder } from '../set-up/databases.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { findings, isLong, makeProgramme } from './set-up/programme.ts'
import { judge, nothingAmiss, noWrites, oneMove, retryInDoubt, write, writtenMoves } from './set-up/writers.ts'

vi.setConfig({ testTimeout: 90_000 })

const services = 64

async function startWithServices(): Promise<{ server: RunningProduct; environment: Record<string, string> }> {
  const environment = { TENFOLD_DATA: temporaryFolder() }
  await makeProgramme(services, environment)
  const server = await startProduct({ environment })
  afterwards(async () => void (await server.stop()))
  return { server, environment }
}

/** The request as it goes over the wire, head and body apart, so that a client can stop wherever it likes. */
function onTheWire(address: string, { key, body }: { key: string; body: string }): { head: string; body: string } {
  const head = [
    'POST /api/v1/moves HTTP/1.1',
    `Host: ${new URL(address).host}`,
    'Content-Type: application/json',
    `Idempotency-Key: ${key}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    '',
  ]
  return { head: head.join('\r\n'), body }
}

async function connectTo(address: string): Promise<Socket> {
  const { hostname, port } = new URL(address)
  const socket = connect(Number(port), hostname)
  // A server may cut us off; that is what some of these are for.
  socket.on('error', () => {})
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  return socket
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

test('bodies that come byte by byte from 100 clients are waited for, and hold nobody up', async () => {
  const { server, environment } = await startWithServices()
  const writes = noWrites()
  const slow = Array.from({ length: 100 }, async (_, n) => {
    const sent = oneMove(n % services)
    writes.bodies.set(sent.key, sent.body)
    const socket = await connectTo(server.address)
    let said = ''
    socket.on('data', (part: Buffer) => (said += part.toString()))
    const { head, body } = onTheWire(server.address, sent)
    socket.write(head)
    for (let at = 0; at < body.length; at += 10) {
      socket.write(body.slice(at, at + 10))
      await pause(50)
    }
    await vi.waitUntil(() => said.includes('"dryRun"'), { timeout: 30_000 })
    socket.destroy()
    expect(said).toMatch(/^HTTP\/1\.1 201 /)
    writes.acknowledged.set(sent.key, Number(/"moves":\[\{"id":(\d+)/.exec(said)?.[1]))
  })
  let isOver = false
  const others = (async () => {
    for (let n = 0; !isOver; n += 1)
      expect(await write(server.address, oneMove(n % services), writes)).toBe('acknowledged')
  })()
  await Promise.all(slow)
  isOver = true
  await others
  // Others wrote while they dribbled, though a write of theirs was always half on its way.
  expect(writes.acknowledged.size).toBeGreaterThan(100)
  expect(judge(await writtenMoves(server.address), writes)).toEqual(nothingAmiss)
  expect(await findings(environment)).toBe('')
})

test('clients that hang up in the middle of a write leave nothing half done, and their retry counts once', async () => {
  const { server, environment } = await startWithServices()
  const writes = noWrites()
  const neverWhole = new Set<string>()
  await Promise.all(
    Array.from({ length: isLong ? 2_000 : 150 }, async (_, n) => {
      const sent = oneMove(n % services)
      const { head, body } = onTheWire(server.address, sent)
      const socket = await connectTo(server.address)
      const isWhole = n % 3 !== 0
      if (!isWhole) neverWhole.add(sent.key)
      writes.bodies.set(sent.key, sent.body)
      writes.inDoubt.push(sent)
      await new Promise<void>((resolve) =>
        socket.write(head + (isWhole ? body : body.slice(0, body.length - 1 - (n % 40))), () => resolve()),
      )
      await pause(Math.random() * 40)
      if (n % 2 === 0) socket.resetAndDestroy()
      else socket.destroy()
    }),
  )
  // The last ones are worked off once a write of our own was answered, as writes go one after the other.
  expect(await write(server.address, oneMove(0), writes)).toBe('acknowledged')
  const before = await writtenMoves(server.address)
  expect(judge(before, writes)).toEqual(nothingAmiss)
  expect(before.filter(({ evidence }) => neverWhole.has(evidence))).toEqual([])
  const inDoubt = writes.inDoubt.length
  const hadCounted = await retryInDoubt(server.address, writes)
  expect(hadCounted).toBeGreaterThan(0)
  expect(hadCounted).toBeLessThan(inDoubt)
  expect(judge(await writtenMoves(server.address), writes)).toEqual(nothingAmiss)
  expect(server.said()).not.toMatch(/fault|Error/)
  expect(await findings(environment)).toBe('')
})

test('an upload that breaks off leaves nothing of its import', async () => {
  const { server, environment } = await startWithServices()
  const boundary = 'the-boundary'
  const rows = Array.from(
    { length: 5_000 },
    (_, n) => `2026-03-0${1 + (n % 9)},service-${n % services},1,On-premises,Cloud`,
  )
  const file = `occurred_on,service,units,from,to\n${rows.join('\n')}\n`
  const body = `--${boundary}\r\nContent-Disposition: form-data; name="moves"; filename="m.csv"\r\nContent-Type: text/csv\r\n\r\n${file}\r\n--${boundary}--\r\n`
  const head = [
    'POST /api/v1/imports HTTP/1.1',
    `Host: ${new URL(server.address).host}`,
    `Content-Type: multipart/form-data; boundary=${boundary}`,
    'Idempotency-Key: broken-upload-1',
    `Content-Length: ${Buffer.byteLength(body)}`,
  ].join('\r\n')
  for (const share of [0.1, 0.5, 0.999]) {
    const socket = await connectTo(server.address)
    await new Promise<void>((resolve) =>
      socket.write(`${head}\r\n\r\n${body.slice(0, Math.floor(body.length * share))}`, () => resolve()),
    )
    socket.resetAndDestroy()
  }
  expect(await write(server.address, oneMove(0), noWrites())).toBe('acknowledged')
  const { imports } = (await (await fetch(`${server.address}/api/v1/imports`)).json()) as { imports: unknown[] }
  // The one that made the programme.
  expect(imports).toHaveLength(1)
  expect(await writtenMoves(server.address)).toHaveLength(1)
  expect(server.said()).not.toMatch(/fault|Error/)
  expect(await findings(environment)).toBe('')
})
