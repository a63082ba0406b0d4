import { spawnSync } from 'node:child_process'
import { closeSync, cpSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { afterwards, temporaryFolder } from '../set-up/databases.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { findings, makeProgramme } from './set-up/programme.ts'
import { injectFault } from './set-up/sick-disk.ts'
import {
  judge,
  nothingAmiss,
  noWrites,
  oneMove,
  send,
  type Writes,
  write,
  writeSteadily,
  writtenMoves,
} from './set-up/writers.ts'

// Seconds on a quiet machine; strace makes every call of the server several times slower.
vi.setConfig({ testTimeout: 90_000 })

const services = 64
const readsThatGoOn = [
  '/healthz',
  '/api/v1/programme',
  '/api/v1/growth',
  '/api/v1/services?limit=20',
  '/api/v1/workload?interval=week&from=2026-01-01&to=2026-03-01&measure=units&groupBy=team',
]

/** Every refusal so far is a problem that says what to do, and none was anything else. */
function refusedClearly({ refused }: Writes, words: RegExp): void {
  expect(refused.length).toBeGreaterThan(0)
  for (const { status, type, problem } of refused) {
    expect([status, problem.code, type]).toEqual([
      507,
      'disk-fault',
      expect.stringMatching('application/problem\\+json'),
    ])
    expect(problem.detail).toMatch(words)
  }
}

async function readsGoOn(address: string): Promise<void> {
  const answers = await Promise.all(readsThatGoOn.map((path) => fetch(`${address}${path}`)))
  expect(answers.map(({ status, url }) => `${status} ${new URL(url).pathname}`)).toEqual(
    readsThatGoOn.map((path) => `200 ${path.split('?')[0]}`),
  )
}

/** Sends the same writes again until one is taken: the product tests the disk by itself, once a second. */
async function writesGoOn(address: string, writes: Writes): Promise<void> {
  const [first, ...others] = writes.refused.splice(0)
  if (!first) throw new Error('Nothing was refused.')
  await expect.poll(async () => (await send(address, first)).status, { timeout: 10_000, interval: 100 }).toBe(201)
  for (const sent of [first, ...others]) {
    const answer = await send(address, sent)
    expect(answer.status).toBe(201)
    const { moves } = (await answer.json()) as { moves: [{ id: number }] }
    writes.acknowledged.set(sent.key, moves[0].id)
  }
}

async function soundAfterwards(server: RunningProduct, folder: string, writes: Writes): Promise<void> {
  expect(judge(await writtenMoves(server.address), writes)).toEqual(nothingAmiss)
  expect(await server.stop()).toBe(0)
  // On a disk with room, so that the doctor has nothing to say about the disk itself.
  const copy = temporaryFolder()
  cpSync(folder, copy, { recursive: true })
  expect(await findings({ TENFOLD_DATA: copy })).toBe('')
}

describe('a disk that is full', () => {
  const small = temporaryFolder()
  const mounted =
    process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', small]).status === 0
  afterwards(() => void (mounted && spawnSync('umount', ['-l', small])))
  const withoutMount = 'it needs the right to mount a small disk, as root on Linux has'
  const ballast = join(small, 'ballast')

  function fillUp(): void {
    const file = openSync(ballast, 'a')
    try {
      for (const size of [65_536, 4_096]) {
        try {
          for (;;) if (writeSync(file, Buffer.alloc(size)) < size) break
        } catch {
          // Full, which is what it is for.
        }
      }
    } finally {
      closeSync(file)
    }
  }

  test('writes are answered 507 and reads go on; with room again, writes do too', async ({ skip }) => {
    skip(!mounted, withoutMount)
    const environment = { TENFOLD_DATA: small }
    await makeProgramme(services, environment)
    const server = await startProduct({ environment })
    const writes = noWrites()
    await writeSteadily(server.address, writes, { clients: 8, services, until: () => writes.acknowledged.size > 30 })
    for (let round = 1; round <= 2; round += 1) {
      fillUp()
      const before = writes.acknowledged.size
      await writeSteadily(server.address, writes, { clients: 8, services, until: () => writes.refused.length > 24 })
      refusedClearly(writes, /disk .* is full.*nothing was written.*Free some space/s)
      await readsGoOn(server.address)
      expect(judge(await writtenMoves(server.address), writes)).toEqual(nothingAmiss)
      rmSync(ballast)
      await writesGoOn(server.address, writes)
      expect(writes.acknowledged.size).toBeGreaterThan(before)
    }
    await soundAfterwards(server, small, writes)
  })

  test('a server that is killed on a full disk starts again once there is room', async ({ skip }) => {
    skip(!mounted, withoutMount)
    for (const part of ['tenfold.db', 'tenfold.db-wal', 'tenfold.db-shm']) rmSync(join(small, part), { force: true })
    const environment = { TENFOLD_DATA: small }
    await makeProgramme(services, environment)
    const server = await startProduct({ environment })
    const writes = noWrites()
    await writeSteadily(server.address, writes, { clients: 4, services, until: () => writes.acknowledged.size > 10 })
    fillUp()
    await writeSteadily(server.address, writes, { clients: 4, services, until: () => writes.refused.length > 8 })
    await server.kill()
    // It comes up on what room its own files hold, and if there is too little it says so in one sentence.
    const onFullDisk = await startProduct({ environment }).catch((error: unknown) => error as Error)
    if (onFullDisk instanceof Error) {
      expect(onFullDisk.message).toMatch(/ended with code 74 .*\nThe disk .* is full, so .* cannot start.*\n$/s)
    } else {
      await readsGoOn(onFullDisk.address)
      expect(await onFullDisk.stop()).toBe(0)
    }
    rmSync(ballast)
    const again = await startProduct({ environment })
    expect(judge(await writtenMoves(again.address), writes)).toEqual(nothingAmiss)
    await writesGoOn(again.address, writes)
    await soundAfterwards(again, small, writes)
  })
})

describe('a disk that fails', () => {
  const isTraced = spawnSync('strace', ['-o', join(temporaryFolder(), 'trace'), 'true']).status === 0
  const withoutStrace = 'it needs strace, and the right to use it'

  test.for([
    [
      'fails to keep what it took',
      'fdatasync,fsync:error=EIO',
      /reports an error.*nothing was written.*Check the disk/s,
    ],
    ['fails to take it', 'pwrite64:error=EIO', /reports an error.*nothing was written.*Check the disk/s],
    ['has no room for it', 'pwrite64:error=ENOSPC', /is full.*nothing was written.*Free some space/s],
  ] as const)('it %s: 507, reads go on, nothing half done, and it mends itself', async ([, fault, words], { skip }) => {
    skip(!isTraced, withoutStrace)
    const folder = temporaryFolder()
    const environment = { TENFOLD_DATA: folder }
    await makeProgramme(services, environment)
    const server = await startProduct({ environment })
    const writes = noWrites()
    await writeSteadily(server.address, writes, { clients: 8, services, until: () => writes.acknowledged.size > 30 })
    const healed = await injectFault(server, fault)
    await writeSteadily(server.address, writes, { clients: 8, services, until: () => writes.refused.length > 24 })
    refusedClearly(writes, words)
    await readsGoOn(server.address)
    expect(judge(await writtenMoves(server.address), writes)).toEqual(nothingAmiss)
    await healed()
    await writesGoOn(server.address, writes)
    expect((await send(server.address, oneMove(0))).status).toBe(201)
    await server.stop()
    expect(await findings(environment)).toBe('')
  })

  test('what it refused does not come back when the server is killed on the sick disk', async ({ skip }) => {
    skip(!isTraced, withoutStrace)
    const environment = { TENFOLD_DATA: temporaryFolder() }
    await makeProgramme(services, environment)
    const server = await startProduct({ environment })
    const writes = noWrites()
    await writeSteadily(server.address, writes, { clients: 2, services, until: () => writes.acknowledged.size > 5 })
    const healed = await injectFault(server, 'fdatasync,fsync:error=EIO')
    // One only: the next one would write over what this one left in the log.
    expect(await write(server.address, oneMove(1), writes)).toBe('refused')
    refusedClearly(writes, /nothing was written/)
    await server.kill()
    await healed()
    const again = await startProduct({ environment })
    expect(judge(await writtenMoves(again.address), writes)).toEqual(nothingAmiss)
    await writesGoOn(again.address, writes)
    expect(judge(await writtenMoves(again.address), writes)).toEqual(nothingAmiss)
    expect(await again.stop()).toBe(0)
  })
})
