import { describe, expect, test, vi } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { listMails } from '../../src/contract/mails.ts'
import { mostAttempts } from '../../src/domain/webhook.ts'
import { recordDailyEvents } from '../../src/server/daily-events.ts'
import type { Database } from '../../src/server/database/database.ts'
import { mailLease, mailOutbox } from '../../src/server/host/mail-outbox.ts'
import { mailSender, type SendMail } from '../../src/server/host/mail-sender.ts'
import { newSecret } from '../../src/server/sign-in/secrets.ts'
import { writeWishes } from '../../src/server/storage/mail-wishes.ts'
import { quickEngines } from '../api/set-up/programme-api.ts'
import { twoDivisions } from '../api/set-up/two-divisions.ts'
import { type MailPeer, mailPeer } from '../set-up/mail-peer.ts'

type Mails = AnswerOf<typeof listMails>
const mail = { from: 'Tenfold <tenfold@example.com>', server: '127.0.0.1:25', host: 'example.com' }
const hour = 3_600_000

/** A programme with a day of stand-ups that is over, and two people who want its digest: Grace in English, Yuna in Korean. */
async function house(database: Database, peer: MailPeer) {
  const p = await twoDivisions(database, { mail })
  const ids: number[] = []
  for (const [name, language] of [
    ['Grace <b>', 'en'],
    ['Yuna', 'ko'],
  ] as const) {
    const signInName = name.slice(0, 4).toLowerCase()
    const email = `${signInName}@example.com`
    const { body } = await p.post<{ person: { id: number } }>('people', { name, signInName, email })
    ids.push(body.person.id)
    await database.write((queries) =>
      writeWishes(queries, {
        person_id: body.person.id,
        language,
        digest: 1,
        reminders: 0,
        brief: 'none',
        brief_since: 0,
        secret: newSecret(),
        version: 2,
      }),
    )
  }
  const promise = {
    team: 'Payments',
    kind: 'promise',
    service: 'payments-api',
    level: 600,
    text: 'the <canary> & more',
  }
  await p.post('stand-ups/lines', promise)
  const faults: unknown[] = []
  const its = { now: Temporal.Instant.from('2026-04-01T00:05:00Z').epochMilliseconds }
  const settings = {
    host: '127.0.0.1',
    port: peer.port,
    secure: false,
    isHere: true,
    user: undefined,
    from: { name: 'Tenfold', address: 'tenfold@example.com' },
  }
  const usual = mailSender({ settings, password: undefined, patience: 2_000 })
  const server = (send: SendMail = usual) =>
    mailOutbox({
      database,
      now: () => its.now,
      chance: () => 0.5,
      send,
      publicUrl: 'https://tenfold.example',
      report: (error) => faults.push(error),
    })
  const out = server()
  const isQuiet = async () => {
    const due = await database.read((queries) =>
      queries.selectFrom('mail').select('id').where('next_at', '<=', its.now).execute(),
    )
    const leased = await database.read((queries) =>
      queries
        .selectFrom('mail')
        .select('id')
        .where('tried_at', '=', its.now)
        .where('next_at', '=', its.now + mailLease)
        .execute(),
    )
    return due.length + leased.length === 0
  }
  return Object.assign(its, {
    p,
    faults,
    usual,
    server,
    people: ids,
    tell: () => recordDailyEvents(database, its.now, mail),
    async send() {
      await out.round()
      await vi.waitUntil(isQuiet, { timeout: 10_000, interval: 10 })
      expect(faults.splice(0)).toEqual([])
    },
    mails: () => p.get<Mails>('mails'),
  })
}

describe.each(quickEngines)('mails on $name', ({ freshDatabase }) => {
  test('the digest comes once, in the reader’s language, with what stands behind it and a way to stop it', async () => {
    const peer = await mailPeer()
    const { tell, send, mails, people } = await house(await freshDatabase(), peer)
    expect(await tell()).toBe(1)
    expect(await tell()).toBe(0)
    await send()
    await send()
    expect(peer.posted.map(({ to }) => to[0]).sort()).toEqual(['grac@example.com', 'yuna@example.com'])
    const of = (name: string) => peer.posted.find(({ to }) => to[0] === name)
    expect(of('grac@example.com')?.headers.get('subject')).toBe('Stand-ups of 31 Mar 2026: 0 of 1 promise kept.')
    expect(of('yuna@example.com')?.headers.get('content-language')).toBe('ko')
    const text = decoded(of('grac@example.com')?.raw ?? '')
    expect(text).toContain('Payments: payments-api, to 60 %, the <canary> & more, local administrator – open')
    expect(text).toContain('the &lt;canary&gt; &amp; more')
    expect(text).toContain('https://tenfold.example/stand-ups?show=digest&asOf=2026-03-31')
    expect(text).toMatch(/https:\/\/tenfold\.example\/no-mails#[\w-]{40,}/)
    expect(await mails()).toMatchObject({
      from: mail.from,
      waiting: 0,
      givenUp: 0,
      mails: [
        { kind: 'stand-up-digest', day: '2026-03-31', person: { id: people[1] }, state: 'delivered' },
        { kind: 'stand-up-digest', to: 'grac@example.com', state: 'delivered', answer: { code: 'taken', status: 250 } },
      ],
    })
  })

  test('what is refused for now is tried again under the same Message-ID; what is refused for good is given up and shown', async () => {
    const peer = await mailPeer()
    const its = await house(await freshDatabase(), peer)
    peer.answer = (count) => (count < 2 ? { code: 450, at: 'text' } : undefined)
    await its.tell()
    await its.send()
    expect(peer.posted).toEqual([])
    expect(await its.mails()).toMatchObject({ waiting: 2, mails: [{ attempts: 1, answer: { code: 'deferred' } }, {}] })
    its.now += 39_000
    await its.send()
    expect(peer.posted).toEqual([])
    its.now += 1_000
    await its.send()
    expect(peer.posted).toHaveLength(2)
    peer.answer = () => ({ code: 550, at: 'recipient' })
    const test_ = await its.p.post<{ id: number }>('mails/test', { to: 'nobody@example.com' })
    expect(test_.status).toBe(201)
    // The clock of the API stands at noon, so it is due already.
    await its.send()
    expect((await its.mails()).mails[0]).toMatchObject({
      kind: 'test',
      state: 'given-up',
      attempts: 1,
      nextAt: null,
      answer: { code: 'refused', status: 550 },
    })
    peer.answer = () => undefined
    expect((await its.p.post(`mails/${test_.body.id}/again`, {})).status).toBe(200)
    await its.send()
    expect((await its.mails()).mails[0]).toMatchObject({ state: 'delivered' })
  })

  test('a server that is not there is tried for a day, and then it is given up', async () => {
    const peer = await mailPeer()
    const its = await house(await freshDatabase(), peer)
    await peer.stop()
    await its.tell()
    for (let tries = 0; tries < mostAttempts; tries++) {
      await its.send()
      its.now += 24 * hour
    }
    const { mails, givenUp } = await its.mails()
    expect(mails.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['given-up', mostAttempts],
      ['given-up', mostAttempts],
    ])
    expect(mails[0]?.answer).toMatchObject({ code: 'no-connection' })
    expect(givenUp).toBe(2)
  })

  test('killed between sending and noting, a mail comes again under the same Message-ID, and is never lost', async () => {
    const peer = await mailPeer()
    const its = await house(await freshDatabase(), peer)
    await its.tell()
    // The mail server has it, and whoever handed it over is gone before it could say so.
    const killed = its.server(async (letter) => {
      await its.usual(letter)
      throw new Error('killed')
    })
    await killed.round()
    await killed.close()
    expect(its.faults.splice(0)).toHaveLength(2)
    expect(peer.posted).toHaveLength(2)
    // Nobody takes it up before whoever had it is surely gone.
    its.now += mailLease - 1
    const next = its.server()
    await next.round()
    await next.close()
    expect(peer.posted).toHaveLength(2)
    its.now += 1
    await its.send()
    expect(peer.posted).toHaveLength(4)
    const ids = peer.posted.map(({ headers }) => headers.get('message-id'))
    expect(new Set(ids).size).toBe(2)
    expect(ids[0]).toMatch(/^<[\da-f-]{36}@example\.com>$/)
  })

  test('two servers send each mail once', async () => {
    const peer = await mailPeer()
    const its = await house(await freshDatabase(), peer)
    await its.tell()
    const [one, other] = [its.server(), its.server()]
    await Promise.all([one.round(), other.round()])
    await its.send()
    await Promise.all([one.close(), other.close()])
    expect(peer.posted).toHaveLength(2)
  })

  test('whoever stops mails by their link gets none of what waits, and the link does nothing else', async () => {
    const peer = await mailPeer()
    const database = await freshDatabase()
    const its = await house(database, peer)
    await its.tell()
    const wish = await database.read((queries) =>
      queries
        .selectFrom('mail_wish')
        .selectAll()
        .where('person_id', '=', its.people[0] ?? 0)
        .executeTakeFirstOrThrow(),
    )
    const stop = (key: string) =>
      its.p.ask('POST', `mails/unsubscription?key=${key}`, {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      })
    its.p.setActor(null)
    expect((await stop(wish.secret)).body).toEqual({ stopped: true })
    expect((await stop(wish.secret)).body).toEqual({ stopped: true })
    expect((await stop('nobodys')).body).toEqual({ stopped: true })
    const { localAdministrator } = await import('../../src/domain/permissions.ts')
    its.p.setActor(localAdministrator)
    await its.send()
    expect(peer.posted.map(({ to }) => to[0])).toEqual(['yuna@example.com'])
    expect((await its.mails()).mails.map(({ state, answer }) => [state, answer?.code])).toEqual([
      ['delivered', 'taken'],
      ['given-up', 'not-wanted'],
    ])
    const { entries } = await its.p.get<{ entries: { actor: string }[] }>('audit?action=stop-mails')
    expect(entries).toMatchObject([{ actor: 'Grace <b>' }])
  })
})

/** The parts of a mail without their encodings. */
function decoded(raw: string): string {
  const parts = raw.split(/\r\n--[^\r\n]+\r\n/)
  return parts
    .map((part) => {
      const [head = '', ...rest] = part.split('\r\n\r\n')
      const body = rest.join('\r\n\r\n')
      if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
      return /quoted-printable/i.test(head)
        ? Buffer.from(
            body
              .replaceAll(/=\r\n/g, '')
              .replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
            'latin1',
          ).toString('utf8')
        : body
    })
    .join('\n')
}
