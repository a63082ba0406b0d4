import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import * as z from 'zod/mini'
import { CalendarDay } from '../../domain/calendar-day.ts'
import { Measure } from '../../domain/units.ts'

/** A value nobody can use is dropped, so that an old or mistyped link still opens. */
const orNothing = <S extends z.ZodMiniType>(schema: S) => z.catch(z.optional(schema), undefined)
const Text = z.string().check(z.minLength(1), z.maxLength(200))

/** What every screen shares and every link carries: which figures, of whom, as of when, as known when. */
export const ViewSearch = z.object({
  measure: z.catch(z._default(Measure, 'services'), 'services'),
  /** Absent is today: the clock of the programme. */
  asOf: orNothing(CalendarDay),
  /** An instant, `2024-07-07T10:00:00Z`; absent is now. */
  knownAt: orNothing(z.string().check(z.regex(/^(\d{1,15}|\d{4}-\d\d-\d\dT[\d:.]+Z)$/))),
  /** Name or id. */
  division: orNothing(Text),
  team: orNothing(Text),
  /** The figure that is open: a FigureName, with `:20` after it for a milestone of 20x. */
  explain: orNothing(Text),
  /** The log dialog is open: `new`, or the id of the service to log for. */
  log: orNothing(Text),
})
export type View = z.output<typeof ViewSearch>

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

/** The same, as the API takes it. */
export function queryOf(view: View) {
  const { measure, asOf, knownAt, division, team } = view
  return {
    measure,
    ...(asOf === undefined ? {} : { asOf }),
    ...(knownAt === undefined ? {} : { knownAt }),
    ...(division === undefined ? {} : { division }),
    ...(team === undefined ? {} : { team }),
  }
}
