import type { Hono } from 'hono'
import {
  addStandUpLine,
  changeStandUpLine,
  readStandUpLine,
  restoreLine,
  takeBackLine,
} from '../../contract/stand-ups.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { NameOrId } from '../../domain/names.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  isTooOld,
  type NewStandUpLine,
  type StandUpLine,
  standUpDaysBack,
  standUpTimeIn,
} from '../../domain/stand-up.ts'
import { refuseOutsideTeam } from '../../domain/team-time.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound, Stale } from '../problems.ts'
import { type Asked, personOf, type Surroundings, serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { instantOfWrite, nextInstant } from '../storage/ledgers.ts'
import { findNamed, namedIfThere, serviceWithTeam } from '../storage/places.ts'
import { answerRow, insertLine, lineById, lineRow, type Reader, updateLine } from '../storage/stand-up-lines.ts'
import { type StandUpTeam, standUpTeam } from '../storage/stand-up-teams.ts'
import { raiseBlocker, rewordBlocker, sinceDayOf, withdrawBlocker } from './blockers.ts'

export const speak = { action: 'stand-up', perTeam: true } as const

/** Lines of stand-ups: said, said anew, taken back. */
export function standUpLineRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readStandUpLine, { action: 'read' }, ({ queries, params, actor }) =>
    existingLine(queries, params.id, actor),
  )

  serve(api, surroundings, addStandUpLine, speak, async (asked) => {
    const { body, queries, seen, now, by, actor, permit } = asked
    const team = await standUpTeam(seen, body.team, now)
    permit(team.id)
    const day = refuseDayOfStandUp(body.day ?? team.today, team)
    const service = body.service === undefined ? null : await serviceWithTeam(seen, body.service)
    // What is promised will be logged by whoever says that it is kept.
    if (service !== null && body.kind === 'promise') permit(service.team, 'log-move')
    const author = await authorOf(seen, body.author, actor)
    const blocker = body.kind === 'blocker' ? await blockerOf(asked, body, { team, service: service?.id, day }) : null
    const id = await insertLine(queries, {
      team_id: team.id,
      day,
      time: body.time ?? standUpTimeIn(team.zone, now),
      kind: body.kind,
      ...author,
      typed_by: by.actor,
      typed_by_id: by.actorId,
      service_id: service?.id ?? null,
      level: body.level ?? null,
      words: body.text,
      blocker_id: blocker,
      carried_from: null,
      recorded_at: nextInstant(queries, now),
    })
    const after = await existingLine(seen, id, actor)
    await audit(queries, by, {
      recordedAt: now,
      action: 'add-stand-up-line',
      subject: subjectOf(after),
      teams: [after.team.id],
      after,
    })
    return after
  })

  serve(api, surroundings, changeStandUpLine, speak, async (asked) => {
    const { body, queries, seen, ifMatch, permit } = asked
    const { row, before } = await ownLine(asked)
    if (row.version !== ifMatch) throw new Stale(before)
    await refuseAnswered(queries, before)
    const service = body.service === undefined ? undefined : await serviceWithTeam(seen, body.service)
    if (service !== undefined && before.kind === 'promise') permit(service.team, 'log-move')
    if (service !== undefined && before.kind === 'blocker' && service.id !== row.service_id)
      throw new Refusal(
        'line-blocker-moved',
        'A blocker stays with what it stops. Take this line back, and say it again of the other service.',
      )
    const level = body.level === undefined ? row.level : body.level
    const text = body.text ?? row.words
    refuseEmpty(before.kind, level, text)
    if (before.kind === 'blocker' && row.blocker_id !== null && body.text !== undefined)
      await rewordBlocker(asked, row.blocker_id, text)
    return changedLine(asked, 'change-stand-up-line', before, {
      service_id: service?.id ?? row.service_id,
      level,
      words: text,
      time: body.time ?? row.time,
      changed_at: await instantOfWrite(queries, asked.now),
    })
  })

  serve(api, surroundings, takeBackLine, speak, async (asked) => {
    const { queries, now } = asked
    const { row, before } = await ownLine(asked)
    await refuseAnswered(queries, before)
    if (row.blocker_id !== null) await withdrawBlocker(asked, row.blocker_id, 'ended')
    const taken_back_at = await instantOfWrite(queries, now)
    return changedLine(asked, 'take-back-stand-up-line', before, { taken_back_at })
  })

  serve(api, surroundings, restoreLine, speak, async (asked) => {
    const { row, before } = await ownLine(asked, { takenBack: true })
    if (row.blocker_id !== null) await withdrawBlocker(asked, row.blocker_id, 'reopened')
    return changedLine(asked, 'restore-stand-up-line', before, { taken_back_at: null })
  })
}

export const readerOf = (actor: { readonly id: string }): Reader => ({ id: actor.id, person: personOf(actor) })

export const subjectOf = ({ team, day, service }: StandUpLine): string =>
  service === null ? `${team.name}, ${day}` : `${team.name}, ${day}, ${service.name}`

type Writing = Pick<Asked<typeof takeBackLine>, 'params' | 'queries' | 'seen' | 'now' | 'by' | 'actor' | 'permit'>

export async function existingLine(queries: Queries, id: number, actor: { readonly id: string }): Promise<StandUpLine> {
  const line = await lineById(queries, id, readerOf(actor))
  if (!line) throw new NotFound(`Line ${id} of a stand-up`)
  return line
}

/** The line that is written about, once it was found among what the asker sees and is theirs to change. */
async function ownLine({ params, seen, actor, permit }: Writing, { takenBack = false } = {}) {
  const before = await existingLine(seen, params.id, actor)
  permit(before.team.id, before.isOwn ? 'stand-up' : 'correct-stand-up')
  if (before.isTakenBack !== takenBack)
    throw takenBack
      ? new Refusal('line-stands', 'This line stands: nobody has taken it back.')
      : new Refusal('line-taken-back', 'This line was taken back. Restore it first, or say it again.')
  const row = await lineRow(seen, before.id)
  if (!row) throw new NotFound(`Line ${params.id} of a stand-up`)
  return { row, before }
}

export async function changedLine(
  { queries, seen, now, by, actor }: Omit<Writing, 'params' | 'permit'>,
  action: 'change-stand-up-line' | 'take-back-stand-up-line' | 'restore-stand-up-line',
  before: StandUpLine,
  change: Parameters<typeof updateLine>[2],
): Promise<StandUpLine> {
  await updateLine(queries, before.id, change)
  const after = await existingLine(seen, before.id, actor)
  await audit(queries, by, {
    recordedAt: now,
    action,
    subject: subjectOf(before),
    teams: [before.team.id],
    before,
    after,
  })
  return after
}

/** What is answered stands as it was promised. */
async function refuseAnswered(queries: Queries, { id }: StandUpLine): Promise<void> {
  const answer = await answerRow(queries, id)
  if (!answer) return
  throw new Refusal(
    'promise-answered',
    `${answer.answered_by} has said already what became of this promise. Take that answer back first.`,
    { by: answer.answered_by },
  )
}

function refuseEmpty(kind: StandUpLine['kind'], level: number | null, text: string): void {
  if (kind !== 'promise' && level !== null)
    throw new Refusal('line-without-level', 'Only a promise has a level. Log one that is reached as a move.')
  if (text !== '' || (kind === 'promise' && level !== null)) return
  throw new Refusal('line-empty', 'Say it in words.')
}

/** Today and the two weeks before it, on days on which the team exists. */
function refuseDayOfStandUp(day: CalendarDay, team: StandUpTeam): CalendarDay {
  const { today } = team
  if (day > today)
    throw new Refusal(
      'stand-up-day-to-come',
      `${day} has not come yet where ${team.name} works; today is ${today} there. Give today or an earlier day.`,
      { day, today, team: team.name },
    )
  refuseTooOld(day, today)
  refuseOutsideTeam(team, day)
  return day
}

export function refuseTooOld(day: CalendarDay, today: CalendarDay): void {
  if (!isTooOld(day, today)) return
  throw new Refusal(
    'stand-up-day-too-old',
    `A stand-up is written within ${standUpDaysBack} days, and ${day} lies further back. Log what moved as a move.`,
    { day, days: standUpDaysBack },
  )
}

/** Whose line it is: who types it, a person of the organisation, or somebody from outside by their name. */
export async function authorOf(
  seen: Queries,
  said: NameOrId | undefined,
  actor: { readonly id: string; readonly name: string },
): Promise<{ author: string; author_id: number | null }> {
  if (said === undefined) return { author: actor.name, author_id: personOf(actor) }
  const person =
    typeof said === 'number' ? await findNamed(seen, 'person', said) : await namedIfThere(seen, 'person', said)
  return person ? { author: person.name, author_id: person.id } : { author: String(said), author_id: null }
}

async function blockerOf(
  asked: Asked<typeof addStandUpLine>,
  { text, owner = '' }: NewStandUpLine,
  { team, service, day }: { team: StandUpTeam; service: number | undefined; day: CalendarDay },
): Promise<number> {
  const its = service === undefined ? { team: team.id } : { service }
  const since = await sinceDayOf(asked, day)
  const { id } = await raiseBlocker(asked, { ...its, kind: 'other', what: text, owner, since })
  return id
}
