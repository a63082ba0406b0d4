import type { RawBuilder } from 'kysely'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { LineKind, PromiseAnswer, StandUpLine, StandUpTime } from '../../domain/stand-up.ts'
import type { PromiseAnswerRow, StandUpLineRow } from '../database/daily-tables.ts'
import type { Queries } from '../database/tables.ts'
import type { View } from '../view.ts'
import { ofScope } from './blockers.ts'
import { nextNumber, stands } from './ledgers.ts'

/** Who reads, so that each line says whether it is theirs: `person:12`, and the number of the person. */
export interface Reader {
  readonly id: string
  readonly person: number | null
}

const ofLines = (queries: Queries) =>
  queries
    .selectFrom('stand_up_line')
    .innerJoin('team', 'team.id', 'stand_up_line.team_id')
    // Whoever may not read the service reads the line without it.
    .leftJoin('service', 'service.id', 'stand_up_line.service_id')
    .leftJoin('promise_answer', 'promise_answer.line_id', 'stand_up_line.id')
    .leftJoin('stand_up_line as earlier', 'earlier.id', 'stand_up_line.carried_from')
    .leftJoin('stand_up_line as later', 'later.id', 'promise_answer.carried_to')
    .selectAll('stand_up_line')
    .select([
      'team.name as teamName',
      'service.id as serviceId',
      'service.name as serviceName',
      'service.cloud_level as serviceLevel',
      'earlier.day as earlierDay',
      'later.day as laterDay',
      'promise_answer.answer',
      'promise_answer.level as reached',
      'promise_answer.words as answerWords',
      'promise_answer.carried_to as carriedTo',
      'promise_answer.blocker_id as answerBlocker',
      'promise_answer.level_entry_id as levelEntry',
      'promise_answer.answered_by as answeredBy',
      'promise_answer.recorded_at as answeredAt',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof ofLines>['execute']>>[number]

/** What a team said on a day, in the order it was said. What was taken back is left out. */
export async function linesOfDay(
  queries: Queries,
  team: number,
  day: CalendarDay,
  reader: Reader,
): Promise<StandUpLine[]> {
  const rows = await ofLines(queries)
    .where('stand_up_line.team_id', '=', team)
    .where('stand_up_line.day', '=', day)
    .where('stand_up_line.taken_back_at', 'is', null)
    .orderBy('stand_up_line.id')
    .execute()
  return shown(queries, rows, reader)
}

/** What some teams promised for a day of theirs, by team and in the order it was said. */
export async function promisesMadeFor(
  queries: Queries,
  { asOf: day, scope }: Pick<View, 'asOf' | 'scope'>,
  { limit, offset }: { readonly limit: number; readonly offset: number },
  reader: Reader,
): Promise<StandUpLine[]> {
  const rows = await ofLines(queries)
    .where('stand_up_line.kind', '=', 'promise')
    .where('stand_up_line.day', '=', day)
    .where('stand_up_line.taken_back_at', 'is', null)
    .where(ofScope(scope))
    .orderBy('team.name_search')
    .orderBy('stand_up_line.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return shown(queries, rows, reader)
}

/** Promises of the days before one that nobody said the end of, the oldest first. */
export async function openPromisesBefore(
  queries: Queries,
  team: number,
  { from, before }: { readonly from: CalendarDay; readonly before: CalendarDay },
  reader: Reader,
): Promise<StandUpLine[]> {
  const rows = await ofLines(queries)
    .where('stand_up_line.team_id', '=', team)
    .where('stand_up_line.kind', '=', 'promise')
    .where('stand_up_line.day', '>=', from)
    .where('stand_up_line.day', '<', before)
    .where('stand_up_line.taken_back_at', 'is', null)
    .where('promise_answer.line_id', 'is', null)
    .orderBy('stand_up_line.day')
    .orderBy('stand_up_line.id')
    .execute()
  return shown(queries, rows, reader)
}

export async function lineById(queries: Queries, id: number, reader: Reader): Promise<StandUpLine | undefined> {
  return (await linesById(queries, [id], reader))[0]
}

export async function linesById(queries: Queries, ids: readonly number[], reader: Reader): Promise<StandUpLine[]> {
  if (ids.length === 0) return []
  const rows = await ofLines(queries)
    .where('stand_up_line.id', 'in', [...ids])
    .orderBy('stand_up_line.id')
    .execute()
  return shown(queries, rows, reader)
}

async function shown(queries: Queries, rows: readonly Row[], reader: Reader): Promise<StandUpLine[]> {
  const moves = await movesOfLevels(
    queries,
    rows.map(({ levelEntry }) => levelEntry).filter((id) => id !== null),
  )
  return rows.map((row) => {
    const { id, service_id, carried_from, answer } = row
    return {
      id,
      team: { id: row.team_id, name: row.teamName },
      day: row.day as CalendarDay,
      time: row.time as StandUpTime,
      kind: row.kind as LineKind,
      author: { person: row.author_id, name: row.author },
      typedBy: row.typed_by === row.author ? null : row.typed_by,
      isOwn: row.typed_by_id === reader.id || (reader.person !== null && row.author_id === reader.person),
      service:
        service_id === null || row.serviceName === null
          ? null
          : { id: service_id, name: row.serviceName, level: row.serviceLevel },
      level: row.level,
      text: row.words,
      blocker: row.blocker_id,
      carriedFrom:
        carried_from === null || row.earlierDay === null
          ? null
          : { id: carried_from, day: row.earlierDay as CalendarDay },
      answer:
        answer === null
          ? null
          : {
              answer: answer as PromiseAnswer,
              level: row.reached,
              words: row.answerWords ?? '',
              carriedTo:
                row.carriedTo === null || row.laterDay === null
                  ? null
                  : { id: row.carriedTo, day: row.laterDay as CalendarDay },
              blocker: row.answerBlocker,
              moves: row.levelEntry === null ? [] : (moves.get(row.levelEntry) ?? []),
              by: row.answeredBy ?? '',
              at: new Date(row.answeredAt ?? 0).toISOString(),
            },
      recordedAt: new Date(row.recorded_at).toISOString(),
      isChanged: row.changed_at !== null,
      isTakenBack: row.taken_back_at !== null,
      version: row.version,
    }
  })
}

/** The moves that stand by what was said of levels, by the numbers of both. */
export async function movesOfLevels(queries: Queries, levels: readonly number[]): Promise<Map<number, number[]>> {
  if (levels.length === 0) return new Map()
  const rows = await queries
    .selectFrom('move')
    .select(['id', 'level_entry_id as level'])
    .where('level_entry_id', 'in', [...levels])
    .where(stands(null))
    .orderBy('id')
    .execute()
  const byLevel = Map.groupBy(rows, ({ level }) => level as number)
  return new Map([...byLevel].map(([level, moves]) => [level, moves.map(({ id }) => id)]))
}

export const lineRow = (queries: Queries, id: number): Promise<StandUpLineRow | undefined> =>
  queries.selectFrom('stand_up_line').selectAll().where('id', '=', id).executeTakeFirst()

export const answerRow = (queries: Queries, line: number): Promise<PromiseAnswerRow | undefined> =>
  queries.selectFrom('promise_answer').selectAll().where('line_id', '=', line).executeTakeFirst()

/** Writes it under the next number, by one statement; of an instant that is written nowhere else, also that is said within it. */
export async function insertLine(
  queries: Queries,
  line: Omit<StandUpLineRow, 'id' | 'version' | 'changed_at' | 'taken_back_at' | 'recorded_at'> & {
    readonly recorded_at: number | RawBuilder<number>
  },
): Promise<number> {
  const { id } = await queries
    .insertInto('stand_up_line')
    .values({ id: nextNumber('stand_up_line'), ...line, changed_at: null, taken_back_at: null, version: 1 })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Writes the change; the version moves by one. */
export async function updateLine(queries: Queries, id: number, change: Partial<StandUpLineRow>): Promise<void> {
  await queries
    .updateTable('stand_up_line')
    .set((row) => ({ ...change, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function insertAnswer(queries: Queries, answer: PromiseAnswerRow): Promise<void> {
  await queries.insertInto('promise_answer').values(answer).execute()
}

/** Forgets the answer; the audit keeps what it said. */
export async function deleteAnswer(queries: Queries, line: number): Promise<void> {
  await queries.deleteFrom('promise_answer').where('line_id', '=', line).execute()
}

/** Promises that stand, of some days, with what became of them and the zone of their team. */
export async function promisesOfDays(
  queries: Queries,
  days: { readonly from: CalendarDay; readonly to: CalendarDay },
  team?: number,
) {
  let wanted = queries
    .selectFrom('stand_up_line')
    .innerJoin('team', 'team.id', 'stand_up_line.team_id')
    .leftJoin('promise_answer', 'promise_answer.line_id', 'stand_up_line.id')
    .select(['team.id as team', 'team.division_id as division', 'team.zone', 'stand_up_line.day'])
    .leftJoin('service', 'service.id', 'stand_up_line.service_id')
    .select(['promise_answer.answer', 'stand_up_line.id', 'team.name as teamName'])
    .select(['service.id as service', 'service.name as serviceName'])
    .where('stand_up_line.kind', '=', 'promise')
    .where('stand_up_line.day', '>=', days.from)
    .where('stand_up_line.day', '<=', days.to)
    .where('stand_up_line.taken_back_at', 'is', null)
  if (team !== undefined) wanted = wanted.where('team.id', '=', team)
  const rows = await wanted.execute()
  return rows.map(({ day, answer, ...row }) => ({
    ...row,
    day: day as CalendarDay,
    answer: answer as PromiseAnswer | null,
  }))
}
