import { expect, test } from 'vitest'
import { engines } from '../set-up/databases.ts'
import { mailPeer } from '../set-up/mail-peer.ts'
import { commandLine, moves, onEngine } from './set-up/tenfold.ts'

test('a test mail goes out at once, and what the mail server answers is said', async () => {
  const peer = await mailPeer()
  const line = commandLine()
  line.file('moves.csv', moves)
  await line.tenfold(['import', 'moves.csv'])
  const environment = {
    TENFOLD_SMTP_URL: `smtp://127.0.0.1:${peer.port}`,
    TENFOLD_MAIL_FROM: 'Tenfold <tenfold@example.com>',
  }
  expect(await line.tenfold(['mail', 'test', '--to', 'ada@example.com'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('TENFOLD_SMTP_URL'),
  })
  expect(await line.tenfold(['mail', 'test', '--to', 'ada@example.com'], environment)).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^Mail 1 to ada@example\.com: delivered, taken 250 /),
  })
  expect(peer.posted).toMatchObject([{ to: ['ada@example.com'] }])
  peer.answer = () => ({ code: 550, at: 'recipient' })
  expect(
    await line.tenfold(['mail', 'test', '--to', 'bob@example.com', '--language', 'ko'], environment),
  ).toMatchObject({
    code: 1,
    out: 'Mail 2 to bob@example.com: given-up, refused 550 550 not now, says the peer.',
  })
  const doctor = await line.tenfold(['doctor'], environment)
  expect(doctor.err).toContain('1 mail of the last seven days were given up, the last one: refused')
  peer.answer = () => undefined
  expect(await line.tenfold(['mail', 'send-again', '2'], environment)).toMatchObject({ code: 0 })
  const { out } = await line.tenfold(['mail', 'list'], environment)
  expect(out).toContain(`From Tenfold <tenfold@example.com> by 127.0.0.1:${peer.port}.`)
  expect(out).toMatch(/2 +test +– +bob@example\.com +delivered/)
  expect((await line.tenfold(['doctor'], environment)).out).toContain('Mails: by 127.0.0.1, 0 mails waiting')
  expect(await line.tenfold(['mail', 'test'], environment)).toMatchObject({ code: 2 })
})

test.each(engines)('hours of stand-ups are said and taken away ($name)', async (engine) => {
  const { run, file } = await onEngine(engine, '2026-03-31T09:00:00Z')
  file('moves.csv', moves)
  await run('import', 'moves.csv')
  const hours = (...words: string[]) => run('stand-ups', 'hours', '--team', 'payments', ...words)
  expect((await hours()).out).toBe('payments: morning none, evening none.')
  expect((await hours('--morning', '09:00')).out).toBe('payments: morning 09:00, evening none.')
  expect((await hours('--evening', '17:30', '--morning', 'none')).out).toBe('payments: morning none, evening 17:30.')
  expect(await hours('--morning', '9')).toMatchObject({ code: 2, err: expect.stringContaining('09:30') })
})
