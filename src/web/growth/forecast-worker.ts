import { type ForecastQuestion, forecastOf } from '../../domain/forecast.ts'

// A browser without calendar arithmetic of its own gets it here too: a worker shares nothing with its page.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')

/** 10,000 runs beside the page, which stays quick while a lever moves. */
addEventListener('message', ({ data }: MessageEvent<ForecastQuestion>) => postMessage({ forecast: forecastOf(data) }))
postMessage({ ready: true })
