import type { Hono } from 'hono'
import {
  listReviewMoves,
  markReviewed,
  type ReviewChanges,
  readLastReview,
  readReviewChanges,
} from '../../contract/last-review.ts'
import { dayIn, earlier } from '../../domain/calendar-day.ts'
import type { DayFacts, MilestoneStanding } from '../../domain/growth.ts'
import { Refusal } from '../../domain/refusal.ts'
import {
  causeOfChange,
  causesOf,
  type LedgerMove,
  type Report,
  type ReviewCause,
  type ReviewFigures,
  type ReviewPath,
  reviewFigures,
  reviewSteps,
} from '../../domain/review-changes.ts'
import type { Queries } from '../database/tables.ts'
import { type Asked, personOf, type Surroundings, serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import {
  booksLearnedSince,
  countHappened,
  idsHappened,
  lastReviewOf,
  writeLastReview,
} from '../storage/last-reviews.ts'
import { kindsOfLocations, lastRecordedAt } from '../storage/ledgers.ts'
import { wasAnythingKnown } from '../storage/move-search.ts'
import { movesById } from '../storage/moves.ts'
import { paceWindowOf } from '../storage/release-cycles.ts'
import { scopeDays } from '../storage/rollups.ts'
import { type View, viewOf } from '../view.ts'
import { scopeOf } from './growth.ts'

/** Whoever never reviewed is told of what changed within the last week. */
const usual = 7 * 86_400_000

export function lastReviewRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, readReviewChanges, { action: 'read' }, async ({ query, queries, now, actor }) => {
    const view = await viewOf(queries, query, now)
    const { report, reviewedAt, upTo } = await lookedBackTo(queries, view, { query, now, actor })
    const known = await scopeDays(queries, view.scope, view.asOf)
    const { steps, corrected, late } = await lookedBack(queries, view, report, known)
    const { measure, programme, asOf } = view
    const asThen = {
      ...{ asOf: report.day, measure, programme },
      paceOver: await paceWindowOf(queries, { programme, asOf: report.day, knownAt: report.instant }),
    }
    const path: ReviewPath<ReviewFigures> = [
      reviewFigures(steps.reported, asThen),
      reviewFigures(steps.corrected, asThen),
      reviewFigures(steps.late, asThen),
      reviewFigures(known, { asOf, measure, programme, paceOver: await paceWindowOf(queries, view) }),
    ]
    return {
      measure,
      unit: view.unit,
      scope: scopeOf(view),
      since: instantText(report.instant),
      sinceDay: report.day,
      asOf,
      upTo: instantText(upTo),
      reviewedAt: reviewedAt === null ? null : instantText(reviewedAt),
      baselineDay: programme.baselineDay,
      multiple: along(path, ({ multiple }) => multiple),
      baseline: along(path, ({ baseline }) => baseline),
      cloud: along(path, ({ cloud }) => cloud),
      onPrem: along(path, ({ onPrem }) => onPrem),
      share: along(path, ({ share }) => share),
      runningPerCycle: along(path, ({ runningPerCycle }) => runningPerCycle),
      requiredPerCycle: along(path, ({ requiredPerCycle }) => requiredPerCycle),
      milestones: milestonesAlong(path),
      moves: {
        corrected,
        late,
        since: await countHappened(queries, view, { after: report.day, to: asOf }),
      },
    }
  })

  serve(api, surroundings, listReviewMoves, { action: 'read' }, async ({ query, queries, now, actor }) => {
    const view = await viewOf(queries, query, now)
    const { report } = await lookedBackTo(queries, view, { query, now, actor })
    const { cause, limit, offset } = query
    const nothingKnown = !(await wasAnythingKnown(queries, report.instant))
    if (cause === 'since' || (cause === 'late' && nothingKnown)) {
      const days = cause === 'since' ? { after: report.day, to: view.asOf } : { to: report.day }
      return {
        total: await countHappened(queries, view, days),
        moves: await movesById(queries, await idsHappened(queries, view, days, { limit, offset })),
      }
    }
    if (nothingKnown) return { total: 0, moves: [] }
    const found = causesIn(await booksLearnedSince(queries, view, report), report)[cause]
    found.sort((one, other) => (one.day === other.day ? other.id - one.id : one.day < other.day ? 1 : -1))
    const page = found.slice(offset, offset + limit).map(({ id }) => id)
    return { total: found.length, moves: await movesById(queries, page) }
  })

  serve(api, surroundings, readLastReview, { action: 'read' }, async ({ queries, actor }) => {
    const reader = readerOf(actor)
    const reviewedAt = reader === null ? null : await lastReviewOf(queries, reader)
    return { reviewedAt: reviewedAt === null ? null : instantText(reviewedAt) }
  })

  serve(
    api,
    surroundings,
    markReviewed,
    { action: 'mark-reviewed' },
    async ({ body, queries, seen, actor, now, by }) => {
      const reader = readerOf(actor)
      if (reader === null)
        throw new Refusal('no-account', 'Only people who sign in have an account. Sign in as one of them.')
      const latest = Math.max(now, await lastRecordedAt(seen))
      const upTo = body.upTo === undefined ? latest : Temporal.Instant.from(body.upTo).epochMilliseconds
      if (upTo > latest) throw futureInstant()
      const before = await lastReviewOf(seen, reader)
      await writeLastReview(queries, reader, upTo)
      const reviewedAt = instantText(upTo)
      await audit(queries, by, {
        recordedAt: now,
        action: 'mark-reviewed',
        subject: actor.name,
        before: { reviewedAt: before === null ? null : instantText(before) },
        after: { reviewedAt },
      })
      return { reviewedAt }
    },
  )
}

const futureInstant = () =>
  new Refusal('known-at-in-future', 'That instant has not come yet. Leave it out to see what is known now.')

/** Who is remembered: people, and whoever works where nobody signs in. A program reviews nothing. */
const readerOf = (actor: Asked<typeof readLastReview>['actor']): string | null =>
  personOf(actor) !== null || actor.id === 'local' ? actor.id : null

async function lookedBackTo(
  queries: Queries,
  view: View,
  asked: Pick<Asked<typeof readReviewChanges>, 'now' | 'actor'> & {
    readonly query: { readonly since?: number | undefined }
  },
) {
  const upTo = Math.max(asked.now, await lastRecordedAt(queries))
  const reader = readerOf(asked.actor)
  const reviewedAt = reader === null ? null : await lastReviewOf(queries, reader)
  const instant = asked.query.since ?? reviewedAt ?? asked.now - usual
  if (instant > upTo) throw futureInstant()
  const report: Report = { instant, day: earlier(dayIn(view.programme.zone, instant), view.asOf) }
  return { report, reviewedAt, upTo }
}

/**
 * The days of the report step by step, and how many corrections and late entries there are. Before anything was recorded
 * everything is late, and no book has to be read: so it is on the day on which an organisation imports its past.
 */
async function lookedBack(queries: Queries, view: View, report: Report, known: readonly DayFacts[]) {
  if (!(await wasAnythingKnown(queries, report.instant))) {
    const steps = { reported: [], corrected: [], late: known.filter(({ day }) => day <= report.day) }
    return { steps, corrected: 0, late: await countHappened(queries, view, { to: report.day }) }
  }
  const books = await booksLearnedSince(queries, view, report)
  const { corrected, late } = causesIn(books, report)
  return {
    steps: reviewSteps(known, books, report, await kindsOfLocations(queries)),
    ...{ corrected: corrected.length, late: late.length },
  }
}

function causesIn(books: readonly (readonly LedgerMove[])[], report: Report): Record<ReviewCause, LedgerMove[]> {
  const found: Record<ReviewCause, LedgerMove[]> = { corrected: [], late: [], since: [] }
  for (const book of books) {
    const causes = causesOf(book, report)
    for (const move of book) {
      const cause = causes.get(move.id)
      if (cause !== undefined) found[cause].push(move)
    }
  }
  return found
}

function along<Value>(path: ReviewPath<ReviewFigures>, of: (figures: ReviewFigures) => Value) {
  const [reported, corrected, late, now] = path
  return { reported: of(reported), corrected: of(corrected), late: of(late), now: of(now) }
}

const sameStanding = (one: MilestoneStanding, other: MilestoneStanding): boolean =>
  one.reachedOn === other.reachedOn && one.lostOn === other.lostOn

function milestonesAlong(path: ReviewPath<ReviewFigures>): ReviewChanges['milestones'] {
  return path[3].milestones.map(({ multiple, growthPercent }, at) => {
    const its = path.map(
      ({ milestones }) => milestones[at] as MilestoneStanding,
    ) as unknown as ReviewPath<MilestoneStanding>
    const dates = ({ reachedOn, lostOn }: MilestoneStanding) => ({ reachedOn, lostOn })
    return {
      ...{ multiple, growthPercent },
      ...{ reported: dates(its[0]), now: dates(its[3]), cause: causeOfChange(its, sameStanding) },
    }
  })
}

const instantText = (instant: number): string => new Date(instant).toISOString()
