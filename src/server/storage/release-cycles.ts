import type { CalendarDay } from '../../domain/calendar-day.ts'
import { addDays, dayIn, endOfDayIn } from '../../domain/calendar-day.ts'
import { type PaceWindow, paceWindow } from '../../domain/growth.ts'
import type { Programme } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { ReleaseCycle, Train } from '../../domain/release-cycles.ts'
import { cycleNumbered, cycleOn, fitsCalendar, withEnd, withLength } from '../../domain/release-cycles.ts'
import { insertMany } from '../database/insert-many.ts'
import type { Queries } from '../database/tables.ts'
import type { ReleaseCycleRow } from '../database/train-tables.ts'
import type { View } from '../view.ts'

/** A cycle as it is stored. */
export interface StoredCycle extends ReleaseCycle {
  /** '' where it has only its number. */
  readonly name: string
  /** The instant at which its first day is over, and with it the commitment stands. */
  readonly commitsAt: number
  readonly closedAt: number | null
  readonly closedBy: string | null
  readonly version: number
}

/** The programme with its stored cycles: what a day's cycle is looked up in. */
export interface StoredTrain extends Train {
  readonly cycles: readonly StoredCycle[]
}

/** What of the programme decides how cycles are laid out. */
type Layout = Pick<Programme, 'cycleAnchor' | 'cycleDays' | 'zone'>

/** So many cycles stand ahead from the start; more are made as soon as somebody asks for them. */
const cyclesAhead = 13
/** No further than this is planned: a slip of the finger shall not fill the table. */
const mostAhead = 260

const columns = ['number', 'name', 'first_day', 'last_day', 'commits_at', 'closed_at', 'closed_by', 'version'] as const

/** Every stored cycle, in order. They are few: read whole. */
export async function storedCycles(queries: Queries): Promise<StoredCycle[]> {
  const rows = await queries.selectFrom('release_cycle').select(columns).orderBy('number').execute()
  return rows.map(cycleOf)
}

export async function cycleByNumber(queries: Queries, number: number): Promise<StoredCycle | null> {
  const row = await queries.selectFrom('release_cycle').select(columns).where('number', '=', number).executeTakeFirst()
  return row ? cycleOf(row) : null
}

export async function trainOf(
  queries: Queries,
  programme: Pick<Layout, 'cycleAnchor' | 'cycleDays'>,
): Promise<StoredTrain> {
  const { cycleAnchor, cycleDays } = programme
  return { cycleAnchor, cycleDays, cycles: await storedCycles(queries) }
}

const cycleOf = (row: ReleaseCycleRow): StoredCycle => ({
  number: row.number,
  name: row.name,
  firstDay: row.first_day as CalendarDay,
  lastDay: row.last_day as CalendarDay,
  commitsAt: row.commits_at,
  closedAt: row.closed_at,
  closedBy: row.closed_by,
  version: row.version,
})

/** The days that "you run at" looks back on in a view: closed cycles count from when they were closed. */
export async function paceWindowOf(
  queries: Queries,
  { programme, asOf, knownAt }: Pick<View, 'programme' | 'asOf' | 'knownAt'>,
): Promise<PaceWindow> {
  const closed = (await storedCycles(queries)).filter(
    ({ closedAt }) => closedAt !== null && (knownAt === null || closedAt <= knownAt),
  )
  return paceWindow(closed, asOf, programme.cycleDays)
}

/** Stores every cycle up to a number, and at least so many ahead of today that a plan can be made. */
export async function layOutCycles(queries: Queries, programme: Layout, now: number, upTo = 0): Promise<StoredCycle[]> {
  const train = await trainOf(queries, programme)
  const today = dayIn(programme.zone, now)
  const current = cycleOn(train, today)?.number ?? 1
  if (upTo > current + mostAhead)
    throw new Refusal('cycle-too-far', `Cycle ${upTo} lies too far ahead. Plan up to cycle ${current + mostAhead}.`, {
      last: String(current + mostAhead),
    })
  const last = Math.max(current + cyclesAhead, upTo)
  if (train.cycles.length >= last) return [...train.cycles]
  const made: ReleaseCycle[] = []
  for (let number = train.cycles.length + 1; number <= last; number++) made.push(cycleNumbered(train, number))
  await insertMany(
    queries,
    'release_cycle',
    made.map(({ number, firstDay, lastDay }) => ({
      number,
      name: '',
      first_day: firstDay,
      last_day: lastDay,
      commits_at: endOfDayIn(programme.zone, firstDay),
      closed_at: null,
      closed_by: null,
      version: 1,
    })),
  )
  return storedCycles(queries)
}

/**
 * Lays the cycles out anew after a change of anchor, length or zone. While nothing was planned or closed all of them move;
 * after that the anchor stays, and another length holds for cycles that have not begun. A commitment that stands never moves.
 */
export async function layOutAgain(queries: Queries, before: Programme, after: Programme, now: number): Promise<void> {
  const cycles = await storedCycles(queries)
  if (cycles.length === 0) return
  const anchorMoves = before.cycleAnchor !== after.cycleAnchor
  const lengthChanges = before.cycleDays !== after.cycleDays
  const zoneChanges = before.zone !== after.zone
  if (!anchorMoves && !lengthChanges && !zoneChanges) return
  const isInUse = await isTrainInUse(queries)
  if (anchorMoves && isInUse)
    throw new Refusal(
      'cycle-anchor-fixed',
      'Something is planned or closed already, so the first cycle stays where it is. Move the end of a cycle that has not begun instead.',
    )
  const today = dayIn(after.zone, now)
  const train = { ...after, cycles }
  let moved: readonly ReleaseCycle[] = cycles
  if (!isInUse && (anchorMoves || lengthChanges)) moved = cycles.map((_, at) => cycleNumbered(after, at + 1))
  else if (lengthChanges) moved = withLength(train, (cycleOn(train, today)?.number ?? 0) + 1)
  await storeDays(queries, cycles, moved, after, now)
  await layOutCycles(queries, after, now)
}

export const isTrainInUse = async (queries: Queries): Promise<boolean> =>
  (await queries.selectFrom('plan_item').select('id').limit(1).executeTakeFirst()) !== undefined ||
  (await queries
    .selectFrom('release_cycle')
    .select('number')
    .where('closed_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

/** Another last day of a cycle that still runs or has not begun; all later ones shift by as much. */
export async function moveEnd(
  queries: Queries,
  layout: Layout,
  number: number,
  lastDay: CalendarDay,
  now: number,
): Promise<void> {
  const cycles = await storedCycles(queries)
  await storeDays(queries, cycles, withEnd(cycles, number, lastDay), layout, now)
}

/** Writes the days that changed. When a commitment stands already, its instant is kept whatever the days say now. */
async function storeDays(
  queries: Queries,
  before: readonly StoredCycle[],
  after: readonly ReleaseCycle[],
  layout: Layout,
  now: number,
): Promise<void> {
  // Those that are laid out later have to fit too.
  if (!fitsCalendar(cycleNumbered({ ...layout, cycles: after }, after.length + mostAhead)))
    throw new Refusal('cycle-beyond-calendar', 'With that, cycles would end after the year 9999. Check the year.')
  const isInUse = await isTrainInUse(queries)
  for (const [at, cycle] of after.entries()) {
    const stored = before[at] as StoredCycle
    const commitsAt = isInUse && stored.commitsAt <= now ? stored.commitsAt : endOfDayIn(layout.zone, cycle.firstDay)
    const isSame =
      stored.firstDay === cycle.firstDay && stored.lastDay === cycle.lastDay && stored.commitsAt === commitsAt
    if (isSame) continue
    await queries
      .updateTable('release_cycle')
      .set({
        first_day: cycle.firstDay,
        last_day: cycle.lastDay,
        commits_at: commitsAt,
        version: stored.version + 1,
      })
      .where('number', '=', cycle.number)
      .execute()
  }
}

export async function nameCycle(queries: Queries, number: number, name: string): Promise<void> {
  await queries
    .updateTable('release_cycle')
    .set((row) => ({ name, version: row('version', '+', 1) }))
    .where('number', '=', number)
    .execute()
}

/** The day before a cycle begins: its balances are what the cycle starts from. */
export const dayBefore = ({ firstDay }: ReleaseCycle): CalendarDay => addDays(firstDay, -1)
