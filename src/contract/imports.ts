import * as z from 'zod/mini'
import { CalendarDay } from '../domain/calendar-day.ts'
import { Instant } from '../domain/move.ts'
import { endpoint } from './endpoint.ts'
import { flag, IdInPath, whole } from './queries.ts'

export const RefusedRow = z.object({
  /** Line of the file, the header being 1. */
  line: z.int(),
  code: z.string(),
  /** What is wrong and what to do. */
  reason: z.string(),
  /** What the reason is made of, for a page that says it in its reader's language. */
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The row as it stands in the file. */
  row: z.string(),
})
export type RefusedRow = z.infer<typeof RefusedRow>

/** What becomes of a row: a new move, one the ledger already holds, or neither. */
const Verdict = z.enum(['create', 'same', 'refused'])
export type Verdict = z.infer<typeof Verdict>

export const ImportReport = z.object({
  /** null in a dry run and where nothing was written. */
  importId: z.nullable(z.int()),
  dryRun: z.boolean(),
  fileName: z.string(),
  rows: z.int(),
  /** Moves to be written, or written. */
  create: z.int(),
  /** Rows that the ledger already holds. */
  same: z.int(),
  refused: z.int(),
  /** The first 1,000; the rest is in the CSV of refused rows. */
  refusedRows: z.array(RefusedRow),
  newServices: z.int(),
  newTeams: z.int(),
  newDivisions: z.int(),
  newLocations: z.int(),
  firstDay: z.nullable(CalendarDay),
  lastDay: z.nullable(CalendarDay),
  /** Columns the format does not know, kept as custom fields of the services. */
  customColumns: z.array(z.string()),
  /** What becomes of each row, in the order of the file: as many as were asked for, from where it was asked for. */
  verdicts: z.object({
    /** null where rows of every verdict were asked for. */
    verdict: z.nullable(Verdict),
    from: z.int(),
    /** How many rows have that verdict. */
    total: z.int(),
    rows: z.array(
      z.object({
        line: z.int(),
        verdict: Verdict,
        /** All empty unless it is refused. */
        code: z.string(),
        reason: z.string(),
        facts: RefusedRow.shape.facts,
        occurredOn: z.string(),
        service: z.string(),
        team: z.string(),
        from: z.string(),
        to: z.string(),
        units: z.string(),
      }),
    ),
  }),
})
export type ImportReport = z.infer<typeof ImportReport>

export const ImportRun = z.object({
  id: z.int(),
  fileName: z.string(),
  recordedAt: Instant,
  actor: z.string(),
  rows: z.int(),
  created: z.int(),
  same: z.int(),
  refused: z.int(),
  undoneAt: z.nullable(Instant),
})
export type ImportRun = z.infer<typeof ImportRun>

export const runImport = endpoint({
  name: 'runImport',
  method: 'POST',
  path: '/api/v1/imports',
  summary: 'Import dated moves from CSV: a dry run shows what would happen, any refused row stops it all',
  query: z.object({
    dryRun: z._default(flag, false),
    skipRefused: z._default(flag, false),
    /** Which rows `verdicts` shows: those of one verdict, from which of them on (0 is the first), how many. */
    verdict: z.optional(Verdict),
    rowsFrom: z._default(whole(0, Number.MAX_SAFE_INTEGER), 0),
    rowsLimit: z._default(whole(0, 200), 20),
  }),
  /** Fields `moves` and, if locations are new, `locations`: CSV files. */
  bodyType: 'multipart/form-data',
  body: z.strictObject({ moves: z.file(), locations: z.optional(z.file()) }),
  answer: ImportReport,
  idempotent: true,
})

export const readImportProgress = endpoint({
  name: 'readImportProgress',
  method: 'GET',
  path: '/api/v1/imports/progress/{key}',
  summary: 'How far the import with that idempotency key has come',
  params: z.object({ key: z.string().check(z.minLength(1), z.maxLength(200)) }),
  answer: z.object({
    phase: z.enum(['waiting', 'reading', 'checking', 'writing', 'done']),
    done: z.int(),
    of: z.nullable(z.int()),
  }),
})

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/api/v1/imports',
  summary: 'Imports, latest first',
  answer: z.object({ imports: z.array(ImportRun) }),
})

export const readImport = endpoint({
  name: 'readImport',
  method: 'GET',
  path: '/api/v1/imports/{id}',
  summary: 'One import',
  params: IdInPath,
  answer: ImportRun,
})

export const undoImport = endpoint({
  name: 'undoImport',
  method: 'POST',
  path: '/api/v1/imports/{id}/undo',
  summary: 'Undo a whole import: one batch of reversals, checked once at its end',
  params: IdInPath,
  body: z.strictObject({}),
  answer: z.object({ importId: z.int(), reversed: z.int() }),
  idempotent: true,
})
