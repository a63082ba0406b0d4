import * as z from 'zod/mini'
import { CalendarDay } from './calendar-day.ts'
import { Id, Name, NameOrId, Version, Words } from './names.ts'
import { columnName, isNativeColumn } from './native-columns.ts'
import { Units } from './units.ts'

/** The seven ways to migrate; `undecided` until somebody chose. */
export const Strategy = z.enum([
  'undecided',
  'retire',
  'retain',
  'relocate',
  'rehost',
  'repurchase',
  'replatform',
  'refactor',
])
export type Strategy = z.infer<typeof Strategy>

export const Criticality = z.enum(['unknown', 'low', 'medium', 'high', 'critical'])
export type Criticality = z.infer<typeof Criticality>

/** Where a service stands, derived from its moves: see `serviceState`. */
export const ServiceState = z.enum(['on_prem', 'split', 'in_cloud', 'rolled_back', 'retired', 'empty'])
export type ServiceState = z.infer<typeof ServiceState>

/** States of a service that has workload on-premises, in the order of the enumeration, as the address has them. */
export const leftStates = ['on_prem', 'split', 'rolled_back'] as const satisfies readonly ServiceState[]
/** States of a service that carries workload, wherever. */
export const runningStates = [...leftStates, 'in_cloud'] as const satisfies readonly ServiceState[]

export const Tag = Name.check(
  z.maxLength(60, { error: 'Use at most 60 characters.' }),
  z.refine((tag) => !tag.includes(','), { error: 'Use tags without commas.' }),
)
const distinct = (words: readonly string[]): boolean => new Set(words).size === words.length
const WordList = z
  .array(Tag)
  .check(z.maxLength(50, { error: 'Use at most 50.' }), z.refine(distinct, { error: 'Give each once.' }))

const distinctColumns = (custom: Readonly<Record<string, string>>): boolean => {
  const names = Object.keys(custom).map(columnName)
  return new Set(names).size === names.length
}

/** A custom field is a column of the files that are exported and imported: of its own name, in whatever case. */
const CustomFields = z
  .record(
    Name.check(
      z.maxLength(100, { error: 'Use at most 100 characters for the name of a field.' }),
      z.refine((name) => !isNativeColumn(name), {
        error: 'This is the name of a column that every file of moves has. Choose another name for the field.',
      }),
    ),
    Words(2000),
  )
  .check(z.refine(distinctColumns, { error: 'Two fields have the same name but for its capitals. Rename one.' }))

const details = {
  strategy: Strategy,
  criticality: Criticality,
  owner: Words(200),
  description: Words(4000),
  tags: WordList,
  custom: CustomFields,
  /** Cloud services it uses: `S3`, `Cloud SQL`. */
  cloudServices: WordList,
  /** The problem met while moving it, and what solved it. */
  problem: Words(4000),
  solution: Words(4000),
}

export const NewService = z.strictObject({
  name: Name,
  team: NameOrId,
  ...z.partial(z.object(details)).shape,
  /** Its workload, where it runs and since when: written as a discovered or born move with the service. */
  units: Units,
  location: NameOrId,
  occurredOn: CalendarDay,
})
export type NewService = z.infer<typeof NewService>

export const ServiceChange = z.partial(z.strictObject({ name: Name, team: NameOrId, ...details }))
export type ServiceChange = z.infer<typeof ServiceChange>

const Named = z.object({ id: Id, name: z.string() })

export const Service = z.object({
  id: Id,
  name: z.string(),
  team: Named,
  division: Named,
  // As it is stored, which may be from before a rule of today.
  strategy: Strategy,
  criticality: Criticality,
  owner: z.string(),
  description: z.string(),
  tags: z.array(z.string()),
  custom: z.record(z.string(), z.string()),
  cloudServices: z.array(z.string()),
  problem: z.string(),
  solution: z.string(),
  version: Version,
  onPrem: z.int(),
  privateCloud: z.int(),
  publicCloud: z.int(),
  cloud: z.int(),
  total: z.int(),
  /** Per mille of its workload that runs in cloud; null while it has none. */
  cloudLevel: z.nullable(z.int()),
  state: ServiceState,
  /** Day of its latest move that stands, and that move's evidence. */
  since: z.nullable(CalendarDay),
  evidence: z.string(),
})
export type Service = z.infer<typeof Service>
