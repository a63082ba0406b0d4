import { expect, test } from 'vitest'
import { terminalOf } from '../../src/server/command-line/terminal.ts'

function written(isTTY: boolean) {
  const out: string[] = []
  const errors: string[] = []
  const terminal = terminalOf(
    { write: (text) => out.push(text) },
    { write: (text) => errors.push(text), isTTY, columns: 20 },
  )
  return { terminal, out, errors }
}

test('progress is one line that is cut to the width, and goes before anything else is said', () => {
  const { terminal, out, errors } = written(true)
  terminal.progress('Reading: 12,000 rows, 40 %')
  expect(errors).toEqual(['\r\x1b[KReading: 12,000 row'])
  terminal.say('Done.')
  expect([errors.at(-1), out]).toEqual(['\r\x1b[K', ['Done.\n']])
  terminal.progress('')
  expect(errors).toHaveLength(2)
})

test('where nobody watches there is no progress, so that what is piped on holds results only', () => {
  const { terminal, out, errors } = written(false)
  terminal.progress('Reading: 12,000 rows, 40 %')
  terminal.say('Done.')
  terminal.warn('Line 3: no such day.')
  expect([out, errors]).toEqual([['Done.\n'], ['Line 3: no such day.\n']])
})
