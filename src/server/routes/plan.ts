import type { Hono } from 'hono'
import { planServices, unplanServices } from '../../contract/release-cycles.ts'
import { Refusal } from '../../domain/refusal.ts'
import { unitsAtLevel } from '../../domain/units.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { instantOfWrite } from '../storage/ledgers.ts'
import { addItems, endItems, type NewPlanItem, standingItems } from '../storage/plan.ts'
import { readProgramme } from '../storage/programme.ts'
import { cycleByNumber, layOutCycles, type StoredCycle } from '../storage/release-cycles.ts'
import { type ServiceToPlan, servicesNamed } from '../storage/services-named.ts'

/** The level of a service that runs in cloud as a whole. */
const wholeService = 1000
/** So many names stand in an entry of the audit; the count says the rest. */
const namesInAudit = 500

export function planRoutes(api: Hono, surroundings: Surroundings): void {
  serve(
    api,
    surroundings,
    planServices,
    { action: 'plan', perTeam: true, looksOnly: ({ dryRun }) => dryRun },
    async ({ params, query, body, queries, seen, actor, by, permit, now }) => {
      const cycle = query.dryRun
        ? await openCycle(queries, params.number)
        : await openCycleMade(queries, params.number, now)
      const services = await servicesNamed(
        seen,
        body.items.map(({ service }) => service),
      )
      for (const { team } of services) permit(team)
      const wished = body.items.map((item, at): NewPlanItem => {
        const service = services[at] as ServiceToPlan
        const level = item.units === undefined ? (item.level ?? wholeService) : null
        return { service: service.id, level, carriedFrom: null, units: unitsToMove(service, level, item.units) }
      })
      refuseTwice(services)
      const standing = await standingItems(
        queries,
        cycle.number,
        wished.map(({ service }) => service),
      )
      const isSame = (item: NewPlanItem) => standing.get(item.service)?.units === item.units
      const added = wished.filter(({ service }) => !standing.has(service))
      const changed = wished.filter((item) => standing.has(item.service) && !isSame(item))
      const recordedAt = await instantOfWrite(queries, now)
      const before = changed.map(({ service }) => standing.get(service)).filter((row) => row !== undefined)
      const unitsOf = (some: readonly { readonly units: number }[]) => some.reduce((sum, { units }) => sum + units, 0)
      const answer = {
        added: added.length,
        changed: changed.length,
        unchanged: wished.length - added.length - changed.length,
        units: unitsOf(added) + unitsOf(changed) - unitsOf(before),
        isScopeChange: cycle.commitsAt <= recordedAt,
        dryRun: query.dryRun,
      }
      if (query.dryRun || added.length + changed.length === 0) return answer
      const hand = { cycle: cycle.number, actor: actor.name, now: recordedAt }
      await endItems(
        queries,
        before.map(({ id }) => id),
        hand,
      )
      // What was carried over stays so, whatever its amount is made.
      const carried = changed.map((item) => ({
        ...item,
        carriedFrom: standing.get(item.service)?.carried_from ?? null,
      }))
      await addItems(queries, [...added, ...carried], hand)
      const names = new Map(services.map(({ id, name }) => [id, name]))
      const told = (items: readonly { readonly service: number; readonly units: number }[]) =>
        items.slice(0, namesInAudit).map(({ service, units }) => ({ service: names.get(service), units }))
      await audit(queries, by, {
        recordedAt,
        action: 'plan-services',
        subject: `cycle ${cycle.number}`,
        before: told(before.map(({ service_id, units }) => ({ service: service_id, units }))),
        after: { ...answer, items: told([...added, ...changed]) },
      })
      return answer
    },
  )

  serve(
    api,
    surroundings,
    unplanServices,
    { action: 'plan', perTeam: true },
    async ({ params, body, queries, seen, actor, by, permit, now }) => {
      const cycle = await openCycle(queries, params.number)
      const services = await servicesNamed(seen, body.services)
      for (const { team } of services) permit(team)
      const standing = await standingItems(
        queries,
        cycle.number,
        services.map(({ id }) => id),
      )
      const recordedAt = await instantOfWrite(queries, now)
      const rows = [...standing.values()]
      const units = rows.reduce((sum, row) => sum + row.units, 0)
      const isScopeChange = cycle.commitsAt <= recordedAt
      if (rows.length === 0) return { removed: 0, units, isScopeChange }
      await endItems(
        queries,
        rows.map(({ id }) => id),
        { actor: actor.name, now: recordedAt },
      )
      const names = new Map(services.map(({ id, name }) => [id, name]))
      await audit(queries, by, {
        recordedAt,
        action: 'unplan-services',
        subject: `cycle ${cycle.number}`,
        before: rows.slice(0, namesInAudit).map((row) => ({ service: names.get(row.service_id), units: row.units })),
        after: { removed: rows.length, units, isScopeChange },
      })
      return { removed: rows.length, units, isScopeChange }
    },
  )
}

async function openCycleMade(queries: Queries, number: number, now: number): Promise<StoredCycle> {
  await layOutCycles(queries, await readProgramme(queries), now, number)
  return openCycle(queries, number)
}

/** A cycle that is not closed: the plan of one that is stays as it was. */
export async function openCycle(queries: Queries, number: number): Promise<StoredCycle> {
  const cycle = await cycleByNumber(queries, number)
  if (!cycle) throw new NotFound(`Release cycle ${number}`)
  if (cycle.closedAt !== null)
    throw new Refusal(
      'cycle-closed',
      `Cycle ${number} is closed, and its record stays as it is. Plan for a later cycle.`,
      { number: String(number) },
    )
  return cycle
}

/** All that is on-premises, what reaches a level, or the units as they are said: never more than there is to move. */
function unitsToMove({ name, onPrem, cloud }: ServiceToPlan, level: number | null, units: number | undefined): number {
  if (onPrem === 0)
    throw new Refusal('nothing-to-plan', `${name} has nothing on-premises, so there is nothing to plan.`, {
      service: name,
    })
  if (units !== undefined && units > onPrem)
    throw new Refusal('more-than-on-prem', `${name} has ${onPrem} units on-premises. Plan that many or fewer.`, {
      service: name,
      units: onPrem,
    })
  if (units !== undefined) return units
  const wanted = unitsAtLevel(onPrem + cloud, level ?? wholeService) - cloud
  if (wanted <= 0)
    throw new Refusal(
      'level-reached',
      `${name} runs at that level in cloud or above it already. Choose a higher one.`,
      {
        service: name,
      },
    )
  return wanted
}

function refuseTwice(services: readonly ServiceToPlan[]): void {
  const seen = new Set<number>()
  for (const { id, name } of services) {
    if (seen.has(id))
      throw new Refusal('planned-twice', `${name} is named twice. Give each service once.`, { service: name })
    seen.add(id)
  }
}
