import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import * as z from 'zod/mini'
import { LedgerDay } from '../../domain/calendar-day.ts'
import { Measure } from '../../domain/units.ts'

/** A value nobody can use is dropped, so that an old or mistyped link still opens; `UnusableLink` says so. */
const orNothing = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined)
const isInstant = (text: string): boolean => {
  if (/^\d{1,15}$/.test(text)) return true
  try {
    return /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(text) && Temporal.Instant.from(text) !== undefined
  } catch {
    return false
  }
}
const Text = z.string().check(z.minLength(1), z.maxLength(200))

/** What every screen shares and every link carries: which figures, of whom, as of when, as known when. */
export const ViewSearch = z.object({
  measure: z.catch(z._default(Measure, 'services'), 'services'),
  /** Absent is today: the clock of the programme. */
  asOf: orNothing(LedgerDay),
  /** An instant, `2024-07-07T10:00:00Z`; absent is now. */
  knownAt: orNothing(z.string().check(z.refine(isInstant))),
  /** Name or id. */
  division: orNothing(Text),
  team: orNothing(Text),
  /** The figure that is open: a FigureName, with `:20` after it for a milestone of 20x. */
  explain: orNothing(Text),
  /** The log dialog is open: `new`, or the id of the service to log for. */
  log: orNothing(Text),
})
export type View = z.output<typeof ViewSearch>

export type SearchSchema = z.ZodMiniType<Record<string, unknown>> & {
  readonly shape: Readonly<Record<string, unknown>>
}

export interface Unusable {
  readonly key: string
  readonly value: string
  readonly kept: unknown
}

/** What the address says and the schema cannot use, each with what of it can be kept. */
export function unusableIn(schema: SearchSchema, said: Readonly<Record<string, unknown>>): Unusable[] {
  const parsed = z.parse(schema, said)
  return Object.keys(schema.shape).flatMap((key): Unusable[] => {
    const value = said[key]
    if (value === undefined || value === '') return []
    const text = String(value)
    const used = parsed[key]
    if (!Array.isArray(used)) return String(used) === text ? [] : [{ key, value: text, kept: undefined }]
    const unknown = text.split(',').filter((part) => part !== '' && !used.includes(part))
    return unknown.length === 0 ? [] : [{ key, value: unknown.join(','), kept: used }]
  })
}

/** Not said in the address while it is what everybody gets. */
const usual = { measure: 'services' } as const

export type SearchChange<S> = { readonly [Key in keyof S]?: S[Key] | undefined }

/**
 * The part of the address a page owns, parsed by its own schema, and the way to change it. Keys of others stay as they
 * are. Use `replace` for typing and stepping, so that Back leaves the page instead of undoing letters.
 */
export function usePageSearch<S extends z.ZodMiniType<Record<string, unknown>>>(
  schema: S,
): [z.output<S>, (change: SearchChange<z.output<S>>, how?: { replace?: boolean }) => void] {
  const search = useSearch({ strict: false }) as Record<string, string>
  const navigate = useNavigate()
  const parsed = useMemo(() => z.parse(schema, search), [schema, search])
  const change = useCallback(
    (changes: SearchChange<z.output<S>>, how: { replace?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: ((before: Record<string, unknown>) => withChanges(before, changes)) as never,
        replace: how.replace ?? false,
        resetScroll: false,
      })
    },
    [navigate],
  )
  return [parsed, change]
}

export const useView = () => usePageSearch(ViewSearch)

/** The address after the change: nothing that is usual or empty, so that a link stays short. */
export function withChanges(
  before: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const after = { ...before, ...changes }
  return Object.fromEntries(
    Object.entries(after).filter(
      ([key, value]) =>
        value !== undefined && value !== null && value !== '' && (usual as Record<string, unknown>)[key] !== value,
    ),
  )
}

/** What a link to another screen takes along: whose figures and as of when, but not what is open on top. */
export function carriedBy(view: View): Record<string, string> {
  const { measure, asOf, knownAt, division, team } = view
  return withChanges({}, { measure, asOf, knownAt, division, team }) as Record<string, string>
}

/** As of which day, as known when: as the API takes it. */
export const timesOf = ({ asOf, knownAt }: Pick<View, 'asOf' | 'knownAt'>) => ({
  ...(asOf === undefined ? {} : { asOf }),
  ...(knownAt === undefined ? {} : { knownAt }),
})

/** The same, with whose figures and in which measure. */
export function queryOf(view: View) {
  const { measure, division, team } = view
  return {
    measure,
    ...timesOf(view),
    ...(division === undefined ? {} : { division }),
    ...(team === undefined ? {} : { team }),
  }
}
