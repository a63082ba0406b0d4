import { addDays, day } from '../../src/domain/calendar-day.ts'
import { forecastOf } from '../../src/domain/forecast.ts'
import type { PastWeek } from '../../src/domain/forecast-weeks.ts'
import { median, row } from './timing.ts'

const asOf = day('2026-01-02')
const weeks: readonly PastWeek[] = Array.from({ length: 52 }, (_, at) => {
  const migrated = (at * 37) % 53
  return { lastDay: addDays(asOf, -7 * (51 - at)), cloud: migrated + 5, onPrem: 3 - migrated, migrated }
})
const question = {
  ...{ asOf, weeks, leftOut: new Set<never>(), now: { cloud: 2000, onPrem: 8000 } },
  ...{ cycle: { lastDay: addDays(asOf, 20), delivered: 7 }, widening: { cloud: 1500, onPrem: 1500, migrated: 1500 } },
}

/** 10,000 runs with their cone: where all is reached within years, and at the worst, where something never is in ten. */
export async function forecasts(): Promise<void> {
  const ask = (targets: readonly number[]) => median(async () => forecastOf({ ...question, targets }))
  row('10,000 runs, everything reached', await ask([3000, 4000, 5000]))
  row('10,000 runs, one milestone never: ten years each', await ask([3000, 5000, 1_000_000]))
}

/** Through the API, with what past forecasts taught of the width; and the backtest itself. */
export async function forecastsOf(read: (path: string) => Promise<unknown>): Promise<void> {
  row('forecast, through the API', await median(() => read('forecast?measure=units')))
  row('backtest, through the API', await median(() => read('forecast/backtest?measure=units')))
}
