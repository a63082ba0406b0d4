import type { Hono } from 'hono'
import {
  acknowledgeFeedback,
  answerFeedback,
  changeFeedback,
  listFeedback,
  readFeedback,
  reopenFeedback,
  resolveFeedback,
  withdrawAcknowledgement,
} from '../../contract/feedback.ts'
import type { Feedback } from '../../domain/feedback.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { FeedbackRow } from '../database/feedback-tables.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound, Stale } from '../problems.ts'
import { type Asked, type Surroundings, serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { blockerRow, personCalled } from '../storage/blockers.ts'
import {
  countFeedback,
  feedbackById,
  feedbackCounts,
  feedbackRow,
  pageOfFeedback,
  searchOfFeedback,
  updateFeedback,
} from '../storage/feedback.ts'
import { movesById } from '../storage/moves.ts'
import { findNamed } from '../storage/places.ts'
import { viewOf } from '../view.ts'

const answer = { action: 'answer-feedback', perTeam: true } as const

/** What becomes of what people say of services, until nothing is left to do. */
export function feedbackRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, listFeedback, { action: 'read' }, async ({ query, queries, now }) => {
    const { scope } = await viewOf(queries, query, now)
    const filters = { ...query, ...(await namedIn(queries, query)) }
    return {
      feedback: await pageOfFeedback(queries, scope, filters, query),
      total: await countFeedback(queries, scope, filters),
      counts: await feedbackCounts(queries, scope),
    }
  })

  serve(api, surroundings, readFeedback, { action: 'read' }, async ({ params, queries }) =>
    existingFeedback(queries, params.id),
  )

  serve(api, surroundings, changeFeedback, answer, async (asked) => {
    const { body, queries, seen, ifMatch } = asked
    const { row, before } = await own(asked)
    if (row.version !== ifMatch) throw new Stale(before)
    if (body.blocker != null && !(await blockerRow(seen, body.blocker))) throw new NotFound(`Blocker ${body.blocker}`)
    if (body.move != null) await refuseOtherMove(seen, row.service_id, body.move)
    const owner = body.owner ?? row.owner
    return changed(asked, 'change-feedback', before, {
      ...(body.kind === undefined ? {} : { kind: body.kind }),
      ...(body.blocker === undefined ? {} : { blocker_id: body.blocker }),
      ...(body.move === undefined ? {} : { move_id: body.move }),
      owner,
      owner_id: owner === '' ? null : await personCalled(queries, owner),
      search: searchOfFeedback({ ...row, owner }),
    })
  })

  serve(api, surroundings, acknowledgeFeedback, answer, async (asked) => {
    const { row, before } = await own(asked)
    if (row.acknowledged_at !== null)
      throw new Refusal('feedback-acknowledged', `${row.acknowledged_by} has acknowledged it already.`, {
        by: row.acknowledged_by ?? '',
      })
    return changed(asked, 'acknowledge-feedback', before, readNow(asked, row))
  })

  serve(api, surroundings, withdrawAcknowledgement, answer, async (asked) => {
    const { row, before } = await own(asked)
    if (row.acknowledged_at === null)
      throw new Refusal('feedback-unread', 'Nobody has acknowledged it, so there is nothing to take back.')
    // An answer shows that it was read, whatever is said about it later.
    if (row.answered_at !== null)
      throw new Refusal(
        'feedback-answered',
        `${row.answered_by} has answered it, so it was read. Mend the answer instead.`,
        { by: row.answered_by ?? '' },
      )
    return changed(asked, 'withdraw-acknowledgement', before, { acknowledged_at: null, acknowledged_by: null })
  })

  serve(api, surroundings, answerFeedback, answer, async (asked) => {
    const { body, now, by } = asked
    const { row, before } = await own(asked)
    return changed(asked, 'answer-feedback', before, {
      ...readNow(asked, row),
      answer: body.words,
      answered_at: row.answered_at ?? now,
      answered_by: by.actor,
      ...(body.resolve && row.resolved_at === null ? { resolved_at: now, resolved_by: by.actor } : {}),
      search: searchOfFeedback({ ...row, answer: body.words }),
    })
  })

  serve(api, surroundings, resolveFeedback, answer, async (asked) => {
    const { now, by } = asked
    const { row, before } = await own(asked)
    if (row.resolved_at !== null)
      throw new Refusal('feedback-resolved', `${row.resolved_by} has resolved it already.`, {
        by: row.resolved_by ?? '',
      })
    if (row.answered_at === null)
      throw new Refusal('feedback-unanswered', 'Nobody has answered it. Answer it first, then resolve it.')
    return changed(asked, 'resolve-feedback', before, { resolved_at: now, resolved_by: by.actor })
  })

  serve(api, surroundings, reopenFeedback, answer, async (asked) => {
    const { row, before } = await own(asked)
    if (row.resolved_at === null) throw new Refusal('feedback-open', 'It is open: nobody has resolved it.')
    return changed(asked, 'reopen-feedback', before, { resolved_at: null, resolved_by: null })
  })
}

/** The numbers of what is named in a question. */
export async function namedIn(
  queries: Queries,
  { service, region }: { readonly service?: string | undefined; readonly region?: string | undefined },
) {
  return {
    service: service === undefined ? undefined : (await findNamed(queries, 'service', service)).id,
    region: region === undefined ? undefined : (await findNamed(queries, 'region', region)).id,
  }
}

type Writing = Pick<Asked<typeof resolveFeedback>, 'params' | 'queries' | 'seen' | 'now' | 'by' | 'permit'>

/** What is written about, once it was found among what the asker sees and belongs to a team of theirs. */
async function own({ params, queries, seen, permit }: Writing): Promise<{ row: FeedbackRow; before: Feedback }> {
  const before = await existingFeedback(seen, params.id)
  permit(before.team.id)
  const row = await feedbackRow(queries, params.id)
  if (!row) throw new NotFound(`Feedback ${params.id}`)
  return { row, before }
}

/** Whoever answers has read it. */
const readNow = ({ now, by }: Writing, row: FeedbackRow): Partial<FeedbackRow> =>
  row.acknowledged_at === null ? { acknowledged_at: now, acknowledged_by: by.actor } : {}

type FeedbackAct =
  | 'change-feedback'
  | 'acknowledge-feedback'
  | 'withdraw-acknowledgement'
  | 'answer-feedback'
  | 'resolve-feedback'
  | 'reopen-feedback'

async function changed(
  { queries, seen, now, by }: Writing,
  action: FeedbackAct,
  before: Feedback,
  change: Partial<FeedbackRow>,
): Promise<Feedback> {
  await updateFeedback(queries, before.id, change)
  const after = await existingFeedback(seen, before.id)
  await audit(queries, by, {
    recordedAt: now,
    action,
    subject: after.service.name,
    teams: [after.team.id],
    before,
    after,
  })
  return after
}

export async function existingFeedback(queries: Queries, id: number): Promise<Feedback> {
  const feedback = await feedbackById(queries, id)
  if (!feedback) throw new NotFound(`Feedback ${id}`)
  return feedback
}

async function refuseOtherMove(seen: Queries, service: number, id: number): Promise<void> {
  const [move] = await movesById(seen, [id])
  if (!move) throw new NotFound(`Move ${id}`)
  if (move.service.id !== service)
    throw new Refusal(
      'feedback-other-service',
      `Move ${id} is of ${move.service.name}. Choose a move of this service.`,
      {
        service: move.service.name,
      },
    )
}
