import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type Forecast, readBacktest, readForecast } from '../../contract/forecast.ts'
import { listWaves } from '../../contract/waves.ts'
import { readWorkload, type WorkloadPoint } from '../../contract/workload.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { call } from '../shared/call.ts'
import { queryOf, timesOf, type View } from '../shared/view-search.ts'

/** What of a forecast the server has to be asked for: weeks of teams, and what waves still have on-premises. */
export interface AskedOfServer {
  readonly stop: readonly string[]
  readonly onceMore: readonly string[]
  readonly dropWaves: readonly string[]
}

const listOf = (name: keyof AskedOfServer, all: readonly string[]) =>
  all.length === 0 ? {} : { [name]: all.join(',') }

export const forecastQuery = (view: View, asked: AskedOfServer) => {
  const query = {
    ...queryOf(view),
    ...listOf('stop', asked.stop),
    ...listOf('onceMore', asked.onceMore),
    ...listOf('dropWaves', asked.dropWaves),
  }
  return queryOptions({
    queryKey: ['forecast', query],
    queryFn: ({ signal }): Promise<Forecast> => call(readForecast, { query, signal }),
    placeholderData: keepPreviousData,
  })
}

export const backtestQuery = (view: View) => {
  const query = queryOf(view)
  return queryOptions({
    queryKey: ['forecast', 'backtest', query],
    queryFn: ({ signal }) => call(readBacktest, { query, signal }),
  })
}

/** The past beside the cone: both sides, week by week. */
export const pastQuery = (view: View, from: CalendarDay) => {
  const query = { ...queryOf(view), interval: 'week' as const, groupBy: 'none' as const, from }
  return queryOptions({
    queryKey: ['workload', 'before-forecast', query],
    queryFn: async ({ signal }): Promise<readonly WorkloadPoint[]> => {
      const answer = await call(readWorkload, { query, signal })
      return 'points' in answer ? answer.points : []
    },
  })
}

const wavesToChoose = 100

export const wavesToDropQuery = (view: View) => {
  const query = { ...timesOf(view), limit: wavesToChoose }
  return queryOptions({
    queryKey: ['waves', 'to-drop', query],
    queryFn: ({ signal }) => call(listWaves, { query, signal }),
  })
}
