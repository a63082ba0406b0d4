import { forecastOf } from '../../domain/forecast.ts'
import type { AskedRuns } from './use-runs.ts'

// A browser without calendar arithmetic of its own gets it here too: a worker shares nothing with its page.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')

/** 10,000 runs beside the page, which stays quick while a lever moves. */
addEventListener('message', ({ data }: MessageEvent<AskedRuns>) =>
  postMessage({ number: data.number, forecast: forecastOf(data.question) }),
)
postMessage({ ready: true })
