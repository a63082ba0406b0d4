import { dayIn } from '../domain/calendar-day.ts'
import { unknownFigures } from '../domain/event.ts'
import type { Programme } from '../domain/programme.ts'
import { figuresSoFar, inEvent } from './cycle-figures.ts'
import type { Database } from './database/database.ts'
import type { Queries } from './database/tables.ts'
import { recordCycleEvent, type Untold, untoldAmong } from './storage/events.ts'
import { readProgramme } from './storage/programme.ts'
import { layOutCycles, storedCycles } from './storage/release-cycles.ts'

/**
 * Writes down what time has caused since somebody last looked: cycles that began, and cycles past their end that nobody
 * closed. Asked by every server, written by one: whoever comes second finds the event there. Says how many were written.
 */
export async function recordDueEvents(database: Database, now: number): Promise<number> {
  const due = await database.read((queries) => dueOn(queries, now))
  if (due === null) return 0
  return database.write(async (queries) => {
    // Where nobody has looked for so long that the stored cycles are all over, the present one is stored first.
    if (due.isPastAll) await layOutCycles(queries, due.programme, now)
    const { programme, untold } = (await dueOn(queries, now)) ?? { programme: due.programme, untold: [] }
    let written = 0
    for (const { kind, cycle } of untold) {
      const figures = kind === 'cycle-late' ? await figuresSoFar(queries, cycle.number, now) : unknownFigures
      if (await recordCycleEvent(queries, kind, inEvent(cycle, figures), programme, now)) written++
    }
    return written
  })
}

interface Due {
  readonly programme: Programme
  readonly untold: readonly Untold[]
  readonly isPastAll: boolean
}

async function dueOn(queries: Queries, now: number): Promise<Due | null> {
  const cycles = await storedCycles(queries)
  const last = cycles.at(-1)
  // Before any cycle is stored there may be no programme either.
  if (!last) return null
  const programme = await readProgramme(queries)
  const today = dayIn(programme.zone, now)
  const untold = await untoldAmong(queries, cycles, today)
  const isPastAll = last.lastDay < today
  return untold.length === 0 && !isPastAll ? null : { programme, untold, isPastAll }
}
