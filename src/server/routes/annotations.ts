import type { Hono } from 'hono'
import {
  addAnnotation,
  changeAnnotation,
  listAnnotations,
  readAnnotation,
  withdrawAnnotation,
} from '../../contract/annotations.ts'
import { type Annotation, tagsOf } from '../../domain/annotation.ts'
import type { TeamsConcerned } from '../../domain/audit-actions.ts'
import { type CalendarDay, dayIn } from '../../domain/calendar-day.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Queries } from '../database/tables.ts'
import { BadInput, NotFound, Stale } from '../problems.ts'
import { type Asked, type Surroundings, serve } from '../serve.ts'
import {
  annotationByNumber,
  countAnnotations,
  endAnnotation,
  insertAnnotation,
  pageOfAnnotations,
  tagsOfAnnotations,
} from '../storage/annotations.ts'
import { audit } from '../storage/audit.ts'
import { instantOfWrite } from '../storage/ledgers.ts'
import { teamsIn } from '../storage/organisation.ts'
import { findNamed } from '../storage/places.ts'
import { readProgramme, withoutUndefined } from '../storage/programme.ts'
import { viewOf } from '../view.ts'

const annotate = { action: 'annotate', perTeam: true } as const

/** Dated notes on the charts: what they said before stays on record, so that a chart as known then bears what it bore. */
export function annotationRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listAnnotations, { action: 'read' }, async ({ query, queries, now }) => {
    if (query.from !== undefined && query.to !== undefined && query.from > query.to)
      throw new BadInput({ from: 'The first day lies after the last. Swap from and to.' })
    const view = await viewOf(queries, query, now)
    return {
      asOf: view.asOf,
      annotations: await pageOfAnnotations(queries, view, query, query),
      total: await countAnnotations(queries, view, query),
      tags: await tagsOfAnnotations(queries, view, query.below),
    }
  })

  serve(api, surroundings, readAnnotation, { action: 'read' }, ({ params, queries, now }) =>
    existing(queries, now, params.id),
  )

  serve(api, surroundings, addAnnotation, annotate, async (asked) => {
    const { body, queries, seen, permit } = asked
    const team = body.team === undefined ? null : (await findNamed(seen, 'team', body.team)).id
    permit(team)
    const division = body.division === undefined ? null : (await findNamed(seen, 'division', body.division)).id
    const said = { ...body, tags: tagsOf(body.tags), division, team }
    refuseDays(said)
    const at = await instantOfWrite(queries, asked.now)
    const number = await insertAnnotation(queries, said, { recordedAt: at, recordedBy: asked.by.actor })
    return onRecord(asked, at, 'add-annotation', undefined, number)
  })

  serve(api, surroundings, changeAnnotation, annotate, async (asked) => {
    const { body, queries, ifMatch, now, by } = asked
    const before = await own(asked)
    if (before.version !== ifMatch) throw new Stale(before)
    const said = {
      ...before,
      ...withoutUndefined(body),
      tags: body.tags === undefined ? before.tags : tagsOf(body.tags),
      division: before.division?.id ?? null,
      team: before.team?.id ?? null,
    }
    refuseDays(said)
    const at = await instantOfWrite(queries, now)
    await endAnnotation(queries, before.id, at, null)
    const of = { number: before.id, version: before.version }
    await insertAnnotation(queries, said, { recordedAt: at, recordedBy: by.actor, of })
    return onRecord(asked, at, 'change-annotation', before, before.id)
  })

  serve(api, surroundings, withdrawAnnotation, annotate, async (asked) => {
    const before = await own(asked)
    const at = await instantOfWrite(asked.queries, asked.now)
    await endAnnotation(asked.queries, before.id, at, asked.by.actor)
    return onRecord(asked, at, 'withdraw-annotation', before, before.id)
  })
}

type Writing = Pick<Asked<typeof withdrawAnnotation>, 'queries' | 'seen' | 'now' | 'by' | 'permit'>

/** What is written about, once it was found among what the asker sees, may be touched by them, and stands. */
async function own({
  params,
  seen,
  now,
  permit,
}: Writing & Pick<Asked<typeof withdrawAnnotation>, 'params'>): Promise<Annotation> {
  const annotation = await existing(seen, now, params.id)
  permit(annotation.team?.id ?? null)
  if (annotation.withdrawn !== null)
    throw new Refusal(
      'annotation-withdrawn',
      `${annotation.withdrawn.by} took it off the charts. Add it anew where it is to stand again.`,
      { by: annotation.withdrawn.by },
    )
  return annotation
}

async function onRecord(
  { queries, seen, now, by }: Writing,
  recordedAt: number,
  action: 'add-annotation' | 'change-annotation' | 'withdraw-annotation',
  before: Annotation | undefined,
  number: number,
): Promise<Annotation> {
  const after = await existing(seen, now, number)
  await audit(queries, by, {
    recordedAt,
    action,
    subject: after.words,
    teams: await concerned(queries, after),
    ...(before === undefined ? {} : { before }),
    after,
  })
  return after
}

/** Whose charts bear it: everybody's, those of a division's teams, or a team's. */
async function concerned(queries: Queries, { division, team }: Annotation): Promise<TeamsConcerned> {
  if (team !== null) return [team.id]
  if (division === null) return 'all'
  return (await teamsIn(queries, { division, team: null })).map(({ id }) => id)
}

async function existing(queries: Queries, now: number, number: number): Promise<Annotation> {
  const { zone } = await readProgramme(queries)
  const annotation = await annotationByNumber(queries, dayIn(zone, now), number)
  if (!annotation) throw new NotFound(`Annotation ${number}`)
  return annotation
}

function refuseDays({ day, until }: { readonly day: CalendarDay; readonly until: CalendarDay | null }): void {
  if (until !== null && until <= day)
    throw new Refusal(
      'annotation-ends-early',
      `It begins on ${day}. Give a later last day, or none where it is of one day.`,
      { day },
    )
}
