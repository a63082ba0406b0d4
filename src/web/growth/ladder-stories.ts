import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { readStories, Story } from '../../contract/stories.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Format } from '../../drawing/format.ts'
import { missing } from '../../drawing/format.ts'
import { call } from '../shared/call.ts'
import type { TableOfChart } from '../shared/charts/ChartTable.tsx'
import type { Messages } from '../shared/messages/messages.tsx'
import { queryOf, type View } from '../shared/view-search.ts'

/** What is chosen among the stories: milestones reached and lost are one. */
export const storyFilters = ['biggest-week', 'roll-back-week', 'stall', 'crossing'] as const
export type StoryFilter = (typeof storyFilters)[number]

const isFilter = (text: string): text is StoryFilter => (storyFilters as readonly string[]).includes(text)
const filtersIn = (text: string): StoryFilter[] => text.split(',').filter(isFilter)

/** The address names the stories that are shown, `none` where none is; all are while it says nothing. The scale is log. */
export const LadderSearch = z.object({
  scale: z.catch(z.optional(z.literal('linear')), undefined),
  stories: z.catch(
    z.optional(z.string().check(z.refine((text) => text === 'none' || filtersIn(text).length > 0))),
    undefined,
  ),
})

export const shownKinds = (said: string | undefined): readonly StoryFilter[] =>
  said === undefined ? storyFilters : filtersIn(said)

export const saidKinds = (shown: readonly StoryFilter[]): string | undefined =>
  shown.length === storyFilters.length ? undefined : shown.length === 0 ? 'none' : shown.join(',')

export const filterOf = ({ kind }: Story): StoryFilter => (kind === 'reached' || kind === 'lost' ? 'crossing' : kind)

/** Nothing on the first screen needs it, so its contract comes with its first question. */
export const storiesQuery = (view: View) => {
  const query = queryOf(view)
  return queryOptions({
    queryKey: ['growth', 'stories', query],
    queryFn: async ({ signal }): Promise<AnswerOf<typeof readStories>> => {
      const { readStories: endpoint } = await import('../../contract/stories.ts')
      return call(endpoint, { query, signal })
    },
  })
}

/** A story as a sentence with a place for its amount, and what stands there. */
export function storySentence(
  story: Story,
  measure: View['measure'],
  words: Messages['growth']['stories'],
  format: Format,
): { readonly sentence: string; readonly amount: string } {
  const days = format.dayRange(story.firstDay, story.lastDay)
  const amount = format.measured(measure, story.amount)
  const rung = story.multiple === null ? '' : format.rungWithGrowth(story.multiple)
  switch (story.kind) {
    case 'biggest-week':
      return { sentence: story.rank === 1 ? words.biggest(days) : words.big(days), amount }
    case 'roll-back-week':
      return { sentence: words.rolledBack(days), amount }
    case 'stall':
      return {
        sentence: story.isOpen ? words.stallOpen(format.day(story.firstDay)) : words.stall(days),
        amount: words.weeks(story.weeks ?? 0),
      }
    case 'reached':
      return { sentence: words.reached(rung, format.day(story.firstDay)), amount }
    case 'lost':
      return { sentence: words.lost(rung, format.day(story.firstDay)), amount }
  }
}

/** The stories that end after one point of the curve and by the next: they stand beside that one. */
export const storiesBetween = (stories: readonly Story[], after: CalendarDay | undefined, by: CalendarDay): Story[] =>
  stories.filter(({ lastDay }) => lastDay <= by && (after === undefined || lastDay > after))

/** The table with a column of stories; as it was where there is none. */
export function withStories(
  table: TableOfChart,
  days: readonly CalendarDay[],
  stories: readonly Story[],
  label: string,
  textOf: (story: Story) => string,
): TableOfChart {
  if (stories.length === 0) return table
  return {
    ...table,
    columns: [...table.columns, { label }],
    rows: table.rows.map((row, at) => {
      const day = days[at]
      const its = day === undefined ? [] : storiesBetween(stories, days[at - 1], day).map(textOf)
      const text = its.join('; ')
      return { ...row, shown: [...row.shown, text === '' ? missing : text], raw: [...row.raw, text] }
    }),
  }
}
