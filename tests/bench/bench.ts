/**
 * `npm run bench`: everything side by side in one run, because machines are noisy and only ratios within a run can be
 * trusted. BENCH_MOVES (1,000,000), BENCH_SERVICES (100,000), BENCH_VIEWERS (10,000) and BENCH_STAND_UP_MINUTES (15) make
 * it smaller. A promise that does not hold (tests/bench/timing.ts) is told after everything else, and the run fails.
 */

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localAdministrator } from '../../src/domain/permissions.ts'
import { type Api, createApi } from '../../src/server/api.ts'
import type { Database } from '../../src/server/database/database.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { runImport } from '../../src/server/imports/run-import.ts'
import { byCommandLine } from '../../src/server/storage/audit.ts'
import { ensureProgramme } from '../../src/server/storage/programme.ts'
import { startPostgres } from '../set-up/postgres.ts'
import { bundleSizes } from './bundle-sizes.ts'
import { coldStart } from './cold-start.ts'
import { forecasts, forecastsOf } from './forecast.ts'
import { releaseCycles } from './release-cycles.ts'
import { divisionSeriesFromMoves, divisionSeriesFromRollup, seriesFromMoves, seriesFromRollup } from './series.ts'
import { standUps } from './stand-ups.ts'
import { bank, bankCsv, bankLocations } from './synthetic.ts'
import { median, row, section, tellMissed, timed } from './timing.ts'
import { viewers } from './viewers.ts'
import { whoAsks } from './who-asks.ts'

const size = {
  ...bank,
  moves: Number(process.env['BENCH_MOVES'] ?? bank.moves),
  services: Number(process.env['BENCH_SERVICES'] ?? bank.services),
}
const folder = mkdtempSync(join(tmpdir(), 'tenfold-bench-'))
const sample = join(import.meta.dirname, '../../public/sample')
const today = Date.parse('2026-01-02T12:00:00Z')

interface Source {
  readonly moves: () => AsyncIterable<Uint8Array>
  readonly locations: string
}

const ofTheSample = (): Source => ({
  moves: () => pieces([readFileSync(join(sample, 'dated-moves.csv'))]),
  locations: readFileSync(join(sample, 'locations.csv'), 'utf8'),
})

async function importInto(database: Database, { moves, locations }: Source): Promise<number> {
  return timed(() =>
    database.write(async (queries) => {
      await ensureProgramme(queries, today)
      const { report } = await runImport(queries, {
        fileName: 'bench.csv',
        moves: moves(),
        fileHash: () => 'bench',
        locations: pieces([new TextEncoder().encode(locations)]),
        dryRun: false,
        skipRefused: false,
        mostRows: null,
        by: byCommandLine,
        now: today,
      })
      if (report.refused > 0) throw new Error(`The bench's own file was refused: ${report.refusedRows[0]?.reason}`)
    }),
  )
}

async function* pieces(all: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* all
}

const apiOver = (database: Database): Api =>
  createApi({
    database,
    clock: { now: () => today },
    whoIsAsking: () => localAdministrator,
    version: 'bench',
    importLimits: { bytes: 0, rows: 0 },
    reportFault: (fault, error) => console.error(fault, error),
  })

async function read(api: Api, path: string): Promise<void> {
  const answer = await api.fetch(new Request(`http://localhost/api/v1/${path}`))
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  await answer.text()
}

async function log(api: Api, service: number, level: number): Promise<void> {
  const answer = await api.fetch(
    new Request('http://localhost/api/v1/moves', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({
        service: `service-${service}`,
        level,
        occurredOn: '2026-01-02',
        from: level > 500 ? 'basement' : 'public',
        to: level > 500 ? 'public' : 'basement',
      }),
    }),
  )
  const text = await answer.text()
  if (answer.status >= 500) throw new Error(text)
}

async function ofSample(): Promise<void> {
  const database = await openDatabase({ folder: join(folder, 'sample') })
  const took = await importInto(database, ofTheSample())
  row('the sample, 31,623 moves', took)
  await database.close()
}

/** On both engines, each with the sample. */
async function askedByPeople(): Promise<void> {
  const server = await startPostgres()
  try {
    for (const where of [{ folder: join(folder, 'people') }, { url: server.url }]) {
      const database = await openDatabase(where)
      await importInto(database, ofTheSample())
      section(`Who is asking, on ${database.engine}`)
      await whoAsks(database, today)
      await database.close()
    }
  } finally {
    await server.stop()
  }
}

async function ofBank(database: Database): Promise<void> {
  const took = await importInto(database, { moves: () => pieces(bankCsv(size)), locations: bankLocations })
  row(
    `a made-up bank, ${size.moves.toLocaleString('en-GB')} moves of ${size.services.toLocaleString('en-GB')} services`,
    took,
  )
}

async function cyclesOnPostgres(): Promise<void> {
  const server = await startPostgres()
  try {
    const database = await openDatabase({ url: server.url })
    section(`Release cycles, on ${database.engine}`)
    await ofBank(database)
    await releaseCycles(database, today)
    await database.close()
  } finally {
    await server.stop()
  }
}

async function series(database: Database, api: Api): Promise<void> {
  const rollup = await median(() => database.read((queries) => seriesFromRollup(queries)))
  const raw = await median(() => database.read((queries) => seriesFromMoves(queries)), 3)
  row('organisation, from the roll-up', rollup, { beside: raw, name: 'from raw moves' })
  row('organisation, from raw moves', raw)
  row('organisation, through the API', await median(() => read(api, 'workload?interval=week')), {
    beside: rollup,
    name: 'from the roll-up',
  })
  const divisions = await median(() => database.read((queries) => divisionSeriesFromRollup(queries)))
  const rawDivisions = await median(() => database.read((queries) => divisionSeriesFromMoves(queries)), 3)
  row('each division, from the roll-up', divisions, { beside: rawDivisions, name: 'from raw moves' })
  row('each division, from raw moves', rawDivisions)
  row('each division, through the API', await median(() => read(api, 'workload?interval=week&groupBy=division')), {
    beside: divisions,
    name: 'from the roll-up',
  })
  row('headline (growth)', await median(() => read(api, 'growth?measure=services')))
  // What an overview costs is told against one pass over every move: what any figure would cost without the roll-ups.
  const without = { beside: raw, name: 'one pass over the moves' }
  row('overview, one call', await median(() => read(api, 'overview?measure=services')), without)
  for (const day of ['2025-12-01', '2025-06-01', '2024-07-14', '2023-06-01'])
    row(`overview as of ${day}`, await median(() => read(api, `overview?measure=services&asOf=${day}`)), without)
  const noon = '2026-01-02T12:00:00Z'
  row('what changed since a review', await median(() => read(api, `growth/changes?since=${noon}`)), without)
}

async function services(api: Api): Promise<void> {
  for (const path of [
    'services',
    'services?sort=-total',
    'services?sort=-cloudLevel&offset=50000',
    'services?q=service-99',
    'services?state=rolled_back&sort=since',
    'services/groups?by=team',
    'services?asOf=2025-06-01',
    'services?asOf=2025-06-01&sort=-total',
    'services?asOf=2024-07-14&state=rolled_back',
    'services/groups?by=team&asOf=2025-06-01',
    'stand-ups/digest?day=2026-01-01',
  ]) {
    row(path, await median(() => read(api, path), 3))
  }
}

async function writes(api: Api): Promise<void> {
  let made = 0
  // Every write goes to another service, up and down in turn, so that each has something to move.
  const next = () => {
    made++
    return log(api, made % size.services, made % 2 === 0 ? 400 : 600)
  }
  row('one durable write, alone', await median(next, 50))
  const many = 500
  const took = await timed(() =>
    Promise.all(
      Array.from({ length: 50 }, async () => {
        for (let turn = 0; turn < many / 50; turn++) await next()
      }),
    ),
  )
  row(`50 writers at once, each write`, took / many)
}

try {
  section('Import')
  await ofSample()
  const database = await openDatabase({ folder: join(folder, 'bank') })
  await ofBank(database)
  const api = apiOver(database)
  section('Weekly series')
  await series(database, api)
  section('Forecast')
  await forecasts()
  await forecastsOf((path) => read(api, path))
  section(`Services page, ${size.services.toLocaleString('en-GB')} services`)
  await services(api)
  section('Writes')
  await writes(api)
  section(`Release cycles, on ${database.engine}`)
  await releaseCycles(database, today)
  await database.close()
  await cyclesOnPostgres()
  await askedByPeople()
  section('What others change, live')
  await viewers()
  section('Stand-ups, open loop')
  await standUps()
  section('Cold start: process to first answer')
  row('on an empty folder', await coldStart(join(folder, 'empty')))
  row('on the bank', await coldStart(join(folder, 'bank')))
  section('Page, brotli bytes')
  for (const [name, bytes] of bundleSizes())
    console.log(`  ${name.padEnd(60)} ${bytes.toLocaleString('en-GB').padStart(10)}`)
  tellMissed()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
