import type { Hono } from 'hono'
import { advanceSample } from '../../contract/programme.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { addDays, dayIn, earlier, later } from '../../domain/calendar-day.ts'
import type { Queries } from '../database/tables.ts'
import { runImport } from '../imports/run-import.ts'
import { NotFound } from '../problems.ts'
import type { SampleOrganisation, Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit, type By } from '../storage/audit.ts'
import { readProgramme } from '../storage/programme.ts'
import { noonOf, setSampleDay } from '../storage/sample-clock.ts'

export function sampleRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, advanceSample, { action: 'advance-sample' }, async ({ body, queries, now, by }) => {
    const { sample } = surroundings
    if (!sample) throw new NotFound('A sample organisation at this address')
    const programme = await readProgramme(queries)
    const before = dayIn(programme.zone, now)
    const lastDay = sample.lastDay as CalendarDay
    const days = { day: 1, week: 7, cycle: programme.cycleDays }[body.by]
    const today = earlier(addDays(before, days), later(before, lastDay))
    await setSampleDay(queries, today)
    const moves = today > before ? await importSampleMoves(sample, { queries, before, today, by }) : 0
    await audit(queries, by, {
      recordedAt: noonOf(today),
      action: 'advance-sample',
      subject: programme.name,
      before: { day: before },
      after: { day: today },
    })
    return { today, moves, ended: today >= lastDay }
  })
}

interface Advance {
  readonly queries: Queries
  readonly before: CalendarDay
  readonly today: CalendarDay
  readonly by: By
}

/** The real next moves arrive by the same engine that imports every other file. */
async function importSampleMoves(sample: SampleOrganisation, { queries, before, today, by }: Advance): Promise<number> {
  const csv = new TextEncoder().encode(await sample.movesBetween(before, today))
  const { report } = await runImport(queries, {
    fileName: `${before} to ${today}`,
    moves: (async function* () {
      yield csv
    })(),
    fileHash: () => '',
    locations: null,
    dryRun: false,
    skipRefused: true,
    homes: 'as stored',
    mostRows: null,
    by: { ...by, means: 'import' },
    now: noonOf(today),
  })
  return report.create
}
