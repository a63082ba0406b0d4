import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { TestModule } from 'vitest/node'
import { countsOf } from '../set-up/closing-line.ts'
import { temporaryFolder } from '../set-up/databases.ts'

interface Steps {
  readonly prepare: string
  readonly scripts: Readonly<Record<'types' | 'lint' | 'unused' | 'build', string>>
  readonly vitest: string
}

const fine: Steps = {
  prepare: '',
  scripts: { types: 'echo types', lint: 'echo lint', unused: 'echo unused', build: 'echo build' },
  vitest: "console.log(...process.argv.slice(2)); process.send({ passed: 12, failed: 0, skipped: '' })",
}

/** Runs a copy of the script in a project whose steps do what is said; the lines it printed and its exit code. */
function runTests(steps: Steps, words: readonly string[] = []) {
  const project = temporaryFolder()
  const put = (file: string, text: string) => {
    mkdirSync(dirname(join(project, file)), { recursive: true })
    writeFileSync(join(project, file), text)
  }
  put('package.json', JSON.stringify({ name: 'small', version: '1.0.0', scripts: steps.scripts }))
  put('src/server/prepare.mjs', steps.prepare)
  put('node_modules/vitest/vitest.mjs', steps.vitest)
  mkdirSync(join(project, 'node_modules/.bin'))
  symlinkSync(process.execPath, join(project, 'node_modules/.bin/node'))
  cpSync(join(import.meta.dirname, '../set-up/run-tests.mjs'), join(project, 'tests/set-up/run-tests.mjs'))
  const { status, stdout } = spawnSync(process.execPath, ['tests/set-up/run-tests.mjs', ...words], {
    cwd: project,
    encoding: 'utf8',
  })
  return { status, lines: stdout.trimEnd().split('\n') }
}

test('every step runs, in order, and the last line says what passed and failed', () => {
  expect(runTests(fine, ['--project', 'node'])).toEqual({
    status: 0,
    lines: [
      'types',
      'lint',
      'unused',
      expect.stringContaining('build'),
      'run --project node',
      '',
      '12 passed, 0 failed',
    ],
  })
})

test('what was skipped stands on the line before', () => {
  const vitest =
    "process.send({ passed: 3, failed: 2, skipped: '1 skipped: a full disk (no right to mount)' }); process.exitCode = 1"
  const { status, lines } = runTests({ ...fine, vitest })
  expect([status, ...lines.slice(-2)]).toEqual([1, '1 skipped: a full disk (no right to mount)', '3 passed, 2 failed'])
})

test.each([
  ['the preparation', { ...fine, prepare: 'process.exit(1)' }, []],
  ['types', { ...fine, scripts: { ...fine.scripts, types: 'exit 2' } }, []],
  ['lint', { ...fine, scripts: { ...fine.scripts, lint: 'exit 1' } }, ['types']],
  ['the build', { ...fine, scripts: { ...fine.scripts, build: 'exit 1' } }, ['types', 'lint', 'unused']],
  ['the tests, before the first of them', { ...fine, vitest: 'process.exit(1)' }, ['types', 'lint', 'unused', 'build']],
  ['the tests, without saying so', { ...fine, vitest: '' }, ['types', 'lint', 'unused', 'build']],
])('a failure of %s is one failure, nothing runs after it, and the exit code tells', (_, steps, before) => {
  const { status, lines } = runTests(steps)
  expect(status).toBeGreaterThan(0)
  expect(lines.at(-1)).toBe('0 passed, 1 failed')
  expect(lines.slice(0, -2).map((line) => line.split(' ')[0])).toEqual(before)
})

test('tests that all pass in a run that fails are no success', () => {
  const { status, lines } = runTests({ ...fine, vitest: `${fine.vitest}; process.exitCode = 1` })
  expect([status, lines.at(-1)]).toEqual([1, '12 passed, 1 failed'])
})

test('a file that does not load, a fault outside of tests and a test that never ended are failures', () => {
  const result = (state: string, note?: string) => ({ fullName: `is ${state}`, result: () => ({ state, note }) })
  const module = (state: string, errors: unknown[], ...tests: ReturnType<typeof result>[]) =>
    ({ state: () => state, errors: () => errors, children: { allTests: () => tests } }) as unknown as TestModule
  const counts = countsOf(
    [
      module('passed', [], result('passed'), result('passed'), result('skipped', 'no right to mount')),
      module('failed', [], result('failed'), result('pending'), result('skipped')),
      module('failed', [new Error('does not load')]),
    ],
    [new Error('outside')],
  )
  expect(counts).toEqual({
    passed: 2,
    failed: 4,
    skipped: '2 skipped: is skipped (no right to mount) · is skipped',
  })
})
