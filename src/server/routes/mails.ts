import type { Hono } from 'hono'
import {
  changeMailWishes,
  listMails,
  readMailWishes,
  sendMailAgain,
  sendTestMail,
  stopMails,
} from '../../contract/mails.ts'
import type { Mail, MailKind, MailWishes } from '../../domain/mail.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Queries } from '../database/tables.ts'
import { NotFound, Stale } from '../problems.ts'
import { type Asked, byOf, personOf, type Surroundings, serve } from '../serve.ts'
import { serveOpenly } from '../serve-openly.ts'
import { newSecret } from '../sign-in/secrets.ts'
import { audit } from '../storage/audit.ts'
import { unitOf } from '../storage/events.ts'
import { wishesBySecret, wishesOf, writeWishes } from '../storage/mail-wishes.ts'
import { againMail, giveUpMailsOf, insertMail, insertMailText, lastMails, mailsOpen } from '../storage/mails.ts'
import { personRow } from '../storage/people.ts'
import { readProgramme } from '../storage/programme.ts'

const own = { action: 'choose-own-mails' } as const
const manage = { action: 'manage-webhooks' } as const

/** Which mails people want, and what became of those that were sent. */
export function mailRoutes(api: Hono, surroundings: Surroundings): void {
  const sends = surroundings.mail !== undefined

  async function wishes({ queries, actor }: Pick<Asked<typeof readMailWishes>, 'queries' | 'actor'>) {
    const person = await personRow(queries, personOf(actor) ?? 0)
    if (!person) throw new Refusal('no-account', 'Only people who sign in have an account. Sign in as one of them.')
    const row = await wishesOf(queries, person.id)
    const shown: MailWishes = {
      language: (row?.language ?? 'en') as MailWishes['language'],
      digest: row?.digest === 1,
      reminders: row?.reminders === 1,
      brief: (row?.brief ?? 'none') as MailWishes['brief'],
      address: person.email,
      sends,
      version: row?.version ?? 1,
    }
    return { person, row, shown }
  }

  serve(api, surroundings, readMailWishes, own, async (asked) => (await wishes(asked)).shown)

  serve(api, surroundings, changeMailWishes, own, async (asked) => {
    const { body, queries, seen, ifMatch, now, by } = asked
    const { person, row, shown: before } = await wishes({ ...asked, queries: seen })
    if (before.version !== ifMatch) throw new Stale(before)
    const { language = before.language, digest = before.digest, reminders = before.reminders } = body
    const { brief = before.brief } = body
    const asksMore =
      (digest && !before.digest) || (reminders && !before.reminders) || (brief !== 'none' && brief !== before.brief)
    if (asksMore && person.email === '')
      throw new Refusal(
        'mail-no-address',
        'Nobody has said yet where mails for you go. Ask an administrator to put your address in, under Settings, People.',
      )
    await writeWishes(queries, {
      person_id: person.id,
      language,
      digest: digest ? 1 : 0,
      reminders: reminders ? 1 : 0,
      brief,
      brief_since: brief === before.brief ? (row?.brief_since ?? now) : now,
      secret: row?.secret ?? newSecret(),
      version: before.version + 1,
    })
    await giveUpMailsOf(queries, person.id, noMore({ digest, reminders, brief }))
    const after = (await wishes({ ...asked, queries: seen })).shown
    await audit(queries, by, {
      recordedAt: now,
      action: 'change-own-mails',
      subject: person.name,
      before: onRecord(before),
      after: onRecord(after),
    })
    return after
  })

  serve(api, surroundings, listMails, manage, async ({ queries, now }) => {
    const { waiting, givenUp } = await mailsOpen(queries, now)
    const { from = null, server = null } = surroundings.mail ?? {}
    return { from, server, waiting, givenUp, mails: await lastMails(queries) }
  })

  serve(api, surroundings, sendTestMail, manage, async ({ body, queries, by, now }) => {
    const { mail } = surroundings
    if (mail === undefined) throw mailsOff()
    const text = await insertMailText(queries, {
      digest: null,
      reminder: null,
      unit: unitOf(await readProgramme(queries)),
    })
    const id = await insertMail(queries, {
      key: `test:${crypto.randomUUID()}`,
      kind: 'test',
      person: null,
      address: body.to,
      language: body.language,
      text,
      host: mail.host,
      now,
      goodUntil: null,
    })
    await audit(queries, by, { recordedAt: now, action: 'test-mail', subject: body.to })
    return existing(queries, id)
  })

  serve(api, surroundings, sendMailAgain, manage, async ({ params, queries, by, now }) => {
    const before = await existing(queries, params.id)
    if (!sends) throw mailsOff()
    await againMail(queries, before.id, now)
    await audit(queries, by, {
      recordedAt: now,
      action: 'send-mail-again',
      subject: before.to,
      after: { kind: before.kind, mail: before.id },
    })
    return existing(queries, before.id)
  })

  serveOpenly(api, surroundings, stopMails, async ({ query, request }) => {
    await surroundings.database.write(async (queries) => {
      const row = await wishesBySecret(queries, query.key)
      const person = row && (await personRow(queries, row.person_id))
      // Who has none, or pressed before, learns nothing else by it than that no mails come.
      if (!row || !person || (row.digest === 0 && row.reminders === 0 && row.brief === 'none')) return
      await writeWishes(queries, { ...row, digest: 0, reminders: 0, brief: 'none', version: row.version + 1 })
      await giveUpMailsOf(queries, person.id, noMore({ digest: false, reminders: false, brief: 'none' }))
      await audit(queries, byOf({ id: `person:${person.id}`, name: person.name }, request, surroundings), {
        recordedAt: surroundings.clock.now(),
        action: 'stop-mails',
        subject: person.name,
        before: { digest: row.digest === 1, reminders: row.reminders === 1, brief: row.brief },
        after: { digest: false, reminders: false, brief: 'none' },
      })
    })
    return { stopped: true as const }
  })
}

const onRecord = ({ language, digest, reminders, brief }: MailWishes) => ({ language, digest, reminders, brief })

const noMore = (its: Pick<MailWishes, 'digest' | 'reminders' | 'brief'>): MailKind[] => [
  ...(its.digest ? [] : (['stand-up-digest'] as const)),
  ...(its.reminders ? [] : (['stand-up-reminder', 'hand-over'] as const)),
  ...(its.brief === 'none' ? (['brief'] as const) : []),
]

const mailsOff = () =>
  new Refusal(
    'mails-off',
    'This server sends no mails. Name a mail server in TENFOLD_SMTP_URL and who they are from in TENFOLD_MAIL_FROM, and start it again.',
  )

async function existing(queries: Queries, id: number): Promise<Mail> {
  const [found] = await lastMails(queries, id)
  if (!found) throw new NotFound(`Mail ${id}`)
  return found
}
