import { EventBody, type EventKind, testKind } from '../../domain/event.ts'
import { type Delivery, DeliveryAnswer, type MessageLanguage, type WebhookShape } from '../../domain/webhook.ts'
import type { Queries } from '../database/tables.ts'
import type { DeliveryRow, EventRow } from '../database/train-tables.ts'

export async function insertDelivery(queries: Queries, event: number, webhook: number, now: number): Promise<void> {
  await queries
    .insertInto('delivery')
    .values({
      event_id: event,
      webhook_id: webhook,
      message_id: `msg_${crypto.randomUUID().replaceAll('-', '')}`,
      attempts: 0,
      next_at: now,
      tried_at: null,
      delivered_at: null,
      last_answer: '',
    })
    .execute()
}

/** A message that a server has taken upon itself to send. */
export interface Claimed {
  readonly event: number
  readonly webhook: number
  readonly messageId: string
  /** This try, counted from 1. */
  readonly attempt: number
  readonly kind: EventKind | typeof testKind
  readonly recordedAt: number
  readonly body: EventBody
  readonly url: string
  readonly shape: WebhookShape
  readonly language: MessageLanguage
  /** What it is signed with: the secret, and the one before it while that is still good. */
  readonly secrets: readonly string[]
}

/** Whether anything is to be sent, by one seek: asked often, answered no mostly. */
export async function isAnythingDue(queries: Queries, now: number): Promise<boolean> {
  const due = await queries
    .selectFrom('delivery')
    .select('event_id')
    .where('next_at', 'is not', null)
    .where('next_at', '<=', now)
    .limit(1)
    .executeTakeFirst()
  return due !== undefined
}

/** How many messages wait to be taken, those that are due later among them. */
export async function waitingDeliveries(queries: Queries): Promise<number> {
  const { count } = await queries
    .selectFrom('delivery')
    .select(({ fn }) => fn.countAll().as('count'))
    .where('next_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/**
 * Takes the next message that is due, leaving out webhooks at which one is being sent already. It is due again at the end
 * of the lease, in case whoever took it is gone by then; so a message may come twice, under one id, but never not at all.
 */
export async function claimNext(
  queries: Queries,
  now: number,
  lease: number,
  busy: ReadonlyMap<number, unknown>,
): Promise<Claimed | undefined> {
  let due = queries
    .selectFrom('delivery')
    .innerJoin('webhook', 'webhook.id', 'delivery.webhook_id')
    .innerJoin('event', 'event.id', 'delivery.event_id')
    .select([
      'delivery.event_id',
      'delivery.webhook_id',
      'delivery.message_id',
      'delivery.attempts',
      'event.kind',
      'event.recorded_at',
      'event.body',
      'webhook.url',
      'webhook.shape',
      'webhook.language',
      'webhook.secret',
      'webhook.former_secret',
      'webhook.former_until',
    ])
    .where('delivery.next_at', 'is not', null)
    .where('delivery.next_at', '<=', now)
  if (busy.size > 0) due = due.where('delivery.webhook_id', 'not in', [...busy.keys()])
  const row = await due.orderBy('delivery.next_at').orderBy('delivery.event_id').limit(1).executeTakeFirst()
  if (!row) return undefined
  const attempt = row.attempts + 1
  await itsRow(queries, row)
    .set({ attempts: attempt, next_at: now + lease, tried_at: now })
    .execute()
  return {
    event: row.event_id,
    webhook: row.webhook_id,
    messageId: row.message_id,
    attempt,
    kind: row.kind as Claimed['kind'],
    recordedAt: row.recorded_at,
    body: EventBody.parse(JSON.parse(row.body)),
    url: row.url,
    shape: row.shape as WebhookShape,
    language: row.language as MessageLanguage,
    secrets:
      row.former_secret !== null && (row.former_until ?? 0) > now ? [row.secret, row.former_secret] : [row.secret],
  }
}

/** Notes that it was taken. True whoever says so, and however late. */
export async function noteTaken(
  queries: Queries,
  claimed: Claimed,
  answer: DeliveryAnswer,
  now: number,
): Promise<void> {
  await itsRow(queries, { event_id: claimed.event, webhook_id: claimed.webhook })
    .set({ next_at: null, delivered_at: now, last_answer: JSON.stringify(answer) })
    .execute()
  await queries
    .updateTable('webhook')
    .set({ delivered_at: now, failing_since: null })
    .where('id', '=', claimed.webhook)
    .execute()
}

/**
 * Notes that it was not, and when to try again; null gives it up. Says nothing where it was taken up anew meanwhile: by
 * another server after the lease, or because a person asked for it.
 */
export async function noteFailed(
  queries: Queries,
  claimed: Claimed,
  answer: DeliveryAnswer,
  nextAt: number | null,
  now: number,
): Promise<void> {
  const { numUpdatedRows } = await itsRow(queries, { event_id: claimed.event, webhook_id: claimed.webhook })
    .set({ next_at: nextAt, last_answer: JSON.stringify(answer) })
    .where('attempts', '=', claimed.attempt)
    .where('next_at', 'is not', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return
  await queries
    .updateTable('webhook')
    .set({ failing_since: now })
    .where('id', '=', claimed.webhook)
    .where('failing_since', 'is', null)
    .execute()
}

const itsRow = (queries: Queries, its: Pick<DeliveryRow, 'event_id' | 'webhook_id'>) =>
  queries.updateTable('delivery').where('event_id', '=', its.event_id).where('webhook_id', '=', its.webhook_id)

/** Gives up what waits for a webhook that is switched off: switched on again it shall not tell old news. */
export async function giveUpWaiting(queries: Queries, webhook: number): Promise<void> {
  const answer: DeliveryAnswer = { code: 'switched-off', status: null, words: '' }
  await queries
    .updateTable('delivery')
    .set({ next_at: null, last_answer: JSON.stringify(answer) })
    .where('webhook_id', '=', webhook)
    .where('next_at', 'is not', null)
    .execute()
}

/** As if it had never been tried, but under its id. */
export async function sendAgain(queries: Queries, webhook: number, event: number, now: number): Promise<void> {
  await itsRow(queries, { event_id: event, webhook_id: webhook })
    .set({ attempts: 0, next_at: now, delivered_at: null, last_answer: '' })
    .execute()
}

const shownAtMost = 50

/** The last messages of a webhook, the latest first; or one of them. */
export async function deliveriesOf(queries: Queries, webhook: number, event?: number): Promise<Delivery[]> {
  let wanted = queries
    .selectFrom('delivery')
    .innerJoin('event', 'event.id', 'delivery.event_id')
    .selectAll('delivery')
    .select(['event.kind', 'event.recorded_at', 'event.body'])
    .where('delivery.webhook_id', '=', webhook)
  if (event !== undefined) wanted = wanted.where('delivery.event_id', '=', event)
  const rows = await wanted.orderBy('delivery.event_id', 'desc').limit(shownAtMost).execute()
  return rows.map(seen)
}

function aboutOf(text: string): Pick<Delivery, 'cycle' | 'day' | 'stops'> {
  const { cycle, digest, blocker, reminder, handOver } = EventBody.parse(JSON.parse(text))
  return {
    cycle: cycle?.number ?? null,
    day: digest?.day ?? reminder?.day ?? handOver?.day ?? null,
    stops: blocker === null ? (reminder?.team.name ?? handOver?.to.name ?? null) : (blocker.service ?? blocker.team),
  }
}

const seen = (row: DeliveryRow & Pick<EventRow, 'kind' | 'recorded_at' | 'body'>): Delivery => ({
  event: row.event_id,
  kind: row.kind as Delivery['kind'],
  ...aboutOf(row.body),
  messageId: row.message_id,
  recordedAt: new Date(row.recorded_at).toISOString(),
  state: row.delivered_at !== null ? 'delivered' : row.next_at === null ? 'given-up' : 'waiting',
  attempts: row.attempts,
  triedAt: row.tried_at === null ? null : new Date(row.tried_at).toISOString(),
  nextAt: row.next_at === null ? null : new Date(row.next_at).toISOString(),
  deliveredAt: row.delivered_at === null ? null : new Date(row.delivered_at).toISOString(),
  answer: row.last_answer === '' ? null : DeliveryAnswer.parse(JSON.parse(row.last_answer)),
})

const keptFor = 90 * 24 * 60 * 60 * 1_000

/** Forgets messages that ended long ago, and with them tests, reminders and hand-overs, which nothing causes anew. Other events stay: each happens once. */
export async function forgetOld(queries: Queries, now: number): Promise<void> {
  const old = queries
    .selectFrom('event')
    .select('id')
    .where('recorded_at', '<', now - keptFor)
  await queries.deleteFrom('delivery').where('next_at', 'is', null).where('event_id', 'in', old).execute()
  await queries
    .deleteFrom('event')
    .where('kind', 'in', [testKind, 'stand-up-reminder', 'hand-over'])
    .where('recorded_at', '<', now - keptFor)
    .where('id', 'not in', queries.selectFrom('delivery').select('event_id'))
    .execute()
}
