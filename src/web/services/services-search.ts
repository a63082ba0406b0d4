import * as z from 'zod/mini'
import { GroupOrder, ServiceSort } from '../../contract/services.ts'
import { Criticality, ServiceState, Strategy } from '../../domain/service.ts'
import { queryOf, type View, ViewSearch } from '../shared/view-search.ts'

const orNothing = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined)
const Text = (longest: number) => z.string().check(z.minLength(1), z.maxLength(longest))

/** `on_prem,split`: values nobody knows are left out, so that an old link still opens. */
const listOf = <Value extends string>(values: readonly Value[]) =>
  orNothing(
    z.pipe(
      z.union([z.string(), z.array(z.string())]),
      z.transform((said) => {
        const parts = new Set(Array.isArray(said) ? said : said.split(','))
        const known = values.filter((value) => parts.has(value))
        return known.length === 0 ? undefined : known
      }),
    ),
  )

export const columnNames = [
  'name',
  'team',
  'division',
  'level',
  'workload',
  'runsIn',
  'state',
  'strategy',
  'criticality',
  'owner',
  'tags',
  'evidence',
  'since',
] as const
export type ColumnName = (typeof columnNames)[number]

/** What stands in the table until somebody chooses: what, how far, how much, state, proof, since. */
export const usualColumns: readonly ColumnName[] = ['name', 'team', 'level', 'workload', 'state', 'evidence', 'since']

export const Grouping = z.enum(['team', 'division', 'strategy', 'state'])
export type Grouping = z.output<typeof Grouping>

/** Everything the services page shows, so that every view of it is a link. */
export const ServicesSearch = z.object({
  ...ViewSearch.shape,
  q: orNothing(Text(200)),
  state: listOf(ServiceState.options),
  strategy: listOf(Strategy.options),
  criticality: listOf(Criticality.options),
  tag: orNothing(Text(60)),
  owner: orNothing(Text(200)),
  /** Has workload in that location, by name or id. */
  location: orNothing(Text(200)),
  sort: z.catch(z._default(ServiceSort, 'name'), 'name'),
  group: orNothing(Grouping),
  /** Which group comes first. */
  order: z.catch(z._default(GroupOrder, 'left'), 'left'),
  /** Keys of the groups that are open; `12.all` shows every row of group 12; `none` is nobody's. Absent: the first. */
  open: orNothing(Text(2000)),
  columns: listOf(columnNames),
  /** The service in the drawer. */
  service: orNothing(z.string().check(z.regex(/^[1-9]\d{0,14}$/))),
  /** Add-a-service dialog. */
  add: orNothing(z.enum(['service'])),
})
export type ServicesSearch = z.output<typeof ServicesSearch>

/** The fields a person can filter by, in the order of the menu. */
export const filterFields = [
  'state',
  'team',
  'division',
  'location',
  'strategy',
  'criticality',
  'owner',
  'tag',
] as const
export type FilterField = (typeof filterFields)[number]

const listText = (values: readonly string[] | undefined) => (values === undefined ? undefined : values.join(','))

const given = <T extends Record<string, string | undefined>>(all: T) =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as { [Key in keyof T]?: string }

/** Without a word about states, what is retired stays out: it would bury the services that still run. */
export const usualStates: readonly ServiceState[] = ServiceState.options.filter((state) => state !== 'retired')

/** The same filters as the API takes them: lists as `a,b`. */
export function filtersOf(search: ServicesSearch) {
  const { measure: _measure, ...scope } = queryOf(search)
  return {
    ...scope,
    ...given({
      q: search.q,
      state: listText(search.state ?? usualStates),
      strategy: listText(search.strategy),
      criticality: listText(search.criticality),
      tag: search.tag,
      owner: search.owner,
      location: search.location,
    }),
  }
}
export type ServiceFilters = ReturnType<typeof filtersOf>

/** Only whose services and as of when: what the counts on the tabs are of. */
export function scopeOf(view: View): ServiceFilters {
  const { measure: _measure, ...scope } = queryOf(view)
  return scope
}

/** Takes every filter away, the scope of the top bar included. */
export const noFilters = {
  q: undefined,
  state: undefined,
  strategy: undefined,
  criticality: undefined,
  tag: undefined,
  owner: undefined,
  location: undefined,
  team: undefined,
  division: undefined,
} as const

export const filtersInUse = (search: ServicesSearch): (FilterField | 'q')[] => [
  ...(search.q === undefined ? [] : (['q'] as const)),
  ...filterFields.filter((field) => search[field] !== undefined),
]

/** Sorting by a column: its key in the API, rising first for names, falling first for figures. */
export const sortKeys = {
  name: 'name',
  team: 'team',
  division: 'division',
  level: 'cloudLevel',
  workload: 'total',
  state: 'state',
  strategy: 'strategy',
  criticality: 'criticality',
  owner: 'owner',
  since: 'since',
} as const satisfies Partial<Record<ColumnName, string>>

export type SortableColumn = keyof typeof sortKeys

export const isSortable = (column: string): column is SortableColumn => column in sortKeys

export function sortDirection(sort: ServiceSort, column: SortableColumn): 'ascending' | 'descending' | undefined {
  const key = sortKeys[column]
  return sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : undefined
}

const fallingFirst: ReadonlySet<string> = new Set(['workload', 'since'])

/** A press on a header: its usual direction first, then the other. */
export function nextSort(sort: ServiceSort, column: SortableColumn): ServiceSort {
  const key = sortKeys[column]
  const now = sortDirection(sort, column)
  const falling = now === undefined ? fallingFirst.has(column) : now === 'ascending'
  return falling ? `-${key}` : key
}

/** Groups of the address: which are open, and which of them show all their rows. */
export interface OpenGroups {
  readonly keys: ReadonlySet<string>
  readonly whole: ReadonlySet<string>
}

export function openGroupsOf(open: string | undefined, first: string | undefined): OpenGroups {
  const parts =
    open === undefined ? (first === undefined ? [] : [first]) : open.split(',').filter((part) => part !== 'none')
  const whole = parts.filter((part) => part.endsWith('.all')).map((part) => part.slice(0, -4))
  return { keys: new Set([...parts.filter((part) => !part.endsWith('.all')), ...whole]), whole: new Set(whole) }
}

const openText = (open: OpenGroups): string =>
  [...open.keys].map((key) => (open.whole.has(key) ? `${key}.all` : key)).join(',') || 'none'

export function withGroupToggled(open: OpenGroups, key: string): string {
  const keys = new Set(open.keys)
  if (!keys.delete(key)) keys.add(key)
  return openText({ keys, whole: new Set([...open.whole].filter((one) => keys.has(one))) })
}

export const withGroupWhole = (open: OpenGroups, key: string): string =>
  openText({ keys: new Set([...open.keys, key]), whole: new Set([...open.whole, key]) })

export type ChangeSearch = (
  change: { readonly [Key in keyof ServicesSearch]?: ServicesSearch[Key] | undefined },
  how?: { replace?: boolean },
) => void
