import type { Hono } from 'hono'
import {
  changeBlocker,
  listBlockers,
  openBlocker,
  readBlocker,
  readBlockerAgeing,
  reopenBlocker,
  resolveBlocker,
} from '../../contract/blockers.ts'
import { ageBands, ageing, type Blocker, medianDaysToResolve, type NewBlocker } from '../../domain/blocker.ts'
import { addDays, type CalendarDay, earlier } from '../../domain/calendar-day.ts'
import { searchable } from '../../domain/names.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { BlockerRow } from '../database/daily-tables.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound, Stale } from '../problems.ts'
import { type Asked, type Surroundings, serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import {
  blockerInView,
  blockerRow,
  blockerSpans,
  countBlockers,
  insertBlocker,
  pageOfBlockers,
  personCalled,
  teamOfBlocker,
  updateBlocker,
} from '../storage/blockers.ts'
import { stopsPlan } from '../storage/cycle-blockers.ts'
import { findNamed, serviceWithTeam } from '../storage/places.ts'
import { withoutUndefined } from '../storage/programme.ts'
import { type View, viewOf } from '../view.ts'
import { weekEndsUpTo } from '../week-ends.ts'
import { cycleView, planMeant } from './cycle-view.ts'
import { permitFor } from './held.ts'

const raise = { action: 'raise-blocker', perTeam: true } as const

/** What stops services and teams, from the day it stands to the day it is resolved. */
export function blockerRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listBlockers, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const { state, kind, escalated, q } = query
    const those =
      query.cycle === undefined
        ? undefined
        : await stopsPlan(queries, planMeant(await cycleView(queries, surroundings, query.cycle, query, now)))
    const service = query.service === undefined ? undefined : (await findNamed(queries, 'service', query.service)).id
    const filters = { state, service, kind, escalated, those, q }
    return {
      asOf: view.asOf,
      escalationDays: view.programme.escalationDays,
      blockers: await pageOfBlockers(queries, view, filters, query),
      total: await countBlockers(queries, view, filters),
      open: await countBlockers(queries, view, { those }),
      escalated: await countBlockers(queries, view, { escalated: true, those }),
    }
  })

  serve(api, surroundings, readBlockerAgeing, { action: 'read' }, async ({ query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const days = weekEndsUpTo(view.asOf, query.weeks)
    const from = addDays(days[0] as CalendarDay, -6)
    const spans = await blockerSpans(queries, view, from)
    const ended = spans.filter(({ resolvedOn }) => resolvedOn !== null && resolvedOn >= from)
    const counts = ageing(spans, days)
    return {
      asOf: view.asOf,
      bands: [...ageBands],
      weeks: days.map((day, at) => {
        const ages = counts[at] as number[]
        return { day, open: ages.reduce((sum, count) => sum + count, 0), ages }
      }),
      opened: spans.filter(({ since }) => since >= from).length,
      resolved: ended.length,
      medianDays: medianDaysToResolve(ended),
    }
  })

  serve(api, surroundings, readBlocker, { action: 'read' }, async ({ params, queries, now }) =>
    existing(queries, await viewOf(queries, {}, now), params.id),
  )

  serve(api, surroundings, openBlocker, raise, (asked) => raiseBlocker(asked, asked.body))

  serve(api, surroundings, changeBlocker, raise, async (asked) => {
    const { body, queries, ifMatch } = asked
    const { row, before, view } = await own(asked)
    if (row.version !== ifMatch) throw new Stale(before)
    if (body.since !== undefined && row.resolved_on !== null && body.since > row.resolved_on)
      throw new Refusal(
        'blocker-since-after-end',
        `It was resolved on ${row.resolved_on}. Give that day or an earlier one.`,
        {
          day: row.resolved_on,
        },
      )
    if (body.since !== undefined) notToCome(body.since, view)
    const { what = row.what, owner = row.owner, ...others } = withoutUndefined(body)
    return changed(asked, 'change-blocker', before, { ...others, ...(await saidOf(queries, { what, owner })) })
  })

  serve(api, surroundings, resolveBlocker, raise, async (asked) => {
    const its = await own(asked)
    return endBlocker(asked, its, asked.body)
  })

  serve(api, surroundings, reopenBlocker, raise, async (asked) => reopen(asked, await own(asked)))
}

/** Who writes, without what the address says. */
type Acting = Pick<Asked<typeof resolveBlocker>, 'queries' | 'seen' | 'now' | 'by' | 'actor' | 'permit'>
type Writing = Acting & Pick<Asked<typeof resolveBlocker>, 'params'>
type Own = Awaited<ReturnType<typeof own>>

/** Opens one, also from where a stand-up says that something stops a service. */
export async function raiseBlocker({ queries, seen, now, by, permit }: Acting, body: NewBlocker): Promise<Blocker> {
  const service = body.service === undefined ? null : await serviceWithTeam(seen, body.service)
  const team = service?.team ?? (await findNamed(seen, 'team', body.team ?? '')).id
  permit(team, 'raise-blocker')
  const view = await viewOf(queries, {}, now)
  const since = notToCome(body.since ?? view.today, view)
  const id = await insertBlocker(queries, {
    team_id: service ? null : team,
    service_id: service?.id ?? null,
    kind: body.kind,
    ...(await saidOf(queries, body)),
    since,
    opened_at: now,
    opened_by: by.actor,
    resolved_on: null,
    resolved_by: null,
    note: '',
  })
  const after = await existing(seen, view, id)
  await audit(queries, by, { recordedAt: now, action: 'open-blocker', subject: subjectOf(after), teams: [team], after })
  return after
}

/** Since when something stands that a team says on its own day, which may have begun before the programme's. */
export async function sinceDayOf({ queries, now }: Acting, day: CalendarDay): Promise<CalendarDay> {
  return earlier(day, (await viewOf(queries, {}, now)).today)
}

/** What a stand-up opened by mistake stood for no day; what it takes back the mistake of stands again. */
export async function withdrawBlocker(asked: Acting, id: number, how: 'ended' | 'reopened'): Promise<void> {
  const its = await own({ ...asked, params: { id } })
  if (how === 'ended' && its.row.resolved_on === null)
    await endBlocker(asked, its, { note: '', on: its.row.since as CalendarDay })
  if (how === 'reopened' && its.row.resolved_on !== null) await reopen(asked, its)
}

/** Says anew what stops it, where the line of the stand-up that says so was changed. */
export async function rewordBlocker(asked: Acting, id: number, what: string): Promise<void> {
  const { row, before } = await own({ ...asked, params: { id } })
  await changed(asked, 'change-blocker', before, await saidOf(asked.queries, { what, owner: row.owner }))
}

async function endBlocker(
  asked: Acting,
  { row, before, view }: Own,
  { note, on: said }: { readonly note: string; readonly on?: CalendarDay | undefined },
): Promise<Blocker> {
  if (row.resolved_on !== null)
    throw new Refusal('blocker-resolved', `It was resolved on ${row.resolved_on} already, by ${row.resolved_by}.`, {
      day: row.resolved_on,
      by: row.resolved_by ?? '',
    })
  const on = notToCome(said ?? view.today, view)
  if (on < row.since)
    throw new Refusal('blocker-end-before-start', `It stands since ${row.since}. Give that day or a later one.`, {
      day: row.since,
    })
  return changed(asked, 'resolve-blocker', before, { resolved_on: on, resolved_by: asked.by.actor, note })
}

async function reopen(asked: Acting, { row, before }: Own): Promise<Blocker> {
  if (row.resolved_on === null) throw new Refusal('blocker-open', 'It is open: nobody has resolved it.')
  return changed(asked, 'reopen-blocker', before, { resolved_on: null, resolved_by: null, note: '' })
}

/** The blocker that is written about, once it was found among what the asker sees and belongs to a team of theirs. */
async function own({ params, queries, seen, now, actor, permit: asIs }: Writing) {
  const row = await blockerRow(seen, params.id)
  if (!row) throw new NotFound(`Blocker ${params.id}`)
  const team = await teamOfBlocker(queries, row)
  const { permit } = await permitFor({ queries, actor, permit: asIs }, team, { blocker: row.id })
  permit(team, 'raise-blocker')
  const view = await viewOf(queries, {}, now)
  return { row, view, before: await existing(seen, view, row.id) }
}

async function changed(
  { queries, seen, now, by }: Acting,
  action: 'change-blocker' | 'resolve-blocker' | 'reopen-blocker',
  before: Blocker,
  change: Partial<BlockerRow>,
): Promise<Blocker> {
  await updateBlocker(queries, before.id, change)
  const after = await existing(seen, await viewOf(queries, {}, now), before.id)
  await audit(queries, by, {
    recordedAt: now,
    action,
    subject: subjectOf(after),
    teams: [before.team.id, after.team.id],
    before,
    after,
  })
  return after
}

async function existing(queries: Queries, view: View, id: number): Promise<Blocker> {
  const blocker = await blockerInView(queries, view, id)
  if (!blocker) throw new NotFound(`Blocker ${id}`)
  return blocker
}

/** The words with the person they name, and what search compares. */
async function saidOf(queries: Queries, { what, owner }: { readonly what: string; readonly owner: string }) {
  const owner_id = owner === '' ? null : await personCalled(queries, owner)
  return { what, owner, owner_id, search: searchable(`${what} ${owner}`) }
}

const subjectOf = ({ service, team }: Blocker): string => service?.name ?? team.name

function notToCome(day: CalendarDay, { today }: View): CalendarDay {
  if (day > today)
    throw new Refusal(
      'blocker-day-to-come',
      `${day} has not come yet; today is ${today}. Give today or an earlier day.`,
      {
        day,
        today,
      },
    )
  return day
}
