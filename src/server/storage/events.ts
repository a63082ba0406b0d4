import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import {
  type EventBody,
  type EventCycle,
  type EventKind,
  type EventSays,
  keyOfEvent,
  testKind,
} from '../../domain/event.ts'
import type { Programme } from '../../domain/programme.ts'
import type { Queries } from '../database/tables.ts'
import { insertDelivery } from './deliveries.ts'
import { nextId } from './ledgers.ts'
import type { StoredCycle } from './release-cycles.ts'
import { webhooksFor } from './webhooks.ts'

type Unit = Pick<Programme, 'unitName' | 'shownUnit' | 'partsPerShownUnit'>

interface Happened {
  readonly kind: EventKind
  /** With the kind, it says what happened once and for all. */
  readonly about: number | string
  readonly says: EventSays
}

/**
 * Writes down that something happened, in the transaction of its cause, with a message for each webhook that wants to hear
 * of it. What was written before under the same key stands: then nothing happens, and the answer is false.
 */
export async function recordEvent(
  queries: Queries,
  { kind, about, says }: Happened,
  unit: Unit,
  now: number,
): Promise<boolean> {
  const key = keyOfEvent(kind, about)
  const there = await queries.selectFrom('event').select('id').where('key', '=', key).executeTakeFirst()
  if (there) return false
  const event = await insertEvent(queries, { key, kind, now, body: bodyOf(says, unit) })
  for (const webhook of await webhooksFor(queries, kind)) await insertDelivery(queries, event, webhook, now)
  return true
}

/** Writes down that there was nothing to tell of it, so that it is not asked again. */
export async function decideEvent(
  queries: Queries,
  { kind, about }: Pick<Happened, 'kind' | 'about'>,
  unit: Unit,
  now: number,
): Promise<void> {
  await insertEvent(queries, { key: keyOfEvent(kind, about), kind, now, body: bodyOf({}, unit) })
}

/** The same of a cycle. */
export const recordCycleEvent = (
  queries: Queries,
  kind: Extract<EventKind, `cycle-${string}`>,
  cycle: EventCycle,
  unit: Unit,
  now: number,
): Promise<boolean> => recordEvent(queries, { kind, about: cycle.number, says: { cycle } }, unit, now)

const bodyOf = (says: EventSays, unit: Unit): EventBody => ({
  cycle: null,
  digest: null,
  blocker: null,
  reminder: null,
  handOver: null,
  ...says,
  unit: unitOf(unit),
})

/** Those of which no event of a kind was written, in their order. */
export async function untoldOf<About extends number | string>(
  queries: Queries,
  kind: EventKind,
  abouts: readonly About[],
): Promise<About[]> {
  const keys = abouts.map((about) => keyOfEvent(kind, about))
  const told = await queries
    .selectFrom('event')
    .select('key')
    .where('key', 'in', keys.length > 0 ? keys : [''])
    .execute()
  const known = new Set(told.map(({ key }) => key))
  return abouts.filter((_, at) => !known.has(keys[at] as string))
}

/** A message to one webhook alone, about nothing. */
export async function recordTest(queries: Queries, webhook: number, unit: Unit, now: number): Promise<number> {
  const event = await insertEvent(queries, {
    key: `${testKind}:${crypto.randomUUID()}`,
    kind: testKind,
    now,
    body: bodyOf({}, unit),
  })
  await insertDelivery(queries, event, webhook, now)
  return event
}

async function insertEvent(
  queries: Queries,
  event: { readonly key: string; readonly kind: string; readonly now: number; readonly body: EventBody },
): Promise<number> {
  const id = await nextId(queries, 'event')
  await queries
    .insertInto('event')
    .values({ id, key: event.key, kind: event.kind, recorded_at: event.now, body: JSON.stringify(event.body) })
    .execute()
  return id
}

export const unitOf = ({ unitName, shownUnit, partsPerShownUnit }: Unit): EventBody['unit'] => ({
  name: unitName,
  shown: shownUnit,
  partsPerShown: partsPerShownUnit,
})

/** What time caused is told for so many days: a first start over an old programme says nothing of cycles long past. */
export const toldFor = 7

/** A cycle whose beginning or end has come, and of which nobody was told. */
export interface Untold {
  readonly kind: Extract<EventKind, 'cycle-started' | 'cycle-late'>
  readonly cycle: StoredCycle
}

/** What happened by itself to some cycles up to a day and stands in no event, the earliest cycle first. */
export async function untoldAmong(
  queries: Queries,
  cycles: readonly StoredCycle[],
  today: CalendarDay,
): Promise<Untold[]> {
  const from = addDays(today, 1 - toldFor)
  const isNews = (on: CalendarDay) => on >= from && on <= today
  const found = cycles.flatMap((cycle): Untold[] => [
    ...(isNews(cycle.firstDay) ? [{ kind: 'cycle-started' as const, cycle }] : []),
    // It is late from the day after its last one on.
    ...(cycle.closedAt === null && isNews(addDays(cycle.lastDay, 1)) ? [{ kind: 'cycle-late' as const, cycle }] : []),
  ])
  if (found.length === 0) return []
  const keys = found.map(({ kind, cycle }) => keyOfEvent(kind, cycle.number))
  const told = await queries.selectFrom('event').select('key').where('key', 'in', keys).execute()
  const known = new Set(told.map(({ key }) => key))
  return found.filter((_, at) => !known.has(keys[at] as string))
}
