import { describe, expect, test } from 'vitest'
import type { BriefWish } from '../../src/domain/mail.ts'
import type { MessageLanguage } from '../../src/domain/webhook.ts'
import { isUnchanged } from '../../src/server/brief/checksum.ts'
import { recordBriefMails } from '../../src/server/brief-mails.ts'
import { type MailText, mailTextOf } from '../../src/server/mail-texts.ts'
import { claimMail } from '../../src/server/storage/mails.ts'
import { quickEngines } from '../api/set-up/programme-api.ts'
import { twoDivisions } from '../api/set-up/two-divisions.ts'

const mail = { from: 'Tenfold <tenfold@example.com>', server: '127.0.0.1:25', host: 'example.com' }
const at = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds

describe.each(quickEngines)('the brief by mail on $name', ({ freshDatabase }) => {
  test('comes once to each who wants it, in their language and of what they may read', async () => {
    const database = await freshDatabase()
    const p = await twoDivisions(database, { mail })
    const wants = async (name: string, brief: BriefWish, language: MessageLanguage, more = {}) => {
      const signInName = name.toLowerCase()
      const { body } = await p.post<{ person: { id: number } }>('people', {
        ...{ name, signInName, email: `${signInName}@example.com`, ...more },
      })
      p.setActor({ id: `person:${body.person.id}`, name, role: 'viewer', teams: new Map(), reads: 'everything' })
      expect((await p.patch('account/mails', { brief, language }, 1)).body).toMatchObject({ brief, version: 2 })
      p.setActor({ id: 'local', name: 'x', role: 'administrator', teams: new Map(), reads: 'everything' })
      return body.person.id
    }
    await wants('Grace', 'weekly', 'en')
    await wants('Hedy', 'weekly', 'en')
    await wants('Yuna', 'weekly', 'ko')
    const alan = await wants('Alan', 'weekly', 'en', { division: 'Retail' })
    await wants('Mary', 'monthly', 'en')
    await wants('Cleo', 'cycle', 'en')
    const { body: rule } = await p.ask('GET', 'access-settings')
    await p.patch('access-settings', { reading: 'own-division' }, rule['version'] as number)
    // Monday, 6 April 2026.
    const record = (instant: string) => recordBriefMails(database, at(instant), mail, 'test')
    expect(await record('2026-04-01T00:01:00Z')).toBe(1)
    expect(await record('2026-04-05T23:59:00Z')).toBe(0)
    expect(await Promise.all([record('2026-04-06T00:01:00Z'), record('2026-04-06T00:01:00Z')])).toEqual(
      expect.arrayContaining([4, 0]),
    )
    expect(await record('2026-04-07T00:01:00Z')).toBe(0)
    const letters: (MailText & { readonly to: string })[] = []
    for (;;) {
      const claimed = await database.write((queries) => claimMail(queries, at('2026-04-07T00:02:00Z'), 1_000))
      if (!claimed) break
      letters.push({ to: claimed.to, ...mailTextOf(claimed, 'https://tenfold.example') })
    }
    expect(letters.map(({ to }) => to).sort()).toEqual(
      ['alan', 'grace', 'hedy', 'mary', 'yuna'].map((name) => `${name}@example.com`),
    )
    const of = (name: string) => letters.find(({ to }) => to === `${name}@example.com`) ?? expect.fail()
    expect(of('mary').attachment?.name).toBe('brief-2026-03-31.html')
    // Where reading is limited who has no division reads nothing, and gets a brief of that.
    expect(of('grace').subject).not.toContain('×')
    expect(of('yuna').attachment?.html).toContain('<html lang="ko">')
    const { subject, text, html, attachment, stop } = of('alan')
    expect(attachment?.html.length).toBeLessThan(1_000_000)
    expect(isUnchanged(attachment?.html ?? '')).toBe(true)
    expect(attachment?.html).not.toContain('Wholesale')
    expect(subject).toContain('3.0× (+200%)')
    expect(text).toContain('https://tenfold.example/?asOf=2026-04-05')
    expect(html).toContain('The brief is attached')
    expect(stop?.oneClick).toMatch(/^https:\/\/tenfold\.example\/api\/v1\/mails\/unsubscription\?key=./)

    const key = stop?.oneClick.split('key=')[1]
    const pressed = await p.api.fetch(
      new Request(`http://localhost/api/v1/mails/unsubscription?key=${key}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      }),
    )
    expect(pressed.status).toBe(200)
    p.setActor({ id: `person:${alan}`, name: 'Alan', role: 'viewer', teams: new Map(), reads: 'everything' })
    expect(await p.get('account/mails')).toMatchObject({ brief: 'none' })
    expect(p.faults).toEqual([])
  })

  test('comes when a cycle is closed, as of its last day', async () => {
    const database = await freshDatabase()
    const p = await twoDivisions(database, { mail })
    const grace = { name: 'Grace', signInName: 'grace', email: 'grace@example.com' }
    const { body } = await p.post<{ person: { id: number } }>('people', grace)
    p.setActor({ id: `person:${body.person.id}`, name: 'Grace', role: 'viewer', teams: new Map(), reads: 'everything' })
    await p.patch('account/mails', { brief: 'cycle' }, 1)
    p.setActor({ id: 'local', name: 'x', role: 'administrator', teams: new Map(), reads: 'everything' })
    p.setClock('2026-04-01')
    expect((await p.close(1, { carryOver: 'all' })).status).toBe(200)
    const now = at('2026-04-01T12:01:00Z')
    expect(await recordBriefMails(database, now, mail, 'test')).toBe(1)
    expect(await recordBriefMails(database, now, mail, 'test')).toBe(0)
    const claimed = await database.write((queries) => claimMail(queries, now, 1_000))
    const kept = await p.api.fetch(new Request('http://localhost/api/v1/release-cycles/1/brief'))
    expect(claimed?.attachment).toBe(await kept.text())
    expect(p.faults).toEqual([])
  })
})
