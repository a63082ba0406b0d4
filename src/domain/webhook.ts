import * as z from 'zod/mini'
import { CalendarDay } from './calendar-day.ts'
import { EventKind, eventKinds, testKind } from './event.ts'
import { Instant } from './move.ts'
import { Id, isPlain, Name, Version } from './names.ts'

/** How a message is built: our own JSON, or what Slack or Microsoft Teams shows as it comes. */
export const webhookShapes = ['json', 'slack', 'teams'] as const
export const WebhookShape = z.enum(webhookShapes)
export type WebhookShape = z.infer<typeof WebhookShape>

/** The language of the sentences in it. */
export const messageLanguages = ['en', 'ko'] as const
export const MessageLanguage = z.enum(messageLanguages)
export type MessageLanguage = z.infer<typeof MessageLanguage>

/** Where messages go. Whether it can be read and its host is allowed is the server's to say. */
const Url = z.string({ error: 'Give an address that begins with https://' }).check(
  z.trim(),
  z.maxLength(2000, { error: 'Use at most 2000 characters.' }),
  z.refine((text) => isPlain(text) && /^https?:\/\/\S+$/i.test(text), {
    error: 'Give an address that begins with https://',
  }),
)

const Events = z.array(EventKind).check(
  z.minLength(1, { error: 'Choose at least one kind of event.' }),
  z.maxLength(eventKinds.length),
  z.refine((kinds) => new Set(kinds).size === kinds.length, { error: 'Name each kind once.' }),
)

const fields = {
  name: Name,
  url: Url,
  shape: WebhookShape,
  events: Events,
  language: MessageLanguage,
}

export const NewWebhook = z.strictObject({ ...fields, language: z._default(MessageLanguage, 'en') })
export type NewWebhook = z.output<typeof NewWebhook>

export const WebhookChange = z.partial(z.strictObject({ ...fields, disabled: z.boolean() }))
export type WebhookChange = z.infer<typeof WebhookChange>

/** Why a message was not taken, or that it was. */
export const answerCodes = [
  'taken',
  'refused',
  'redirected',
  'timed-out',
  'no-connection',
  'not-trusted',
  'no-address',
  'address-not-allowed',
  'host-not-allowed',
  'switched-off',
] as const

/** What came of the last try: the status where there was an answer, and the beginning of its words. */
export const DeliveryAnswer = z.object({
  code: z.enum(answerCodes),
  status: z.nullable(z.int()),
  words: z.string(),
})
export type DeliveryAnswer = z.infer<typeof DeliveryAnswer>

/** The answer's words that are kept. */
export const longestWords = 200

/** A webhook as people see it: never what it signs with, nor the path of its address, which for Slack and Teams is a secret too. */
export const Webhook = z.object({
  id: Id,
  name: z.string(),
  /** Scheme and host of the address. */
  origin: z.string(),
  shape: WebhookShape,
  events: z.array(EventKind),
  language: MessageLanguage,
  createdBy: z.string(),
  createdAt: Instant,
  disabledAt: z.nullable(Instant),
  lastDeliveredAt: z.nullable(Instant),
  /** Since when nothing was taken; null where the last message was. */
  failingSince: z.nullable(Instant),
  /** Messages that are to be sent yet, and those that were given up since the last one was taken. */
  waiting: z.int(),
  givenUp: z.int(),
  /** Until then messages are signed with the secret of before as well; null where there is none. */
  formerSecretUntil: z.nullable(Instant),
  version: Version,
})
export type Webhook = z.infer<typeof Webhook>

export const deliveryStates = ['waiting', 'delivered', 'given-up'] as const

/** One message of one webhook. */
export const Delivery = z.object({
  event: Id,
  kind: z.enum([...eventKinds, testKind]),
  /** The cycle's number, where it is about one. */
  cycle: z.nullable(z.int()),
  /** The day, where it is about one. */
  day: z.nullable(CalendarDay),
  /** The service or the team that is stopped, where it is about a blocker; the team that is reminded. */
  stops: z.nullable(z.string()),
  messageId: z.string(),
  recordedAt: Instant,
  state: z.enum(deliveryStates),
  attempts: z.int(),
  triedAt: z.nullable(Instant),
  nextAt: z.nullable(Instant),
  deliveredAt: z.nullable(Instant),
  answer: z.nullable(DeliveryAnswer),
})
export type Delivery = z.infer<typeof Delivery>

const second = 1_000
const hour = 3_600 * second

/** A message is tried so often: at once, after 40 seconds, and each time after about twice as long. 23 hours in all. */
export const mostAttempts = 12
const firstWait = 40 * second

/**
 * How long to wait after so many tries that failed, in milliseconds; null where it is given up. `chance` lies from 0 to 1
 * and spreads the tries by a fifth, so that whoever comes back to life is not asked by everybody at once.
 */
export function waitAfter(attempts: number, chance: number): number | null {
  if (attempts >= mostAttempts) return null
  return Math.round(firstWait * 2 ** (attempts - 1) * (0.8 + 0.4 * chance))
}

/** After a rotation the secret of before still signs for so long, so that the receiver can change over. */
export const formerSecretFor = 24 * hour
