import { describe, expect, test, vi } from 'vitest'
import type { Move } from '../../src/domain/move.ts'
import { afterwards, engines, temporaryFolder } from '../set-up/databases.ts'
import { startPostgres } from '../set-up/postgres.ts'
import { startProduct } from '../set-up/product.ts'
import { findings, isLong, makeProgramme } from './set-up/programme.ts'
import {
  judge,
  nothingAmiss,
  noWrites,
  oneMove,
  retryInDoubt,
  send,
  writeSteadily,
  writtenMoves,
} from './set-up/writers.ts'

vi.setConfig({ testTimeout: isLong ? 900_000 : 120_000 })

const services = 64
const enough = isLong ? 2_000 : 150

/** Numbers and instants both go the way of the commits: whoever reads the ledger as known at an instant gets a prefix. */
function inOrderOfCommits(moves: readonly Move[]): void {
  const byId = moves.toSorted((a, b) => a.id - b.id)
  const instants = byId.map(({ recordedAt }) => recordedAt)
  expect(instants).toEqual([...new Set(instants)].sort())
}

async function sharedDatabase(): Promise<Record<string, string>> {
  const place = await engines[1]?.freshPlace()
  if (!place || !('url' in place)) throw new Error('There is no PostgreSQL.')
  const environment = { DATABASE_URL: place.url, TENFOLD_DATA: temporaryFolder() }
  await makeProgramme(services, environment)
  return environment
}

describe('two servers on one PostgreSQL', () => {
  test('writers through both: no move lost or doubled, in the order of their commits, the same said by both', async () => {
    const environment = await sharedDatabase()
    const [one, other] = await Promise.all([startProduct({ environment }), startProduct({ environment })])
    const writes = noWrites()
    const until = () => writes.acknowledged.size >= enough
    await Promise.all(
      [one, other].map(({ address }) => writeSteadily(address, writes, { clients: 8, services, until })),
    )
    // The same key through both at once counts once, whoever comes first.
    const twice = Array.from({ length: 10 }, (_, n) => oneMove(n))
    for (const sent of twice) {
      const answers = await Promise.all([one, other].map(({ address }) => send(address, sent)))
      expect(answers.map(({ status }) => status)).toEqual([201, 201])
      const [a, b] = (await Promise.all(answers.map((answer) => answer.json()))) as { moves: [Move] }[]
      expect(a).toEqual(b)
      writes.acknowledged.set(sent.key, a?.moves[0].id ?? 0)
    }
    expect({ refused: writes.refused, inDoubt: writes.inDoubt }).toEqual({ refused: [], inDoubt: [] })
    const moves = await writtenMoves(one.address)
    expect(judge(moves, writes)).toEqual(nothingAmiss)
    expect(await writtenMoves(other.address)).toEqual(moves)
    inOrderOfCommits(moves)
    expect([await one.stop(), await other.stop()]).toEqual([0, 0])
    expect(await findings(environment)).toBe('')
  })

  test('one is killed in the middle: the other goes on, and what was in doubt counts once', async () => {
    const environment = await sharedDatabase()
    const [doomed, other] = await Promise.all([startProduct({ environment }), startProduct({ environment })])
    const writes = noWrites()
    const until = () => writes.acknowledged.size >= enough
    const writing = [doomed, other].map(({ address }) =>
      writeSteadily(address, writes, { clients: 8, services, until }),
    )
    await vi.waitUntil(() => writes.acknowledged.size > 40, { timeout: 30_000, interval: 5 })
    await doomed.kill()
    await Promise.all(writing)
    expect(writes.inDoubt.length).toBeGreaterThan(0)
    await retryInDoubt(other.address, writes)
    const moves = await writtenMoves(other.address)
    expect(judge(moves, writes)).toEqual(nothingAmiss)
    expect(writes.refused).toEqual([])
    inOrderOfCommits(moves)
    expect(await other.stop()).toBe(0)
    expect(await findings(environment)).toBe('')
  })
})

test('PostgreSQL is restarted under a running server: 503 while it is away, and the server recovers by itself', async () => {
  const postgres = await startPostgres({ ...process.env, TEST_DATABASE_URL: '' })
  afterwards(() => postgres.stop())
  const environment = { DATABASE_URL: postgres.url, TENFOLD_DATA: temporaryFolder() }
  await makeProgramme(services, environment)
  const server = await startProduct({ environment })
  const writes = noWrites()
  let isOver = false
  const writing = writeSteadily(server.address, writes, { clients: 16, services, until: () => isOver })
  const readings: number[] = []
  const reading = (async () => {
    while (!isOver) readings.push((await fetch(`${server.address}/api/v1/growth`)).status)
  })()
  for (let restart = 1; restart <= (isLong ? 10 : 2); restart += 1) {
    const before = writes.acknowledged.size
    await vi.waitUntil(() => writes.acknowledged.size > before + 20, { timeout: 30_000 })
    await postgres.restart(async () => {
      expect((await fetch(`${server.address}/healthz`)).status).toBe(503)
    })
    await vi.waitUntil(() => writes.acknowledged.size > before + 40, { timeout: 30_000 })
  }
  isOver = true
  await Promise.all([writing, reading])
  expect(server.process.exitCode).toBeNull()
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200)

  // Every write that met the restart was answered 503, with what to do; nothing was left without an answer.
  expect(writes.inDoubt).toEqual([])
  expect([...new Set(writes.refused.map(({ status, problem }) => `${status} ${problem.code}`))]).toEqual([
    '503 database-away',
  ])
  expect(writes.refused[0]?.problem.detail).toMatch(/with the same Idempotency-Key: it counts once/)
  expect([...new Set(readings)].sort()).toEqual([200, 503])
  // The commit may have been done though its answer was cut off: only a retry with the same key tells, and counts once.
  writes.inDoubt.push(...writes.refused.splice(0))
  expect(judge(await writtenMoves(server.address), writes)).toEqual(nothingAmiss)
  await retryInDoubt(server.address, writes)
  const moves = await writtenMoves(server.address)
  expect(judge(moves, writes)).toEqual(nothingAmiss)
  inOrderOfCommits(moves)
  expect(await server.stop()).toBe(0)
  expect(await findings(environment)).toBe('')
})
