import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { storyKinds } from '../domain/story.ts'
import { Measure } from '../domain/units.ts'
import { endpoint } from './endpoint.ts'
import { FigureName } from './explanations.ts'
import { Growth } from './growth.ts'
import { view } from './queries.ts'

export const Story = z.object({
  kind: z.enum(storyKinds),
  firstDay: CalendarDay,
  lastDay: CalendarDay,
  /** 1 is the biggest of its kind; of a milestone, its place among the milestones. */
  rank: z.int(),
  /** Migrated less rolled back within the days; of a roll-back week, what came back; of a milestone, what is in cloud. */
  amount: z.int(),
  /** Only of a stall. */
  weeks: z.nullable(z.int()),
  /** Only of a stall: it goes on up to the day shown. */
  isOpen: z.boolean(),
  /** Only of a milestone. */
  multiple: z.nullable(z.number()),
  /** What it opens to: the figure's explanation as of a day, since the end of another, with the moves behind it. */
  explained: z.object({ figure: FigureName, since: CalendarDay, asOf: CalendarDay }),
})
export type Story = z.infer<typeof Story>

export const readStories = endpoint({
  name: 'readStories',
  method: 'GET',
  path: '/api/v1/growth/stories',
  summary:
    'What the curve tells, found by rule, in the order of its days: biggest weeks, roll-back weeks, stalls, milestones reached and lost',
  query: z.object({ ...view }),
  answer: z.object({
    measure: Measure,
    unit: z.string(),
    asOf: CalendarDay,
    knownAt: z.nullable(z.string()),
    scope: Growth.shape.scope,
    baselineDay: CalendarDay,
    stories: z.array(Story),
  }),
})
