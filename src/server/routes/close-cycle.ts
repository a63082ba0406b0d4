import type { Hono } from 'hono'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { closeReleaseCycle } from '../../contract/release-cycles.ts'
import { Refusal } from '../../domain/refusal.ts'
import { carriesInto } from '../../domain/release-cycles.ts'
import { figuresOnRecord, inEvent } from '../cycle-figures.ts'
import type { Queries } from '../database/tables.ts'
import type { ClosedItemRow } from '../database/train-tables.ts'
import { keepBriefOf } from '../kept-briefs.ts'
import { StaleReview } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit, type By } from '../storage/audit.ts'
import { recordClosing } from '../storage/closed-cycles.ts'
import { recordCycleEvent } from '../storage/events.ts'
import { instantOfWrite } from '../storage/ledgers.ts'
import { addItems, endItems, standingItems } from '../storage/plan.ts'
import { readProgramme } from '../storage/programme.ts'
import { cycleByNumber, layOutCycles, markReviews } from '../storage/release-cycles.ts'
import { addSignOff } from '../storage/sign-offs.ts'
import { viewOf } from '../view.ts'
import { type Publishing, shownCycle, withCommitment } from './cycle-view.ts'
import { openCycle } from './plan.ts'
import { recordToFreeze } from './record-to-freeze.ts'

export function closeCycleRoutes(api: Hono, surroundings: Surroundings): void {
  serve(
    api,
    surroundings,
    closeReleaseCycle,
    { action: 'run-train', afterwards: ({ number }) => keepBriefOf(surroundings, number) },
    async ({ params, body, queries, ifMatch, by, now }) =>
      closeCycle(queries, surroundings, { number: params.number, ...body, version: ifMatch, by, now }),
  )
}

interface Closing {
  readonly number: number
  /** As the review was read. */
  readonly version: number
  readonly notes: string
  readonly carryOver: 'all' | readonly number[]
  readonly by: By
  readonly now: number
}

/** Freezes the record of a cycle that is over, and puts what is carried over into the next. */
async function closeCycle(
  queries: Queries,
  surroundings: Publishing,
  { number, version, notes, carryOver, by, now }: Closing,
): Promise<AnswerOf<typeof closeReleaseCycle>> {
  const cycle = await openCycle(queries, number)
  const view = await viewOf(queries, {}, now)
  if (view.today <= cycle.lastDay)
    throw new Refusal(
      'cycle-not-over',
      `Cycle ${number} runs until ${cycle.lastDay}. Close it after that day, or move its end to an earlier one.`,
      { number: String(number), day: cycle.lastDay },
    )
  if (cycle.version !== version) throw new StaleReview(shownCycle(cycle, view.today))
  const cycles = await layOutCycles(queries, await readProgramme(queries), now, number + 1)
  const into = carriesInto(cycles, number, view.today)
  const closing = await withCommitment(queries, surroundings, { ...view, cycle }, now)
  const recordedAt = await instantOfWrite(queries, now)
  const record = await recordToFreeze(queries, closing, carryOver, now)
  await recordClosing(queries, { number, by: by.actor, now: recordedAt, notes, ...record })
  await addSignOff(queries, { cycle: number, team: null, kind: 'closed', note: '', by, at: recordedAt })
  const carried = record.items.filter(({ choice }) => choice === 'carried')
  const { added, toppedUp } = await carryInto(queries, {
    from: number,
    into,
    carried,
    actor: by.actor,
    now: recordedAt,
  })
  const after = await cycleByNumber(queries, number)
  if (!after) throw new Error(`Release cycle ${number} was closed but cannot be read.`)
  const closed = inEvent(after, await figuresOnRecord(queries, number))
  await recordCycleEvent(queries, 'cycle-closed', closed, view.programme, recordedAt)
  const answer = {
    ...shownCycle(after, view.today),
    into,
    carried: added,
    dropped: record.items.filter(({ choice }) => choice === 'dropped').length,
    alreadyPlanned: carried.length - added - toppedUp.length,
    toppedUp,
  }
  await audit(queries, by, {
    recordedAt,
    action: 'close-cycle',
    subject: `cycle ${number}`,
    before: shownCycle(cycle, view.today),
    after: { ...answer, notes },
  })
  return answer
}

/** Puts what is left into the plan of a later cycle. What stands there with less is raised to it, what stands with more stays. */
async function carryInto(
  queries: Queries,
  { from, into, carried, ...hand }: Carrying,
): Promise<{ added: number; toppedUp: AnswerOf<typeof closeReleaseCycle>['toppedUp'] }> {
  const ids = carried.map(({ service_id }) => service_id)
  const standing = await standingItems(queries, into, ids)
  const added = carried.filter(({ service_id }) => !standing.has(service_id))
  const short = carried.flatMap((row) => {
    const there = standing.get(row.service_id)
    return there !== undefined && there.units < row.choice_units ? [{ row, there }] : []
  })
  await endItems(
    queries,
    short.map(({ there }) => there.id),
    hand,
  )
  await addItems(
    queries,
    [...added, ...short.map(({ row }) => row)].map((row) => ({
      service: row.service_id,
      units: row.choice_units,
      level: null,
      carriedFrom: from,
    })),
    { cycle: into, ...hand },
  )
  if (added.length + short.length > 0) await markReviews(queries, hand.now, { number: into })
  return {
    added: added.length,
    toppedUp: short.map(({ row, there }) => ({
      service: { id: row.service_id, name: row.service_name },
      planned: there.units,
      left: row.choice_units,
    })),
  }
}

interface Carrying {
  readonly from: number
  readonly into: number
  readonly carried: readonly ClosedItemRow[]
  readonly actor: string
  readonly now: number
}
