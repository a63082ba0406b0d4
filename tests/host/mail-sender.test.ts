import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Letter, mailSender } from '../../src/server/host/mail-sender.ts'
import { type MailSettings, parseMail } from '../../src/server/mail-settings.ts'
import { afterwards } from '../set-up/databases.ts'
import { mailPeer } from '../set-up/mail-peer.ts'

const pem = (name: string) => readFileSync(join(import.meta.dirname, 'tls', name))
const tls = { key: pem('key.pem'), cert: pem('certificate.pem') }

const letter: Letter = {
  to: 'grace@example.com',
  messageId: '<1@example.com>',
  date: new Date('2026-03-31T15:00:00Z'),
  language: 'ko',
  subject: '2026-03-31 스탠드업: 약속 3건 중 2건을 지켰습니다.',
  text: 'Hello, 결제\n',
  html: '<p>Hello, 결제</p>',
  stop: {
    oneClick: 'https://tenfold.example/api/v1/mails/unsubscription?key=abc',
    page: 'https://tenfold.example/no-mails#abc',
  },
  attachment: null,
}
const at = (port: number, more: Partial<MailSettings> = {}) => ({
  host: '127.0.0.1',
  port,
  secure: false,
  isHere: true,
  user: undefined,
  from: { name: 'Tenfold, the tracker', address: 'tenfold@example.com' },
  ...more,
})

describe('to a mail server on this machine', () => {
  test('a mail arrives with its headers, in both forms, and nothing of it comes from elsewhere', async () => {
    const peer = await mailPeer()
    const send = mailSender({ settings: at(peer.port), password: undefined })
    expect(await send(letter)).toMatchObject({ code: 'taken', status: 250 })
    const [posted] = peer.posted
    expect(posted).toMatchObject({ from: 'tenfold@example.com', to: ['grace@example.com'] })
    const headers = Object.fromEntries(posted?.headers ?? [])
    expect(headers).toMatchObject({
      from: '"Tenfold, the tracker" <tenfold@example.com>',
      to: 'grace@example.com',
      'message-id': '<1@example.com>',
      date: 'Tue, 31 Mar 2026 15:00:00 +0000',
      'auto-submitted': 'auto-generated',
      'content-language': 'ko',
      'list-unsubscribe': '<https://tenfold.example/api/v1/mails/unsubscription?key=abc>',
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    })
    expect(posted?.raw).toContain('Content-Type: text/plain')
    expect(posted?.raw).toContain('Content-Type: text/html')
    expect(posted?.raw).not.toMatch(/src=|url\(/)
  })

  test('no header and no recipient comes of what a name or an address holds', async () => {
    const peer = await mailPeer()
    const send = mailSender({ settings: at(peer.port), password: undefined })
    const evil = 'x\r\nBcc: eve@example.com\r\n\r\nbody'
    await send({ ...letter, subject: `Stand-up of ${evil}`, language: evil, messageId: `<1${evil}@example.com>` })
    expect(peer.posted.map(({ to }) => to)).toEqual([['grace@example.com']])
    expect([...(peer.posted[0]?.headers.keys() ?? [])]).not.toContain('bcc')
    for (const to of ['grace@example.com, eve@example.com', 'grace@example.com>\r\nRCPT TO:<eve@example.com'])
      expect(await send({ ...letter, to })).toMatchObject({ code: 'refused', status: null })
    expect(peer.posted).toHaveLength(1)
  })

  test('refused for now, refused for good, and a sign-in that fails are told apart', async () => {
    const peer = await mailPeer()
    const send = mailSender({ settings: at(peer.port), password: undefined })
    peer.answer = () => ({ code: 450, at: 'recipient' })
    expect(await send(letter)).toMatchObject({ code: 'deferred', status: 450 })
    peer.answer = () => ({ code: 451, at: 'text' })
    expect(await send(letter)).toMatchObject({ code: 'deferred', status: 451 })
    peer.answer = () => ({ code: 550, at: 'recipient' })
    expect(await send(letter)).toEqual({ code: 'refused', status: 550, words: '550 not now, says the peer' })
    peer.answer = () => ({ code: 554, at: 'text' })
    expect(await send(letter)).toMatchObject({ code: 'refused', status: 554 })
    const locked = await mailPeer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) =>
        password === 'right' ? done(null, { user: username }) : done(new Error('wrong')),
    })
    const known = at(locked.port, { user: 'tenfold' })
    expect(await mailSender({ settings: known, password: 'wrong' })(letter)).toMatchObject({ code: 'no-login' })
    expect(await mailSender({ settings: known, password: 'right' })(letter)).toMatchObject({ code: 'taken' })
    expect(locked.posted).toMatchObject([{ user: 'tenfold' }])
  })

  test('a server that is not there, or says nothing, keeps nobody waiting', async () => {
    const gone = await mailPeer()
    await gone.stop()
    const nobody = mailSender({ settings: at(gone.port), password: undefined })
    expect(await nobody(letter)).toMatchObject({ code: 'no-connection' })
    const mute = createServer(() => {})
    await new Promise<void>((done) => mute.listen(0, '127.0.0.1', done))
    afterwards(() => {
      mute.close()
    })
    const { port } = mute.address() as { port: number }
    const since = performance.now()
    const silent = mailSender({ settings: at(port), password: undefined, patience: 300 })
    expect(await silent(letter)).toMatchObject({ code: 'timed-out' })
    const slow = await mailPeer()
    slow.slow = 5_000
    const late = mailSender({ settings: at(slow.port), password: undefined, patience: 300 })
    expect(await late(letter)).toMatchObject({ code: 'timed-out' })
    expect(performance.now() - since).toBeLessThan(3_000)
  })
})

describe('to a mail server on another machine', () => {
  test('it speaks TLS with a certificate that is valid, or says nothing at all', async () => {
    const settings = (port: number) => at(port, { isHere: false })
    const open = await mailPeer()
    const refused = await mailSender({ settings: settings(open.port), password: undefined })(letter)
    expect(refused).toMatchObject({ code: 'not-trusted' })
    expect(open.posted).toEqual([])
    const closed = await mailPeer(tls)
    const distrusted = await mailSender({ settings: settings(closed.port), password: undefined })(letter)
    expect(distrusted).toMatchObject({ code: 'not-trusted' })
    const trusting = mailSender({ settings: settings(closed.port), password: undefined, ca: tls.cert })
    expect(await trusting(letter)).toMatchObject({ code: 'taken' })
    expect(closed.posted).toMatchObject([{ secure: true }])
    const fromTheStart = await mailPeer({ ...tls, secure: true })
    const smtps = { ...settings(fromTheStart.port), secure: true }
    expect(await mailSender({ settings: smtps, password: undefined, ca: tls.cert })(letter)).toMatchObject({
      code: 'taken',
    })
  })
})

describe('what the environment says of it', () => {
  const parsed = (environment: Record<string, string>) => {
    const complaints: string[] = []
    const settings = parseMail(
      (name) => environment[name],
      (words) => complaints.push(words),
    )
    return { settings, complaints }
  }
  test('all of it or nothing', () => {
    expect(parsed({})).toEqual({ settings: undefined, complaints: [] })
    expect(
      parsed({
        TENFOLD_SMTP_URL: 'smtps://ten%40fold:p%2Fw@mail.example.com',
        TENFOLD_MAIL_FROM: '"Tenfold" <tenfold@example.com>',
      }),
    ).toEqual({
      settings: {
        host: 'mail.example.com',
        port: 465,
        secure: true,
        isHere: false,
        user: 'ten@fold',
        password: { value: 'p/w' },
        from: { name: 'Tenfold', address: 'tenfold@example.com' },
      },
      complaints: [],
    })
    expect(
      parsed({
        TENFOLD_SMTP_URL: 'smtp://tenfold@[::1]:2525',
        TENFOLD_SMTP_PASSWORD_FILE: 'secret',
        TENFOLD_MAIL_FROM: 'tenfold@example.com',
      }).settings,
    ).toMatchObject({ host: '::1', port: 2525, isHere: true, password: { file: 'secret' }, from: { name: '' } })
  })
  test.each([
    [{ TENFOLD_SMTP_URL: 'smtps://mail.example.com' }, 'TENFOLD_MAIL_FROM'],
    [{ TENFOLD_MAIL_FROM: 'tenfold@example.com' }, 'TENFOLD_SMTP_URL'],
    [{ TENFOLD_SMTP_URL: 'https://u:secret@mail.example.com', TENFOLD_MAIL_FROM: 'a@b.example' }, 'smtps://'],
    [{ TENFOLD_SMTP_URL: 'smtp://u:secret@h/x?y', TENFOLD_MAIL_FROM: 'a@b.example' }, 'smtps://'],
    [{ TENFOLD_SMTP_URL: 'smtp://h', TENFOLD_MAIL_FROM: 'nobody' }, 'TENFOLD_MAIL_FROM'],
    [{ TENFOLD_SMTP_URL: 'smtp://h', TENFOLD_MAIL_FROM: 'x\r\nBcc: e@example.com <a@b.example>' }, 'TENFOLD_MAIL_FROM'],
    [
      { TENFOLD_SMTP_URL: 'smtp://u:secret@h', TENFOLD_SMTP_PASSWORD_FILE: 'f', TENFOLD_MAIL_FROM: 'a@b.example' },
      'Give one',
    ],
    [{ TENFOLD_SMTP_URL: 'smtp://h', TENFOLD_SMTP_PASSWORD_FILE: 'f', TENFOLD_MAIL_FROM: 'a@b.example' }, 'no user'],
  ])('%o is complained of, without its password', (environment, words) => {
    const { complaints } = parsed(environment as Record<string, string>)
    expect(complaints.join(' ')).toContain(words)
    expect(complaints.join(' ')).not.toContain('secret')
  })
})
