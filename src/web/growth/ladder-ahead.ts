import { queryOptions } from '@tanstack/react-query'
import type { Forecast } from '../../contract/forecast.ts'
import { call } from '../shared/call.ts'
import { queryOf, type View } from '../shared/view-search.ts'

/** The forecast that its own page opens with. Its contract comes with the question: the ladder itself waits for neither. */
export const aheadQuery = (view: View) => {
  const query = queryOf(view)
  return queryOptions({
    queryKey: ['forecast', query],
    queryFn: async ({ signal }): Promise<Forecast> => {
      const { readForecast } = await import('../../contract/forecast.ts')
      return call(readForecast, { query, signal })
    },
  })
}
