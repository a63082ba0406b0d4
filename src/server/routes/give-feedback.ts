import type { Hono } from 'hono'
import { giveFeedback, readFeedbackSubject } from '../../contract/feedback.ts'
import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'
import { feedbackDaysBack, pulseOf } from '../../domain/feedback.ts'
import { Refusal } from '../../domain/refusal.ts'
import { NotFound } from '../problems.ts'
import { type Surroundings, serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { givenByLink, insertFeedback, searchOfFeedback, serviceAskedAbout } from '../storage/feedback.ts'
import { movedOnOf } from '../storage/moved-on.ts'
import { findNamed, serviceWithTeam } from '../storage/places.ts'
import { regionsByName } from '../storage/regions.ts'
import { viewOf } from '../view.ts'
import { existingFeedback } from './feedback.ts'

const give = { action: 'give-feedback', perTeam: true } as const

/** A link is for people. Whoever sends more by one in a day is none, or has passed it on too far. */
export const mostByLinkADay = 2000

/** What people say of services that moved: signed in, or by a link. */
export function givingRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readFeedbackSubject, give, async ({ params, queries, now, permit }) => {
    const service = await serviceAskedAbout(queries, params.id)
    if (!service) throw new NotFound(`Service ${params.id}`)
    permit(service.team_id)
    const { id, name } = service
    const { today, programme } = await viewOf(queries, {}, now)
    const movedOn = await movedOnOf(queries, [{ key: id, service: id, upTo: today }])
    const regions = await regionsByName(queries)
    return {
      service: { id, name },
      movedOn: movedOn.get(id) ?? null,
      now: new Date(now).toISOString(),
      today,
      zone: programme.zone,
      regions: regions.map((region) => ({ id: region.id, name: region.name })),
    }
  })

  serve(api, surroundings, giveFeedback, give, async ({ body, queries, seen, now, by, actor, permit }) => {
    const service = await serviceWithTeam(seen, body.service)
    permit(service.team)
    const { today, programme } = await viewOf(queries, {}, now)
    const day = refuseDayOfFeedback(body.day ?? today, today)
    const link = actor.role === 'feedback-token' ? Number(actor.id.slice('token:'.length)) : null
    if (link !== null && (await givenByLink(queries, link, { today, zone: programme.zone })) >= mostByLinkADay)
      throw new Refusal(
        'feedback-link-full',
        `${mostByLinkADay} came by this link today, and it takes no more until tomorrow. Ask whoever sent it for another one.`,
        { most: mostByLinkADay },
      )
    const said = { words: body.words, answer: '', given_by: link === null ? by.actor : body.name, owner: '' }
    const id = await insertFeedback(queries, {
      ...said,
      service_id: service.id,
      rating: body.rating,
      kind: body.kind,
      region_id: body.region == null ? null : (await findNamed(queries, 'region', body.region)).id,
      given_at: now,
      given_on: day,
      token_id: link,
      owner_id: null,
      acknowledged_at: null,
      acknowledged_by: null,
      answered_at: null,
      answered_by: null,
      resolved_at: null,
      resolved_by: null,
      blocker_id: null,
      move_id: null,
      search: searchOfFeedback(said),
    })
    const after = await existingFeedback(queries, id)
    await audit(queries, by, {
      recordedAt: now,
      action: 'give-feedback',
      subject: service.name,
      teams: [service.team],
      after,
    })
    const movedOn = await movedOnOf(queries, [{ key: id, service: service.id, upTo: day }])
    return { id, service: { id: service.id, name: service.name }, pulse: pulseOf(movedOn.get(id) ?? null, day) }
  })
}

/** What was said without a network is of the day on which it was said. */
function refuseDayOfFeedback(day: CalendarDay, today: CalendarDay): CalendarDay {
  if (day > today)
    throw new Refusal(
      'feedback-day-to-come',
      `${day} has not come yet; today is ${today}. Give today or an earlier day.`,
      { day, today },
    )
  if (day < addDays(today, -feedbackDaysBack))
    throw new Refusal(
      'feedback-day-too-old',
      `Feedback is given within ${feedbackDaysBack} days, and ${day} lies further back. Say how it does today.`,
      { day, days: feedbackDaysBack },
    )
  return day
}
