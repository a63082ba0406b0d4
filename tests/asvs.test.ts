import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const project = join(import.meta.dirname, '..')
const rows = readFileSync(join(project, '.github/ASVS.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [✓–] \|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, state = '', requirements = '', rule = '', shown = '']) => ({ state, requirements, rule, shown }))

test('every tick names a test that exists, and every line without one says why', () => {
  expect(rows.length).toBeGreaterThan(35)
  const wrong = rows.filter(({ state, rule, shown }) => {
    if (state === '–') return shown !== '' || !/not (built|made) yet/.test(rule)
    const tests = [...shown.matchAll(/`(tests\/[\w/.-]+)` ([^`]+)/g)]
    const isThere = ([, file = '', title = '']: RegExpExecArray): boolean =>
      existsSync(join(project, file)) &&
      readFileSync(join(project, file), 'utf8').includes(title.trim().replace(/ and$/, ''))
    return tests.length === 0 || !tests.every(isThere)
  })
  expect(wrong).toEqual([])
})

test('the lines that matter most are there, each once', () => {
  const named = rows.flatMap(({ requirements }) => requirements.split(', ').map((one) => one.split(' to ')[0] ?? ''))
  expect(new Set(named).size).toBe(named.length)
  const mattering = `1.2.2 1.2.4 1.2.9 1.2.10 1.3.1 1.3.5 1.3.2 1.3.6 13.2.4 13.2.5 2.2.1 2.2.3 2.3.3 2.3.4 2.4.1 3.2.1 3.3.1
    3.3.3 3.3.2 3.3.4 3.4.1 3.4.3 3.4.6 3.4.4 3.4.5 3.5.1 3.5.2 3.5.3 4.1.3 15.3.4 4.2.1 5.2.1 5.2.2 5.2.3 5.4.1 5.4.2 6.2.1
    6.2.4 6.2.5 6.2.9 6.2.3 6.2.12 6.3.1 6.1.1 6.3.2 6.3.3 6.4.1 6.8.1 10.5.2 7.2.1 7.2.3 7.2.4 7.3.1 7.3.2 7.1.1 7.4.1 7.4.2
    7.4.5 7.5.1 7.5.2 8.1.1 8.2.1 8.2.2 8.3.1 8.2.3 15.3.1 15.3.3 10.2.1 10.2.2 10.5.1 10.5.4 11.4.2 11.5.1 12.1.1 13.3.1
    13.4.1 14.2.1 14.3.2 14.3.1 14.3.3 15.1.1 15.1.2 15.3.2 15.3.5 15.3.6 15.3.7 16.2.1 16.2.2 16.3.1 16.4.1 16.4.2 16.5.1 16.5.3`
  expect(mattering.split(/\s+/).filter((one) => !named.includes(one))).toEqual([])
})
