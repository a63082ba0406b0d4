import * as z from 'zod/mini'
import { type CycleReport, stuckReasons } from '../../contract/release-cycles.ts'
import { outcomes } from '../../domain/commitment.ts'
import { ViewSearch } from '../shared/view-search.ts'

const cycleTabs = ['run', 'board', 'services', 'history'] as const
export type CycleTab = (typeof cycleTabs)[number]

const cycleActions = ['edit', 'plan', 'close', 'subscribe'] as const
export type CycleAction = (typeof cycleActions)[number]

export const sinceChoices = ['visit', 'day', 'week', 'start'] as const
export type SinceChoice = (typeof sinceChoices)[number]

/** A number in an address, as text or as it was parsed. */
const numberFrom = (least: number) =>
  z.pipe(
    z.union([z.number(), z.string().check(z.regex(/^\d{1,6}$/))]),
    z.pipe(z.transform(Number), z.int().check(z.gte(least))),
  )
const CycleNumber = numberFrom(1)
const ColumnNumber = numberFrom(0)

export const CyclesSearch = z.object({
  ...ViewSearch.shape,
  /** Left out: the one that runs today. */
  cycle: z.catch(z.optional(CycleNumber), undefined),
  show: z.catch(z.optional(z.enum(cycleTabs)), undefined),
  outcome: z.catch(z.optional(z.enum(outcomes)), undefined),
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  /** Of what is stuck, only what is so for this reason. */
  reason: z.catch(z.optional(z.enum(stuckReasons)), undefined),
  /** On a phone, which column of the board: a cycle, or 0 for what is not planned. */
  column: z.catch(z.optional(ColumnNumber), undefined),
  /** Since when it is told what changed, with the list open; left out, only a line since the last visit. */
  since: z.catch(z.optional(z.enum(sinceChoices)), undefined),
  /** The form that is open over the cycle. */
  act: z.catch(z.optional(z.enum(cycleActions)), undefined),
})

/** As of the day on screen: before its first day there is a plan, and nothing to hold against it. */
export const hasBegun = ({ asOf, firstDay }: Pick<CycleReport, 'asOf' | 'firstDay'>): boolean => asOf >= firstDay

/** All of its days are told of, and they are past. */
export const isOver = ({ state, asOf, lastDay }: Pick<CycleReport, 'state' | 'asOf' | 'lastDay'>): boolean =>
  (state === 'late' || state === 'closed') && asOf === lastDay
