import { expect, test, vi } from 'vitest'
import { afterwards, engines, temporaryFolder } from '../set-up/databases.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { openViewers, percentile, residentMegabytes, type SocketViewer } from '../set-up/viewers.ts'
import { isLong, makeProgramme } from './set-up/programme.ts'
import { oneMove, send } from './set-up/writers.ts'

vi.setConfig({ testTimeout: isLong ? 900_000 : 180_000 })

const services = 16

const sequenceOf = async (address: string): Promise<number> =>
  ((await (await fetch(`${address}/api/v1/session`)).json()) as { sequence: number }).sequence

const write = async (address: string, count: number): Promise<void> => {
  for (let n = 0; n < count; n++) expect((await send(address, oneMove(n % services))).status).toBe(201)
}

const following = async (count: number, where: () => string | null, from: number): Promise<SocketViewer[]> => {
  const viewers = await openViewers(count, where, from)
  afterwards(() => {
    for (const viewer of viewers) viewer.end()
  })
  return viewers
}

/** Every change once, in order, and never to be told to read everything. */
async function everybodyHasAll(viewers: readonly SocketViewer[], from: number, to: number): Promise<void> {
  const hasAll = ({ ids }: SocketViewer): boolean => ids.length >= to - from
  await vi
    .waitUntil(() => viewers.every(hasAll), { timeout: 60_000, interval: 20 })
    .catch(() => {
      const late = viewers.filter((viewer) => !hasAll(viewer))
      throw new Error(`${late.length} of ${viewers.length} wait for ${from + 1} to ${to}: ${JSON.stringify(late[0])}`)
    })
  const all = Array.from({ length: to - from }, (_, n) => from + 1 + n)
  for (const { ids, resets } of viewers) {
    expect(resets).toBe(0)
    if (ids.length !== all.length || ids.some((id, at) => id !== all[at])) expect(ids).toEqual(all)
  }
}

test('the server is killed under 200 streams, three times: each client sees every change once', async () => {
  const environment = { TENFOLD_DATA: temporaryFolder() }
  await makeProgramme(services, environment)
  let server: RunningProduct | undefined = await startProduct({ environment })
  const from = await sequenceOf(server.address)
  const viewers = await following(200, () => server?.address ?? null, from)
  for (let kill = 1; kill <= 3; kill++) {
    const { address, kill: end } = server as RunningProduct
    await write(address, 5)
    // In the middle of writes: of some nobody knows whether they count, and they are told where they do.
    const inDoubt = Array.from({ length: 8 }, (_, n) => send(address, oneMove(n)).catch(() => null))
    await new Promise((resolve) => setTimeout(resolve, 5 * kill))
    server = undefined
    await end()
    await Promise.all(inDoubt)
    server = await startProduct({ environment })
    await write(server.address, 2)
  }
  await everybodyHasAll(viewers, from, await sequenceOf(server.address))
  expect(Math.min(...viewers.map(({ connections }) => connections))).toBeGreaterThanOrEqual(4)
  for (const viewer of viewers) viewer.end()
  expect(await server.stop()).toBe(0)
})

test('streams that are open hold up no stop', async () => {
  const server = await startProduct()
  await following(50, () => server.address, 0)
  const begun = performance.now()
  expect(await server.stop()).toBe(0)
  // Ten seconds are what a request that runs is given.
  expect(performance.now() - begun).toBeLessThan(9_000)
})

test('two servers on one PostgreSQL: what is written by one is told by the other, while one of them goes and comes', async () => {
  const place = await engines[1]?.freshPlace()
  if (!place || !('url' in place)) throw new Error('There is no PostgreSQL.')
  const environment = { DATABASE_URL: place.url, TENFOLD_DATA: temporaryFolder() }
  await makeProgramme(services, environment)
  const [one, other] = await Promise.all([startProduct({ environment }), startProduct({ environment })])
  let first: RunningProduct | undefined = one
  const from = await sequenceOf(one.address)
  const atFirst = await following(20, () => first?.address ?? null, from)
  const atOther = await following(20, () => other.address, from)
  await Promise.all([write(one.address, 10), write(other.address, 10)])
  await everybodyHasAll([...atFirst, ...atOther], from, from + 20)
  first = undefined
  await one.kill()
  await write(other.address, 10)
  first = await startProduct({ environment })
  await write(first.address, 5)
  await everybodyHasAll([...atFirst, ...atOther], from, from + 35)
  expect([await first.stop(), await other.stop()]).toEqual([0, 0])
})

test('1,000 viewers of one server: everybody gets everything once, within its memory', async () => {
  const environment = { TENFOLD_DATA: temporaryFolder() }
  await makeProgramme(services, environment)
  const server = await startProduct({ environment })
  const from = await sequenceOf(server.address)
  const viewers = await following(1_000, () => server.address, from)
  const sent: number[] = []
  for (let n = 0; n < 20; n++) {
    sent.push(performance.now())
    await write(server.address, 1)
  }
  await everybodyHasAll(viewers, from, from + sent.length)
  const delays = viewers
    .flatMap(({ times }) => times.map((time, at) => time - (sent[at] as number)))
    .sort((one, next) => one - next)
  const memory = residentMegabytes(server.process.pid as number)
  // How quick is for the bench to say, as a busy machine takes its time.
  console.log(
    `1,000 viewers: p50 ${percentile(delays, 0.5).toFixed(0)} ms, p99 ${percentile(delays, 0.99).toFixed(0)} ms, ${memory.toFixed(0)} MB.`,
  )
  expect(memory).toBeLessThan(400)
  expect(viewers.every(({ connections }) => connections === 1)).toBe(true)
  for (const viewer of viewers) viewer.end()
  expect(await server.stop()).toBe(0)
})
