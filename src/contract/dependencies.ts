import * as z from 'zod/mini'
import { CalendarDay, LedgerDay } from '../domain/calendar-day.ts'
import { DependencyPair, NewDependency, TiedServices } from '../domain/dependency.ts'
import { endpoint } from './endpoint.ts'
import { RefusedRow } from './imports.ts'
import { flag, NameInAddress, scope, textInAddress, twoTimes, whole } from './queries.ts'

export const listDependencies = endpoint({
  name: 'listDependencies',
  method: 'GET',
  path: '/api/v1/dependencies',
  summary: 'Dependencies between services with their sides: filter, search and page',
  query: z.object({
    /** Words, each in the name of one of the two services, or in the kind. */
    q: z.optional(textInAddress(200)),
    /** One of the two. */
    service: z.optional(NameInAddress),
    /** One of the two belongs to it. */
    ...scope,
    straddling: z._default(flag, false),
    ...twoTimes,
    limit: z._default(whole(1, 1000), 100),
    offset: z._default(whole(0, 10_000_000), 0),
  }),
  answer: z.object({
    dependencies: z.array(TiedServices),
    total: z.int(),
    /** Of the total, how many straddle. */
    straddling: z.int(),
    /** All of them, whatever was looked for. */
    all: z.int(),
  }),
})

export const setDependencies = endpoint({
  name: 'setDependencies',
  method: 'POST',
  path: '/api/v1/dependencies',
  summary: 'Say which service depends on which: a new pair is added, one that is there changes its kind',
  body: z.strictObject({
    dependencies: z
      .array(NewDependency)
      .check(
        z.minLength(1, { error: 'Give at least one.' }),
        z.maxLength(1000, { error: 'Use at most 1,000 at once.' }),
      ),
  }),
  answer: z.object({ created: z.int(), changed: z.int(), same: z.int() }),
  idempotent: true,
})

export const removeDependencies = endpoint({
  name: 'removeDependencies',
  method: 'POST',
  path: '/api/v1/dependencies/removal',
  summary: 'Remove dependencies; those that are not there are left out of the count',
  body: z.strictObject({
    dependencies: z
      .array(DependencyPair)
      .check(
        z.minLength(1, { error: 'Give at least one.' }),
        z.maxLength(1000, { error: 'Use at most 1,000 at once.' }),
      ),
  }),
  answer: z.object({ removed: z.int() }),
  idempotent: true,
})

const Verdict = z.enum(['create', 'change', 'same', 'refused'])

export const DependencyReport = z.object({
  dryRun: z.boolean(),
  fileName: z.string(),
  /** False in a dry run, where a refused row stopped it all, and where there was nothing to write. */
  written: z.boolean(),
  rows: z.int(),
  create: z.int(),
  /** Their kind becomes another. */
  change: z.int(),
  /** Are there already, or stand in the file before. */
  same: z.int(),
  refused: z.int(),
  /** The first 1,000. */
  refusedRows: z.array(RefusedRow),
  /** The first 20 rows of the file, refused ones included. */
  firstRows: z.array(
    z.object({ line: z.int(), verdict: Verdict, service: z.string(), dependsOn: z.string(), kind: z.string() }),
  ),
})
export type DependencyReport = z.infer<typeof DependencyReport>

export const importDependencies = endpoint({
  name: 'importDependencies',
  method: 'POST',
  path: '/api/v1/dependencies/import',
  summary:
    'Import dependencies from CSV (service,depends_on,kind): a dry run shows what would happen, any refused row stops it all',
  query: z.object({ dryRun: z._default(flag, false), skipRefused: z._default(flag, false) }),
  /** Field `dependencies`: a CSV file. */
  bodyType: 'multipart/form-data',
  body: z.strictObject({ dependencies: z.file() }),
  answer: DependencyReport,
  idempotent: true,
})

export const DebtPoint = z.object({
  /** Last day of the week or cycle: what straddled at its end. */
  day: CalendarDay,
  debt: z.int(),
  cycle: z.nullable(z.int()),
  /** The week or cycle goes on after this day. */
  partial: z.boolean(),
})
export type DebtPoint = z.infer<typeof DebtPoint>

export const readStraddleDebt = endpoint({
  name: 'readStraddleDebt',
  method: 'GET',
  path: '/api/v1/straddle-debt',
  summary: 'How many dependencies straddle cloud and on-premises',
  query: z.object({ ...scope, ...twoTimes }),
  answer: z.object({
    asOf: CalendarDay,
    knownAt: z.nullable(z.string()),
    debt: z.int(),
    dependencies: z.int(),
    /** Services that have a dependency. */
    services: z.int(),
  }),
})

export const readStraddleSeries = endpoint({
  name: 'readStraddleSeries',
  method: 'GET',
  path: '/api/v1/straddle-debt/series',
  summary: 'How many of the dependencies that are listed now straddled at the end of each week or cycle',
  query: z.object({
    interval: z._default(z.enum(['week', 'cycle']), 'week'),
    /** Days, both inclusive. Left out: from the first move of a service with dependencies, to the as-of day. */
    from: z.optional(LedgerDay),
    to: z.optional(LedgerDay),
    ...scope,
    ...twoTimes,
  }),
  answer: z.object({ interval: z.enum(['week', 'cycle']), points: z.array(DebtPoint) }),
})

export const readOrderOfMoves = endpoint({
  name: 'readOrderOfMoves',
  method: 'GET',
  path: '/api/v1/straddle-debt/order',
  summary: 'The order of moves that pays straddle debt down fastest, with the debt after each',
  query: z.object({
    ...scope,
    ...twoTimes,
    limit: z._default(whole(1, 500), 20),
    offset: z._default(whole(0, 10_000_000), 0),
  }),
  answer: z.object({
    asOf: CalendarDay,
    debt: z.int(),
    moves: z.array(
      z.object({
        service: z.object({ id: z.int(), name: z.string() }),
        team: z.object({ id: z.int(), name: z.string() }),
        /** What it still has on-premises. */
        units: z.int(),
        /** Dependencies that stop straddling, less those that start. */
        gain: z.int(),
        debt: z.int(),
      }),
    ),
    /** Moves until nothing straddles. */
    total: z.int(),
  }),
})
