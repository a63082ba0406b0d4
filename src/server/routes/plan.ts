import type { Hono } from 'hono'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { planServices, unplanServices } from '../../contract/release-cycles.ts'
import { Refusal } from '../../domain/refusal.ts'
import { unitsAtLevel } from '../../domain/units.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit, type By } from '../storage/audit.ts'
import { instantOfWrite } from '../storage/ledgers.ts'
import { addItems, endItems, type NewPlanItem, standingItems } from '../storage/plan.ts'
import { notPlannedOf } from '../storage/plan-board.ts'
import { programmeToBe, readProgramme } from '../storage/programme.ts'
import { cycleByNumber, cycleToBe, layOutCycles, markReviews, type StoredCycle } from '../storage/release-cycles.ts'
import { refuseUnknown, type ServiceToPlan, servicesNamed, servicesThere } from '../storage/services-named.ts'
import { waveRow } from '../storage/waves.ts'
import { previewOf } from './plan-preview.ts'

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
    async ({ params, query, body, queries, seen, by, permit, permitNone, now }) => {
      const cycle = query.dryRun
        ? await openCycleToBe(queries, params.number, now)
        : await openCycleMade(queries, params.number, now)
      const { wave, items = [] } = body
      const services =
        wave === undefined
          ? await servicesNamed(
              seen,
              items.map(({ service }) => service),
            )
          : await servicesOfWave(seen, wave, permitNone)
      for (const { team } of services) permit(team)
      const wished = wishesOf(services, items)
      const plan = { cycle, services, wished, dryRun: query.dryRun, by, now }
      // What it would come to is read before it is made, and only where nothing is.
      const preview = query.dryRun ? await previewOf(seen, plan) : null
      return { ...(await putIntoPlan(queries, plan)), preview }
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
      await markReviews(queries, recordedAt, { number: cycle.number })
      const names = new Map(services.map(({ id, name }) => [id, name]))
      await audit(queries, by, {
        recordedAt,
        action: 'unplan-services',
        teams: services.map(({ team }) => team),
        subject: `cycle ${cycle.number}`,
        before: rows.slice(0, namesInAudit).map((row) => ({ service: names.get(row.service_id), units: row.units })),
        after: { removed: rows.length, units, isScopeChange },
      })
      return { removed: rows.length, units, isScopeChange }
    },
  )
}

/** What of a wave is to be planned. A wave is planned as a whole: whoever may plan for some of its teams only is refused. */
async function servicesOfWave(queries: Queries, wave: number, permitNone: () => void): Promise<ServiceToPlan[]> {
  const row = await waveRow(queries, wave)
  if (!row) throw new NotFound(`Wave ${wave}`)
  const services = await notPlannedOf(queries, wave)
  if (services.length > 0) return services
  permitNone()
  throw new Refusal(
    'nothing-of-wave-to-plan',
    `Nothing of ${row.name} is left to plan: each of its services is in cloud or stands in the plan of an open cycle.`,
    { wave: row.name },
  )
}

/** An item as somebody says it: to a level, so many units, or all that is on-premises. */
export interface SaidItem {
  readonly level?: number | undefined
  readonly units?: number | undefined
}

/** What an item puts into the plan; refused where it cannot. `before` gathers the services of the items before it. */
export function wishOf(said: SaidItem, service: ServiceToPlan, before: Set<number>): NewPlanItem {
  const { id, name } = service
  if (before.has(id))
    throw new Refusal('planned-twice', `${name} is named twice. Give each service once.`, { service: name })
  const level = said.units === undefined ? (said.level ?? wholeService) : null
  const units = unitsToMove(service, level, said.units)
  before.add(id)
  return { service: id, level, carriedFrom: null, units }
}

/** How many services that cannot be planned a refusal names. */
const mostSaid = 20

/** What all items put into the plan. One that cannot be planned is refused with why, several together with their names. */
function wishesOf(services: readonly ServiceToPlan[], items: readonly SaidItem[]): NewPlanItem[] {
  const before = new Set<number>()
  const wished: NewPlanItem[] = []
  const refused: { readonly name: string; readonly refusal: Refusal }[] = []
  for (const [at, service] of services.entries()) {
    try {
      wished.push(wishOf(items[at] ?? {}, service, before))
    } catch (refusal) {
      // A service that is named twice is a slip in what was written, whatever is left of the service.
      if (!(refusal instanceof Refusal) || refusal.code === 'planned-twice') throw refusal
      refused.push({ name: service.name, refusal })
    }
  }
  const names = [...new Set(refused.map(({ name }) => name))]
  const [first] = refused
  if (first === undefined) return wished
  if (names.length === 1) throw first.refusal
  const shown = names.slice(0, mostSaid)
  const more = names.length - shown.length
  throw new Refusal(
    'several-not-to-plan',
    `${names.length} services have too little on-premises for that, or nothing: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}. Take them out, or plan less of them.`,
    { count: names.length, services: shown, more },
  )
}

/**
 * Judges the rows of a file as `planServices` judges items, and tells every refusal with its line instead of the first.
 */
export async function planRows(queries: Queries, rows: readonly (SaidItem & { line: number; service: string })[]) {
  const found = await servicesThere(
    queries,
    rows.map(({ service }) => service),
  )
  const services: ServiceToPlan[] = []
  const wished: NewPlanItem[] = []
  const refused: { readonly line: number; readonly reason: string }[] = []
  const before = new Set<number>()
  for (const { line, service: name, ...said } of rows) {
    try {
      const service = found(name) ?? (await refuseUnknown(queries, name))
      wished.push(wishOf(said, service, before))
      services.push(service)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      refused.push({ line, reason: error.message })
    }
  }
  return { services, wished, refused }
}

export interface Planning {
  readonly cycle: StoredCycle
  /** Those that the items name, for the words of the audit. */
  readonly services: readonly ServiceToPlan[]
  readonly wished: readonly NewPlanItem[]
  readonly dryRun: boolean
  readonly by: By
  readonly now: number
}

/** Adds what is not in the plan yet and changes what stands there with another amount; a dry run only counts. */
export async function putIntoPlan(
  queries: Queries,
  { cycle, services, wished, dryRun, by, now }: Planning,
): Promise<Omit<AnswerOf<typeof planServices>, 'preview'>> {
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
    addedServices: added.map(({ service }) => service),
    changed: changed.length,
    unchanged: wished.length - added.length - changed.length,
    units: unitsOf(added) + unitsOf(changed) - unitsOf(before),
    isScopeChange: cycle.commitsAt <= recordedAt,
    dryRun,
  }
  if (dryRun || added.length + changed.length === 0) return answer
  const hand = { cycle: cycle.number, actor: by.actor, now: recordedAt }
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
  await markReviews(queries, recordedAt, { number: cycle.number })
  const names = new Map(services.map(({ id, name }) => [id, name]))
  const told = (items: readonly { readonly service: number; readonly units: number }[]) =>
    items.slice(0, namesInAudit).map(({ service, units }) => ({ service: names.get(service), units }))
  const { addedServices: _named, ...counts } = answer
  await audit(queries, by, {
    recordedAt,
    action: 'plan-services',
    teams: services.map(({ team }) => team),
    subject: `cycle ${cycle.number}`,
    before: told(before.map(({ service_id, units }) => ({ service: service_id, units }))),
    after: { ...counts, items: told([...added, ...changed]) },
  })
  return answer
}

export async function openCycleMade(queries: Queries, number: number, now: number): Promise<StoredCycle> {
  await layOutCycles(queries, await readProgramme(queries), now, number)
  return openCycle(queries, number)
}

/** The same for a dry run, which lays no cycle out. */
export const openCycleToBe = async (queries: Queries, number: number, now: number): Promise<StoredCycle> =>
  refuseClosed(await cycleToBe(queries, await programmeToBe(queries, now), now, number))

/** A cycle that is not closed: the plan of one that is stays as it was. */
export async function openCycle(queries: Queries, number: number): Promise<StoredCycle> {
  const cycle = await cycleByNumber(queries, number)
  if (!cycle) throw new NotFound(`Release cycle ${number}`)
  return refuseClosed(cycle)
}

/** Also its name: it is what the record is called. */
export function refuseClosed<Cycle extends Pick<StoredCycle, 'number' | 'closedAt'>>(cycle: Cycle): Cycle {
  if (cycle.closedAt === null) return cycle
  const number = String(cycle.number)
  throw new Refusal(
    'cycle-closed',
    `Cycle ${number} is closed, and its record stays as it is. Plan for a later cycle.`,
    { number },
  )
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
