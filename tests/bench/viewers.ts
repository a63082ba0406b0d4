import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeProgramme } from '../reliability/set-up/programme.ts'
import { oneMove, send } from '../reliability/set-up/writers.ts'
import { startProduct } from '../set-up/product.ts'
import { openViewers, percentile, residentMegabytes } from '../set-up/viewers.ts'
import { row } from './timing.ts'

const count = Number(process.env['BENCH_VIEWERS'] ?? 10_000)
const services = 16
const changes = 20

/** From a move being sent until each of so many viewers of one process has heard of it, and what that process holds in memory. */
export async function viewers(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-bench-viewers-'))
  const environment = { TENFOLD_DATA: folder }
  await makeProgramme(services, environment)
  const server = await startProduct({ environment })
  const pid = server.process.pid as number
  const alone = residentMegabytes(pid)
  const session = (await (await fetch(`${server.address}/api/v1/session`)).json()) as { sequence: number }
  const from = session.sequence
  const all = await openViewers(count, () => server.address, from)
  const sent: number[] = []
  for (let n = 0; n < changes; n++) {
    sent.push(performance.now())
    const { status } = await send(server.address, oneMove(n % services))
    if (status !== 201) throw new Error(`A move was answered ${status}.`)
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const deadline = performance.now() + 30_000
  while (all.some(({ ids }) => ids.length < changes) && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50))
  const wrong = all.filter(({ ids }) => ids.join() !== sent.map((_, at) => from + 1 + at).join()).length
  const delays = all
    .flatMap(({ times }) => times.map((time, at) => time - (sent[at] ?? Number.NaN)))
    .sort((one, next) => one - next)
  row(`until ${count.toLocaleString('en-GB')} viewers have heard of a move, p50`, percentile(delays, 0.5))
  row('p99', percentile(delays, 0.99))
  const memory = residentMegabytes(pid)
  console.log(`  ${memory.toFixed(0)} MB of memory, ${alone.toFixed(0)} MB before anybody came`)
  if (wrong > 0) throw new Error(`${wrong} viewers did not get every change once.`)
  for (const viewer of all) viewer.end()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
