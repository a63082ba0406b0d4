import type { Hono } from 'hono'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { closeReleaseCycle } from '../../contract/release-cycles.ts'
import { earlier } from '../../domain/calendar-day.ts'
import { leftOf, outcomeOf } from '../../domain/commitment.ts'
import { requiredPace } from '../../domain/growth.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Measure } from '../../domain/units.ts'
import { figuresOnRecord, inEvent } from '../cycle-figures.ts'
import type { Queries } from '../database/tables.ts'
import type { ClosedItemRow, ClosedTeamRow } from '../database/train-tables.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit, type By } from '../storage/audit.ts'
import { recordClosing, type Snapshot } from '../storage/closed-cycles.ts'
import { migratedByTeam, namesOfServices, teamsWithDivisions } from '../storage/cycle-items.ts'
import { movesByTeam } from '../storage/cycle-moves.ts'
import { recordCycleEvent } from '../storage/events.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { instantOfWrite } from '../storage/ledgers.ts'
import { addItems, standingItems } from '../storage/plan.ts'
import { readProgramme } from '../storage/programme.ts'
import type { PromisedService } from '../storage/promises.ts'
import { cycleByNumber, layOutCycles } from '../storage/release-cycles.ts'
import { viewOf } from '../view.ts'
import { teamFigures } from './cycle-items.ts'
import { type CycleView, promisesOf, shownCycle, withCommitment } from './cycle-view.ts'
import { openCycle } from './plan.ts'
import { multiplesOf } from './release-cycles.ts'

/** Not of the committed, but planned later: carried over like the rest, and no part of the promise. */
const addedSince = 'added'

export function closeCycleRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, closeReleaseCycle, { action: 'run-train' }, async ({ params, body, queries, by, now }) =>
    closeCycle(queries, surroundings, { number: params.number, ...body, by, now }),
  )
}

interface Closing {
  readonly number: number
  readonly notes: string
  readonly carryOver: 'all' | readonly number[]
  readonly by: By
  readonly now: number
}

/** Freezes the record of a cycle that is over, and puts what is carried over into the next. */
export async function closeCycle(
  queries: Queries,
  surroundings: Pick<Surroundings, 'sample'>,
  { number, notes, carryOver, by, now }: Closing,
): Promise<AnswerOf<typeof closeReleaseCycle>> {
  const cycle = await openCycle(queries, number)
  const view = await viewOf(queries, {}, now)
  if (view.today <= cycle.lastDay)
    throw new Refusal(
      'cycle-not-over',
      `Cycle ${number} runs until ${cycle.lastDay}. Close it after that day, or move its end to an earlier one.`,
      { number: String(number), day: cycle.lastDay },
    )
  // A cycle may be closed after a later one: what is left goes where it can still be done.
  const following = await layOutCycles(queries, await readProgramme(queries), now, number + 1)
  const into = following.find((one) => one.number > number && one.closedAt === null)?.number ?? number + 1
  const closing = await withCommitment(queries, surroundings, { ...view, cycle }, now)
  const recordedAt = await instantOfWrite(queries, now)
  const { committed, standing: planned } = await promisesOf(queries, closing)
  const items = await itemsToClose(queries, closing, { committed, standing: planned }, carryOver)
  const carried = items.filter(({ row }) => row.choice === 'carried')
  const standing = await standingItems(
    queries,
    into,
    carried.map(({ row }) => row.service_id),
  )
  await recordClosing(queries, {
    number,
    by: by.actor,
    now: recordedAt,
    notes,
    snapshot: await snapshotNow(queries, closing),
    items: items.map(({ row }) => row),
    teams: await teamsToClose(queries, closing, committed),
  })
  const next = carried.filter(({ row }) => !standing.has(row.service_id))
  await addItems(
    queries,
    next.map(({ row, left }) => ({ service: row.service_id, units: left, level: null, carriedFrom: number })),
    { cycle: into, actor: by.actor, now: recordedAt },
  )
  const after = await cycleByNumber(queries, number)
  if (!after) throw new Error(`Release cycle ${number} was closed but cannot be read.`)
  const closed = inEvent(after, await figuresOnRecord(queries, number))
  await recordCycleEvent(queries, 'cycle-closed', closed, view.programme, recordedAt)
  const answer = {
    ...shownCycle(after, view.today),
    into,
    carried: next.length,
    dropped: items.filter(({ row }) => row.choice === 'dropped').length,
    alreadyPlanned: carried.length - next.length,
  }
  await audit(queries, by, {
    recordedAt,
    action: 'close-cycle',
    subject: `cycle ${number}`,
    before: shownCycle(cycle, view.today),
    after: { ...answer, notes },
  })
  return answer
}

interface ItemToClose {
  readonly row: ClosedItemRow
  /** Units that go into the next cycle where it is carried over. */
  readonly left: number
}

/** Every promised service, and every one that was planned since, with what was chosen for what is left of it. */
async function itemsToClose(
  queries: Queries,
  view: CycleView,
  { committed, standing }: Awaited<ReturnType<typeof promisesOf>>,
  carryOver: 'all' | readonly number[],
): Promise<ItemToClose[]> {
  const isCommitted = new Set(committed.map(({ service }) => service))
  const stands = new Map(standing.map((one) => [one.service, one]))
  const all = [...committed, ...standing.filter(({ service }) => !isCommitted.has(service))]
  const names = await namesOfServices(
    queries,
    all.map(({ service }) => service),
  )
  const isPlanned = view.source !== 'on-premises'
  const items = all.map((one) => {
    const named = names.get(one.service)
    if (!named) throw new Error(`Service ${one.service} is planned but has no row.`)
    // What moved after the cycle's end is no part of it, and what was taken out of the plan was decided about then.
    const its = isPlanned ? stands.get(one.service) : one
    return { one, named, left: its ? Math.min(leftOf(its, its.onPrem), named.onPrem) : 0 }
  })
  const open = new Set(items.filter(({ left }) => left > 0).map(({ one }) => one.service))
  const chosen = carryOver === 'all' ? open : new Set(carryOver)
  const unknown = [...chosen].filter((service) => !open.has(service))
  if (unknown.length > 0)
    throw new Refusal(
      'nothing-to-carry',
      `Nothing is left of service ${unknown.slice(0, 5).join(', ')} in cycle ${view.cycle.number}. Read the review again, then choose.`,
      { service: unknown.slice(0, 5).join(', ') },
    )
  return items.map(({ one, named, left }) => ({
    left,
    row: {
      cycle_number: view.cycle.number,
      service_id: one.service,
      service_name: named.name,
      team_id: one.team,
      team_name: named.team.name,
      division_id: one.division,
      committed_units: isCommitted.has(one.service) ? one.units : 0,
      net_units: one.net,
      outcome: isCommitted.has(one.service) ? outcomeOf(one, one) : addedSince,
      choice: left === 0 ? '' : chosen.has(one.service) ? 'carried' : 'dropped',
    },
  }))
}

async function teamsToClose(
  queries: Queries,
  view: CycleView,
  committed: readonly PromisedService[],
): Promise<ClosedTeamRow[]> {
  const promised = Map.groupBy(committed, ({ team }) => team)
  const moved = new Map(
    (await migratedByTeam(queries, view.cycle.firstDay, view.cycle.lastDay, view)).map((one) => [one.team, one]),
  )
  const counted = new Map(
    (await movesByTeam(queries, view.cycle.firstDay, view.cycle.lastDay, view)).map((one) => [one.team, one]),
  )
  const ids = [...new Set([...promised.keys(), ...moved.keys()])]
  const names = await teamsWithDivisions(queries, ids)
  return ids.map((id): ClosedTeamRow => {
    const named = names.get(id)
    if (!named) throw new Error(`Team ${id} moved something but has no row.`)
    const units = teamFigures(promised.get(id) ?? [], moved.get(id), 'units')
    const { toCloud, back } = counted.get(id) ?? { toCloud: 0, back: 0 }
    const services = teamFigures(promised.get(id) ?? [], moved.get(id), 'services')
    return {
      cycle_number: view.cycle.number,
      team_id: id,
      team_name: named.name,
      division_id: named.division.id,
      division_name: named.division.name,
      committed_units: units.committed,
      committed_services: services.committed,
      kept_units: units.kept,
      kept_services: services.kept,
      delivered_units: units.delivered,
      delivered_services: services.delivered,
      rolled_back_units: units.rolledBack,
      rolled_back_services: services.rolledBack,
      moves_to_cloud: toCloud,
      moves_back: back,
    }
  })
}

async function snapshotNow(queries: Queries, view: CycleView): Promise<Snapshot> {
  const upTo = earlier(view.today, view.cycle.lastDay)
  const days = await scopeDaysKnownAt(queries, view.scope, upTo, null)
  const growth = (measure: Measure) => {
    const { before, after } = multiplesOf({ ...view, measure, upTo }, days)
    return {
      before,
      multiple: after,
      requiredPace: requiredPace({ multiple: after, asOf: upTo, ...view.programme }).perCycle,
    }
  }
  return { source: view.source, growth: { units: growth('units'), services: growth('services') } }
}
