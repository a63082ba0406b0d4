import { dayIn } from '../domain/calendar-day.ts'
import { unknownFigures } from '../domain/event.ts'
import type { Programme } from '../domain/programme.ts'
import type { Database } from './database/database.ts'
import type { Queries } from './database/tables.ts'
import { isAnyCycleStored, recordCycleEvent, type Untold, untoldOn } from './storage/events.ts'
import { readProgramme } from './storage/programme.ts'

/**
 * Writes down what time has caused since somebody last looked: cycles that began, and cycles past their end that nobody
 * closed. Asked by every server, written by one: whoever comes second finds the event there. Says how many were written.
 */
export async function recordDueEvents(database: Database, now: number): Promise<number> {
  if ((await database.read((queries) => dueOn(queries, now))) === null) return 0
  return database.write(async (queries) => {
    const due = await dueOn(queries, now)
    let written = 0
    for (const { kind, cycle } of due?.untold ?? [])
      if (due && (await recordCycleEvent(queries, kind, { ...cycle, ...unknownFigures }, due.programme, now))) written++
    return written
  })
}

async function dueOn(queries: Queries, now: number): Promise<{ programme: Programme; untold: Untold[] } | null> {
  if (!(await isAnyCycleStored(queries))) return null
  const programme = await readProgramme(queries)
  const untold = await untoldOn(queries, dayIn(programme.zone, now))
  return untold.length === 0 ? null : { programme, untold }
}
