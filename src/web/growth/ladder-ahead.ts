import { queryOptions } from '@tanstack/react-query'
import type { Forecast } from '../../contract/forecast.ts'
import { endsOf } from '../../drawing/arrival-ends.ts'
import { type Format, missing } from '../../drawing/format.ts'
import { call } from '../shared/call.ts'
import type { TableOfChart } from '../shared/charts/ChartTable.tsx'
import type { Messages } from '../shared/messages/messages.tsx'
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

/** `20× 8 Sep – 24 Nov 2024`, of each milestone that does not hold: by when half of the runs are there, and 85 of 100. */
export function arrivalWords(
  { milestones }: Forecast,
  words: Messages['growth']['ahead'],
  format: Format,
  rung = format.rung,
): string[] {
  return milestones.flatMap(({ multiple, arrival }) => {
    if (arrival === null) return []
    const ends = endsOf(arrival)
    const days =
      ends === null
        ? words.never
        : ends.to === null
          ? words.after(format.day(ends.from))
          : format.dayRange(ends.from, ends.to)
    return [words.arrival(rung(multiple), days)]
  })
}

/** The table run on into the forecast, in a column of its own: what may be is never among what is. */
export function withAhead(
  table: TableOfChart,
  answer: Forecast | null | undefined,
  words: Messages['growth']['ahead'],
  format: Format,
): TableOfChart {
  if (!answer || answer.cone.length === 0) return table
  const amount = (value: number) => format.measuredNumber(answer.measure, value)
  const filled = table.columns.length - 1
  return {
    ...table,
    columns: [...table.columns, ...words.columns.map((label) => ({ label, figures: true }))],
    rows: [
      ...table.rows.map((row) => ({
        ...row,
        shown: [...row.shown, ...words.columns.map(() => missing)],
        raw: [...row.raw, ...words.columns.map(() => null)],
      })),
      ...answer.cone.map(({ day, cloud: { p90, p85, p50, p10 } }) => ({
        key: `ahead ${day}`,
        shown: [format.day(day), ...Array<string>(filled).fill(missing), ...[p90, p85, p50, p10].map(amount)],
        raw: [day, ...Array<null>(filled).fill(null), p90, p85, p50, p10],
      })),
    ],
  }
}
