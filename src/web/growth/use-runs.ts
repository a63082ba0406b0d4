import { useEffect, useRef, useState } from 'react'
import type { Forecast, ForecastQuestion } from '../../domain/forecast.ts'
import { type Runs, startRuns } from './runs-worker.ts'

export interface DoneRuns {
  readonly question: ForecastQuestion
  readonly forecast: Forecast | null
}

/**
 * The forecast of the latest question, worked out beside the page; null asks for none. While one is worked out the one
 * before stays.
 */
export function useRuns(question: ForecastQuestion | null): { done: DoneRuns | null; computing: boolean } {
  const [done, setDone] = useState<DoneRuns | null>(null)
  const runs = useRef<Runs | undefined>(undefined)

  useEffect(() => {
    if (question === null) return
    // Nobody who changes nothing waits for a worker.
    runs.current ??= startRuns((its, forecast) => setDone({ question: its, forecast }))
    runs.current.ask(question)
  }, [question])

  useEffect(
    () => () => {
      runs.current?.stop()
      runs.current = undefined
    },
    [],
  )

  return { done: question === null ? null : done, computing: question !== null && done?.question !== question }
}
