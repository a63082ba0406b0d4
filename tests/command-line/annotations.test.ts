import { expect, test } from 'vitest'
import { listAnnotations } from '../../src/contract/annotations.ts'
import { engines } from '../set-up/databases.ts'
import { moves, onEngine } from './set-up/tenfold.ts'

test.each(engines)('an annotation is added, listed, changed and withdrawn ($name)', async (engine) => {
  const { run, json, audited, file } = await onEngine(engine, '2026-03-31T12:00:00Z')
  file('moves.csv', moves)
  await run('import', 'moves.csv')
  expect((await run('annotations', 'list')).out).toBe('0 annotations.')
  const said = ['--day', '2026-12-20', '--words', 'No changes', '--tags', 'freeze,Year end']
  expect(await run('annotations', 'add', ...said, '--until', '2027-01-05')).toMatchObject({
    code: 0,
    out: 'Annotation 1 of 2026-12-20 – 2027-01-05 is on the charts of everybody.',
  })
  expect(await audited('add-annotation')).toMatchObject([{ subject: 'No changes', means: 'command line' }])
  const listed = (await run('annotations', 'list', '--tags', 'freeze')).out.split('\n')
  expect(listed[0]).toBe('1 annotation.')
  expect(listed[2]).toMatch(/^ +1 {2}2026-12-20 – 2027-01-05 +everybody +freeze, year end +No changes/)
  expect((await run('annotations', 'change', '1', '--until', '-')).out).toBe('Annotation 1 of 2026-12-20 is changed.')
  expect((await run('annotations', 'change', '1')).err).toContain('Say what to change')
  const { annotations } = await json(listAnnotations, 'annotations', 'list', '--search', 'changes')
  expect(annotations).toMatchObject([{ day: '2026-12-20', until: null, version: 2 }])
  expect((await run('annotations', 'withdraw', '1')).out).toBe('Annotation 1 of 2026-12-20 is withdrawn.')
  expect((await run('annotations', 'show', '1')).out).toContain('Withdrawn by local administrator')
})
