import { useEffect, useRef, useState } from 'react'
import { type Forecast, type ForecastQuestion, forecastOf } from '../../domain/forecast.ts'
import { startRunsWorker } from './runs-worker.ts'

export interface AskedRuns {
  readonly number: number
  readonly question: ForecastQuestion
}

type Answered = { readonly ready: true } | { readonly number: number; readonly forecast: Forecast | null }

interface Done {
  readonly question: ForecastQuestion
  readonly forecast: Forecast | null
}

/**
 * The forecast of the latest question, worked out in a worker; null asks for none. While one is worked out the one before
 * stays, and of those that come meanwhile only the last is asked: a lever that is dragged leaves no queue behind.
 */
export function useRuns(question: ForecastQuestion | null): {
  forecast: Forecast | null | undefined
  computing: boolean
} {
  const [done, setDone] = useState<Done | null>(null)
  const ask = useRef<((question: ForecastQuestion) => void) | undefined>(undefined)

  useEffect(() => {
    const worker = startRunsWorker()
    if (worker === null) {
      // The runs wait until what was pressed is drawn.
      let timer: ReturnType<typeof setTimeout> | undefined
      ask.current = (wanted) => {
        clearTimeout(timer)
        timer = setTimeout(() => setDone({ question: wanted, forecast: forecastOf(wanted) }))
      }
      return () => clearTimeout(timer)
    }
    let isReady = false
    let number = 0
    let asked: ForecastQuestion | undefined
    let next: ForecastQuestion | undefined
    const send = () => {
      if (!isReady || asked !== undefined || next === undefined) return
      asked = next
      next = undefined
      number++
      worker.postMessage({ number, question: asked } satisfies AskedRuns)
    }
    worker.onmessage = ({ data }: MessageEvent<Answered>) => {
      if ('ready' in data) isReady = true
      else if (asked !== undefined) {
        setDone({ question: asked, forecast: data.forecast })
        asked = undefined
      }
      send()
    }
    ask.current = (wanted) => {
      next = wanted
      send()
    }
    return () => worker.terminate()
  }, [])

  useEffect(() => {
    if (question !== null) ask.current?.(question)
  }, [question])

  return {
    forecast: done === null || question === null ? undefined : done.forecast,
    computing: question !== null && done?.question !== question,
  }
}
