import { useSyncExternalStore } from 'react'
import * as z from 'zod/mini'
import { leftStates, type ServiceState } from '../../domain/service.ts'
import { basePath, stringifySearch } from '../shared/address.ts'
import { withChanges } from '../shared/view-search.ts'
import type { ServicesSearch } from './services-search.ts'

/** A view of one's own: its name, and the part of the address that makes it. */
const SavedView = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(60)),
  search: z.record(z.string(), z.string()),
})
export type SavedView = z.output<typeof SavedView>

/** The views everybody has. They differ in the state only, so that grouping and columns stay as they were. */
export const standingViews = [
  { key: 'all', states: undefined },
  { key: 'left', states: leftStates },
  { key: 'rolledBack', states: ['rolled_back'] },
  { key: 'inCloud', states: ['in_cloud'] },
  { key: 'retired', states: ['retired'] },
] as const satisfies readonly { key: string; states: readonly ServiceState[] | undefined }[]
export type StandingView = (typeof standingViews)[number]

// The sample organisation has views of its own.
const place = `tenfold.services.views${basePath}`
const listeners = new Set<() => void>()
let views: readonly SavedView[] | undefined

function read(): readonly SavedView[] {
  if (views === undefined) {
    try {
      views = z.parse(z.array(SavedView), JSON.parse(localStorage.getItem(place) ?? '[]'))
    } catch {
      // Refused storage, or something an older version wrote: start with none rather than with a broken page.
      views = []
    }
  }
  return views
}

function write(after: readonly SavedView[]): void {
  views = after
  try {
    localStorage.setItem(place, JSON.stringify(after))
  } catch {
    // Refused in some private windows: the views then last as long as the page.
  }
  for (const listener of listeners) listener()
}

export const saveView = (view: SavedView): void => write([...read().filter(({ name }) => name !== view.name), view])
export const removeView = (name: string): void => write(read().filter((view) => view.name !== name))
export const forgetViews = (): void => {
  views = undefined
  for (const listener of listeners) listener()
}

export function useSavedViews(): readonly SavedView[] {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    addEventListener('storage', forgetViews)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) removeEventListener('storage', forgetViews)
    }
  }, read)
}

const filterKeys = ['q', 'state', 'strategy', 'criticality', 'tag', 'owner', 'location'] as const
const keptKeys = [...filterKeys, 'division', 'team', 'sort', 'group', 'order', 'columns'] as const

/** What a view that says nothing about it means. */
const usual = { sort: 'name', order: 'left' }

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(',') : String(value))

/** What of the address makes a view: whose services, filters, order, grouping and columns; not the day, not the drawer. */
export function viewOf(search: ServicesSearch): Record<string, string> {
  return Object.fromEntries(
    keptKeys.flatMap((key) => {
      const value = search[key]
      return value === undefined || (usual as Record<string, string>)[key] === value ? [] : [[key, textOf(value)]]
    }),
  )
}

/** The address with another view in it: the day, the measure and who is asked about in the top bar stay. */
export function inView(
  before: Readonly<Record<string, unknown>>,
  view: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const kept = Object.entries(before).filter(
    ([key]) => !(keptKeys as readonly string[]).includes(key) && key !== 'open' && key !== 'service',
  )
  return withChanges(Object.fromEntries(kept), view)
}

const filtersText = (view: Readonly<Record<string, string>>): string =>
  stringifySearch(Object.fromEntries(filterKeys.map((key) => [key, view[key]])))

export const isSameView = (one: Readonly<Record<string, string>>, other: Readonly<Record<string, string>>): boolean =>
  keptKeys.every((key) => (one[key] ?? '') === (other[key] ?? ''))

/** A standing view is shown whatever the order, grouping and columns. */
export const isStanding = (view: Readonly<Record<string, string>>, { states }: StandingView): boolean =>
  filtersText(view) === stringifySearch({ state: states?.join(',') })
