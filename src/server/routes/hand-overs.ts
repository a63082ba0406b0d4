import type { Hono } from 'hono'
import { acceptHandOver, handOver, withdrawHandOver } from '../../contract/hand-overs.ts'
import { addDays } from '../../domain/calendar-day.ts'
import type { HandOver } from '../../domain/hand-over.ts'
import { refuseLateWithdrawal } from '../../domain/hand-over.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type StandUpLine, standUpDaysBack } from '../../domain/stand-up.ts'
import { refuseOutsideTeam } from '../../domain/team-time.ts'
import type { HandOverRow } from '../database/daily-tables.ts'
import { tellHandedOver } from '../hand-over-mails.ts'
import { NotFound } from '../problems.ts'
import { type Asked, type Surroundings, serve } from '../serve.ts'
import { readingRule } from '../storage/access-settings.ts'
import { audit } from '../storage/audit.ts'
import { blockerRow, pageOfBlockers, teamOfBlocker } from '../storage/blockers.ts'
import {
  handOverRow,
  handOversOn,
  holderOf,
  insertHandOver,
  shownHandOvers,
  updateHandOver,
} from '../storage/hand-overs.ts'
import { instantOfWrite } from '../storage/ledgers.ts'
import { serviceWithTeam } from '../storage/places.ts'
import { scopes } from '../storage/rollups.ts'
import { linesById, linesOfDay, openPromisesBefore } from '../storage/stand-up-lines.ts'
import { type StandUpTeam, standUpTeam } from '../storage/stand-up-teams.ts'
import { viewOf } from '../view.ts'
import { readerOf, speak } from './stand-up-lines.ts'

type Handing = Asked<typeof handOver>
type Asking = Pick<Handing, 'queries' | 'seen' | 'now' | 'by' | 'actor' | 'permit'>

/** At the end of a day what is open goes to those whose day goes on. */
export function handOverRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, handOver, speak, async (asked) => {
    const { body, queries, seen, now, by, permit } = asked
    const from = await standUpTeam(seen, body.team, now)
    permit(from.id)
    const to = await standUpTeam(seen, body.to, now)
    if (to.id === from.id)
      throw new Refusal('hand-over-to-itself', `${from.name} has it already. Choose another team.`, {
        team: from.name,
      })
    refuseOutsideTeam(from, from.today)
    refuseOutsideTeam(to, to.today)
    if (from.division !== to.division && (await readingRule(queries)) === 'own-division')
      throw new Refusal(
        'hand-over-unseen',
        `${to.name} belongs to another division, and people here read only their own. Choose a team of the same division.`,
        { team: to.name },
      )
    const isSaid = body.lines !== undefined || body.blockers !== undefined
    const { lines = [], blockers = [] } = isSaid ? body : await openItems(asked, from)
    if (lines.length + blockers.length === 0)
      throw new Refusal('hand-over-empty', 'Nothing is open that could be handed over.')
    for (const line of lines) await refuseLine(asked, line, from)
    for (const blocker of blockers) await refuseBlocker(asked, blocker, from)
    const id = await insertHandOver(
      queries,
      {
        from_team_id: from.id,
        to_team_id: to.id,
        day: from.today,
        to_day: to.today,
        note: body.note,
        handed_by: by.actor,
        handed_by_id: by.actorId,
        recorded_at: await instantOfWrite(queries, now),
      },
      { lines, blockers },
    )
    const after = await onRecord(asked, 'hand-over', id)
    await tellHandedOver(queries, after, now, surroundings.mail)
    return after
  })

  serve(api, surroundings, acceptHandOver, speak, async (asked) => {
    const { row } = await found(asked)
    asked.permit(row.to_team_id)
    refuseWithdrawn(row)
    if (row.accepted_at !== null)
      throw new Refusal('hand-over-accepted', `${row.accepted_by} has taken it already.`, { by: row.accepted_by ?? '' })
    const { queries, now, by } = asked
    await updateHandOver(queries, row.id, { accepted_at: await instantOfWrite(queries, now), accepted_by: by.actor })
    return onRecord(asked, 'accept-hand-over', row.id)
  })

  serve(api, surroundings, withdrawHandOver, speak, async (asked) => {
    const { queries, seen, now, by } = asked
    const { row, shown } = await found(asked)
    asked.permit(row.from_team_id, row.handed_by_id === by.actorId ? 'stand-up' : 'correct-stand-up')
    refuseWithdrawn(row)
    refuseLateWithdrawal(shown.day, (await standUpTeam(seen, row.from_team_id, now)).today)
    const answered = shown.lines.find(({ answer }) => answer !== null && answer.at >= shown.at)
    if (answered?.answer)
      throw new Refusal(
        'hand-over-answered',
        `${answered.answer.by} has said what became of a promise in it. Take that answer back first.`,
        { by: answered.answer.by },
      )
    for (const { id } of shown.lines) await refuseHandedOn(queries, { line: id }, row)
    for (const { id } of shown.blockers) await refuseHandedOn(queries, { blocker: id }, row)
    await updateHandOver(queries, row.id, { withdrawn_at: await instantOfWrite(queries, now) })
    return onRecord(asked, 'withdraw-hand-over', row.id)
  })
}

async function onRecord(
  asked: Asking,
  action: 'hand-over' | 'accept-hand-over' | 'withdraw-hand-over',
  id: number,
): Promise<HandOver> {
  const after = await existing(asked, id)
  await audit(asked.queries, asked.by, {
    recordedAt: asked.now,
    action,
    subject: `${after.from.name} → ${after.to.name}, ${after.day}`,
    teams: [after.from.id, after.to.id],
    after,
  })
  return after
}

async function existing({ seen, now, actor }: Asking, id: number): Promise<HandOver> {
  const row = await handOverRow(seen, id)
  const [shown] = row ? await shownHandOvers(seen, [row], await viewOf(seen, {}, now), readerOf(actor)) : []
  if (!shown) throw new NotFound(`Hand-over ${id}`)
  return shown
}

async function found(asked: Asking & Pick<Asked<typeof acceptHandOver>, 'params'>) {
  const shown = await existing(asked, asked.params.id)
  const row = await handOverRow(asked.seen, shown.id)
  if (!row) throw new NotFound(`Hand-over ${shown.id}`)
  return { row, shown }
}

function refuseWithdrawn({ withdrawn_at }: HandOverRow): void {
  if (withdrawn_at === null) return
  throw new Refusal('hand-over-withdrawn', 'This was taken back: the team that handed it over has it itself.')
}

/** All that its page offers: promises of the last two weeks and of today that nobody said the end of, its own and others' that it was given, and what blocks it. */
async function openItems({ seen, actor, now }: Handing, team: StandUpTeam) {
  const reader = readerOf(actor)
  const view = await viewOf(seen, {}, now)
  const before = { from: addDays(team.today, -standUpDaysBack), before: team.today }
  const its = [
    ...(await openPromisesBefore(seen, team.id, before, reader)),
    ...(await linesOfDay(seen, team.id, team.today, reader)),
  ]
  const given = await shownHandOvers(seen, await handOversOn(seen, 'received', team.id, team.today), view, reader)
  const page = { sort: '-days', limit: Number.MAX_SAFE_INTEGER, offset: 0 } as const
  const stops = await pageOfBlockers(seen, { ...view, scope: { scope: scopes.team, id: team.id } }, {}, page)
  const isOpen = ({ kind, answer }: StandUpLine) => kind === 'promise' && answer === null
  const idsOf = (own: readonly { id: number }[], others: readonly { id: number }[]) =>
    new Map([...own.map(({ id }) => [id, true] as const), ...others.map(({ id }) => [id, false] as const)])
  const lines: number[] = []
  const theirs = given.flatMap((one) => one.lines)
  for (const [id, isOwn] of idsOf(its.filter(isOpen), theirs.filter(isOpen)))
    if ((await holderOf(seen, { line: id })) === (isOwn ? null : team.id)) lines.push(id)
  const blockers: number[] = []
  for (const { id } of stops) if ((await holderOf(seen, { blocker: id })) === null) blockers.push(id)
  return { lines, blockers }
}

/** A line of the team, or one that was handed over to it; with a promise goes the right to log what it reaches. */
async function refuseLine({ seen, queries, actor, permit }: Handing, id: number, from: StandUpTeam): Promise<void> {
  const [line] = await linesById(seen, [id], readerOf(actor))
  if (!line) throw new NotFound(`Line ${id} of a stand-up`)
  await refuseElsewhere({ holder: await holderOf(queries, { line: id }), own: line.team, from })
  if (line.isTakenBack)
    throw new Refusal('line-taken-back', 'This line was taken back. Restore it first, or say it again.')
  if (line.answer !== null)
    throw new Refusal(
      'promise-answered',
      `${line.answer.by} has said already what became of this promise. Take that answer back first.`,
      { by: line.answer.by },
    )
  if (line.kind !== 'promise' || line.team.id !== from.id || line.service === null) return
  permit((await serviceWithTeam(seen, line.service.id)).team, 'log-move')
}

async function refuseBlocker({ seen, queries, permit }: Handing, id: number, from: StandUpTeam): Promise<void> {
  const row = await blockerRow(seen, id)
  if (!row) throw new NotFound(`Blocker ${id}`)
  const own = await teamOfBlocker(queries, row)
  await refuseElsewhere({ holder: await holderOf(queries, { blocker: id }), own: { id: own }, from })
  if (own === from.id) permit(own, 'raise-blocker')
  if (row.resolved_on !== null)
    throw new Refusal('blocker-resolved', `It was resolved on ${row.resolved_on} already, by ${row.resolved_by}.`, {
      day: row.resolved_on,
      by: row.resolved_by ?? '',
    })
}

/** Only what a team has itself can it give on. */
async function refuseElsewhere(its: {
  readonly holder: number | null
  readonly own: { readonly id: number }
  readonly from: StandUpTeam
}): Promise<void> {
  const { holder, own, from } = its
  if ((holder ?? own.id) === from.id) return
  throw new Refusal(
    'hand-over-not-here',
    holder === null
      ? `That belongs to another team than ${from.name}.`
      : 'That was handed over to another team already. Take that back first.',
    { team: from.name },
  )
}

async function refuseHandedOn(
  queries: Handing['queries'],
  item: Parameters<typeof holderOf>[1],
  { to_team_id }: HandOverRow,
): Promise<void> {
  if ((await holderOf(queries, item)) === to_team_id) return
  throw new Refusal('hand-over-handed-on', 'Part of it was handed on to a third team. That has to be taken back first.')
}
