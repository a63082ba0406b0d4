import type { Hono } from 'hono'
import {
  changeService,
  changeServices,
  createService,
  groupServices,
  listServices,
  readService,
} from '../../contract/services.ts'
import { type CalendarDay, earliestDay } from '../../domain/calendar-day.ts'
import { isCloud } from '../../domain/location.ts'
import { refuseDay } from '../../domain/loggable-day.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Service } from '../../domain/service.ts'
import type { ServiceLedger, StandingMove } from '../../domain/service-ledger.ts'
import { withMoves } from '../../domain/service-ledger.ts'
import { levelOf } from '../../domain/units.ts'
import { serviceDays } from '../../domain/workload-facts.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound, Stale } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { kindsOfLocations, ledgerHead, standingMoves } from '../storage/ledgers.ts'
import { locationsByName } from '../storage/organisation.ts'
import { findNamed, namesOfTeams, refuseTakenName } from '../storage/places.ts'
import { withoutUndefined } from '../storage/programme.ts'
import { recordChanges } from '../storage/recording.ts'
import { markReviews } from '../storage/release-cycles.ts'
import { programmeScope } from '../storage/rollups.ts'
import type { ServiceFilters, StandingView } from '../storage/service-filters.ts'
import { ownersLike, withStandings } from '../storage/service-filters.ts'
import { moveToTeam, servicesById } from '../storage/service-teams.ts'
import {
  countServices,
  groupedServices,
  insertService,
  pageOfServices,
  serviceInView,
  updateService,
} from '../storage/services.ts'
import { likelyPlaces } from '../storage/usual-places.ts'
import { viewOf } from '../view.ts'
import { amountsAfter, programmeAmounts } from './planned-moves.ts'

const filterNames = ['q', 'division', 'team', 'state', 'strategy', 'criticality', 'tag', 'owner', 'location'] as const

export type ListQuery = Parameters<typeof viewOf>[1] &
  Omit<ServiceFilters, 'location' | 'only' | 'owners'> & {
    readonly location?: string | undefined
    readonly owner?: string | undefined
  }

export function serviceRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listServices, { action: 'read' }, async ({ query, queries, now }) => {
    const { view, filters } = await asked(queries, query, now)
    const counted = await countServices(queries, view, filters)
    const unfiltered = view.scope === programmeScope && filterNames.every((name) => query[name] === undefined)
    const everything = unfiltered ? counted : await countServices(queries, { ...view, scope: programmeScope }, {})
    const services = counted.total > query.offset ? await pageOfServices(queries, view, filters, query) : []
    const all = everything.total - (everything.states['retired'] ?? 0) - (everything.states['empty'] ?? 0)
    return { services, ...counted, all, without: counted.total === 0 ? await withoutEach(queries, query, now) : [] }
  })

  serve(api, surroundings, groupServices, { action: 'read' }, async ({ query, queries, now }) => {
    const { view, filters } = await asked(queries, query, now)
    return { groups: await groupedServices(queries, view, filters, query) }
  })

  serve(api, surroundings, readService, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await withStandings(queries, await viewOf(queries, query, now))
    const service = await serviceInView(queries, view, params.id)
    if (!service) throw new NotFound(`Service ${params.id}`)
    const kindOf = await kindsOfLocations(queries)
    const locations = new Map((await locationsByName(queries)).map((location) => [location.id, location]))
    const moves = (await standingMoves(queries, [service.id], view.knownAt, view.asOf)).get(service.id) ?? []
    const days = serviceDays(moves, kindOf)
    const balances = [...(days.at(-1)?.balances ?? [])].flatMap(([id, units]) => {
      const location = locations.get(id)
      return location ? [{ location: { id, name: location.name, kind: location.kind }, units }] : []
    })
    const history = days.map(({ day, balances: held }) => {
      let onPrem = 0
      let cloud = 0
      for (const [place, units] of held) {
        if (isCloud(kindOf(place))) cloud += units
        else onPrem += units
      }
      return { day, onPrem, cloud, cloudLevel: levelOf(cloud, onPrem + cloud) }
    })
    const likely = await likelyPlaces(queries, { team: service.team.id, moves, kindOf })
    return { ...service, balances, history, likely }
  })

  serve(
    api,
    surroundings,
    createService,
    { action: 'edit-service', perTeam: true },
    async ({ body, queries, seen, now, actor, source, by, permit }) => {
      const view = await asThingsStand(queries, now)
      refuseDay(body.occurredOn, view.today, view.programme.firstDay)
      await refuseTakenName(queries, 'service', body.name)
      const team = await findNamed(seen, 'team', body.team)
      permit(team.id)
      const location = await findNamed(queries, 'location', body.location)
      const { name, team: _team, units, location: _location, occurredOn, ...details } = body
      const id = await insertService(queries, team.id, { ...noDetails, ...withoutUndefined(details), name })
      const before: ServiceLedger = { service: { id, name }, moves: [], levels: [] }
      const move: StandingMove = { id: -1, day: occurredOn, from: null, to: location.id, units, levelEntry: null }
      const kindOf = await kindsOfLocations(queries)
      const change = {
        before,
        after: withMoves(before, [move]),
        planned: [{ kind: 'move' as const, move, level: null, keepsLevel: false }],
        note: '',
        evidence: '',
      }
      amountsAfter(await programmeAmounts(queries), [change], kindOf)
      const head = await ledgerHead(queries, now)
      await recordChanges(queries, [change], { actor: actor.name, source, ...head }, kindOf)
      const service = await serviceInView(queries, view, id)
      if (!service) throw new Error(`Service ${id} was written but cannot be read.`)
      await audit(queries, by, {
        recordedAt: head.recordedAt,
        action: 'create-service',
        teams: [team.id],
        subject: name,
        after: service,
      })
      return service
    },
  )

  serve(
    api,
    surroundings,
    changeService,
    { action: 'edit-service', perTeam: true },
    async ({ params, body, queries, seen, now, ifMatch, by, permit }) => {
      const view = await asThingsStand(queries, now)
      const before = await serviceInView(seen, view, params.id)
      if (!before) throw new NotFound(`Service ${params.id}`)
      permit(before.team.id)
      if (before.version !== ifMatch) throw new Stale(before)
      const { team: said, ...details } = withoutUndefined(body)
      if (details.name !== undefined) await refuseTakenName(queries, 'service', details.name, before.id)
      const team = said === undefined ? before.team : await findNamed(seen, 'team', said)
      // A service that changes its team takes its figures along, so both teams have a say.
      permit(team.id)
      if (team.id !== before.team.id) {
        await moveToTeam(queries, [before.id], team.id)
        await markReviews(queries, now, { from: earliestDay })
      }
      await updateService(queries, before.id, team.id, before.version + 1, { ...before, ...details })
      const after = (await serviceInView(queries, view, before.id)) as Service
      await audit(queries, by, {
        recordedAt: now,
        action: 'change-service',
        teams: [before.team.id, after.team.id],
        subject: after.name,
        before,
        after,
      })
      return after
    },
  )

  serve(
    api,
    surroundings,
    changeServices,
    { action: 'edit-service', perTeam: true },
    async ({ body, queries, seen, now, by, permit }) => {
      const ids = [...new Set(body.services)]
      const found = await servicesById(seen, ids)
      const missing = ids.filter((id) => !found.has(id))
      if (missing.length > 0)
        throw new Refusal(
          'unknown-service',
          `No service has the number ${missing.slice(0, 5).join(', ')}. Read the list again, then choose.`,
          { service: missing.slice(0, 5).join(', '), near: [] },
        )
      const team = body.team === undefined ? undefined : await findNamed(seen, 'team', body.team)
      for (const id of new Set([...found.values()].map(({ teamId }) => teamId))) permit(id)
      if (team) permit(team.id)
      if (team) {
        await moveToTeam(queries, ids, team.id)
        await markReviews(queries, now, { from: earliestDay })
      }
      for (const service of found.values()) {
        const tags = [...new Set([...service.tags, ...(body.addTags ?? [])])].filter(
          (tag) => !body.removeTags?.includes(tag),
        )
        if (tags.length > 50)
          throw new Refusal(
            'too-many-tags',
            `${service.name} would have ${tags.length} tags; 50 is the most. Remove some first.`,
            { service: service.name },
          )
        await updateService(queries, service.id, team?.id ?? service.teamId, service.version + 1, {
          ...service,
          tags,
          strategy: body.strategy ?? service.strategy,
          criticality: body.criticality ?? service.criticality,
        })
      }
      await audit(queries, by, {
        recordedAt: now,
        action: 'change-services',
        teams: [...[...found.values()].map(({ teamId }) => teamId), ...(team ? [team.id] : [])],
        subject: `${ids.length} services`,
        before: await changedParts(queries, [...found.values()]),
        after: await changedParts(queries, [...(await servicesById(queries, ids)).values()]),
      })
      return { changed: found.size }
    },
  )
}

/** What a change of many can change of each, by the service's name; of the first 500, as an entry is read by people. */
async function changedParts(
  queries: Queries,
  services: readonly (Pick<Service, 'name' | 'tags' | 'strategy' | 'criticality'> & { readonly teamId: number })[],
): Promise<Record<string, unknown>> {
  const some = services.slice(0, 500)
  const teams = await namesOfTeams(queries, [...new Set(some.map(({ teamId }) => teamId))])
  const names = new Map(teams.map(({ id, name }) => [id, name]))
  return Object.fromEntries(
    some.map(({ name, teamId, tags, strategy, criticality }) => [
      name,
      { team: names.get(teamId), tags, strategy, criticality },
    ]),
  )
}

/** Every day that can be written lies on or before it. */
const latestDay = '9999-12-31' as CalendarDay

/**
 * What an edit looks at: the services as their rows say now, whatever the day is. A programme that changes its zone may
 * hold moves of tomorrow, and an edit must find those services too.
 */
const asThingsStand = async (queries: Queries, now: number): Promise<StandingView & { readonly today: CalendarDay }> =>
  withStandings(queries, { ...(await viewOf(queries, {}, now)), asOf: latestDay })

const noDetails = {
  strategy: 'undecided' as const,
  criticality: 'unknown' as const,
  owner: '',
  description: '',
  tags: [],
  custom: {},
  cloudServices: [],
  problem: '',
  solution: '',
}

export async function asked(
  queries: Queries,
  query: ListQuery,
  now: number,
): Promise<{ view: StandingView; filters: ServiceFilters }> {
  const view = await withStandings(queries, await viewOf(queries, query, now))
  const location = query.location === undefined ? undefined : (await findNamed(queries, 'location', query.location)).id
  const owners = query.owner === undefined ? undefined : await ownersLike(queries, query.owner)
  const { q, state, strategy, criticality, tag } = query
  return { view, filters: { q, state, strategy, criticality, tag, owners, location } }
}

/** Why the list is empty: how many would match without each one of the filters. */
async function withoutEach(queries: Queries, query: ListQuery, now: number) {
  const used = filterNames.filter((name) => query[name] !== undefined)
  const counts: { filter: string; total: number }[] = []
  for (const filter of used) {
    const { view, filters } = await asked(queries, { ...query, [filter]: undefined }, now)
    counts.push({ filter, total: (await countServices(queries, view, filters)).total })
  }
  return counts
}
