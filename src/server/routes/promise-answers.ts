import type { Hono } from 'hono'
import { answerPromise, undoAnswer } from '../../contract/stand-ups.ts'
import type { Blocker } from '../../domain/blocker.ts'
import { addDays, type CalendarDay, earlier, later } from '../../domain/calendar-day.ts'
import type { Move, NewMove } from '../../domain/move.ts'
import { Refusal } from '../../domain/refusal.ts'
import { dayPutOffTo, type NewAnswer, type StandUpLine, standUpDaysBack } from '../../domain/stand-up.ts'
import { NotFound } from '../problems.ts'
import { type Asked, type Surroundings, serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { instantOfWrite, type LedgerHead, ledgerHead } from '../storage/ledgers.ts'
import { movesById, withdrawLevel } from '../storage/moves.ts'
import { answerRow, deleteAnswer, insertAnswer, insertLine, lineRow, movesOfLevels } from '../storage/stand-up-lines.ts'
import { type StandUpTeam, standUpTeam } from '../storage/stand-up-teams.ts'
import { raiseBlocker, sinceDayOf, withdrawBlocker } from './blockers.ts'
import { permitFor } from './held.ts'
import { logTogether, reverseTogether } from './log-moves.ts'
import { changedLine, existingLine, refuseTooOld, speak, subjectOf } from './stand-up-lines.ts'

/**
 * What became of a promise. The proof is the entry of the ledger: it is written by the same functions that log a move, in
 * the same transaction as the answer, so what the ledger refuses leaves the promise open.
 */
export function promiseAnswerRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, answerPromise, speak, async (asked) => {
    const { body, queries, seen, by, actor } = asked
    const promise = await existingLine(seen, asked.params.id, actor)
    const { permit, teams } = await permitFor(asked, promise.team.id, { line: promise.id })
    permit(promise.team.id)
    const team = await standUpTeam(seen, promise.team.id, asked.now)
    refuseUnanswerable(promise, team)
    const day = dayOfAnswer(body, promise, team)
    // One instant for all that is written here: what the ledger is told, and what the stand-up says of it.
    const head = await ledgerHead(queries, asked.now)
    const now = head.recordedAt
    const at = { ...asked, now, permit }
    const told = await tell({ ...at, head }, promise, body, team)
    const carried =
      body.answer === 'not-today' && body.carryTo !== null
        ? await carry(at, promise, { carryTo: body.carryTo, day, team })
        : null
    const blocker = body.answer === 'blocked' ? await block(at, promise, body, day) : null
    await insertAnswer(queries, {
      line_id: promise.id,
      answer: body.answer,
      level: told.level,
      words: body.words,
      carried_to: carried,
      blocker_id: blocker?.id ?? null,
      level_entry_id: told.levelEntry,
      day,
      answered_by: by.actor,
      answered_by_id: by.actorId,
      recorded_at: now,
    })
    const line = await existingLine(seen, promise.id, actor)
    await audit(queries, by, {
      recordedAt: now,
      action: 'answer-promise',
      subject: subjectOf(promise),
      teams,
      before: promise,
      after: line,
    })
    return {
      line,
      moves: told.moves,
      carried: carried === null ? null : await existingLine(seen, carried, actor),
      blocker,
    }
  })

  serve(api, surroundings, undoAnswer, speak, async (asked) => {
    const { queries, seen, by, actor } = asked
    const before = await existingLine(seen, asked.params.id, actor)
    const { permit, teams } = await permitFor(asked, before.team.id, { line: before.id })
    const answer = await answerRow(queries, before.id)
    // Whoever answered, or wrote what was promised, may think again.
    permit(before.team.id, before.isOwn || answer?.answered_by_id === actor.id ? 'stand-up' : 'correct-stand-up')
    if (!answer) throw new Refusal('promise-open', 'Nobody has said yet what became of this promise.')
    const now = await instantOfWrite(queries, asked.now)
    const at = { ...asked, now, permit }
    if (answer.level_entry_id !== null) await untell(at, answer.level_entry_id)
    if (answer.carried_to !== null) await uncarry(at, answer.carried_to)
    if (answer.blocker_id !== null) await withdrawBlocker(at, answer.blocker_id, 'ended')
    await deleteAnswer(queries, before.id)
    const after = await existingLine(seen, before.id, actor)
    await audit(queries, by, {
      recordedAt: now,
      action: 'undo-answer',
      subject: subjectOf(before),
      teams,
      before,
      after,
    })
    return after
  })
}

type Answering = Asked<typeof answerPromise>

function refuseUnanswerable({ kind, isTakenBack, answer, day, team }: StandUpLine, { today }: StandUpTeam): void {
  if (kind !== 'promise') throw new Refusal('line-no-promise', 'This line promises nothing, so nothing became of it.')
  if (isTakenBack) throw new Refusal('line-taken-back', 'This line was taken back. Restore it first, or say it again.')
  if (answer !== null)
    throw new Refusal(
      'promise-answered',
      `${answer.by} has said already what became of this promise. Take that answer back first.`,
      { by: answer.by },
    )
  if (day > today)
    throw new Refusal(
      'promise-day-to-come',
      `This is promised for ${day}, and it is ${today} where ${team.name} works. Answer it then.`,
      { day, today, team: team.name },
    )
}

/** The day on which it was answered. It may be the next one already where whoever answers works, or the one before. */
function dayOfAnswer({ day }: NewAnswer, promise: StandUpLine, { today }: StandUpTeam): CalendarDay {
  if (day === undefined) return today
  if (day > addDays(today, 1))
    throw new Refusal(
      'stand-up-day-to-come',
      `${day} has not come yet where ${promise.team.name} works; today is ${today} there. Give today or an earlier day.`,
      { day, today, team: promise.team.name },
    )
  refuseTooOld(day, today)
  return later(promise.day, earlier(day, today))
}

interface Told {
  readonly level: number | null
  readonly levelEntry: number | null
  readonly moves: Move[]
}

/** Logs the level that was reached; a step in words has none, unless one is given with its proof. */
async function tell(
  asked: Answering & { readonly head: LedgerHead },
  promise: StandUpLine,
  body: NewAnswer,
  { programmeToday }: StandUpTeam,
): Promise<Told> {
  if (body.answer !== 'kept' && body.answer !== 'partly') return { level: null, levelEntry: null, moves: [] }
  if (body.answer === 'partly' && promise.level !== null) {
    if (body.level === undefined)
      throw new Refusal('promise-level-needed', 'Say the level that was reached, such as 400 for 40 %.')
    if (body.level === promise.level)
      throw new Refusal('promise-level-reached', 'That is the level that was promised. Answer that it is kept.')
  }
  if (body.answer === 'kept' && promise.level !== null && body.level !== undefined && body.level !== promise.level)
    throw new Refusal(
      'promise-level-differs',
      `${promise.level / 10} % was promised. Leave the level out, or answer that it is kept partly.`,
      { level: promise.level },
    )
  const level = body.level ?? promise.level
  if (level === null) return { level: null, levelEntry: null, moves: [] }
  if (promise.service === null) throw new NotFound('The service that was promised')
  const move: NewMove = {
    service: promise.service.id,
    // The day of a team may have begun before the programme's.
    occurredOn: earlier(promise.day, programmeToday),
    level,
    ...(body.from === undefined ? {} : { from: body.from }),
    ...(body.to === undefined ? {} : { to: body.to }),
    note: body.words || promise.text,
    evidence: body.evidence ?? '',
  }
  // One level is said anew, or none where it was said of that day already.
  const { moves, levels } = await logTogether({ ...asked, source: 'stand_up' }, [move])
  return { level, moves, levelEntry: levels[0] ?? null }
}

/** The same promise, for a later day. */
async function carry(
  asked: Answering,
  promise: StandUpLine,
  put: { readonly carryTo: CalendarDay | undefined; readonly day: CalendarDay; readonly team: StandUpTeam },
): Promise<number> {
  const { queries, by } = asked
  const { team, carryTo } = put
  const next = dayPutOffTo(promise.day, team.today)
  // It was still to come when it was chosen, and has passed on the way here.
  const hasPassed = carryTo !== undefined && carryTo > promise.day && carryTo >= put.day && carryTo < team.today
  const day = hasPassed ? next : (carryTo ?? next)
  const last = addDays(team.today, standUpDaysBack)
  if (day <= promise.day || day < team.today || day > last)
    throw new Refusal(
      'promise-carried-too-far',
      `A promise is put off to a day from ${later(addDays(promise.day, 1), team.today)} to ${last}. Drop it where it is not for soon.`,
      { from: later(addDays(promise.day, 1), team.today), last },
    )
  const row = await lineRow(queries, promise.id)
  return insertLine(queries, {
    team_id: team.id,
    day,
    time: 'morning',
    kind: 'promise',
    author: promise.author.name,
    author_id: promise.author.person,
    typed_by: by.actor,
    typed_by_id: by.actorId,
    service_id: row?.service_id ?? null,
    level: promise.level,
    words: promise.text,
    blocker_id: null,
    carried_from: promise.id,
    recorded_at: asked.now,
  })
}

async function block(
  asked: Answering,
  promise: StandUpLine,
  { words, owner = '' }: NewAnswer,
  day: CalendarDay,
): Promise<Blocker> {
  if (promise.service === null) throw new NotFound('The service that was promised')
  const since = await sinceDayOf(asked, day)
  return raiseBlocker(asked, { service: promise.service.id, kind: 'other', what: words, owner, since })
}

type Undoing = Asked<typeof undoAnswer>

/** Reverses what still stands of what was logged, and what was said with it. */
async function untell(asked: Undoing, levelEntry: number): Promise<void> {
  const { queries, now } = asked
  const ids = (await movesOfLevels(queries, [levelEntry])).get(levelEntry) ?? []
  if (ids.length === 0) return withdrawLevel(queries, levelEntry, now)
  await reverseTogether({ ...asked, source: 'stand_up' }, await movesById(queries, ids))
}

/** The promise that it was put off to stands no more; one that was answered meanwhile keeps this one as it is. */
async function uncarry(asked: Undoing, to: number): Promise<void> {
  const { queries, seen, actor, now } = asked
  const carried = await existingLine(seen, to, actor)
  if (carried.isTakenBack) return
  const answer = await answerRow(queries, to)
  if (answer)
    throw new Refusal(
      'promise-carried-answered',
      `It was put off to ${carried.day}, and ${answer.answered_by} has said what became of it there. Take that answer back first.`,
      { day: carried.day, by: answer.answered_by },
    )
  await changedLine(asked, 'take-back-stand-up-line', carried, { taken_back_at: now })
}
