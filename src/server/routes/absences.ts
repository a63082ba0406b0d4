import type { Hono } from 'hono'
import { addAbsence, changeAbsence, listAbsences, removeAbsence } from '../../contract/stand-ups.ts'
import { type Absence, refuseBackwards } from '../../domain/absence.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound, Stale } from '../problems.ts'
import { type Asked, type Surroundings, serve } from '../serve.ts'
import { shownAbsence } from '../shown-absence.ts'
import { audit } from '../storage/audit.ts'
import { instantOfWrite } from '../storage/ledgers.ts'
import {
  absenceRow,
  absencesFrom,
  deleteAbsence,
  insertAbsence,
  standUpTeam,
  updateAbsence,
} from '../storage/stand-up-teams.ts'
import { authorOf, speak } from './stand-up-lines.ts'

/** Who is out of office: a team knows it of each other, so whoever may speak for the team may say it. */
export function absenceRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listAbsences, { action: 'read' }, async ({ query, queries, now }) => {
    const team = await standUpTeam(queries, query.team, now)
    const rows = await absencesFrom(queries, team.id, query.from ?? team.today)
    return { absences: rows.map((row) => shownAbsence(row, team)) }
  })

  serve(api, surroundings, addAbsence, speak, async ({ body, queries, seen, now, by, actor, permit }) => {
    const team = await standUpTeam(seen, body.team, now)
    permit(team.id)
    const { from, to = from, words } = body
    refuseBackwards(from, to)
    const { author: name, author_id: person_id } = await authorOf(seen, body.who, actor)
    const id = await insertAbsence(queries, {
      team_id: team.id,
      person_id,
      name,
      first_day: from,
      last_day: to,
      words,
      recorded_at: await instantOfWrite(queries, now),
      said_by: by.actor,
      said_by_id: by.actorId,
    })
    const after = await existing(seen, id, now)
    await audit(queries, by, {
      recordedAt: now,
      action: 'add-absence',
      subject: subjectOf(after),
      teams: [after.team.id],
      after,
    })
    return after
  })

  serve(api, surroundings, changeAbsence, speak, async (asked) => {
    const { body, queries, seen, ifMatch, now, by } = asked
    const before = await own(asked)
    if (before.version !== ifMatch) throw new Stale(before)
    const { from = before.from, to = before.to, words = before.words } = body
    refuseBackwards(from, to)
    await updateAbsence(queries, before.id, { first_day: from, last_day: to, words })
    const after = await existing(seen, before.id, now)
    await audit(queries, by, {
      recordedAt: now,
      action: 'change-absence',
      subject: subjectOf(after),
      teams: [after.team.id],
      before,
      after,
    })
    return after
  })

  serve(api, surroundings, removeAbsence, speak, async (asked) => {
    const { queries, now, by } = asked
    const before = await own(asked)
    await deleteAbsence(queries, before.id)
    await audit(queries, by, {
      recordedAt: now,
      action: 'remove-absence',
      subject: subjectOf(before),
      teams: [before.team.id],
      before,
    })
    return { removed: true }
  })
}

const subjectOf = ({ who, team }: Absence): string => `${who.name}, ${team.name}`

async function own({
  params,
  seen,
  now,
  permit,
}: Pick<Asked<typeof changeAbsence>, 'params' | 'seen' | 'now' | 'permit'>) {
  const absence = await existing(seen, params.id, now)
  permit(absence.team.id)
  return absence
}

async function existing(queries: Queries, id: number, now: number): Promise<Absence> {
  const row = await absenceRow(queries, id)
  if (!row) throw new NotFound(`Absence ${id}`)
  return shownAbsence(row, await standUpTeam(queries, row.team_id, now))
}
