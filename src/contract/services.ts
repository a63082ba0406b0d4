import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { NameOrId } from '../domain/names.ts'
import { Criticality, NewService, Service, ServiceChange, ServiceState, Strategy, Tag } from '../domain/service.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath, list, location, scope, textInAddress, twoTimes, view, whole } from './queries.ts'

export const ServiceSort = z.enum([
  'name',
  '-name',
  'team',
  '-team',
  'division',
  '-division',
  'cloudLevel',
  '-cloudLevel',
  'total',
  '-total',
  'since',
  '-since',
  'state',
  '-state',
  'strategy',
  '-strategy',
  'criticality',
  '-criticality',
  'owner',
  '-owner',
])
export type ServiceSort = z.infer<typeof ServiceSort>

const listOf = <S extends z.ZodMiniType<unknown, string>>(one: S) =>
  z.optional(z.pipe(list, z.array(one as unknown as z.ZodMiniType<z.output<S>, string>)))

/** Filters narrow together; within one filter any of its values will do. */
export const serviceFilters = {
  q: z.optional(textInAddress(200)),
  ...scope,
  state: listOf(ServiceState),
  strategy: listOf(Strategy),
  criticality: listOf(Criticality),
  tag: z.optional(textInAddress(60)),
  owner: z.optional(textInAddress(200)),
  /** Has workload in that location. */
  location,
  ...twoTimes,
}

export const listServices = endpoint({
  name: 'listServices',
  method: 'GET',
  path: '/api/v1/services',
  summary: 'Services: filter, search, sort and page',
  query: z.object({
    ...serviceFilters,
    sort: z._default(ServiceSort, 'name'),
    limit: z._default(whole(1, 500), 100),
    offset: z._default(whole(0, 10_000_000), 0),
  }),
  answer: z.object({
    services: z.array(Service),
    total: z.int(),
    /** Services in the whole programme, whatever the filter. */
    all: z.int(),
    /** How many of those shown stand in each state. */
    states: z.record(z.string(), z.int()),
    units: z.object({ onPrem: z.int(), cloud: z.int(), total: z.int() }),
    /** When nothing matches: how many would, without one of the filters. */
    without: z.array(z.object({ filter: z.string(), total: z.int() })),
  }),
})

/** What comes first: most left on-premises, the name, the lowest share in cloud, most workload, most services. */
export const GroupOrder = z.enum(['left', 'name', 'share', 'workload', 'services'])
export type GroupOrder = z.infer<typeof GroupOrder>

export const groupServices = endpoint({
  name: 'groupServices',
  method: 'GET',
  path: '/api/v1/services/groups',
  summary: 'The same services counted by team, division or strategy',
  query: z.object({
    ...serviceFilters,
    measure: view.measure,
    by: z.enum(['team', 'division', 'strategy', 'state']),
    order: z._default(GroupOrder, 'left'),
  }),
  answer: z.object({
    groups: z.array(
      z.object({
        /** Value to filter by: a team's or division's id as text, or the strategy. */
        key: z.string(),
        name: z.string(),
        services: z.int(),
        onPrem: z.int(),
        cloud: z.int(),
        total: z.int(),
        /** Cloud share in the measure asked for, 0 to 1: by services the fully moved only. null where nothing runs. */
        share: z.nullable(z.number()),
        states: z.record(z.string(), z.int()),
      }),
    ),
  }),
})

/** Ids of locations: where the service was last, and where most of its team's services run, else of all. */
const LikelyPlaces = z.object({ last: z.nullable(z.int()), usual: z.nullable(z.int()) })

export const readService = endpoint({
  name: 'readService',
  method: 'GET',
  path: '/api/v1/services/{id}',
  summary: 'One service: where it runs, and its level in cloud over time',
  params: IdInPath,
  query: z.object({ ...twoTimes }),
  answer: z.object({
    ...Service.shape,
    balances: z.array(
      z.object({ location: z.object({ id: z.int(), name: z.string(), kind: z.string() }), units: z.int() }),
    ),
    /** One point for each day on which something changed: balances at the end of that day. */
    history: z.array(z.object({ day: CalendarDay, onPrem: z.int(), cloud: z.int(), cloudLevel: z.nullable(z.int()) })),
    /** Where its next move probably leads, on either side: what a form fills in. */
    likely: z.object({ onPrem: LikelyPlaces, cloud: LikelyPlaces }),
  }),
  versioned: true,
})

export const createService = endpoint({
  name: 'createService',
  method: 'POST',
  path: '/api/v1/services',
  summary: 'Add a service with its workload: a discovered or born move is written with it',
  body: NewService,
  answer: Service,
  status: 201,
  idempotent: true,
})

export const changeService = endpoint({
  name: 'changeService',
  method: 'PATCH',
  path: '/api/v1/services/{id}',
  summary: 'Change what is known of a service; figures follow its present team',
  params: IdInPath,
  body: ServiceChange,
  answer: Service,
  versioned: true,
})

export const changeServices = endpoint({
  name: 'changeServices',
  method: 'POST',
  path: '/api/v1/services/changes',
  summary: 'Change team, strategy or tags of many services at once: all or none',
  body: z.strictObject({
    services: z.array(z.int()).check(z.minLength(1), z.maxLength(10_000)),
    team: z.optional(NameOrId),
    strategy: z.optional(Strategy),
    criticality: z.optional(Criticality),
    addTags: z.optional(z.array(Tag)),
    removeTags: z.optional(z.array(z.string().check(z.trim(), z.minLength(1), z.maxLength(60)))),
  }),
  answer: z.object({ changed: z.int() }),
  idempotent: true,
})
