import { type Mail, MailAnswer, MailBody, type MailKind } from '../../domain/mail.ts'
import type { MessageLanguage } from '../../domain/webhook.ts'
import type { MailRow } from '../database/mail-tables.ts'
import type { Queries } from '../database/tables.ts'
import { inChunks, nextId } from './ledgers.ts'

export async function insertMailText(
  queries: Queries,
  body: MailBody,
  attachment: string | null = null,
): Promise<number> {
  const id = await nextId(queries, 'mail_text')
  await queries
    .insertInto('mail_text')
    .values({ id, body: JSON.stringify(body), attachment })
    .execute()
  return id
}

export interface NewMail {
  /** What caused it and for whom, once and for all. */
  readonly key: string
  readonly kind: MailKind
  readonly person: number | null
  readonly address: string
  readonly language: MessageLanguage
  readonly text: number
  /** Where its Message-ID is from. */
  readonly host: string
  readonly now: number
  readonly goodUntil: number | null
}

/** Puts a mail into the outbox, in the transaction of its cause. */
export async function insertMail(queries: Queries, mail: NewMail): Promise<number> {
  const id = await nextId(queries, 'mail')
  await queries
    .insertInto('mail')
    .values({
      id,
      key: mail.key,
      kind: mail.kind,
      person_id: mail.person,
      address: mail.address,
      language: mail.language,
      text_id: mail.text,
      message_id: `<${crypto.randomUUID()}@${mail.host}>`,
      recorded_at: mail.now,
      attempts: 0,
      next_at: mail.now,
      good_until: mail.goodUntil,
      tried_at: null,
      delivered_at: null,
      last_answer: '',
    })
    .execute()
  return id
}

/** A mail that a server has taken upon itself to send. */
export interface ClaimedMail {
  readonly id: number
  readonly kind: MailKind
  readonly to: string
  readonly language: MessageLanguage
  readonly messageId: string
  readonly recordedAt: number
  readonly attempt: number
  readonly isOldNews: boolean
  /** What its link ends with that stops such mails; null for a test. */
  readonly secret: string | null
  readonly body: MailBody
  /** A file that goes along with it. */
  readonly attachment: string | null
}

/** Whether anything is to be sent, by one seek: asked often, answered no mostly. */
export async function isMailDue(queries: Queries, now: number): Promise<boolean> {
  const due = await queries
    .selectFrom('mail')
    .select('id')
    .where('next_at', 'is not', null)
    .where('next_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return due !== undefined
}

/** How many wait to be taken, those that are due later among them. */
export async function waitingMails(queries: Queries): Promise<number> {
  const { count } = await queries
    .selectFrom('mail')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('next_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Takes the next one that is due. It is due again at the end of the lease, in case whoever took it is gone by then. */
export async function claimMail(queries: Queries, now: number, lease: number): Promise<ClaimedMail | undefined> {
  const row = await queries
    .selectFrom('mail')
    .innerJoin('mail_text', 'mail_text.id', 'mail.text_id')
    .leftJoin('mail_wish', 'mail_wish.person_id', 'mail.person_id')
    .selectAll('mail')
    .select(['mail_text.body', 'mail_text.attachment', 'mail_wish.secret'])
    .where('mail.next_at', 'is not', null)
    .where('mail.next_at', '<=', now)
    .orderBy('mail.next_at')
    .orderBy('mail.id')
    .limit(1)
    .executeTakeFirst()
  if (!row) return undefined
  const attempt = row.attempts + 1
  await queries
    .updateTable('mail')
    .set({ attempts: attempt, next_at: now + lease, tried_at: now })
    .where('id', '=', row.id)
    .execute()
  return {
    id: row.id,
    kind: row.kind as MailKind,
    to: row.address,
    language: row.language as MessageLanguage,
    messageId: row.message_id,
    recordedAt: row.recorded_at,
    attempt,
    isOldNews: row.good_until !== null && row.good_until <= now,
    secret: row.secret,
    body: MailBody.parse(JSON.parse(row.body)),
    attachment: row.attachment,
  }
}

/** Notes that it was taken. True whoever says so, and however late. */
export async function noteMailTaken(queries: Queries, id: number, answer: MailAnswer, now: number): Promise<void> {
  await queries
    .updateTable('mail')
    .set({ next_at: null, delivered_at: now, last_answer: JSON.stringify(answer) })
    .where('id', '=', id)
    .execute()
}

/** Notes that it was not, and when to try again; says nothing where it was taken up anew meanwhile. */
export async function noteMailFailed(
  queries: Queries,
  { id, attempt }: ClaimedMail,
  answer: MailAnswer,
  nextAt: number | null,
): Promise<void> {
  await queries
    .updateTable('mail')
    .set({ next_at: nextAt, last_answer: JSON.stringify(answer) })
    .where('id', '=', id)
    .where('attempts', '=', attempt)
    .where('next_at', 'is not', null)
    .execute()
}

/** What waits for somebody who wants no such mails any more is not sent. */
export async function giveUpMailsOf(queries: Queries, person: number, kinds: readonly MailKind[]): Promise<void> {
  if (kinds.length === 0) return
  const answer: MailAnswer = { code: 'not-wanted', status: null, words: '' }
  await queries
    .updateTable('mail')
    .set({ next_at: null, last_answer: JSON.stringify(answer) })
    .where('person_id', '=', person)
    .where('kind', 'in', [...kinds])
    .where('next_at', 'is not', null)
    .execute()
}

/** Which of some mails there are, by what caused them. */
export async function mailsThere(queries: Queries, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const some of inChunks(keys, 5_000))
    for (const { key } of await queries.selectFrom('mail').select('key').where('key', 'in', some).execute())
      found.add(key)
  return found
}

/** As if it had never been tried, but under its Message-ID. */
export async function againMail(queries: Queries, id: number, now: number): Promise<void> {
  await queries
    .updateTable('mail')
    .set({ attempts: 0, next_at: now, good_until: null, delivered_at: null, last_answer: '' })
    .where('id', '=', id)
    .execute()
}

const shownAtMost = 50
const week = 7 * 24 * 60 * 60 * 1_000

/** The last mails, the latest first; or one of them. */
export async function lastMails(queries: Queries, id?: number): Promise<Mail[]> {
  let wanted = queries
    .selectFrom('mail')
    .innerJoin('mail_text', 'mail_text.id', 'mail.text_id')
    .leftJoin('person', 'person.id', 'mail.person_id')
    .selectAll('mail')
    .select(['mail_text.body', 'person.name as personName'])
  if (id !== undefined) wanted = wanted.where('mail.id', '=', id)
  const rows = await wanted.orderBy('mail.id', 'desc').limit(shownAtMost).execute()
  return rows.map((row) => shown(row, row.personName, MailBody.parse(JSON.parse(row.body))))
}

const shown = (row: MailRow, person: string | null, { digest, reminder, handOver, brief }: MailBody): Mail => ({
  id: row.id,
  kind: row.kind as MailKind,
  to: row.address,
  person: row.person_id === null || person === null ? null : { id: row.person_id, name: person },
  day: digest?.day ?? reminder?.day ?? handOver?.day ?? brief?.day ?? null,
  recordedAt: instant(row.recorded_at),
  state: row.delivered_at !== null ? 'delivered' : row.next_at === null ? 'given-up' : 'waiting',
  attempts: row.attempts,
  triedAt: row.tried_at === null ? null : instant(row.tried_at),
  nextAt: row.next_at === null ? null : instant(row.next_at),
  deliveredAt: row.delivered_at === null ? null : instant(row.delivered_at),
  answer: row.last_answer === '' ? null : MailAnswer.parse(JSON.parse(row.last_answer)),
})

const instant = (at: number): string => new Date(at).toISOString()

/** How many are on their way, since when the first of them, and what of the last seven days was given up though it was wanted. */
export async function mailsOpen(queries: Queries, now: number) {
  const waiting = await queries
    .selectFrom('mail')
    .select(({ fn }) => [fn.countAll().as('count'), fn.min('recorded_at').as('first')])
    .where('next_at', 'is not', null)
    .executeTakeFirstOrThrow()
  const ended = await queries
    .selectFrom('mail')
    .select('last_answer')
    .where('next_at', 'is', null)
    .where('delivered_at', 'is', null)
    .where('recorded_at', '>=', now - week)
    .orderBy('id', 'desc')
    .limit(10_000)
    .execute()
  const answers = ended
    .map(({ last_answer }) => MailAnswer.parse(JSON.parse(last_answer)))
    .filter(({ code }) => code !== 'not-wanted')
  return {
    waiting: Number(waiting.count),
    first: waiting.first === null ? null : Number(waiting.first),
    givenUp: answers.length,
    lastAnswer: answers[0] ?? null,
  }
}

const keptFor = 90 * 24 * 60 * 60 * 1_000

/** Forgets mails that ended long ago: no cause of then causes them anew. */
export async function forgetOldMails(queries: Queries, now: number): Promise<void> {
  await queries
    .deleteFrom('mail')
    .where('next_at', 'is', null)
    .where('recorded_at', '<', now - keptFor)
    .execute()
  await queries.deleteFrom('mail_text').where('id', 'not in', queries.selectFrom('mail').select('text_id')).execute()
}
