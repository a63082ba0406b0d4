import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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

test('it publishes no plan: a cycle is committed to everything on-premises at the end of its first day', async () => {
  const running = await read('/sample/api/v1/release-cycles/28?measure=services')
  expect(running).toMatchObject({ source: 'on-premises', firstDay: '2024-06-17', committed: 471, kept: 96 })
  expect(running).toMatchObject({ scope: { added: 2, removed: 0 } })
  expect(running['outcomes']).toContainEqual(expect.objectContaining({ outcome: 'retired', services: 11 }))
  expect(countedFromFile('2024-06-17', '2024-07-07')).toEqual(figuresOf(running))

  const past = await read('/sample/api/v1/release-cycles/26?measure=services')
  expect(past).toMatchObject({ source: 'on-premises', lastDay: '2024-04-21', committed: 999, kept: 531 })
  expect(past).toMatchObject({ moves: { back: 57 } })
  expect(countedFromFile('2024-02-26', '2024-04-21')).toEqual(figuresOf(past))
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

interface CycleFigures {
  committed: number
  kept: number
  retired: number
  added: number
  back: number
}

const figuresOf = (report: Record<string, unknown>): CycleFigures => {
  const { committed, kept, scope, moves, outcomes } = report as {
    committed: number
    kept: number
    scope: { added: number }
    moves: { back: number }
    outcomes: { outcome: string; services: number }[]
  }
  const retired = outcomes.find(({ outcome }) => outcome === 'retired')?.services ?? 0
  return { committed, kept, retired, added: scope.added, back: moves.back }
}

/** The same figures, by services, from the sample's own files: a ledger for each service, and no code of the product. */
function countedFromFile(firstDay: string, upTo: string): CycleFigures {
  const kinds = new Map(rowsOf('locations.csv').map(({ location, kind }) => [location, kind]))
  const isAtHome = (place = '') => kinds.get(place) === 'on_prem'
  const isCloud = (place = '') => place !== '' && !isAtHome(place)
  const ledgers = new Map<string, { start: number; end: number; gone: number }>()
  let back = 0
  for (const { occurred_on: day = '', service = '', units, from, to } of rowsOf('dated-moves.csv')) {
    if (day > upTo) continue
    const ledger = ledgers.get(service) ?? { start: 0, end: 0, gone: 0 }
    ledgers.set(service, ledger)
    const amount = Number(units)
    const change = (isAtHome(to) ? amount : 0) - (isAtHome(from) ? amount : 0)
    ledger.end += change
    if (day <= firstDay) ledger.start += change
    if (day < firstDay) continue
    if (isAtHome(from) && isCloud(to)) ledger.gone += amount
    if (isCloud(from) && isAtHome(to)) {
      ledger.gone -= amount
      back++
    }
  }
  const all = [...ledgers.values()]
  const committed = all.filter(({ start }) => start > 0)
  return {
    committed: committed.length,
    kept: committed.filter(({ start, gone }) => gone >= start).length,
    retired: committed.filter(({ start, end, gone }) => end === 0 && gone < start).length,
    added: all.filter(({ start, end }) => start === 0 && end > 0).length,
    back,
  }
}

/** No cell of these files holds a comma. */
function rowsOf(file: string): Record<string, string>[] {
  const text = readFileSync(join(import.meta.dirname, '../../public/sample', file), 'utf8')
  const [header = [], ...rows] = text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  return rows.map((cells) => Object.fromEntries(header.map((column, at) => [column, cells[at] ?? ''])))
}
