import type { Hono } from 'hono'
import { listPlanCards, movePlan } from '../../contract/plan-board.ts'
import { dayIn } from '../../domain/calendar-day.ts'
import { leftOf } from '../../domain/commitment.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Queries } from '../database/tables.ts'
import type { PlanItemRow } from '../database/train-tables.ts'
import { NotFound } from '../problems.ts'
import { type Surroundings, serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { instantOfWrite } from '../storage/ledgers.ts'
import { addItems, endItems, type NewPlanItem, standingItems } from '../storage/plan.ts'
import { columnPage, columnTotal, standingShares, stoodLast } from '../storage/plan-board.ts'
import { readProgramme } from '../storage/programme.ts'
import { cycleByNumber, layOutCycles, type StoredCycle } from '../storage/release-cycles.ts'
import { type ServiceToPlan, servicesNamed } from '../storage/services-named.ts'
import { viewOf } from '../view.ts'
import { openCycle, wishOf } from './plan.ts'

/** So many names stand in an entry of the audit; the count says the rest. */
const namesInAudit = 500

/** The plans of cycles side by side: what stands in each, and moves between them. */
export function planBoardRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listPlanCards, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const { cycle = null, q, limit, offset } = query
    if (cycle !== null && !(await cycleByNumber(queries, cycle))) throw new NotFound(`Release cycle ${cycle}`)
    return {
      total: await columnTotal(queries, view, { cycle, q }),
      cards: await columnPage(queries, view, { cycle, q }, { limit, offset }),
    }
  })

  serve(
    api,
    surroundings,
    movePlan,
    { action: 'plan', perTeam: true },
    async ({ body, queries, seen, actor, by, permit, now }) => {
      const { changes, restore } = body
      const services = await servicesNamed(
        seen,
        changes.map(({ service }) => service),
      )
      for (const { team } of services) permit(team)
      refuseTwice(services)
      const moves = changes.map((change, at) => ({ ...change, service: services[at] as ServiceToPlan }))
      const programme = await readProgramme(queries)
      const furthest = Math.max(...moves.map(({ to }) => to ?? 0))
      await layOutCycles(queries, programme, now, furthest)
      const recordedAt = await instantOfWrite(queries, now)
      const cycles = new Map<number, StoredCycle>()
      for (const number of new Set(moves.flatMap(({ from, to }) => [from, to])))
        if (number !== null) cycles.set(number, await openCycle(queries, number))
      if (!restore) refuseOver(cycles, moves, dayIn(programme.zone, now))

      const leaving = await leavingItems(queries, moves)
      const entering = await enteringItems(queries, moves, leaving, restore)
      await endItems(
        queries,
        leaving.map(({ row }) => row.id),
        { actor: actor.name, now: recordedAt },
      )
      for (const [cycle, items] of entering)
        await addItems(
          queries,
          items.map(({ item }) => item),
          { cycle, actor: actor.name, now: recordedAt },
        )
      const entered = [...entering].flatMap(([cycle, items]) => items.map((one) => ({ ...one, cycle })))
      await audit(queries, by, {
        recordedAt,
        action: 'move-plan',
        teams: services.map(({ team }) => team),
        subject: subjectOf([...cycles.keys()]),
        before: leaving
          .slice(0, namesInAudit)
          .map(({ service, row }) => ({ service: service.name, cycle: row.cycle_number, units: row.units })),
        after: {
          moved: moves.length,
          items: entered
            .slice(0, namesInAudit)
            .map(({ service, cycle, item }) => ({ service: service.name, cycle, units: item.units })),
        },
      })
      const sum = (units: readonly number[]) => units.reduce((total, one) => total + one, 0)
      return {
        moved: moves.length,
        units: sum(entered.map(({ item }) => item.units)) - sum(leaving.map(({ row }) => row.units)),
        isScopeChange: [...cycles.values()].some(({ commitsAt }) => commitsAt <= recordedAt),
      }
    },
  )
}

interface PlanMove {
  readonly service: ServiceToPlan
  readonly from: number | null
  readonly to: number | null
  readonly level?: number | undefined
  readonly units?: number | undefined
}

function refuseTwice(services: readonly ServiceToPlan[]): void {
  const before = new Set<number>()
  for (const { id, name } of services) {
    if (before.has(id))
      throw new Refusal('planned-twice', `${name} is named twice. Give each service once.`, { service: name })
    before.add(id)
  }
}

/** Nothing can be done in days that are over: what is left of a late cycle goes on from its closing. */
function refuseOver(cycles: ReadonlyMap<number, StoredCycle>, moves: readonly PlanMove[], today: string): void {
  for (const { to } of moves) {
    const cycle = to === null ? undefined : cycles.get(to)
    if (cycle && cycle.lastDay < today)
      throw new Refusal(
        'plan-for-over',
        `Cycle ${cycle.number} ended on ${cycle.lastDay} and waits to be closed. Plan for a later cycle.`,
        { number: String(cycle.number), day: cycle.lastDay },
      )
  }
}

const byCycle = (moves: readonly PlanMove[], end: 'from' | 'to') =>
  [...Map.groupBy(moves, (move) => move[end])].flatMap(([cycle, its]) => (cycle === null ? [] : [{ cycle, its }]))

/** What leaves a plan, each as it stands there. */
async function leavingItems(queries: Queries, moves: readonly PlanMove[]) {
  const leaving: { readonly service: ServiceToPlan; readonly row: PlanItemRow }[] = []
  for (const { cycle, its } of byCycle(moves, 'from')) {
    const standing = await standingItems(
      queries,
      cycle,
      its.map(({ service }) => service.id),
    )
    for (const { service } of its) {
      const row = standing.get(service.id)
      if (!row) throw notInPlan(service, cycle)
      leaving.push({ service, row })
    }
  }
  return leaving
}

const notInPlan = ({ name }: ServiceToPlan, cycle: number) =>
  new Refusal('not-in-plan', `${name} does not stand in the plan of cycle ${cycle} any more. Read the plan again.`, {
    service: name,
    number: String(cycle),
  })

/** What goes into plans, by cycle. */
async function enteringItems(
  queries: Queries,
  moves: readonly PlanMove[],
  leaving: readonly { readonly service: ServiceToPlan; readonly row: PlanItemRow }[],
  restore: boolean,
) {
  const entering = new Map<number, { readonly service: ServiceToPlan; readonly item: NewPlanItem }[]>()
  const rowOf = new Map(leaving.map(({ service, row }) => [service.id, row]))
  const shares = await standingShares(
    queries,
    leaving.map(({ service }) => service.id),
  )
  for (const { cycle, its } of byCycle(moves, 'to')) {
    const ids = its.map(({ service }) => service.id)
    const standing = await standingItems(queries, cycle, ids)
    const stood = restore ? await stoodLast(queries, cycle, ids) : new Map<number, never>()
    const items = its.map((move) => {
      const { service } = move
      if (standing.has(service.id))
        throw new Refusal(
          'in-plan-already',
          `${service.name} stands in the plan of cycle ${cycle} already. Change its share there instead.`,
          { service: service.name, number: String(cycle) },
        )
      const before = stood.get(service.id)
      if (before) return { service, item: { service: service.id, ...before } }
      if (restore) throw notInPlan(service, cycle)
      const row = rowOf.get(service.id)
      const net = shares.get(service.id)?.find((share) => share.cycle === move.from)?.net ?? 0
      return { service, item: itemOf(move, row, net) }
    })
    entering.set(cycle, items)
  }
  return entering
}

/** As much as was said; else what is left of what was planned before, or all that is on-premises. */
function itemOf(move: PlanMove, row: PlanItemRow | undefined, net: number): NewPlanItem {
  const { service } = move
  if (row === undefined || move.level !== undefined || move.units !== undefined) return wishOf(move, service, new Set())
  const units = leftOf({ units: row.units, net }, service.onPrem)
  if (units === 0)
    throw new Refusal(
      'nothing-left-to-plan',
      `Nothing is left of ${service.name} in the plan of cycle ${row.cycle_number}. It stays there.`,
      { service: service.name, number: String(row.cycle_number) },
    )
  // It is planned anew, by hand: carried over is what a closing carries.
  return { service: service.id, level: row.level, carriedFrom: null, units }
}

const subjectOf = (numbers: readonly number[]): string =>
  numbers.length === 1 ? `cycle ${numbers[0]}` : `cycles ${numbers.toSorted((one, other) => one - other).join(', ')}`
