import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mostOfOne, usualRhythm } from '../../src/server/live/live-updates.ts'
import { signedInPeople } from '../reliability/set-up/stand-up-people.ts'
import { oneMove, send } from '../reliability/set-up/writers.ts'
import { startProduct } from '../set-up/product.ts'
import { openViewers, percentile, residentMegabytes } from '../set-up/viewers.ts'
import { goal, row } from './timing.ts'

const count = Number(process.env['BENCH_VIEWERS'] ?? 10_000)
const services = 16
const changes = 24
const mostMilliseconds = 500
const mostMegabytes = 400

/** Over a minute and a half: after one minute whose they are is asked again, of 500 a second. */
const pause = (usualRhythm.recheck * 1.5) / changes

/**
 * From a move being sent until each of so many viewers of one process has heard of it, and what that process holds in memory.
 * As many of them as one session may have belong to one person: 2,000 people, each signed in by a session of their own, have
 * 10,000 streams. Each stream is recognised by its cookie as it opens, and whose it is, and what they may, is asked again once
 * a minute while changes are told: they come at a pace at which the last is sent after every stream was judged once more.
 */
export async function viewers(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-bench-viewers-'))
  const environment = { TENFOLD_DATA: folder, DATABASE_URL: '' }
  const size = { count: Math.ceil(count / mostOfOne), services, teams: services }
  const people = await signedInPeople(size, { place: { folder }, environment })
  const cookies = people.map(({ cookie }) => cookie)
  // The first of them administers.
  const asked = { cookie: cookies[0] ?? '', 'sec-fetch-site': 'same-origin' }
  const server = await startProduct({ environment: { ...environment, TENFOLD_SIGN_IN: 'on' } })
  const pid = server.process.pid as number
  const alone = residentMegabytes(pid)
  const session = (await (await fetch(`${server.address}/api/v1/session`, { headers: asked })).json()) as {
    sequence: number
  }
  const from = session.sequence
  const all = await openViewers(count, () => server.address, from, cookies)
  const sent: number[] = []
  for (let n = 0; n < changes; n++) {
    sent.push(performance.now())
    const { status } = await send(server.address, oneMove(n % services), asked)
    if (status !== 201) throw new Error(`A move was answered ${status}.`)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
  const deadline = performance.now() + 30_000
  while (all.some(({ ids }) => ids.length < changes) && performance.now() < deadline)
    await new Promise((resolve) => setTimeout(resolve, 50))
  const wrong = all.filter(({ ids }) => ids.join() !== sent.map((_, at) => from + 1 + at).join()).length
  const delays = all
    .flatMap(({ times }) => times.map((time, at) => time - (sent[at] ?? Number.NaN)))
    .sort((one, next) => one - next)
  row(`until ${count.toLocaleString('en-GB')} viewers have heard of a move, p50`, percentile(delays, 0.5))
  const p99 = percentile(delays, 0.99)
  row('p99', p99)
  const memory = residentMegabytes(pid)
  goal(`${count.toLocaleString('en-GB')} viewers, p99`, p99, mostMilliseconds, 'ms')
  goal(`${count.toLocaleString('en-GB')} viewers, memory`, memory, mostMegabytes, 'MB')
  console.log(`  ${memory.toFixed(0)} MB of memory, ${alone.toFixed(0)} MB before anybody came`)
  if (wrong > 0) throw new Error(`${wrong} viewers did not get every change once.`)
  for (const viewer of all) viewer.end()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
