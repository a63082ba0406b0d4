import * as z from 'zod/mini'
import { CalendarDay } from '../../domain/calendar-day.ts'
import { leastWeeks, longestWindow, usualWindow } from '../../domain/forecast-weeks.ts'
import { ViewSearch } from '../shared/view-search.ts'

const ids = z.catch(z.optional(z.string().check(z.regex(/^\d{1,15}(,\d{1,15}){0,19}$/))), undefined)
const days = z.string().check(
  z.maxLength(1000),
  z.refine((text) => text.split(',').every((day) => CalendarDay.safeParse(day).success)),
)

/** What the page holds in its address: the view, and what would be if. Nothing of it is stored anywhere else. */
export const ForecastSearch = z.object({
  ...ViewSearch.shape,
  /** Weeks of the window, where they are not the usual ones. */
  weeks: z.catch(z.optional(z.string().check(z.refine((text) => isWindow(Number(text))))), undefined),
  /** Last days of weeks that are left out. */
  leaveOut: z.catch(z.optional(days), undefined),
  /** Ids of teams and waves. */
  stop: ids,
  onceMore: ids,
  dropWaves: ids,
  what: z.catch(z.optional(z.literal('onPrem')), undefined),
})
export type ForecastSearch = z.output<typeof ForecastSearch>

const isWindow = (weeks: number): boolean => Number.isInteger(weeks) && weeks >= leastWeeks && weeks <= longestWindow

export interface ChosenLevers {
  readonly window: number
  readonly leftOut: readonly CalendarDay[]
  readonly stop: readonly string[]
  readonly onceMore: readonly string[]
  readonly dropWaves: readonly string[]
}

const listIn = (text: string | undefined): string[] => (text === undefined || text === '' ? [] : text.split(','))

export const leversIn = (search: ForecastSearch): ChosenLevers => ({
  window: search.weeks === undefined ? usualWindow : Number(search.weeks),
  leftOut: listIn(search.leaveOut) as CalendarDay[],
  stop: listIn(search.stop),
  onceMore: listIn(search.onceMore),
  dropWaves: listIn(search.dropWaves),
})

/** The same as the address says it; what is usual is not said. */
export function searchOf(change: Partial<ChosenLevers>) {
  const listed = (all: readonly string[] | undefined) =>
    all === undefined || all.length === 0 ? undefined : all.join(',')
  return {
    ...('window' in change ? { weeks: change.window === usualWindow ? undefined : String(change.window) } : {}),
    ...('leftOut' in change ? { leaveOut: listed(change.leftOut) } : {}),
    ...('stop' in change ? { stop: listed(change.stop) } : {}),
    ...('onceMore' in change ? { onceMore: listed(change.onceMore) } : {}),
    ...('dropWaves' in change ? { dropWaves: listed(change.dropWaves) } : {}),
  }
}

/** Nothing changed. */
export const asItIs: ChosenLevers = { window: usualWindow, leftOut: [], stop: [], onceMore: [], dropWaves: [] }

export const isAsItIs = ({ window, leftOut, stop, onceMore, dropWaves }: ChosenLevers): boolean =>
  window === usualWindow && leftOut.length + stop.length + onceMore.length + dropWaves.length === 0
