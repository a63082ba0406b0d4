import { expect, test } from 'vitest'
import { readStandUp, readStandUpDigest } from '../../src/contract/stand-ups.ts'
import { engines, type TestEngine } from '../set-up/databases.ts'
import { moves, onEngine } from './set-up/tenfold.ts'

async function arranged(engine: TestEngine) {
  const line = await onEngine(engine, '2026-03-31T09:00:00Z')
  line.file('moves.csv', moves)
  await line.run('import', 'moves.csv')
  const { team } = (await line
    .run('blockers', 'open', '--service', 'payments-api', '--what', 'x', '--json')
    .then(({ out }) => JSON.parse(out))) as { team: { name: string } }
  const standUps = (...words: string[]) => line.run('stand-ups', ...words)
  return { ...line, standUps, team: team.name }
}

test.each(engines)('a promise is made, kept and taken back ($name)', async (engine) => {
  const { standUps, json, team } = await arranged(engine)
  expect(await standUps('say', '/promise', 'payments-api', '60%', '--team', team)).toMatchObject({
    code: 0,
    out: `Line 1 of ${team}, 2026-03-31: promise.`,
  })
  expect((await standUps('say', '@Grace', 'is', 'ill', '--team', team, '--time', 'evening')).code).toBe(0)
  const shown = (await standUps('show', '--team', team)).out.split('\n')
  expect(shown[0]).toBe(`${team}, 2026-03-31 (UTC): 0 kept of 0 promises, 1 open.`)
  expect(shown.find((row) => row.includes('promise '))).toMatch(
    /1 +2026-03-31 +morning .* payments-api +60\.0 % +open +–$/,
  )
  expect((await standUps('change', '1', '--level', '70')).out).toBe(`Line 1 of ${team} is changed.`)
  const kept = await standUps('answer', '1', 'kept', '--evidence', 'CHG-1')
  expect(kept).toMatchObject({ code: 0, out: `Promise 1 of ${team}: kept, 70.0 %.\n1 move logged.` })
  expect((await json(readStandUp, 'stand-ups', 'show', '--team', team)).promises).toMatchObject({
    promised: 1,
    kept: 1,
  })
  expect((await standUps('line', '1')).out).toContain('kept, 70.0 %')
  expect((await standUps('undo', '1')).out).toBe('Promise 1 is open again.')
  expect((await standUps('answer', '1', 'not-today')).out).toBe(
    `Promise 1 of ${team}: not-today, 2026-04-01.\nIt is promise 3 of 2026-04-01 now.`,
  )
  expect((await standUps('undo', '1')).code).toBe(0)
  expect((await standUps('answer', '1', 'blocked', '--words', 'Port 443')).out).toContain('Blocker 2 is open.')
  expect((await standUps('take-back', '2')).out).toBe('Line 2 is taken back.')
  expect((await standUps('restore', '2')).out).toBe('Line 2 stands again.')
})

test.each(engines)('who is out of office is said, changed and taken back ($name)', async (engine) => {
  const { standUps, team } = await arranged(engine)
  expect((await standUps('absences', '--team', team)).out).toBe('Nobody is out of office.')
  expect((await standUps('away', 'Grace', '--team', team, '--from', '2026-03-31')).out).toBe(
    'Absence 1: Grace, 2026-03-31 to 2026-03-31.',
  )
  expect((await standUps('change-away', '1', '--team', team, '--to', '2026-04-03', '--words', 'ill')).code).toBe(0)
  expect((await standUps('absences', '--team', team)).out).toMatch(/1 +Grace +2026-03-31 +2026-04-03 +ill/)
  expect((await standUps('back', '1')).out).toBe('Absence 1 is taken back.')
  expect(await standUps('change-away', '1', '--team', team, '--to', '2026-04-04')).toMatchObject({
    code: 1,
    err: expect.stringContaining('stand-ups absences'),
  })
})

test.each(engines)('a day of all stand-ups is one table ($name)', async (engine) => {
  const { standUps, json, team } = await arranged(engine)
  await standUps('say', '/promise', 'payments-api', '60%', '--team', team)
  await standUps('answer', '1', 'kept')
  const rows = (await standUps('digest')).out.split('\n')
  const answer = await json(readStandUpDigest, 'stand-ups', 'digest', '--day', '2026-03-31')
  expect(rows[0]).toBe('2026-03-31: 1 kept of 1 promise, 0 open.')
  expect(rows).toContainEqual(expect.stringMatching(/^ {2}moves to cloud +1$/))
  expect(rows).toContainEqual(expect.stringMatching(/^ {2}new blockers +1$/))
  expect(answer).toMatchObject({ promises: { kept: 1 }, moves: { toCloud: 1 }, teams: { heard: 1 } })
  expect((await standUps('digest', '--team', team, '--day', '2026-03-28')).out).toContain('nobody is waited for')
})

test.each(engines)('what cannot be is one sentence that says what to do ($name)', async (engine) => {
  const { standUps, team } = await arranged(engine)
  const refused = async (code: number, words: string, ...line: string[]) =>
    expect(await standUps(...line)).toMatchObject({ code, err: expect.stringContaining(words) })
  await refused(2, 'stand-ups say needs --team TEAM.', 'say', 'x')
  await refused(1, 'Which service is promised?', 'say', '/promise', '--team', team)
  await refused(1, 'See: npm run tenfold -- stand-ups', 'answer', '99', 'kept')
  await standUps('say', '/promise', 'payments-api', '60%', '--team', team)
  await refused(2, '--level many is no percentage', 'answer', '1', 'partly', '--level', 'many')
  await refused(2, 'Give one of kept, partly, not-today, blocked.', 'answer', '1', 'done')
  await refused(2, '--words: Say why it is dropped.', 'answer', '1', 'not-today', '--drop')
  await refused(1, 'Say the level that was reached', 'answer', '1', 'partly')
  await refused(2, 'Say what to change', 'change', '1')
})

test.each(engines)('what is open is handed over, taken and taken back ($name)', async (engine) => {
  const { standUps, run, team, ...line } = await arranged(engine)
  line.file(
    'more.csv',
    'occurred_on,service,team,division,units,from,to\n2026-01-05,shop,night,retail,10,,On-premises\n',
  )
  expect((await run('import', 'more.csv')).code).toBe(0)
  await standUps('say', '/promise', 'payments-api', '60%', '--team', team)
  expect(await standUps('hand-over', '--team', team, '--to', team)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Choose another team'),
  })
  expect(await standUps('hand-over', '--team', team, '--to', 'night', '--lines', 'one')).toMatchObject({ code: 2 })
  expect((await standUps('hand-over', '--team', team, '--to', 'night', '--note', 'at 40 %')).out).toMatch(
    /^Hand-over 1: payments to night, 1 line and 1 blocker, by .*: at 40 %$/,
  )
  expect((await standUps('accept', '1')).out).toBe('Hand-over 1 is taken.')
  expect((await standUps('show', '--team', 'night')).out).toContain(', taken by ')
  expect((await standUps('withdraw', '1')).out).toBe('Hand-over 1 is taken back.')
  expect((await standUps('show', '--team', 'night')).out).not.toContain('Hand-over')
})
