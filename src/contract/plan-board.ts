import * as z from 'zod/mini'
import { Id, NameOrId } from '../domain/names.ts'
import { Level, Units } from '../domain/units.ts'
import { endpoint } from './endpoint.ts'
import { scope, textInAddress, whole } from './queries.ts'

const Named = z.object({ id: Id, name: z.string() })

export const PlanCard = z.object({
  service: Named,
  team: Named,
  onPrem: z.int(),
  cloud: z.int(),
  /** Units of it that stand in the plan of the cycle; null where it stands in none. */
  planned: z.nullable(z.int()),
  /** The level that was planned, per mille; null where units were, or nothing is planned. */
  level: z.nullable(z.int()),
  /** Planned units that are still to be moved; null where nothing is planned. */
  left: z.nullable(z.int()),
  carriedFrom: z.nullable(z.int()),
  wave: z.nullable(Named),
  /** Its dependencies that would straddle once this cycle and those before it are carried out; not planned, all of them. */
  wouldStraddle: z.int(),
})
export type PlanCard = z.infer<typeof PlanCard>

export const listPlanCards = endpoint({
  name: 'listPlanCards',
  method: 'GET',
  path: '/api/v1/plan/cards',
  summary:
    'Services as a board of cycles shows them: those that stand in the plan of one now, or in no open one, by name',
  query: z.object({
    /** Left out: what is on-premises and stands in the plan of no cycle that is not closed. */
    cycle: z.optional(whole(1, 1_000_000)),
    ...scope,
    q: z.optional(textInAddress(200)),
    limit: z._default(whole(1, 500), 50),
    offset: z._default(whole(0, 10_000_000), 0),
  }),
  looksUp: 'The release cycle',
  answer: z.object({
    /** Of all pages: services, and the units that are planned, or not planned, of them. */
    total: z.object({ services: z.int(), units: z.int() }),
    cards: z.array(PlanCard),
  }),
})

const CycleNumber = z.int().check(z.gte(1), z.lte(1_000_000))

/** A service out of the plan of one cycle, into that of another, or both at once. */
const PlanMove = z
  .strictObject({
    service: NameOrId,
    /** null: it stands in no plan that it leaves. */
    from: z.nullable(CycleNumber),
    /** null: it is taken out. */
    to: z.nullable(CycleNumber),
    /** How much goes in. Left out: what is left of what was planned before, or all that is on-premises. */
    level: z.optional(Level),
    units: z.optional(Units),
  })
  .check(
    z.refine(({ level, units }) => level === undefined || units === undefined, {
      error: 'Give a level or units, not both.',
      path: ['level'],
    }),
    z.refine(({ from, to }) => from !== to, { error: 'Name another cycle than the one it leaves.', path: ['to'] }),
  )

export const movePlan = endpoint({
  name: 'movePlan',
  method: 'POST',
  path: '/api/v1/plan/moves',
  summary: 'Move services between the plans of cycles, into them and out of them: all or none',
  looksUp: 'A release cycle that it names',
  body: z.strictObject({
    changes: z
      .array(PlanMove)
      .check(
        z.minLength(1, { error: 'Give at least one service.' }),
        z.maxLength(10_000, { error: 'Move at most 10,000 services at once.' }),
      ),
    /** Takes a move back: what goes in stands there as it stood last, also in a cycle that is over. */
    restore: z._default(z.boolean(), false),
  }),
  answer: z.object({
    moved: z.int(),
    /** Units that went into plans, less those that left one. */
    units: z.int(),
    /** True where a commitment that stands already is touched. */
    isScopeChange: z.boolean(),
  }),
  idempotent: true,
  bodyLimit: 4_000_000,
})
