import type { ExpressionBuilder } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { addDays, dayIn, endOfDayIn } from '../../domain/calendar-day.ts'
import { type PaceWindow, paceWindow } from '../../domain/growth.ts'
import type { Programme } from '../../domain/programme.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { LaidCycle, ReleaseCycle, Train } from '../../domain/release-cycles.ts'
import { cycleNumbered, cycleOn, fitsCalendar, withEnd, withLength } from '../../domain/release-cycles.ts'
import { insertMany } from '../database/insert-many.ts'
import type { MoveRow, Queries, Tables } from '../database/tables.ts'
import type { ReleaseCycleRow } from '../database/train-tables.ts'
import type { View } from '../view.ts'
import { instantOfWrite } from './ledgers.ts'

/** A cycle as it is stored. */
export interface StoredCycle extends LaidCycle {
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

const columns = [
  ...(['number', 'name', 'first_day', 'last_day', 'commits_at', 'closed_at', 'closed_by', 'version'] as const),
  'end_set',
] as const

/** Every stored cycle, in order. They are few: read whole. */
export async function storedCycles(queries: Queries): Promise<StoredCycle[]> {
  const rows = await queries.selectFrom('release_cycle').select(columns).orderBy('number').execute()
  return rows.map(cycleOf)
}

export async function cycleByNumber(queries: Queries, number: number): Promise<StoredCycle | null> {
  const row = await queries.selectFrom('release_cycle').select(columns).where('number', '=', number).executeTakeFirst()
  return row ? cycleOf(row) : null
}

/** The closed cycles in order. */
export async function closedCycles(queries: Queries) {
  const cycles = await storedCycles(queries)
  return cycles.flatMap(({ number, lastDay, closedAt }) => (closedAt === null ? [] : [{ number, lastDay, closedAt }]))
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
  isEndSet: row.end_set === 1,
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

const currentOf = (train: Train, { zone }: Layout, now: number): number => cycleOn(train, dayIn(zone, now))?.number ?? 1

function refuseTooFar(current: number, number: number): void {
  if (number <= current + mostAhead) return
  const last = String(current + mostAhead)
  throw new Refusal('cycle-too-far', `Cycle ${number} lies too far ahead. Plan up to cycle ${last}.`, { last })
}

/** A cycle as it is stored, or would be: a dry run writes nothing, and lays none out. */
export async function cycleToBe(
  queries: Queries,
  programme: Layout,
  now: number,
  number: number,
): Promise<StoredCycle> {
  const train = await trainOf(queries, programme)
  const stored = train.cycles[number - 1]
  if (stored) return stored
  refuseTooFar(currentOf(train, programme, now), number)
  const cycle = cycleNumbered(train, number)
  const commitsAt = endOfDayIn(programme.zone, cycle.firstDay)
  return { ...cycle, name: '', commitsAt, closedAt: null, closedBy: null, version: 1, isEndSet: false }
}

/** Stores every cycle up to a number, and at least so many ahead of today that a plan can be made. */
export async function layOutCycles(queries: Queries, programme: Layout, now: number, upTo = 0): Promise<StoredCycle[]> {
  const train = await trainOf(queries, programme)
  const current = currentOf(train, programme, now)
  refuseTooFar(current, upTo)
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
      end_set: 0,
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
  let moved: readonly LaidCycle[] = cycles
  if (anchorMoves) moved = cycles.map((_, at) => ({ ...cycleNumbered(after, at + 1), isEndSet: false }))
  else if (lengthChanges) moved = withLength(train, isInUse ? (cycleOn(train, today)?.number ?? 0) + 1 : 1)
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

/**
 * Writes the days that changed. When a commitment stands already, its instant is kept whatever the days say now; and where
 * another zone says of a first day that it is over already, the commitment stands from now on: what was planned up to now
 * was no change of scope.
 */
async function storeDays(
  queries: Queries,
  before: readonly StoredCycle[],
  after: readonly LaidCycle[],
  layout: Layout,
  now: number,
): Promise<void> {
  // Those that are laid out later have to fit too.
  if (!fitsCalendar(cycleNumbered({ ...layout, cycles: after }, after.length + mostAhead)))
    throw new Refusal('cycle-beyond-calendar', 'With that, cycles would end after the year 9999. Check the year.')
  const isInUse = await isTrainInUse(queries)
  const recordedAt = isInUse ? await instantOfWrite(queries, now) : 0
  for (const [at, cycle] of after.entries()) {
    const stored = before[at] as StoredCycle
    const commitsAt =
      isInUse && stored.commitsAt <= now
        ? stored.commitsAt
        : Math.max(endOfDayIn(layout.zone, cycle.firstDay), recordedAt)
    const isSame =
      stored.firstDay === cycle.firstDay &&
      stored.lastDay === cycle.lastDay &&
      stored.commitsAt === commitsAt &&
      stored.isEndSet === cycle.isEndSet
    if (isSame) continue
    await queries
      .updateTable('release_cycle')
      .set({
        first_day: cycle.firstDay,
        last_day: cycle.lastDay,
        commits_at: commitsAt,
        end_set: cycle.isEndSet ? 1 : 0,
        version: stored.version + 1,
      })
      .where('number', '=', cycle.number)
      .execute()
  }
}

/**
 * What the reviews of cycles that are over and not closed say has changed, so that nobody closes one on what they have read
 * before: of one cycle, or of all that have a day from some day on.
 */
export async function markReviews(
  queries: Queries,
  recordedAt: number,
  which: { readonly number: number } | { readonly from: CalendarDay },
): Promise<void> {
  const isMeant = ({ eb }: ExpressionBuilder<Tables, 'release_cycle'>) =>
    'number' in which ? eb('number', '=', which.number) : eb('last_day', '>=', which.from)
  // Mostly none is over, as people log what is of today: the same look as finds the zone says so.
  const programme = await queries
    .selectFrom('programme')
    .select('zone')
    .select((row) =>
      row
        .selectFrom('release_cycle')
        .select(({ fn }) => fn.min('last_day').as('day'))
        .where('closed_at', 'is', null)
        .where(isMeant)
        .as('firstEnd'),
    )
    .executeTakeFirst()
  if (!programme || programme.firstEnd === null) return
  const today = dayIn(programme.zone, recordedAt)
  if (programme.firstEnd >= today) return
  await queries
    .updateTable('release_cycle')
    .set((row) => ({ version: row('version', '+', 1) }))
    .where('closed_at', 'is', null)
    .where('last_day', '<', today)
    .where(isMeant)
    .execute()
}

/** A move within a cycle that is over, or before it, changes what its review says. */
export async function markReviewsOf(
  queries: Queries,
  moves: readonly Pick<MoveRow, 'occurred_on'>[],
  recordedAt: number,
): Promise<void> {
  const first = moves.reduce<string | null>(
    (least, { occurred_on }) => (least === null || occurred_on < least ? occurred_on : least),
    null,
  )
  if (first !== null) await markReviews(queries, recordedAt, { from: first as CalendarDay })
}

export async function nameCycle(queries: Queries, number: number, name: string): Promise<void> {
  await queries
    .updateTable('release_cycle')
    .set((row) => ({ name, version: row('version', '+', 1) }))
    .where('number', '=', number)
    .execute()
}

/** The day before a cycle begins: its balances are what the cycle starts from. */
export const dayBefore = ({ firstDay }: Pick<ReleaseCycle, 'firstDay'>): CalendarDay => addDays(firstDay, -1)
