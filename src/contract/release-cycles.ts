import * as z from 'zod/mini'
import { CalendarDay, LedgerDay } from '../domain/calendar-day.ts'
import { outcomes } from '../domain/commitment.ts'
import { TiedServices } from '../domain/dependency.ts'
import { paceReasons } from '../domain/growth.ts'
import { Instant } from '../domain/move.ts'
import { Id, Name, NameOrId, Version, Words } from '../domain/names.ts'
import { cycleStates } from '../domain/release-cycles.ts'
import { Level, Measure, Units } from '../domain/units.ts'
import { MessageLanguage } from '../domain/webhook.ts'
import { endpoint } from './endpoint.ts'
import { flag, list, textInAddress, view, whole } from './queries.ts'

export const NumberInPath = z.object({ number: whole(1, 1_000_000) })

export const ReleaseCycle = z.object({
  /** From 1 at the anchor. */
  number: z.int(),
  /** '' where it has only its number. */
  name: z.string(),
  firstDay: CalendarDay,
  /** Inclusive. */
  lastDay: CalendarDay,
  days: z.int(),
  /** Past its end and not closed it is late, for as long as that takes. */
  state: z.enum(cycleStates),
  /** When its first day is over in the programme's zone: what stands in the plan then is its commitment. */
  commitsAt: Instant,
  closedAt: z.nullable(Instant),
  closedBy: z.nullable(z.string()),
  version: Version,
})
export type ReleaseCycle = z.infer<typeof ReleaseCycle>

/** Amounts of the measure asked for. */
const Delivery = z.object({
  committed: z.int(),
  /** Net migrated within the cycle: roll-backs are taken away. */
  delivered: z.int(),
  /** Delivered of the committed. */
  kept: z.int(),
  /** Delivered, and not of the committed; below zero where roll-backs of other services outweigh it. */
  unplanned: z.int(),
  /** Kept of committed, 0 to 1; null where nothing was committed. */
  sayDo: z.nullable(z.number()),
})

/** Where the commitment comes from: the plan, what was on-premises where no plan is published, or nothing at all. */
export const CommitmentSource = z.enum(['plan', 'on-premises', 'nothing'])
export type CommitmentSource = z.infer<typeof CommitmentSource>

const CycleFigures = z.object({
  ...Delivery.shape,
  rolledBack: z.int(),
  /** Entries of the ledger within the cycle, whatever the measure: each way there and back on one day counts. */
  moves: z.object({ toCloud: z.int(), back: z.int() }),
  /** The multiple of the baseline at the end of the last day that is told of; null without a baseline. */
  multiple: z.nullable(z.number()),
})

const ReportFigures = z.object({
  ...CycleFigures.shape,
  /** What came into the plan and what went out since the commitment stands, and what stands in it now. */
  scope: z.object({ added: z.int(), removed: z.int(), now: z.int() }),
  /** Of the committed, what was carried over from the cycle before, or stood in its commitment and was left. */
  carriedOver: z.int(),
  /** Of the committed, what was switched off on-premises: not moved, and no part of say/do. */
  retired: z.int(),
  /** Of the committed, what is still to be moved. */
  left: z.int(),
  /** Of the committed, what had moved to cloud as the cycle began. With kept, left and retired it makes up the committed. */
  movedBefore: z.int(),
  /** What became of the promised services: how many, and the units that were promised. */
  outcomes: z.array(z.object({ outcome: z.enum(outcomes), services: z.int(), units: z.int() })),
})

/** Figures that a record holds of the whole programme only: of a division or team they are what the ledger says now. */
export const liveFigures = ['multiple', 'growth', 'requiredPace', 'nextMilestone'] as const

/** Median and range of what the cycles before delivered, at most six of them; null where there is none. */
const Capacity = z.object({ median: z.int(), least: z.int(), most: z.int(), cycles: z.int() })

/** The brief that was kept when the cycle was closed; null where there is none, or who asks reads but a part. */
const KeptBrief = z.nullable(z.object({ writtenAt: Instant, checksums: z.record(MessageLanguage, z.string()) }))

export const CycleReport = z.object({
  ...ReleaseCycle.shape,
  measure: Measure,
  unit: z.string(),
  /** The last day that is told of: the day asked for, or the cycle's last. */
  asOf: CalendarDay,
  source: CommitmentSource,
  /** False until the first day is over: what is planned so far can still change without being a change of scope. */
  isCommitted: z.boolean(),
  ...ReportFigures.shape,
  /** True where the figures are those of the frozen record: as of the last day of a closed cycle, or later. */
  isRecord: z.boolean(),
  /** The same as the ledger says now, beside a record; null where they are not of one. */
  now: z.nullable(ReportFigures),
  /** Beside a record, the figures that it does not hold. */
  live: z.array(z.enum([...liveFigures, 'capacity'])),
  capacity: z.nullable(Capacity),
  /** The frozen record, in the same measure and for the same division or team; null until it is closed. */
  closed: z.nullable(z.object({ ...CycleFigures.shape, notes: z.string() })),
  brief: KeptBrief,
})
export type CycleReport = z.infer<typeof CycleReport>

export const listReleaseCycles = endpoint({
  name: 'listReleaseCycles',
  method: 'GET',
  path: '/api/v1/release-cycles',
  summary: 'Release cycles in order: past, current and ahead',
  query: z.object({
    /** Numbers, both inclusive. Left out: all, and thirteen ahead of today. */
    from: z.optional(whole(1, 1_000_000)),
    to: z.optional(whole(1, 1_000_000)),
  }),
  answer: z.object({ cycles: z.array(ReleaseCycle), current: z.nullable(z.int()) }),
})

export const CycleHistoryRow = z.object({
  ...ReleaseCycle.shape,
  source: CommitmentSource,
  ...CycleFigures.shape,
  migrated: z.int(),
  /** Change of the multiple within the cycle, 0.42 for +42 %; null without one at either end. */
  growth: z.nullable(z.number()),
  /** What each cycle would have had to bring from then on to reach the target on its day; null where there is none to reach. */
  requiredPace: z.nullable(z.number()),
  /** The same to the next milestone that did not hold at the cycle's end, by the target's day. */
  nextMilestone: z.object({
    /** null where every milestone was reached, or there was no multiple. */
    milestone: z.nullable(z.number()),
    perCycle: z.nullable(z.number()),
    /** Why there is none; `target-met` where every milestone was reached. */
    reason: z.nullable(z.enum(paceReasons)),
  }),
  /** True where the figures are those of the frozen record. */
  isRecord: z.boolean(),
  /** Beside a record, the figures that it does not hold. */
  live: z.array(z.enum(liveFigures)),
  brief: KeptBrief,
})

export const compareReleaseCycles = endpoint({
  name: 'compareReleaseCycles',
  method: 'GET',
  path: '/api/v1/release-cycles/history',
  summary: 'Cycles side by side: committed, delivered, say/do, roll-backs, growth, latest first',
  query: z.object({ ...view, last: z._default(whole(1, 26), 8), before: z.optional(whole(1, 1_000_000)) }),
  answer: z.object({
    measure: Measure,
    unit: z.string(),
    cycles: z.array(CycleHistoryRow),
    /** The number to ask for as `before` to go on; null at the first cycle. */
    next: z.nullable(z.int()),
  }),
})

export const readReleaseCycle = endpoint({
  name: 'readReleaseCycle',
  method: 'GET',
  path: '/api/v1/release-cycles/{number}',
  summary: 'One cycle: what it is committed to, what it delivered, and its record once it is closed',
  params: NumberInPath,
  query: z.object({ ...view }),
  answer: CycleReport,
  versioned: true,
})

export const changeReleaseCycle = endpoint({
  name: 'changeReleaseCycle',
  method: 'PATCH',
  path: '/api/v1/release-cycles/{number}',
  summary: 'Name a cycle or move its end; all later ones shift by as much',
  params: NumberInPath,
  body: z.partial(z.strictObject({ name: z.union([z.literal(''), Name]), lastDay: LedgerDay })),
  answer: ReleaseCycle,
  versioned: true,
})

export const readBurnUp = endpoint({
  name: 'readBurnUp',
  method: 'GET',
  path: '/api/v1/release-cycles/{number}/burn-up',
  summary: 'Scope, delivered and ideal, a point for each day of the cycle',
  params: NumberInPath,
  query: z.object({ ...view }),
  answer: z.object({
    measure: Measure,
    unit: z.string(),
    firstDay: CalendarDay,
    lastDay: CalendarDay,
    asOf: CalendarDay,
    source: CommitmentSource,
    committed: z.int(),
    points: z.array(
      z.object({
        day: CalendarDay,
        scope: z.int(),
        delivered: z.nullable(z.int()),
        /** Of the committed. */
        retired: z.nullable(z.int()),
        ideal: z.int(),
      }),
    ),
  }),
})

const Team = z.object({ id: z.int(), name: z.string() })

const TeamFigures = z.object({
  ...Delivery.shape,
  rolledBack: z.int(),
  retired: z.int(),
  left: z.int(),
  movedBefore: z.int(),
  /** Promises of its stand-ups for days of the cycle that are answered or whose day is over, and those that were kept. null where the record is from before they were part of it. */
  promisesDue: z.nullable(z.int()),
  promisesKept: z.nullable(z.int()),
})

export const listCycleTeams = endpoint({
  name: 'listCycleTeams',
  method: 'GET',
  path: '/api/v1/release-cycles/{number}/teams',
  summary: 'Say/do of every team in a cycle, largest commitment first',
  params: NumberInPath,
  query: z.object({ ...view, limit: z._default(whole(1, 500), 50), offset: z._default(whole(0, 1_000_000), 0) }),
  answer: z.object({
    measure: Measure,
    unit: z.string(),
    total: z.int(),
    /** Teams that promised something and moved or retired nothing of it yet. */
    idle: z.int(),
    /** True where the rows are those of the frozen record, with the names of then. */
    isRecord: z.boolean(),
    /** Teams that are not on record and would be now: something of the cycle's days was corrected since, or changed its team. */
    notOnRecord: z.int(),
    rows: z.array(
      z.object({
        team: Team,
        division: Team,
        ...TeamFigures.shape,
        /** What the ledger says now, where it differs from the record; else null. */
        now: z.nullable(TeamFigures),
      }),
    ),
  }),
})

export const CycleItem = z.object({
  service: Team,
  team: Team,
  units: z.int(),
  /** The level that was planned, per mille; null where units were, or nothing was planned. */
  level: z.nullable(z.int()),
  net: z.int(),
  onPrem: z.int(),
  /** Units still to be moved at the end of the day that is told of. */
  left: z.int(),
  /** Units of it that are on-premises today: what closing carries over. */
  toCarry: z.int(),
  /** rolled-back: came back from cloud within the cycle, and nothing of it stays moved on balance. */
  outcome: z.enum(outcomes),
  /** committed · added since · taken out since */
  scope: z.enum(['committed', 'added', 'removed']),
  carriedFrom: z.nullable(z.int()),
  /** Units of it that stand in the plan of the cycle that closing carries over into; null where none do, or this one is not over. */
  inNext: z.nullable(z.int()),
  /** What was chosen as the cycle was closed, and for how many units; null where there was nothing to choose. */
  choice: z.nullable(z.object({ chosen: z.enum(['carried', 'dropped']), units: z.int() })),
  /** What the ledger says now, where it differs from the record; else null. */
  now: z.nullable(z.object({ net: z.int(), left: z.int(), outcome: z.enum(outcomes) })),
})
export type CycleItem = z.infer<typeof CycleItem>

const itemsQuery = {
  ...view,
  q: z.optional(textInAddress(200)),
  limit: z._default(whole(1, 5_000), 100),
  offset: z._default(whole(0, 10_000_000), 0),
}

export const listCycleItems = endpoint({
  name: 'listCycleItems',
  method: 'GET',
  path: '/api/v1/release-cycles/{number}/items',
  summary: 'The services of a cycle and what became of each, most left first',
  params: NumberInPath,
  query: z.object({
    ...itemsQuery,
    outcome: z.optional(
      z.pipe(list, z.array(z.enum(outcomes) as unknown as z.ZodMiniType<(typeof outcomes)[number], string>)),
    ),
  }),
  answer: z.object({
    unit: z.string(),
    total: z.int(),
    /** True where the rows are those of the frozen record, with the names of then. */
    isRecord: z.boolean(),
    /** Of the cycle: what closing it on this review is asked for as If-Match. */
    version: Version,
    items: z.array(CycleItem),
  }),
})

export const readCycleStraddle = endpoint({
  name: 'readCycleStraddle',
  method: 'GET',
  path: '/api/v1/release-cycles/{number}/straddle',
  summary: 'Dependencies that would straddle cloud and on-premises once the plan of a cycle is carried out',
  params: NumberInPath,
  query: z.object({ ...view, limit: z._default(whole(1, 500), 200), offset: z._default(whole(0, 10_000_000), 0) }),
  answer: z.object({
    total: z.int(),
    /** By name. */
    straddling: z.array(z.object({ ...TiedServices.shape, straddlesNow: z.boolean() })),
  }),
})

/** rolled-back: something came back from cloud within the cycle, and was not corrected since; whatever went there. */
export const stuckReasons = ['no-move', 'rolled-back', 'dependency', 'blocker'] as const
export type StuckReason = (typeof stuckReasons)[number]

export const listStuckServices = endpoint({
  name: 'listStuckServices',
  method: 'GET',
  path: '/api/v1/release-cycles/{number}/stuck',
  summary: 'Promised services that do not get on, each with the reasons, longest without a move first',
  params: NumberInPath,
  query: z.object({ ...itemsQuery, days: z._default(whole(1, 366), 14), reason: z.optional(z.enum(stuckReasons)) }),
  answer: z.object({
    unit: z.string(),
    days: z.int(),
    /** The day at whose end they were stuck: the one asked for, or the cycle's last. */
    asOf: CalendarDay,
    /** True where what was left is that of the frozen record, and moves are as they were known when it was closed. */
    isRecord: z.boolean(),
    /** For the reason that is asked for, of all pages. */
    total: z.int(),
    /** For any reason. */
    all: z.int(),
    /** How many for each reason, whichever is asked for; one may have several. */
    counts: z.array(z.object({ reason: z.enum(stuckReasons), services: z.int() })),
    /** Of all, those of a cycle that is over and not closed that have nothing on-premises any more: closing has nothing to carry of them. */
    goneSince: z.int(),
    items: z.array(
      z.object({
        ...CycleItem.shape,
        reasons: z.array(z.enum(stuckReasons)),
        /** The last day on which workload of it was moved or switched off; null where all it ever did is arrive. Taken back, a move is none. */
        lastMoveOn: z.nullable(CalendarDay),
        /** Days since then, also before the cycle; null where it never moved. */
        daysWithout: z.nullable(z.int()),
        /** Services it depends on that still run on-premises, wholly or partly: three of them, by name. */
        waitsFor: z.array(z.object({ id: z.int(), name: z.string() })),
      }),
    ),
  }),
})

/** A service and how much of it: to a level, or so many units; left out, all that is on-premises. */
export const PlannedService = z
  .strictObject({ service: NameOrId, level: z.optional(Level), units: z.optional(Units) })
  .check(
    z.refine(({ level, units }) => level === undefined || units === undefined, {
      error: 'Give a level or units, not both.',
      path: ['level'],
    }),
  )

/** What a plan would come to, in units: a team's load against what it has moved before, and what would straddle. */
const PlanPreview = z.object({
  /** In the plan of the cycle afterwards, of all teams that the reader sees, and what those moved in the cycles before. */
  planned: z.int(),
  capacity: z.nullable(Capacity),
  /** The first 20 of the teams whose services are named, the largest plan first. */
  teams: z.array(z.object({ team: Team, added: z.int(), planned: z.int(), capacity: z.nullable(Capacity) })),
  teamsTouched: z.int(),
  straddling: z.object({
    /** Dependencies of the services that are named which would straddle once the plan is carried out, and how many do not yet. */
    total: z.int(),
    begin: z.int(),
    /** The first 20, by name. */
    first: z.array(z.object({ ...TiedServices.shape, straddlesNow: z.boolean() })),
  }),
})
export type PlanPreview = z.infer<typeof PlanPreview>

export const planServices = endpoint({
  name: 'planServices',
  method: 'POST',
  path: '/api/v1/release-cycles/{number}/items',
  summary:
    'Put services, or shares of them, into the plan of a cycle, or all of a wave that is on-premises and in no open plan',
  params: NumberInPath,
  query: z.object({ dryRun: z._default(flag, false) }),
  body: z
    .strictObject({
      items: z.optional(
        z
          .array(PlannedService)
          .check(
            z.minLength(1, { error: 'Give at least one service.' }),
            z.maxLength(10_000, { error: 'Plan at most 10,000 services at once.' }),
          ),
      ),
      /** All of its services that have something on-premises and stand in the plan of no open cycle yet. */
      wave: z.optional(Id),
    })
    .check(
      z.refine(({ items, wave }) => (items === undefined) !== (wave === undefined), {
        error: 'Give items or a wave, one of the two.',
        path: ['items'],
      }),
    ),
  answer: z.object({
    added: z.int(),
    /** Their numbers: what taking it back takes out of the plan again. */
    addedServices: z.array(z.int()),
    /** Stood in the plan with another amount. */
    changed: z.int(),
    unchanged: z.int(),
    /** Units that the plan holds more now, less where it shrank. */
    units: z.int(),
    /** True where the commitment stands already, so this is a change of scope. */
    isScopeChange: z.boolean(),
    dryRun: z.boolean(),
    /** What a dry run says besides; null where the plan was made. */
    preview: z.nullable(PlanPreview),
  }),
  status: 201,
  idempotent: true,
  bodyLimit: 4_000_000,
})

export const unplanServices = endpoint({
  name: 'unplanServices',
  method: 'POST',
  path: '/api/v1/release-cycles/{number}/items/removal',
  summary: 'Take services out of the plan of a cycle',
  params: NumberInPath,
  body: z.strictObject({
    services: z
      .array(NameOrId)
      .check(
        z.minLength(1, { error: 'Give at least one service.' }),
        z.maxLength(10_000, { error: 'Take out at most 10,000 services at once.' }),
      ),
  }),
  answer: z.object({ removed: z.int(), units: z.int(), isScopeChange: z.boolean() }),
  idempotent: true,
  bodyLimit: 4_000_000,
})

/** In Markdown. */
export const ReviewNotes = Words(20_000)

export const closeReleaseCycle = endpoint({
  name: 'closeReleaseCycle',
  method: 'POST',
  path: '/api/v1/release-cycles/{number}/close',
  summary: 'Close a cycle that is over: its record is frozen, and what is carried over goes into the next',
  params: NumberInPath,
  body: z.strictObject({
    notes: z._default(ReviewNotes, ''),
    /** Ids of the promised services that are carried over, or all of those that are not delivered. The rest is dropped. */
    carryOver: z.union([z.literal('all'), z.array(Id).check(z.maxLength(100_000))]),
  }),
  answer: z.object({
    ...ReleaseCycle.shape,
    /** The cycle that what is carried over goes into: the next that is neither closed nor over. */
    into: z.int(),
    carried: z.int(),
    dropped: z.int(),
    /** Of the carried, those that stand in the plan of that cycle already with as much or more, and stay as they are there. */
    alreadyPlanned: z.int(),
    /** Likewise those that stood there with less than what is left: raised to it. */
    toppedUp: z.array(z.object({ service: Team, planned: z.int(), left: z.int() })),
  }),
  versioned: true,
  idempotent: true,
  bodyLimit: 2_000_000,
})
