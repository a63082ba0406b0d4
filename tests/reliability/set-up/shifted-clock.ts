import { isMainThread } from 'node:worker_threads'

// Loaded before the product: its clock stands off by CLOCK_SHIFT_MS, and SIGUSR2 throws it back another day.
const aDay = 24 * 60 * 60 * 1000
const real = Date.now
let shift = Number(process.env['CLOCK_SHIFT_MS'] ?? 0)
Date.now = () => real() + shift
if (isMainThread) {
  process.on('SIGUSR2', () => {
    shift -= aDay
    console.log('The clock was put back.')
  })
}
