import * as z from 'zod/mini'
import type { CycleReport } from '../../contract/release-cycles.ts'
import { outcomes } from '../../domain/commitment.ts'
import { ViewSearch } from '../shared/view-search.ts'

const cycleTabs = ['run', 'services', 'history'] as const
export type CycleTab = (typeof cycleTabs)[number]

const cycleActions = ['edit', 'plan', 'close'] as const
export type CycleAction = (typeof cycleActions)[number]

/** A number in an address, as text or as it was parsed. */
const CycleNumber = z.pipe(
  z.union([z.number(), z.string().check(z.regex(/^\d{1,6}$/))]),
  z.pipe(z.transform(Number), z.int().check(z.gte(1))),
)

export const CyclesSearch = z.object({
  ...ViewSearch.shape,
  /** Left out: the one that runs today. */
  cycle: z.catch(z.optional(CycleNumber), undefined),
  show: z.catch(z.optional(z.enum(cycleTabs)), undefined),
  outcome: z.catch(z.optional(z.enum(outcomes)), undefined),
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  /** The form that is open over the cycle. */
  act: z.catch(z.optional(z.enum(cycleActions)), undefined),
})

/** As of the day on screen: before its first day there is a plan, and nothing to hold against it. */
export const hasBegun = ({ asOf, firstDay }: Pick<CycleReport, 'asOf' | 'firstDay'>): boolean => asOf >= firstDay

/** All of its days are told of, and they are past. */
export const isOver = ({ state, asOf, lastDay }: Pick<CycleReport, 'state' | 'asOf' | 'lastDay'>): boolean =>
  (state === 'late' || state === 'closed') && asOf === lastDay
