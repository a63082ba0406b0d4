import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Whereabouts } from '../../src/server/database/open-database.ts'
import { findings } from '../reliability/set-up/programme.ts'
import { amissAfter, entriesASecond, standUpLoad } from '../reliability/set-up/stand-up-load.ts'
import { signedInPeople } from '../reliability/set-up/stand-up-people.ts'
import { startPostgres } from '../set-up/postgres.ts'
import { startProduct } from '../set-up/product.ts'
import { percentile } from '../set-up/viewers.ts'
import { goal, row } from './timing.ts'

const minutes = Number(process.env['BENCH_STAND_UP_MINUTES'] ?? 15)
const mostMilliseconds = 50
const size = { count: 50_000, services: 20_000, teams: 5_000 }

/** 50,000 people say a line each within fifteen minutes, on the embedded database; on PostgreSQL for a minute. */
export async function standUps(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-bench-stand-ups-'))
  const server = await startPostgres()
  try {
    const data = join(folder, 'embedded')
    await onEngine('sqlite', minutes, { folder: data }, { TENFOLD_DATA: data, DATABASE_URL: '' })
    const other = { TENFOLD_DATA: join(folder, 'other'), DATABASE_URL: server.url }
    await onEngine('postgres', Math.min(minutes, 1), { url: server.url }, other)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function onEngine(
  engine: string,
  forMinutes: number,
  place: Whereabouts,
  environment: Record<string, string>,
): Promise<void> {
  const people = await signedInPeople(size, { place, environment })
  const server = await startProduct({ environment: { ...environment, TENFOLD_SIGN_IN: 'on' } })
  const load = await standUpLoad(server.address, people, { seconds: forMinutes * 60 })
  const rate = ((load.sent * 1000) / load.took).toFixed(1)
  row(
    `${engine}, ${forMinutes.toFixed(1)} min, ${rate} of ${entriesASecond} a second, p50`,
    percentile(load.delays, 0.5),
  )
  const p95 = percentile(load.delays, 0.95)
  row('p95', p95, { beside: mostMilliseconds, name: `the goal, ${mostMilliseconds} ms` })
  // What is promised is promised of the embedded database.
  if (engine === 'sqlite') goal('stand-up entries on SQLite, p95', p95, mostMilliseconds, 'ms')
  row('p99', percentile(load.delays, 0.99))
  row('the stand-up read beside, p95', percentile(load.readingDelays, 0.95))
  const [one = 0, , fifteen = 0] = loadavg()
  console.log(`  load average ${one.toFixed(1)}, over 15 minutes ${fifteen.toFixed(1)}`)
  const amiss = [...load.errors, ...(await amissAfter(server.address, people, load))]
  await server.stop()
  const found = await findings(environment)
  if (found !== '') amiss.push(`the doctor said ${found}`)
  if (amiss.length > 0) throw new Error(`${amiss.length} things amiss: ${amiss.slice(0, 5).join(' · ')}`)
}
