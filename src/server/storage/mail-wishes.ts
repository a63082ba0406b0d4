import type { BriefWish, mailWishes } from '../../domain/mail.ts'
import type { MessageLanguage } from '../../domain/webhook.ts'
import type { MailWishRow } from '../database/mail-tables.ts'
import type { Queries } from '../database/tables.ts'

export const wishesOf = (queries: Queries, person: number): Promise<MailWishRow | undefined> =>
  queries.selectFrom('mail_wish').selectAll().where('person_id', '=', person).executeTakeFirst()

export const wishesBySecret = (queries: Queries, secret: string): Promise<MailWishRow | undefined> =>
  queries.selectFrom('mail_wish').selectAll().where('secret', '=', secret).executeTakeFirst()

export async function writeWishes(queries: Queries, row: MailWishRow): Promise<void> {
  const { person_id: _, ...change } = row
  await queries
    .insertInto('mail_wish')
    .values(row)
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(change))
    .execute()
}

export interface MailReader {
  readonly person: number
  readonly address: string
  readonly language: MessageLanguage
}

/** Who wants such mails and can get them: whoever has an address and may sign in. Of some people, or of all. */
export async function readersOf(
  queries: Queries,
  wish: (typeof mailWishes)[number],
  people?: readonly number[],
): Promise<MailReader[]> {
  if (people?.length === 0) return []
  let wanted = queries
    .selectFrom('mail_wish')
    .innerJoin('person', 'person.id', 'mail_wish.person_id')
    .select(['person.id', 'person.email', 'mail_wish.language'])
    .where(`mail_wish.${wish}`, '=', 1)
    .where('person.disabled_at', 'is', null)
    .where('person.email', '<>', '')
  if (people !== undefined) wanted = wanted.where('person.id', 'in', [...people])
  const rows = await wanted.orderBy('person.id').execute()
  return rows.map(({ id, email, language }) => ({
    person: id,
    address: email,
    language: language as MessageLanguage,
  }))
}

export interface BriefReader extends MailReader {
  readonly wish: Exclude<BriefWish, 'none'>
  /** Since when they want it, in milliseconds since 1970. */
  readonly since: number
}

/** Who wants the brief and can get it. */
export async function briefReaders(queries: Queries): Promise<BriefReader[]> {
  const rows = await queries
    .selectFrom('mail_wish')
    .innerJoin('person', 'person.id', 'mail_wish.person_id')
    .select(['person.id', 'person.email', 'mail_wish.language', 'mail_wish.brief', 'mail_wish.brief_since'])
    .where('mail_wish.brief', '<>', 'none')
    .where('person.disabled_at', 'is', null)
    .where('person.email', '<>', '')
    .orderBy('person.id')
    .execute()
  return rows.map(({ id, email, language, brief, brief_since }) => ({
    person: id,
    address: email,
    language: language as MessageLanguage,
    wish: brief as BriefReader['wish'],
    since: brief_since,
  }))
}
