import { expect, test } from 'vitest'
import { listFeedback, readFeedbackFigures } from '../../src/contract/feedback.ts'
import { engines, type TestEngine } from '../set-up/databases.ts'
import { moves, onEngine } from './set-up/tenfold.ts'

async function arranged(engine: TestEngine) {
  const line = await onEngine(engine, '2026-03-31T12:00:00Z')
  line.file('moves.csv', moves)
  await line.run('import', 'moves.csv')
  return line
}

test.each(engines)('feedback is given, read, answered, resolved and opened again ($name)', async (engine) => {
  const { run, json, audited } = await arranged(engine)
  expect((await run('regions', 'add', 'Asia', '--zone', 'Asia/Seoul')).out).toBe('Asia is a region now, in Asia/Seoul.')
  const said = ['--service', 'payments-api', '--rating', '2', '--kind', 'performance', '--region', 'asia']
  expect(await run('feedback', 'give', ...said, '--words', 'Pages take 4 s.')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Feedback 1 on payments-api is in/),
  })
  expect(await audited('give-feedback')).toMatchObject([{ subject: 'payments-api', means: 'command line' }])
  const listed = (await run('feedback', 'list', '--kind', 'performance')).out.split('\n')
  expect(listed[0]).toBe('1 waiting for an answer; 1 open, 0 acknowledged, 0 resolved.')
  expect(listed[2]).toMatch(/^ +1 {2}payments-api .* 2 {2}performance +Asia .* 2026-03-31 .* open .*Pages take 4 s\.$/)
  expect((await run('feedback', 'acknowledge', '1')).out).toBe('Feedback 1 on payments-api is acknowledged.')
  expect((await run('feedback', 'withdraw-acknowledgement', '1')).out).toBe(
    'Feedback 1 on payments-api is not acknowledged any more.',
  )
  expect((await run('feedback', 'change', '1', '--owner', 'Net team')).out).toBe(
    'Feedback 1 on payments-api is changed.',
  )
  await run('blockers', 'open', '--service', 'payments-api', '--what', 'Slow.')
  await run('feedback', 'change', '1', '--blocker', '1')
  expect((await run('feedback', 'answer', '1', '--words', 'A cache.', '--resolve')).out).toBe(
    'Feedback 1 on payments-api is answered and resolved.',
  )
  const shown = (await run('feedback', 'show', '1')).out
  expect(shown).toContain('Answered on 2026-03-31 by local administrator. A cache.')
  expect(shown).toContain('Led to blocker 1.')
  expect((await run('feedback', 'reopen', '1')).out).toBe('Feedback 1 on payments-api is open again.')
  expect((await run('feedback', 'resolve', '1')).out).toBe('Feedback 1 on payments-api is resolved.')
  await run('feedback', 'change', '1', '--blocker', '0')
  expect(await json(listFeedback, 'feedback', 'list', '--show', 'all')).toMatchObject({
    feedback: [{ id: 1, blocker: null, owner: { name: 'Net team' }, state: 'resolved' }],
  })
  const figures = (await run('feedback', 'figures', '--by', 'service')).out.split('\n')
  expect(figures[0]).toBe('In 26 weeks to 2026-03-31; averages of fewer than 5 are withheld.')
  expect(figures[2]).toMatch(/^payments-api +1 +withheld +1 +\d+$/)
  expect((await json(readFeedbackFigures, 'feedback', 'figures')).groups).toMatchObject([{ count: 1, average: null }])
  expect((await run('feedback', 'subject', '1')).out).toContain('Regions to choose from: Asia.')
  expect((await run('feedback', 'pulses')).out).toMatch(/^\d+ services? to be asked about now\./)
})

test.each(engines)('regions are kept, and what cannot be says what to do ($name)', async (engine) => {
  const { run } = await arranged(engine)
  expect(await run('regions', 'add', 'Asia')).toMatchObject({
    code: 2,
    err: expect.stringContaining('regions add needs --zone ZONE.'),
  })
  expect((await run('regions', 'add', 'Asia', '--zone', 'Mars/Olympus')).code).toBe(2)
  await run('regions', 'add', 'Asia', '--zone', 'Asia/Seoul')
  expect((await run('regions', 'change', 'asia', '--name', 'APAC')).out).toBe('APAC is changed, in Asia/Seoul.')
  expect((await run('regions', 'list')).out.split('\n')[2]).toMatch(/^APAC +Asia\/Seoul +0/)
  await run('feedback', 'give', '--service', 'payments-api', '--rating', '4', '--region', 'APAC')
  expect(await run('regions', 'remove', 'APAC')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Feedback came from APAC, so it stays.'),
  })
  expect((await run('regions', 'remove', 'EMEA')).err).toContain('No region is called EMEA.')
  await run('regions', 'add', 'EMEA', '--zone', 'Europe/London')
  expect((await run('regions', 'remove', 'EMEA')).out).toBe('EMEA is no region any more.')
  expect((await run('feedback', 'give', '--service', 'payments-api', '--rating', '9')).err).toContain(
    '--rating: Give 1 to 5.',
  )
  expect((await run('feedback', 'resolve', '1')).err).toContain('Nobody has answered it.')
  expect((await run('feedback', 'show', '99')).err).toContain('See: npm run tenfold -- feedback list')
  expect((await run('feedback', 'change', '1')).err).toContain('Say what to change')
})

test.each(engines)(
  'a link for people without an account is made for teams, and never without ($name)',
  async (engine) => {
    const { run } = await arranged(engine)
    expect((await run('token', 'create', '--scope', 'feedback')).err).toContain('Name the teams: --teams A,B')
    const made = await run('token', 'create', '--scope', 'feedback', '--teams', 'payments', '--name', 'Pulse')
    expect(made.code).toBe(0)
    expect(made.out).toMatch(/^Pulse: feedback, payments, until it is revoked/)
  },
)
