import * as z from 'zod/mini'
import { Mail, MailWishes, MailWishesChange, NewTestMail } from '../domain/mail.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath } from './queries.ts'

export const readMailWishes = endpoint({
  name: 'readMailWishes',
  method: 'GET',
  path: '/api/v1/account/mails',
  summary: 'Which mails you have sent to you, in which language and to which address',
  answer: MailWishes,
  versioned: true,
})

export const changeMailWishes = endpoint({
  name: 'changeMailWishes',
  method: 'PATCH',
  path: '/api/v1/account/mails',
  summary: 'Have the digest of each day or reminders of your stand-ups sent to you, or no more',
  body: MailWishesChange,
  answer: MailWishes,
  versioned: true,
})

export const listMails = endpoint({
  name: 'listMails',
  method: 'GET',
  path: '/api/v1/mails',
  summary: 'The last 50 mails, the latest first, and by which server they go',
  answer: z.object({
    /** null where the server sends none. */
    from: z.nullable(z.string()),
    server: z.nullable(z.string()),
    /** How many are to be sent yet, and how many of the last seven days were given up. */
    waiting: z.int(),
    givenUp: z.int(),
    mails: z.array(Mail),
  }),
})

export const sendTestMail = endpoint({
  name: 'sendTestMail',
  method: 'POST',
  path: '/api/v1/mails/test',
  summary: 'Send a test mail; the list of mails says what became of it',
  body: NewTestMail,
  answer: Mail,
  status: 201,
})

export const sendMailAgain = endpoint({
  name: 'sendMailAgain',
  method: 'POST',
  path: '/api/v1/mails/{id}/again',
  summary: 'Send a mail again at once, under the same Message-ID',
  params: IdInPath,
  body: z.strictObject({}),
  answer: Mail,
})

export const stopMails = endpoint({
  name: 'stopMails',
  open: true,
  foreign: true,
  method: 'POST',
  path: '/api/v1/mails/unsubscription',
  summary: 'What the link in a mail does (RFC 8058): its reader gets no mails any more, without signing in',
  query: z.object({ key: z.string().check(z.minLength(1), z.maxLength(100)) }),
  bodyType: 'application/x-www-form-urlencoded',
  bodyLimit: 1024,
  body: z.object({}),
  answer: z.object({ stopped: z.literal(true) }),
  secret: true,
})
