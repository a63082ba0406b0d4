import type { AnswerOf } from '../../contract/endpoint.ts'
import type { readGrowthParts } from '../../contract/growth.ts'
import { onPremisesFlow, partsOf } from '../../domain/growth.ts'
import { periods } from '../../domain/periods.ts'
import { type BriefFacts, briefFacts } from '../brief/brief-facts.ts'
import type { Queries } from '../database/tables.ts'
import type { Publishing } from '../routes/cycle-view.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { trainOf } from '../storage/release-cycles.ts'
import type { View } from '../view.ts'

/** What stands on the slides: the brief's facts, and growth taken apart by cycle. */
export interface SlidesFacts extends BriefFacts {
  readonly byCycle: AnswerOf<typeof readGrowthParts>['periods']
  /** Whether they reach back to the baseline day, so that they add up to the parts of the brief. */
  readonly isWhole: boolean
}

/** Five years of cycles: more bars than that nobody reads from the back of a room. */
const mostCycles = 32

export async function slidesFacts(
  queries: Queries,
  publishing: Publishing,
  view: View,
  now: number,
): Promise<SlidesFacts> {
  const facts = await briefFacts(queries, publishing, view, now)
  const days = await scopeDaysKnownAt(queries, view.scope, view.asOf, view.knownAt)
  const train = await trainOf(queries, view.programme)
  const since = days.filter(({ day }) => day > view.programme.baselineDay)
  const first = since[0]?.day
  const all = first === undefined ? [] : periods('cycle', train, first, view.asOf)
  const cycles = all.slice(-mostCycles)
  return {
    ...facts,
    isWhole: cycles.length === all.length && all[0]?.firstDay === first,
    byCycle: cycles.map((cycle) => {
      const its = since.filter(({ day }) => day >= cycle.firstDay && day <= cycle.lastDay)
      const flow = onPremisesFlow(its, view.measure)
      return {
        ...cycle,
        ...partsOf(its, view.measure),
        discoveredOnPrem: flow.discovered,
        retiredOnPrem: flow.retired,
      }
    }),
  }
}
