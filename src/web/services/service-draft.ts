import { columnName, isNativeColumn } from '../../domain/native-columns.ts'
import type { Criticality, Service, ServiceChange, Strategy } from '../../domain/service.ts'
import type { TeamChoice } from '../shared/TeamField.tsx'

/** What stands in the edit form, as typed. */
export interface ServiceDraft {
  readonly name: string
  readonly team: TeamChoice | null
  readonly strategy: Strategy
  readonly criticality: Criticality
  readonly owner: string
  readonly description: string
  /** Parted by commas. */
  readonly tags: string
  readonly cloudServices: string
  readonly problem: string
  readonly solution: string
  readonly custom: readonly { readonly key: string; readonly name: string; readonly value: string }[]
}
export type DraftField = keyof ServiceDraft

export const draftFields = [
  'name',
  'team',
  'strategy',
  'criticality',
  'owner',
  'description',
  'tags',
  'cloudServices',
  'problem',
  'solution',
  'custom',
] as const satisfies readonly DraftField[]

export const draftOf = (service: Service): ServiceDraft => ({
  name: service.name,
  team: service.team,
  strategy: service.strategy,
  criticality: service.criticality,
  owner: service.owner,
  description: service.description,
  tags: service.tags.join(', '),
  cloudServices: service.cloudServices.join(', '),
  problem: service.problem,
  solution: service.solution,
  custom: Object.entries(service.custom).map(([name, value]) => ({ key: name, name, value })),
})

/** `a, b, a` becomes a and b: each once, in the order written. */
export const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
]

export type CustomFault = 'twice' | 'reserved'

/** Custom fields that bear the name of an earlier one, of which only one could be kept, or that of a column of every file. */
export function faultsOfCustom(custom: ServiceDraft['custom']): ReadonlyMap<string, CustomFault> {
  const seen = new Set<string>()
  const faults = new Map<string, CustomFault>()
  for (const { key, name } of custom) {
    const column = columnName(name)
    if (isNativeColumn(name)) faults.set(key, 'reserved')
    else if (column !== '' && seen.has(column)) faults.set(key, 'twice')
    seen.add(column)
  }
  return faults
}

/** A field as the API takes it. */
function fieldValue(draft: ServiceDraft, field: DraftField): unknown {
  switch (field) {
    case 'team':
      return draft.team?.id
    case 'tags':
    case 'cloudServices':
      return wordsIn(draft[field])
    case 'custom':
      return Object.fromEntries(
        draft.custom.filter(({ name }) => name.trim() !== '').map(({ name, value }) => [name.trim(), value.trim()]),
      )
    default:
      return draft[field].trim()
  }
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

export const changedFields = (before: ServiceDraft, after: ServiceDraft): DraftField[] =>
  draftFields.filter((field) => !same(fieldValue(before, field), fieldValue(after, field)))

/** Only what was changed, so that what somebody else changed meanwhile is not written over. */
export const changeOf = (before: ServiceDraft, after: ServiceDraft): ServiceChange =>
  Object.fromEntries(changedFields(before, after).map((field) => [field, fieldValue(after, field)])) as ServiceChange

/** Fields that both changed, and differently. */
export const conflictsOf = (base: ServiceDraft, mine: ServiceDraft, theirs: ServiceDraft): DraftField[] =>
  changedFields(base, mine).filter(
    (field) =>
      !same(fieldValue(base, field), fieldValue(theirs, field)) &&
      !same(fieldValue(mine, field), fieldValue(theirs, field)),
  )

/** Theirs, with what I changed put over it. */
export function merged(base: ServiceDraft, mine: ServiceDraft, theirs: ServiceDraft): ServiceDraft {
  const kept = changedFields(base, mine)
  return { ...theirs, ...Object.fromEntries(kept.map((field) => [field, mine[field]])) }
}

export const withField = (draft: ServiceDraft, field: DraftField, from: ServiceDraft): ServiceDraft => ({
  ...draft,
  [field]: from[field],
})

/** A second person saved in between: the fields that both changed wait for a choice. */
export interface Meanwhile {
  readonly mine: ServiceDraft
  readonly theirs: ServiceDraft
  readonly fields: readonly DraftField[]
}
