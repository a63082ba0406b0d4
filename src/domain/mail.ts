import * as z from 'zod/mini'
import { Blocker } from './blocker.ts'
import { CalendarDay } from './calendar-day.ts'
import { DigestFigures } from './digest.ts'
import { EventBody, HandedOver } from './event.ts'
import { Instant } from './move.ts'
import { Id, Version } from './names.ts'
import { EmailAddress } from './person.ts'
import { StandUpLine } from './stand-up.ts'
import { deliveryStates, MessageLanguage, waitAfter } from './webhook.ts'

/** What people may have sent to them. A test is sent to whom an administrator says. */
export const mailWishes = ['digest', 'reminders'] as const
/** How often somebody has the brief sent: on Mondays, on the first of a month, or when a cycle was closed. */
export const briefWishes = ['none', 'weekly', 'monthly', 'cycle'] as const
export const BriefWish = z.enum(briefWishes)
export type BriefWish = z.infer<typeof BriefWish>
export const mailKinds = ['stand-up-digest', 'stand-up-reminder', 'hand-over', 'brief', 'test'] as const
export const MailKind = z.enum(mailKinds)
export type MailKind = z.infer<typeof MailKind>

/** Which mails somebody wants, and in which language. */
export const MailWishes = z.object({
  language: MessageLanguage,
  digest: z.boolean(),
  reminders: z.boolean(),
  brief: BriefWish,
  /** Where they go: an administrator says it, under People. '' where nobody did, and then nothing is sent. */
  address: z.string(),
  /** Whether this server sends mails at all. */
  sends: z.boolean(),
  version: Version,
})
export type MailWishes = z.infer<typeof MailWishes>

export const MailWishesChange = z.partial(
  z.strictObject({ language: MessageLanguage, digest: z.boolean(), reminders: z.boolean(), brief: BriefWish }),
)

export const NewTestMail = z.strictObject({ to: EmailAddress, language: z._default(MessageLanguage, 'en') })

/** Why a mail was not taken, or that it was. */
export const mailAnswerCodes = [
  'taken',
  'deferred',
  'refused',
  'no-login',
  'not-trusted',
  'no-connection',
  'timed-out',
  'old-news',
  'not-wanted',
] as const

/** What came of the last try: the server's three digits where it gave some, and the beginning of its words. */
export const MailAnswer = z.object({
  code: z.enum(mailAnswerCodes),
  status: z.nullable(z.int()),
  words: z.string(),
})
export type MailAnswer = z.infer<typeof MailAnswer>

/** One mail as an administrator sees it: what it is about, and what became of it. */
export const Mail = z.object({
  id: Id,
  kind: MailKind,
  to: z.string(),
  /** null for a test. */
  person: z.nullable(z.object({ id: Id, name: z.string() })),
  day: z.nullable(CalendarDay),
  recordedAt: Instant,
  state: z.enum(deliveryStates),
  attempts: z.int(),
  triedAt: z.nullable(Instant),
  nextAt: z.nullable(Instant),
  deliveredAt: z.nullable(Instant),
  answer: z.nullable(MailAnswer),
})
export type Mail = z.infer<typeof Mail>

/** Of each list so many; the page has them all. */
export const mailedRows = 20

/** What a mail says, as it is stored: it is never worked out again, so a repeated one says the same. */
export const MailBody = z.object({
  /** A day of stand-ups, of what its reader may read. */
  digest: z.nullable(
    z.object({
      day: CalendarDay,
      ...DigestFigures.shape,
      promised: z.array(StandUpLine),
      opened: z.array(Blocker),
      escalated: z.array(Blocker),
      silent: z.array(z.object({ name: z.string(), isAway: z.boolean() })),
    }),
  ),
  reminder: EventBody.shape.reminder,
  handOver: z.optional(HandedOver),
  /** The brief of a day in its reader's language, told in sentences; the file itself goes along with it. */
  brief: z.optional(z.object({ day: CalendarDay, subject: z.string(), lines: z.array(z.string()) })),
  unit: EventBody.shape.unit,
})
export type MailBody = z.infer<typeof MailBody>

/** When to try again after so many tries, in milliseconds; null gives it up. What the server refuses for good is not asked again. */
export const waitAfterAnswer = ({ code }: MailAnswer, attempts: number, chance: number): number | null =>
  code === 'refused' || code === 'old-news' || code === 'not-wanted' ? null : waitAfter(attempts, chance)
