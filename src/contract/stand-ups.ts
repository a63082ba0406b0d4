import * as z from 'zod/mini'
import { Absence, AbsenceChange, NewAbsence } from '../domain/absence.ts'
import { Blocker } from '../domain/blocker.ts'
import { CalendarDay, LedgerDay } from '../domain/calendar-day.ts'
import { DigestFigures } from '../domain/digest.ts'
import { HandOver } from '../domain/hand-over.ts'
import { Move } from '../domain/move.ts'
import { Id } from '../domain/names.ts'
import { NewStandUpHours, StandUpHours, StandUpHoursOf } from '../domain/reminder.ts'
import {
  KeptFigures,
  NewAnswer,
  NewStandUpLine,
  StandUpLine,
  StandUpLineChange,
  StandUpTime,
} from '../domain/stand-up.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath, NameInAddress, scope, whole } from './queries.ts'

const Named = z.object({ id: Id, name: z.string() })
const nothing = z.strictObject({})

export const readStandUp = endpoint({
  name: 'readStandUp',
  method: 'GET',
  path: '/api/v1/stand-ups',
  summary: 'What a team said on a day, what became of its promises, and who was not heard',
  query: z.object({
    team: NameInAddress,
    /** Of the team; its today where nothing is said. */
    day: z.optional(LedgerDay),
  }),
  answer: z.object({
    team: z.object({ ...Named.shape, zone: z.string(), region: z.string() }),
    /** When the team has its stand-ups, where it works. */
    hours: StandUpHours,
    day: CalendarDay,
    /** What day and time it is where the team works. */
    today: CalendarDay,
    time: StandUpTime,
    /** The release cycle that the day lies in, with the promises that the team made in it; null before the first. */
    cycle: z.nullable(
      z.object({ number: z.int(), name: z.string(), day: z.int(), days: z.int(), promises: KeptFigures }),
    ),
    /** In the order they were said. */
    lines: z.array(StandUpLine),
    promises: KeptFigures,
    /** Promises of the two weeks before that nobody said the end of. */
    open: z.array(StandUpLine),
    /** To another team and from one, on that day, and on days before what is open yet. */
    handOvers: z.object({ given: z.array(HandOver), received: z.array(HandOver) }),
    /** Who belongs to the team, and who else spoke. */
    people: z.array(
      z.object({
        person: z.nullable(Id),
        name: z.string(),
        morning: z.boolean(),
        evening: z.boolean(),
        /** Nobody waits for them on that day. */
        /** Said in whichever of their teams. */
        absence: z.nullable(z.object({ from: CalendarDay, to: CalendarDay })),
      }),
    ),
    /** Those that last beyond the day, or are to come. */
    absences: z.array(Absence),
  }),
})

const SilentTeam = z.object({
  ...Named.shape,
  division: Named,
  /** Who belongs to it and does not only look on. */
  members: z.int(),
  /** Everybody of them is out of office. */
  isAway: z.boolean(),
  /** Who is out of office on the day. */
  absent: z.array(z.object({ name: z.string(), to: CalendarDay })),
})

export const readStandUpDigest = endpoint({
  name: 'readStandUpDigest',
  method: 'GET',
  path: '/api/v1/stand-ups/digest',
  summary: 'A day of all stand-ups: promises kept, moves, blockers new and old, and the teams not heard from',
  query: z.object({
    /** Of each team's own calendar; today in the programme's zone where nothing is said. */
    day: z.optional(LedgerDay),
    ...scope,
    /** Rows of each list. The figures count all of them. */
    limit: z._default(whole(1, 500), 50),
    /** Where each list begins. */
    offset: z._default(whole(0, 1_000_000), 0),
  }),
  answer: z.object({
    day: CalendarDay,
    /** What day it is in the programme's zone. */
    today: CalendarDay,
    /** On a weekend nobody is waited for. */
    isWorkingDay: z.boolean(),
    escalationDays: z.int(),
    ...DigestFigures.shape,
    /** Those of whom the asker sees a team, by name. Their figures add up to those above. */
    divisions: z.array(z.object({ ...Named.shape, ...DigestFigures.shape })),
    /** By team and in the order they were said. */
    promised: z.array(StandUpLine),
    /** Of the blockers: those that stand since that day, and those that stand too long, the longest first. */
    opened: z.array(Blocker),
    escalated: z.array(Blocker),
    /** Teams that were not heard, those that are waited for first. */
    silent: z.array(SilentTeam),
  }),
})

export const addStandUpLine = endpoint({
  name: 'addStandUpLine',
  method: 'POST',
  path: '/api/v1/stand-ups/lines',
  summary: 'Say something in a stand-up: a promise, progress, a note, or a blocker, which is opened with it',
  body: NewStandUpLine,
  answer: StandUpLine,
  status: 201,
  idempotent: true,
})

export const readStandUpLine = endpoint({
  name: 'readStandUpLine',
  method: 'GET',
  path: '/api/v1/stand-ups/lines/{id}',
  summary: 'One line of a stand-up',
  params: IdInPath,
  answer: StandUpLine,
  versioned: true,
})

export const changeStandUpLine = endpoint({
  name: 'changeStandUpLine',
  method: 'PATCH',
  path: '/api/v1/stand-ups/lines/{id}',
  summary: 'Say a line anew, until its promise is answered',
  params: IdInPath,
  body: StandUpLineChange,
  answer: StandUpLine,
  versioned: true,
})

export const takeBackLine = endpoint({
  name: 'takeBackLine',
  method: 'POST',
  path: '/api/v1/stand-ups/lines/{id}/removal',
  summary: 'Take a line back, until its promise is answered; what it opened is closed',
  params: IdInPath,
  body: nothing,
  answer: StandUpLine,
  idempotent: true,
})

export const restoreLine = endpoint({
  name: 'restoreLine',
  method: 'POST',
  path: '/api/v1/stand-ups/lines/{id}/restoration',
  summary: 'Let a line stand again that was taken back',
  params: IdInPath,
  body: nothing,
  answer: StandUpLine,
  idempotent: true,
})

export const answerPromise = endpoint({
  name: 'answerPromise',
  method: 'POST',
  path: '/api/v1/stand-ups/lines/{id}/answer',
  summary:
    'Say what became of a promise: what is kept, or partly, is logged with it, and what is blocked opens a blocker',
  params: IdInPath,
  body: NewAnswer,
  answer: z.object({
    line: StandUpLine,
    /** What was written to the ledger, in order. */
    moves: z.array(Move),
    /** The promise that it was put off to. */
    carried: z.nullable(StandUpLine),
    blocker: z.nullable(Blocker),
  }),
  status: 201,
  idempotent: true,
})

export const undoAnswer = endpoint({
  name: 'undoAnswer',
  method: 'POST',
  path: '/api/v1/stand-ups/lines/{id}/answer/undo',
  summary: 'Take an answer back, with the moves, the blocker and the promise that came of it',
  params: IdInPath,
  body: nothing,
  answer: StandUpLine,
  idempotent: true,
})

export const addAbsence = endpoint({
  name: 'addAbsence',
  method: 'POST',
  path: '/api/v1/absences',
  summary: 'Say that somebody of a team is out of office, so that nobody waits to hear from them',
  body: NewAbsence,
  answer: Absence,
  status: 201,
  idempotent: true,
})

export const listAbsences = endpoint({
  name: 'listAbsences',
  method: 'GET',
  path: '/api/v1/absences',
  summary: 'Who of a team is out of office on a day or after it',
  query: z.object({ team: NameInAddress, from: z.optional(LedgerDay) }),
  answer: z.object({ absences: z.array(Absence) }),
})

export const changeAbsence = endpoint({
  name: 'changeAbsence',
  method: 'PATCH',
  path: '/api/v1/absences/{id}',
  summary: 'Say anew from when to when somebody is out of office',
  params: IdInPath,
  body: AbsenceChange,
  answer: Absence,
  versioned: true,
})

export const removeAbsence = endpoint({
  name: 'removeAbsence',
  method: 'POST',
  path: '/api/v1/absences/{id}/removal',
  summary: 'Somebody is there after all',
  params: IdInPath,
  body: nothing,
  answer: z.object({ removed: z.boolean() }),
  idempotent: true,
})

export const setStandUpHours = endpoint({
  name: 'setStandUpHours',
  method: 'POST',
  path: '/api/v1/stand-ups/hours',
  summary: 'Say when a team has its stand-ups, so that whoever has not written by then is reminded; null for nobody',
  body: NewStandUpHours,
  answer: StandUpHoursOf,
  idempotent: true,
})
