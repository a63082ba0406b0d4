import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

let product: RunningProduct

beforeAll(async () => {
  product = await startProduct({ words: ['--sample'] })
})

afterAll(async () => {
  await product?.stop()
})

const read = async (path: string): Promise<Record<string, unknown>> => {
  const answer = await fetch(product.address + path)
  const body = (await answer.json()) as Record<string, unknown>
  expect(answer.status, JSON.stringify(body)).toBe(200)
  return body
}

const advance = async (by: string): Promise<unknown> => {
  const answer = await fetch(`${product.address}/sample/api/v1/sample/advance`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({ by }),
  })
  return answer.json()
}

test('the sample opens mid-flight, its clock standing, and never in the real organisation', async () => {
  const [first, second] = await Promise.all([read('/sample/api/v1/session'), read('/sample/api/v1/session')])
  expect(first).toMatchObject({ sample: true, today: '2024-07-07', counts: { moves: 28_745 } })
  expect(second).toEqual(first)
  expect(await read('/api/v1/session')).toMatchObject({ sample: false, counts: { moves: 0, services: 0 } })
})

test('an administrator advances the clock, and the real next moves arrive', async () => {
  expect(await advance('week')).toMatchObject({ today: '2024-07-14', ended: false })
  const { today, counts } = await read('/sample/api/v1/session')
  expect(today).toBe('2024-07-14')
  expect((counts as { moves: number }).moves).toBeGreaterThan(28_745)
})

test('by a day, by a cycle, and no further than the last real move', async () => {
  const counted = async () => {
    const { today, counts } = await read('/sample/api/v1/session')
    return { today, moves: (counts as { moves: number }).moves }
  }
  const before = await counted()
  const day = (await advance('day')) as { today: string; moves: number; ended: boolean }
  expect(day).toMatchObject({ today: '2024-07-15', ended: false })
  expect(await counted()).toEqual({ today: '2024-07-15', moves: before.moves + day.moves })

  const reached: { today: string; moves: number; ended: boolean }[] = []
  while (!reached.at(-1)?.ended && reached.length < 10)
    reached.push((await advance('cycle')) as (typeof reached)[number])
  // Cycles of eight weeks, the last one cut off where the real history ends.
  expect(reached.map(({ today, ended }) => [today, ended])).toEqual([
    ['2024-09-09', false],
    ['2024-11-04', false],
    ['2024-12-30', false],
    ['2024-12-31', true],
  ])
  const arrived = reached.reduce((sum, { moves }) => sum + moves, 0)
  expect(arrived).toBeGreaterThan(0)
  expect(await counted()).toEqual({ today: '2024-12-31', moves: before.moves + day.moves + arrived })
  for (const by of ['day', 'week', 'cycle'])
    expect(await advance(by)).toMatchObject({ today: '2024-12-31', moves: 0, ended: true })
})
