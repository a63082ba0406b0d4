import type { Hono } from 'hono'
import { readStories, type Story } from '../../contract/stories.ts'
import { addDays } from '../../domain/calendar-day.ts'
import type { DayFacts } from '../../domain/growth.ts'
import { storiesOf } from '../../domain/story.ts'
import { type Surroundings, serve } from '../serve.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { type View, viewOf } from '../view.ts'
import { scopeOf } from './growth.ts'

export function storiesRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readStories, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const days = await scopeDaysKnownAt(queries, view.scope, view.asOf, view.knownAt)
    const { measure, unit, asOf, knownAtText: knownAt, programme } = view
    return {
      ...{ measure, unit, asOf, knownAt, scope: scopeOf(view), baselineDay: programme.baselineDay },
      stories: toldOf(view, days),
    }
  })
}

/** The stories of a view, each with what it opens to. Costs the days of the scope, which the headline reads too. */
export function toldOf({ measure, asOf, programme }: View, days: readonly DayFacts[]): Story[] {
  const { milestones, baselineDay } = programme
  return storiesOf({ days, measure, asOf, milestones, baselineDay }).map((story) => ({
    ...story,
    explained: { figure: 'cloud-change', since: addDays(story.firstDay, -1), asOf: story.lastDay },
  }))
}
