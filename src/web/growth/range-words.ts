import type { Arrival } from '../../domain/forecast.ts'
import { endsOf } from '../../drawing/arrival-ends.ts'
import { useForecastMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'

/** `8 Sep – 24 Nov 2024`: when something is reached, never one day. */
export function useRangeWords(): (arrival: Arrival) => string {
  const words = useForecastMessages()
  const format = useFormat()
  return (arrival) => {
    const ends = endsOf(arrival)
    if (ends === null) return words.notInTenYears
    return ends.to === null ? words.after(format.day(ends.from)) : format.dayRange(ends.from, ends.to)
  }
}
