import type { Terminal } from './command.ts'

interface Stream {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

/** How often the line that shows progress is drawn, in milliseconds. */
const drawnEvery = 100

/** Results go to stdout, complaints and progress to stderr, and progress only where somebody watches. */
export function terminalOf(out: Stream, errors: Stream): Terminal {
  let isShown = false
  let drawnAt = Number.NEGATIVE_INFINITY
  const clear = () => {
    if (isShown) errors.write('\r\x1b[K')
    isShown = false
  }
  return {
    say(line) {
      clear()
      out.write(`${line}\n`)
    },
    warn(line) {
      clear()
      errors.write(`${line}\n`)
    },
    progress(line) {
      if (line === '') clear()
      else if (errors.isTTY && performance.now() - drawnAt > drawnEvery) {
        drawnAt = performance.now()
        isShown = true
        errors.write(`\r\x1b[K${line.slice(0, (errors.columns ?? 80) - 1)}`)
      }
    },
  }
}
