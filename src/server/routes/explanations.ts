import type { Hono } from 'hono'
import type { FigureName } from '../../contract/explanations.ts'
import { explain, explainEntries } from '../../contract/explanations.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { DayFacts } from '../../domain/growth.ts'
import { balanceOn, runningBalances } from '../../domain/growth.ts'
import type { MoveClass } from '../../domain/move.ts'
import type { WorkloadSide } from '../../domain/workload-changes.ts'
import { countServiceChanges } from '../../domain/workload-changes.ts'
import type { Queries } from '../database/tables.ts'
import { BadInput } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import type { FigureEntry, Window } from '../storage/figure-entries.ts'
import { entriesIn, hasMoreMoves, pageOfEntries } from '../storage/figure-entries.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { countedAgain } from '../storage/recount.ts'
import type { View } from '../view.ts'
import { viewOf } from '../view.ts'
import { explanationOf } from './explanation-lines.ts'
import { growthOf } from './growth.ts'

/** Past this many moves the entries of a figure by units are paged through, not counted. */
const mostMovesToCount = 200_000

/** Raised whenever a definition in numbers changes, so that a quoted figure can name the one it was made by. */
const definitionVersion = 1

export function explanationRoutes(api: Hono, surroundings: Surroundings): void {
  serve(api, surroundings, explain, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const days = await scopeDaysKnownAt(queries, view.scope, view.asOf, view.knownAt)
    const growth = await growthOf(queries, view, days)
    const known = growth.milestones.map(({ multiple }) => multiple)
    if (query.milestone !== undefined && !known.includes(query.milestone))
      throw new BadInput({ milestone: `Choose one of the programme’s milestones: ${known.join(', ')}.` })
    const { value, formula, parts } = explanationOf(params.figure, growth, days, query.milestone)
    const shown = balanceOn(runningBalances(days, view.measure), view.asOf)
    const counted = await countedAgain(queries, view)
    return {
      figure: params.figure,
      definition: params.figure,
      definitionVersion,
      measure: view.measure,
      unit: view.unit,
      asOf: view.asOf,
      knownAt: view.knownAtText,
      value,
      formula,
      parts,
      entries: await countEntries(queries, view, params.figure, days),
      checked: counted.cloud === shown.cloud && counted.onPrem === shown.onPrem && counted.total === shown.total,
    }
  })

  serve(api, surroundings, explainEntries, { action: 'read' }, async ({ params, query, queries, now }) => {
    const view = await viewOf(queries, query, now)
    const { side, window, fits } = entriesBehind(params.figure, view)
    const [day, service] = query.cursor?.split('.') ?? []
    const below = day === undefined ? undefined : { day: day as CalendarDay, service: Number(service) }
    return pageOfEntries(queries, view, side, window, { limit: query.limit, below, fits })
  })
}

interface Behind {
  readonly side: WorkloadSide
  readonly window: Window
  readonly fits: (entry: FigureEntry) => boolean
}

const classesOf: Partial<Record<FigureName, { side: WorkloadSide; classes: readonly MoveClass[] }>> = {
  migrated: { side: 'cloud', classes: ['migrated'] },
  born: { side: 'cloud', classes: ['born'] },
  grown: { side: 'cloud', classes: ['grown_in_cloud'] },
  'rolled-back': { side: 'cloud', classes: ['rolled_back'] },
  'retired-in-cloud': { side: 'cloud', classes: ['retired_in_cloud'] },
  shrunk: { side: 'cloud', classes: ['shrunk_in_cloud'] },
  'retired-on-premises': { side: 'on_prem', classes: ['retired_on_prem', 'shrunk_on_prem'] },
  discovered: { side: 'on_prem', classes: ['discovered', 'grown_on_prem'] },
}

const sideOf: Partial<Record<FigureName, WorkloadSide>> = {
  'on-premises': 'on_prem',
  deadline: 'on_prem',
  total: 'total',
}

/**
 * Which entries a figure is the sum of: since the baseline day, but the baseline itself and the whole from the start, as
 * everything is as of a day on which there was no baseline yet.
 */
function entriesBehind(figure: FigureName, view: View): Behind {
  const { asOf, programme } = view
  const baselineDay = programme.baselineDay <= asOf ? programme.baselineDay : null
  const window = {
    from: figure === 'baseline' ? (baselineDay === null ? asOf : null) : figure === 'total' ? null : baselineDay,
    to: figure === 'baseline' ? (baselineDay ?? asOf) : asOf,
  }
  const classed = classesOf[figure]
  if (classed) return { side: classed.side, window, fits: (entry) => classed.classes.includes(entry.class) }
  return { side: sideOf[figure] ?? 'cloud', window, fits: () => true }
}

/** By services the roll-up has counted them already; by units the classes of each day must be read from the books. */
async function countEntries(
  queries: Queries,
  view: View,
  figure: FigureName,
  days: readonly DayFacts[],
): Promise<number | null> {
  const { side, window, fits } = entriesBehind(figure, view)
  if (view.measure === 'units' || side === 'total') {
    if (await hasMoreMoves(queries, mostMovesToCount)) return null
    return (await entriesIn(queries, view, side, window)).filter(fits).length
  }
  const classes = classesOf[figure]?.classes
  return days
    .filter(({ day }) => day <= window.to && (window.from === null || day > window.from))
    .reduce((count, { facts }) => count + countServiceChanges(facts, side, classes), 0)
}
