import * as z from 'zod/mini'

/** RFC 9457 problem document: what went wrong, in words that say what to do, and a stable code for programs. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** Stable: `invalid-input`, `conservation`, `moved-in-future`, `stale`, … */
  code: z.string(),
  /** What the words were made of, so that a page can say them in its reader's language. */
  facts: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]))),
  /** For bad input: the field's path and what to change. */
  fields: z.optional(z.record(z.string(), z.string())),
  /** For our own faults: the number to quote, also in the server's log. */
  fault: z.optional(z.string()),
  /** For an edit on a stale row: the row as it stands. */
  current: z.optional(z.unknown()),
})
export type Problem = z.infer<typeof Problem>
