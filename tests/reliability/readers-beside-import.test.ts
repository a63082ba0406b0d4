import { expect, test, vi } from 'vitest'
import { afterwards, temporaryFolder } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'
import { findings, isLong, makeProgramme } from './set-up/programme.ts'

vi.setConfig({ testTimeout: 300_000 })

const rows = isLong ? 100_000 : 20_000
const services = 2_000
const readers = 200
const reads = [
  '/api/v1/growth',
  '/api/v1/services?limit=50&sort=name',
  '/api/v1/workload?interval=cycle&from=2026-01-01&to=2026-03-01&measure=units&groupBy=division',
  '/api/v1/moves?limit=50',
  '/api/v1/teams',
]

function form(): FormData {
  const lines = Array.from(
    { length: rows },
    (_, n) => `2026-02-${String(1 + (n % 28)).padStart(2, '0')},service-${n % services},1,On-premises,Cloud`,
  )
  const files = new FormData()
  files.set('moves', new File([`occurred_on,service,units,from,to\n${lines.join('\n')}\n`], 'moves.csv'))
  return files
}

const quantile = (sorted: readonly number[], share: number): number =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)

test(`${readers} readers while ${rows} rows are imported: all answered, all of the import seen or nothing`, async () => {
  const environment = { TENFOLD_DATA: temporaryFolder() }
  await makeProgramme(services, environment)
  const server = await startProduct({ environment })
  afterwards(async () => void (await server.stop()))
  let isOver = false
  const statuses = new Map<number, number>()
  const took: number[] = []
  const seen = new Set<number>()
  const heartbeats: number[] = []
  const timed = async (path: string, into: number[]): Promise<Response> => {
    const start = performance.now()
    const answer = await fetch(`${server.address}${path}`)
    into.push(performance.now() - start)
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
    return answer
  }
  const count = async (): Promise<void> => {
    const answer = await timed('/api/v1/session', took)
    seen.add(((await answer.json()) as { counts: { moves: number } }).counts.moves)
  }
  await count()
  const reading = Array.from({ length: readers }, async (_, n) => {
    for (let turn = n; !isOver; turn += 1) {
      const path = reads[turn % (reads.length + 1)]
      if (path === undefined) await count()
      else await (await timed(path, took)).text()
    }
  })
  // Outside the database: only a blocked event loop keeps it waiting.
  const beating = (async () => {
    while (!isOver) {
      await (await timed('/api/v1/openapi.json', heartbeats)).arrayBuffer()
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  })()
  const start = performance.now()
  const answer = await fetch(`${server.address}/api/v1/imports`, {
    method: 'POST',
    headers: { 'idempotency-key': 'readers-beside-import' },
    body: form(),
  })
  const report = (await answer.json()) as { create: number; refused: number; detail?: string }
  const importTook = performance.now() - start
  await vi.waitUntil(() => seen.has(services + rows), { timeout: 60_000 })
  isOver = true
  await Promise.all([...reading, beating])

  expect([answer.status, report.detail ?? '', report.create, report.refused]).toEqual([200, '', rows, 0])
  expect([...statuses.keys()]).toEqual([200])
  expect([...seen].sort((a, b) => a - b)).toEqual([services, services + rows])
  took.sort((a, b) => a - b)
  heartbeats.sort((a, b) => a - b)
  console.info(
    `${rows} rows imported in ${Math.round(importTook)} ms beside ${took.length} reads by ${readers} readers: ` +
      `median ${quantile(took, 0.5)} ms, p99 ${quantile(took, 0.99)} ms; event loop p50 ${quantile(heartbeats, 0.5)}, p99 ${quantile(heartbeats, 0.99)} ms`,
  )
  // Generous, for machines that do other things too: a blocked loop would show as the whole import.
  expect(quantile(heartbeats, 0.9)).toBeLessThan(Math.max(2_000, importTook / 4))
  expect(await findings(environment)).toBe('')
})
