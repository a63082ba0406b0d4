import type { Queries } from '../database/tables.ts'
import { BadInput, NotFound } from '../problems.ts'
import { recordedItem } from '../storage/closed-items.ts'
import { namesOfServices } from '../storage/cycle-items.ts'
import { entriesIn, type FigureEntry } from '../storage/figure-entries.ts'
import { dayBefore } from '../storage/release-cycles.ts'
import { scopes } from '../storage/rollups.ts'
import { unitOf, type View } from '../view.ts'
import { itemsOf } from './cycle-rows.ts'
import { type CycleView, isOnRecord } from './cycle-view.ts'
import { cycleAsked } from './explanation-cycles.ts'
import type { Fact, Lister } from './explanation-listed.ts'
import { type Explained, line } from './explanation-parts.ts'

/** What a cycle has of one service, in units whatever the measure. */
interface PromiseOf {
  readonly planned: number
  readonly net: number
  readonly onPrem: number
  readonly left: number
}

interface Told {
  /** null where nothing of it is planned, or no cycle is told of. */
  readonly promise: PromiseOf | null
  readonly toCloud: number
  readonly back: number
}

/** Each opens to what moved of the service within the cycle. */
const listed =
  (explained: (told: Told) => Explained): Lister =>
  async ({ queries, surroundings, view, query, now }) => {
    if (query.service === undefined) throw new BadInput({ service: 'Say of which service: give its number.' })
    const team = (await namesOfServices(queries, [query.service])).get(query.service)?.team.id
    if (team === undefined) throw new NotFound(`Service ${query.service}`)
    const { cycle, view: seen } = await cycleAsked(queries, surroundings, view, now, query.cycle)
    const inUnits = { ...seen, measure: 'units' as const }
    const promise = cycle && (await promiseOf(queries, cycle, query.service))
    const entries = cycle ? await movedOf(queries, inUnits, cycle, query.service, team) : []
    const sum = (of: FigureEntry['class']) =>
      entries.filter((one) => one.class === of).reduce((total, { amount }) => total + amount, 0)
    const told = { promise, toCloud: sum('migrated'), back: -sum('rolled_back') }
    return {
      view: { ...inUnits, unit: unitOf(view.programme, 'units') },
      facts: entries.map(factOf),
      checked: promise === null || promise.net === told.toCloud - told.back,
      explained: () => explained(told),
    }
  }

const promiseOf = async (queries: Queries, view: CycleView, service: number): Promise<PromiseOf | null> => {
  if (isOnRecord(view)) {
    const row = await recordedItem(queries, view.cycle.number, view, service)
    if (!row) return null
    return {
      planned: row.scope === 'removed' ? row.planned_units : row.standing_units,
      net: row.net_units,
      onPrem: row.on_prem_units,
      left: row.left_units,
    }
  }
  const item = (await itemsOf(queries, view)).find(({ one }) => one.service === service)
  if (!item) return null
  const its = item.standing ?? item.one
  return { planned: its.units, net: its.net, onPrem: its.onPrem, left: item.left }
}

/** Only what went between on-premises and cloud. */
async function movedOf(
  queries: Queries,
  view: View,
  { cycle, upTo }: CycleView,
  service: number,
  team: number,
): Promise<FigureEntry[]> {
  const window = { from: dayBefore(cycle), to: upTo }
  const entries = await entriesIn(queries, { ...view, scope: { scope: scopes.team, id: team } }, 'cloud', window)
  return entries.filter(
    (one) => one.service.id === service && (one.class === 'migrated' || one.class === 'rolled_back'),
  )
}

const factOf = ({ day, service, team, class: of, amount, evidence, moves }: FigureEntry): Fact => ({
  // Of one service and day each entry has moves of its own.
  key: moves[0] ?? 0,
  day,
  service,
  team,
  class: of,
  outcome: null,
  amount,
  evidence,
  moves: [...moves],
})

export const promiseLeft = listed(({ promise }) => ({
  value: promise?.left ?? null,
  formula: [
    line('', 'promise-planned', promise?.planned ?? null),
    line('-', 'promise-moved', promise && Math.max(0, promise.net), { figure: 'promise-moved' }),
    line('', 'promise-on-premises', promise?.onPrem ?? null),
    line('=', 'promise-left', promise?.left ?? null),
  ],
  parts: [],
}))

export const promiseMoved = listed(({ promise, toCloud, back }) => {
  const value = promise?.net ?? toCloud - back
  return {
    value,
    formula: [
      line('', 'migrated', toCloud),
      line('-', 'rolled-back', back),
      line('=', 'promise-moved', value, { kind: 'change' }),
    ],
    parts: [],
  }
})
