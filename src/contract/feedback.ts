import * as z from 'zod/mini'
import { CalendarDay, LedgerDay } from '../domain/calendar-day.ts'
import {
  Feedback,
  FeedbackChange,
  FeedbackKind,
  NewFeedback,
  NewRegion,
  Region,
  RegionChange,
} from '../domain/feedback.ts'
import { Instant } from '../domain/move.ts'
import { Id, Words } from '../domain/names.ts'
import { endpoint } from './endpoint.ts'
import { flag, IdInPath, list, NameInAddress, scope, textInAddress, whole } from './queries.ts'

/** `waiting` is what nobody has answered, whatever else was done about it. */
export const feedbackShown = ['waiting', 'open', 'acknowledged', 'resolved', 'all'] as const
export const feedbackSorts = ['-given', 'given', 'rating', '-rating', 'service'] as const

const Kinds = z.pipe(list, z.array(FeedbackKind))

export const listFeedback = endpoint({
  name: 'listFeedback',
  method: 'GET',
  path: '/api/v1/feedback',
  summary: 'What people say of services that moved, what has waited longest first',
  query: z.object({
    ...scope,
    show: z._default(z.enum(feedbackShown), 'waiting'),
    service: z.optional(NameInAddress),
    kind: z.optional(Kinds),
    region: z.optional(NameInAddress),
    /** Ratings up to this one. */
    ratingTo: z.optional(whole(1, 5)),
    /** Those that somebody sees to; or the others. */
    owned: z.optional(flag),
    /** Words, each in what is said or answered, or in the name of service, team, owner or whoever said it. */
    q: z.optional(textInAddress(200)),
    sort: z._default(z.enum(feedbackSorts), 'given'),
    limit: z._default(whole(1, 500), 100),
    offset: z._default(whole(0, 1_000_000), 0),
  }),
  answer: z.object({
    feedback: z.array(Feedback),
    /** Those that match, of all pages. */
    total: z.int(),
    /** Of that part of the organisation, whatever else is looked for. */
    counts: z.object({ waiting: z.int(), open: z.int(), acknowledged: z.int(), resolved: z.int(), all: z.int() }),
  }),
})

export const giveFeedback = endpoint({
  name: 'giveFeedback',
  method: 'POST',
  path: '/api/v1/feedback',
  summary: 'Say how a service does since it moved',
  body: NewFeedback,
  answer: z.object({ id: Id, service: z.object({ id: Id, name: z.string() }), pulse: z.nullable(z.int()) }),
  status: 201,
  idempotent: true,
})

export const readFeedbackSubject = endpoint({
  name: 'readFeedbackSubject',
  method: 'GET',
  path: '/api/v1/services/{id}/feedback-subject',
  summary: 'The service that feedback is asked for, and the regions to choose from: all that a link shows',
  params: IdInPath,
  answer: z.object({
    service: z.object({ id: Id, name: z.string() }),
    /** The day of its latest move to cloud; null before it moved. */
    movedOn: z.nullable(CalendarDay),
    /** By the server's clock, in the programme's zone: so a page that waits a night without a network knows its day. */
    now: Instant,
    today: CalendarDay,
    zone: z.string(),
    regions: z.array(z.object({ id: Id, name: z.string() })),
  }),
})

export const readFeedback = endpoint({
  name: 'readFeedback',
  method: 'GET',
  path: '/api/v1/feedback/{id}',
  summary: 'One piece of feedback',
  params: IdInPath,
  answer: Feedback,
  versioned: true,
})

export const changeFeedback = endpoint({
  name: 'changeFeedback',
  method: 'PATCH',
  path: '/api/v1/feedback/{id}',
  summary: 'Say who sees to it, of what kind it is, and which blocker or move back it led to',
  params: IdInPath,
  body: FeedbackChange,
  answer: Feedback,
  versioned: true,
})

export const acknowledgeFeedback = endpoint({
  name: 'acknowledgeFeedback',
  method: 'POST',
  path: '/api/v1/feedback/{id}/acknowledgement',
  summary: 'Say that somebody has read it',
  params: IdInPath,
  body: z.strictObject({}),
  answer: Feedback,
  idempotent: true,
})

export const withdrawAcknowledgement = endpoint({
  name: 'withdrawAcknowledgement',
  method: 'POST',
  path: '/api/v1/feedback/{id}/acknowledgement/withdrawal',
  summary: 'Take back that somebody has read it, while nobody has answered it',
  params: IdInPath,
  body: z.strictObject({}),
  answer: Feedback,
  idempotent: true,
})

export const answerFeedback = endpoint({
  name: 'answerFeedback',
  method: 'POST',
  path: '/api/v1/feedback/{id}/answer',
  summary: 'Answer it, and resolve it where nothing is left to do; a later answer replaces the words of the one before',
  params: IdInPath,
  body: z.strictObject({
    words: Words(4000).check(z.minLength(1, { error: 'Say what you did, or will do.' })),
    resolve: z._default(z.boolean(), false),
  }),
  answer: Feedback,
  idempotent: true,
})

export const resolveFeedback = endpoint({
  name: 'resolveFeedback',
  method: 'POST',
  path: '/api/v1/feedback/{id}/resolution',
  summary: 'Resolve what was answered: nothing is left to do',
  params: IdInPath,
  body: z.strictObject({}),
  answer: Feedback,
  idempotent: true,
})

export const reopenFeedback = endpoint({
  name: 'reopenFeedback',
  method: 'POST',
  path: '/api/v1/feedback/{id}/reopening',
  summary: 'Take up again what was resolved',
  params: IdInPath,
  body: z.strictObject({}),
  answer: Feedback,
  idempotent: true,
})

export const feedbackGroupings = ['none', 'service', 'team', 'region'] as const

const Average = z.nullable(z.number())

export const readFeedbackFigures = endpoint({
  name: 'readFeedbackFigures',
  method: 'GET',
  path: '/api/v1/feedback/figures',
  summary:
    'Ratings week by week, the time to the first answer and the share answered, as a whole or by service, team or region',
  query: z.object({
    ...scope,
    by: z._default(z.enum(feedbackGroupings), 'none'),
    service: z.optional(NameInAddress),
    region: z.optional(NameInAddress),
    asOf: z.optional(LedgerDay),
    weeks: z._default(whole(1, 156), 26),
  }),
  answer: z.object({
    asOf: CalendarDay,
    /** Ends of weeks, the last of them the day that is told of. */
    weeks: z.array(CalendarDay),
    /** An average of fewer answers is withheld. */
    leastForAverage: z.int(),
    groups: z.array(
      z.object({
        /** null of the whole, and of what was said without a region. */
        id: z.nullable(Id),
        name: z.string(),
        count: z.int(),
        average: Average,
        answered: z.int(),
        /** The middle time from what was said to its first answer, in minutes; null where none was answered. */
        firstAnswerMinutes: z.nullable(z.int()),
        weeks: z.array(z.object({ count: z.int(), average: Average })),
      }),
    ),
  }),
})

export const listPulses = endpoint({
  name: 'listPulses',
  method: 'GET',
  path: '/api/v1/feedback/pulses',
  summary: 'Services whose people are to be asked now: 1, 7 and 30 days after they moved',
  query: z.object({
    ...scope,
    limit: z._default(whole(1, 500), 100),
    offset: z._default(whole(0, 1_000_000), 0),
  }),
  answer: z.object({
    pulses: z.array(
      z.object({
        service: z.object({ id: Id, name: z.string() }),
        team: z.object({ id: Id, name: z.string() }),
        movedOn: CalendarDay,
        /** 1, 7 or 30. */
        pulse: z.int(),
        /** The last day that counts for it. */
        until: CalendarDay,
        /** Given for this pulse so far. */
        count: z.int(),
      }),
    ),
    total: z.int(),
    /** Of 1, 7 and 30 those for which any of them asks, of all pages. */
    days: z.array(z.int()),
  }),
})

export const listRegions = endpoint({
  name: 'listRegions',
  method: 'GET',
  path: '/api/v1/regions',
  summary: 'Parts of the world with their clocks, and what waits there for an answer',
  answer: z.object({ regions: z.array(Region) }),
})

export const createRegion = endpoint({
  name: 'createRegion',
  method: 'POST',
  path: '/api/v1/regions',
  summary: 'Add a region with its time zone',
  body: NewRegion,
  answer: Region,
  status: 201,
  idempotent: true,
})

export const changeRegion = endpoint({
  name: 'changeRegion',
  method: 'PATCH',
  path: '/api/v1/regions/{id}',
  summary: 'Rename a region or set its time zone',
  params: IdInPath,
  body: RegionChange,
  answer: Region,
  versioned: true,
})

export const removeRegion = endpoint({
  name: 'removeRegion',
  method: 'POST',
  path: '/api/v1/regions/{id}/removal',
  summary: 'Remove a region that no feedback came from',
  params: IdInPath,
  body: z.strictObject({}),
  answer: z.object({ removed: z.object({ id: Id, name: z.string() }) }),
  idempotent: true,
})
