import { type Forecast, type ForecastQuestion, forecastOf } from '../../domain/forecast.ts'
// The bundler makes a file of its own of it, whose address has its hash in it.
import address from './forecast-worker.ts?worker&url'

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL: (url: string) => string }
}

let trusted: string | undefined

/** The policy of the page lets nothing be run that it does not name: this makes one address, and no other. */
function trustedAddress(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes }
  // A policy can be made once: the page may be left and come back to.
  trusted ??= trustedTypes
    ? trustedTypes
        .createPolicy('forecast-runs', {
          createScriptURL: (url) => {
            if (url !== address) throw new TypeError('No other script is started here.')
            return url
          },
        })
        .createScriptURL(address)
    : address
  return trusted
}

export interface Runs {
  /** Of those that come while one is worked out only the last is asked: a lever that is dragged leaves no queue behind. */
  ask(question: ForecastQuestion): void
  stop(): void
}

type Answered = { readonly ready: true } | { readonly forecast: Forecast | null }

/** Runs in a worker; on the page itself where there are none (a test's page), or the browser does not start it. */
export function startRuns(onDone: (question: ForecastQuestion, forecast: Forecast | null) => void): Runs {
  const worker = startWorker()
  if (worker === null) return runsOnPage(onDone)
  let onPage: Runs | undefined
  let isReady = false
  let asked: ForecastQuestion | undefined
  let next: ForecastQuestion | undefined
  const send = () => {
    if (!isReady || asked !== undefined || next === undefined) return
    asked = next
    next = undefined
    worker.postMessage(asked)
  }
  worker.onmessage = ({ data }: MessageEvent<Answered>) => {
    if ('ready' in data) isReady = true
    else if (asked !== undefined) {
      onDone(asked, data.forecast)
      asked = undefined
    }
    send()
  }
  worker.onerror = () => {
    worker.terminate()
    onPage = runsOnPage(onDone)
    const waiting = next ?? asked
    if (waiting !== undefined) onPage.ask(waiting)
  }
  return {
    ask(question) {
      if (onPage !== undefined) return onPage.ask(question)
      next = question
      send()
    },
    stop() {
      worker.terminate()
      onPage?.stop()
    },
  }
}

function startWorker(): Worker | null {
  if (typeof Worker === 'undefined') return null
  try {
    return new Worker(trustedAddress(), { type: 'module' })
  } catch {
    return null
  }
}

/** They wait until what was pressed is drawn. */
function runsOnPage(onDone: (question: ForecastQuestion, forecast: Forecast | null) => void): Runs {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  return {
    ask(question) {
      stop()
      timer = setTimeout(() => onDone(question, forecastOf(question)))
    },
    stop,
  }
}
