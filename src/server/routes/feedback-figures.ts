import type { Hono } from 'hono'
import { listPulses, readFeedbackFigures } from '../../contract/feedback.ts'
import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import { averageRating, leastForAverage, medianMinutes, pulseDays, ratingTrends } from '../../domain/feedback.ts'
import { type Surroundings, serve } from '../serve.ts'
import { answerTimes, namesOfGroups, pulsesDue, ratedDays } from '../storage/feedback-figures.ts'
import { viewOf } from '../view.ts'
import { weekEndsUpTo } from '../week-ends.ts'
import { namedIn } from './feedback.ts'

/** What ratings say in sum, and whom to ask now. */
export function feedbackFigureRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readFeedbackFigures, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const weeks = weekEndsUpTo(view.asOf, query.weeks)
    const wanted = {
      by: query.by,
      from: addDays(weeks[0] as CalendarDay, -6),
      ...(await namedIn(queries, query)),
    }
    const trends = ratingTrends(await ratedDays(queries, view, wanted), weeks)
    const times = await answerTimes(queries, view, wanted)
    const names = await namesOfGroups(queries, query.by, [...trends.keys()])
    return {
      asOf: view.asOf,
      weeks,
      leastForAverage,
      groups: [...trends.values()]
        .sort((one, other) => other.count - one.count || one.group - other.group)
        .map(({ group, count, sum, weeks: ofWeeks }) => {
          const took = times.get(group) ?? []
          return {
            id: query.by === 'none' || group === 0 ? null : group,
            name: names.get(group) ?? '',
            count,
            average: averageRating(sum, count),
            answered: took.length,
            firstAnswerMinutes: medianMinutes(took),
            weeks: ofWeeks.map((week) => ({ count: week.count, average: averageRating(week.sum, week.count) })),
          }
        }),
    }
  })

  serve(api, surroundings, listPulses, { action: 'read' }, async ({ query, queries, now }) => {
    const { scope, today } = await viewOf(queries, query, now)
    const due = await pulsesDue(queries, scope, today)
    const days = pulseDays.filter((day) => due.some(({ pulse }) => pulse === day))
    return { pulses: due.slice(query.offset, query.offset + query.limit), total: due.length, days }
  })
}
