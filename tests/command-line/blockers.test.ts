import { expect, test } from 'vitest'
import { listBlockers, readBlockerAgeing } from '../../src/contract/blockers.ts'
import { engines, type TestEngine } from '../set-up/databases.ts'
import { moves, onEngine } from './set-up/tenfold.ts'

async function arranged(engine: TestEngine) {
  const line = await onEngine(engine, '2026-03-31T12:00:00Z')
  line.file('moves.csv', moves)
  await line.run('import', 'moves.csv')
  return line
}

test.each(engines)('a blocker is opened, changed, resolved and opened again ($name)', async (engine) => {
  const { run, json, audited } = await arranged(engine)
  expect((await run('blockers', 'list')).out).toBe('0 blockers open, 0 escalated (from 5 days on).')
  const said = ['--service', 'payments-api', '--what', 'Port 443 is closed.', '--kind', 'network']
  expect(await run('blockers', 'open', ...said, '--since', '2026-03-20')).toMatchObject({
    code: 0,
    out: 'Blocker 1 of payments-api is open.',
  })
  expect(await audited('open-blocker')).toMatchObject([{ subject: 'payments-api', means: 'command line' }])
  expect((await run('blockers', 'change', '1', '--owner', 'Network team')).out).toBe(
    'Blocker 1 of payments-api is changed.',
  )
  const listed = (await run('blockers', 'list', '--kind', 'network')).out.split('\n')
  expect(listed[0]).toBe('1 blocker open, 1 escalated (from 5 days on).')
  expect(listed[2]).toMatch(
    /^ +1 {2}payments-api +\S.* network +Network team +2026-03-20 +11 +escalated +Port 443 is closed\.$/,
  )
  expect((await run('blockers', 'resolve', '1', '--note', 'The rule is open.')).out).toBe(
    'Blocker 1 of payments-api is resolved after 11 days.',
  )
  expect((await run('blockers', 'show', '1')).out).toContain(
    'Resolved on 2026-03-31 by local administrator. The rule is open.',
  )
  expect((await run('blockers', 'ageing', '--weeks', '1')).out.split('\n')[0]).toBe(
    '0 blockers opened, 1 resolved, half of them within 11 days.',
  )
  expect((await json(readBlockerAgeing, 'blockers', 'ageing')).medianDays).toBe(11)
  expect((await run('blockers', 'reopen', '1')).out).toBe('Blocker 1 of payments-api is open again.')
  expect(await json(listBlockers, 'blockers', 'list')).toMatchObject({
    total: 1,
    blockers: [{ id: 1, resolved: null }],
  })
})

test.each(engines)('what cannot be is one sentence that says what to do ($name)', async (engine) => {
  const { run } = await arranged(engine)
  expect(await run('blockers', 'open', '--service', 'payments-api')).toMatchObject({
    code: 2,
    err: expect.stringContaining('blockers open needs --what TEXT.'),
  })
  expect(await run('blockers', 'open', '--what', 'x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('--service: Name the service that it stops'),
  })
  expect(await run('blockers', 'resolve', '99')).toMatchObject({
    code: 1,
    err: expect.stringContaining('See: npm run tenfold -- blockers list'),
  })
  expect(await run('blockers', 'change', '1')).toMatchObject({
    code: 2,
    err: expect.stringContaining('Say what to change'),
  })
})
