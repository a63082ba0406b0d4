import type { Reporter, TestModule } from 'vitest/node'

interface Counts {
  readonly passed: number
  readonly failed: number
  /** One line that names each skipped test and says why; '' where none was. */
  readonly skipped: string
}

/**
 * Counts what ran. Under `npm test` it reports to run-tests.mjs, which prints the closing line when everything has ended;
 * where a part of the tests is run by hand it prints the line itself, alone and last: `10 passed, 0 failed`.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = countsOf(modules, unhandledErrors)
    const { passed, failed, skipped } = counts
    if (process.send) process.send(counts)
    else console.log(`\n${skipped === '' ? '' : `${skipped}\n`}${passed} passed, ${failed} failed`)
  }
}

export function countsOf(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): Counts {
  const count = { passed: 0, failed: unhandledErrors.length }
  const skipped: string[] = []
  for (const module of modules) {
    // A file that does not load runs no test at all, yet it is a failure.
    if (module.state() === 'failed' && module.errors().length > 0) count.failed += 1
    for (const test of module.children.allTests()) {
      const result = test.result()
      if (result.state === 'passed') count.passed += 1
      else if (result.state !== 'skipped') count.failed += 1
      else skipped.push(`${test.fullName}${result.note === undefined ? '' : ` (${result.note})`}`)
    }
  }
  return { ...count, skipped: skipped.length === 0 ? '' : `${skipped.length} skipped: ${skipped.join(' · ')}` }
}
