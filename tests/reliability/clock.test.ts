import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test, vi } from 'vitest'
import type { Move } from '../../src/domain/move.ts'
import { engines, temporaryFolder } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'
import { makeProgramme, tenfoldHere } from './set-up/programme.ts'
import { noWrites, oneMove, send, write, writtenMoves } from './set-up/writers.ts'

vi.setConfig({ testTimeout: 90_000 })

const shiftedClock = pathToFileURL(join(import.meta.dirname, 'set-up/shifted-clock.ts')).href
const aDay = 24 * 60 * 60 * 1000

const withShiftedClock = (environment: Record<string, string>, days: number) => ({
  ...environment,
  NODE_OPTIONS: `--import ${shiftedClock}`,
  CLOCK_SHIFT_MS: String(days * aDay),
})

async function logged(address: string, service: number): Promise<Move> {
  const answer = await send(address, oneMove(service))
  expect(answer.status).toBe(201)
  const { moves } = (await answer.json()) as { moves: [Move] }
  return moves[0]
}

async function knownAt(address: string, instant: string): Promise<number[]> {
  const answer = await fetch(`${address}/api/v1/moves?from=2026-02-02&limit=500&knownAt=${encodeURIComponent(instant)}`)
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { moves: Move[] }).moves.map(({ id }) => id).sort((a, b) => a - b)
}

test.each(engines)(
  'the machine’s clock jumps back a day under the running server, on $name',
  async ({ freshPlace }) => {
    const place = await freshPlace()
    const environment: Record<string, string> =
      'url' in place ? { DATABASE_URL: place.url, TENFOLD_DATA: temporaryFolder() } : { TENFOLD_DATA: place.folder }
    await makeProgramme(2, environment)
    const server = await startProduct({ environment: withShiftedClock(environment, 0) })
    const first = await logged(server.address, 0)
    server.process.kill('SIGUSR2')
    await vi.waitFor(() => expect(server.said()).toContain('The clock was put back.'))
    const second = await logged(server.address, 1)
    const third = await logged(server.address, 0)
    expect(await server.stop()).toBe(0)

    // Started anew while the clock is still wrong.
    const later = await startProduct({ environment: withShiftedClock(environment, -1) })
    const fourth = await logged(later.address, 1)
    const moves = [first, second, third, fourth]
    const instants = moves.map(({ recordedAt }) => recordedAt)
    expect(instants).toEqual([...new Set(instants)].sort())
    expect(moves.map(({ id }) => id)).toEqual([...moves.map(({ id }) => id)].sort((a, b) => a - b))
    for (const [n, { recordedAt }] of moves.entries())
      expect(await knownAt(later.address, recordedAt)).toEqual(moves.slice(0, n + 1).map(({ id }) => id))
    expect(await later.stop()).toBe(0)
    expect((await tenfoldHere(['doctor'], environment)).code).toBe(0)
  },
)

test('a clock that once stood a year ahead: nothing goes back, and the doctor says so', async () => {
  const environment = { TENFOLD_DATA: temporaryFolder() }
  await makeProgramme(1, environment)
  const ahead = await startProduct({ environment: withShiftedClock(environment, 400) })
  const sent = oneMove(0)
  const answer = await send(ahead.address, sent)
  const { moves: early } = (await answer.json()) as { moves: [Move] }
  await ahead.stop()
  const server = await startProduct({ environment })
  const late = await logged(server.address, 0)
  expect(late.recordedAt > early[0].recordedAt).toBe(true)
  // The key of the year ahead is still known: the retry counts once.
  const writes = noWrites()
  expect(await write(server.address, sent, writes)).toBe('acknowledged')
  expect(await writtenMoves(server.address)).toHaveLength(2)
  await server.stop()
  const { code, err } = await tenfoldHere(['doctor'], environment)
  expect(code).toBe(1)
  expect(err).toMatch(/Clock: it says .* Set the clock right/)
})
