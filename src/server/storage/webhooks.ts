import type { EventKind } from '../../domain/event.ts'
import { searchable } from '../../domain/names.ts'
import type { MessageLanguage, Webhook, WebhookShape } from '../../domain/webhook.ts'
import type { Queries } from '../database/tables.ts'
import type { WebhookRow } from '../database/train-tables.ts'
import { nextId } from './ledgers.ts'

/** Every webhook by name, as people see it; or one of them. */
export async function webhooksByName(queries: Queries, id?: number): Promise<Webhook[]> {
  let wanted = queries.selectFrom('webhook').selectAll()
  if (id !== undefined) wanted = wanted.where('id', '=', id)
  const rows = await wanted.orderBy('name_search').execute()
  const open = await openOf(queries)
  return rows.map((row) => seen(row, open.get(row.id)))
}

export async function webhookById(queries: Queries, id: number): Promise<WebhookRow | undefined> {
  return queries.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Those to which a kind of event goes. They are few: read whole. */
export async function webhooksFor(queries: Queries, kind: EventKind): Promise<number[]> {
  const rows = await queries
    .selectFrom('webhook')
    .select(['id', 'events'])
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .execute()
  return rows.filter(({ events }) => kindsIn(events).includes(kind)).map(({ id }) => id)
}

export const kindsIn = (events: string): EventKind[] => JSON.parse(events) as EventKind[]

export interface WebhookFields {
  readonly name: string
  readonly url: string
  readonly shape: WebhookShape
  readonly events: readonly EventKind[]
  readonly language: MessageLanguage
}

export async function insertWebhook(
  queries: Queries,
  webhook: WebhookFields & { readonly secret: string; readonly createdBy: string; readonly createdAt: number },
): Promise<Webhook> {
  const id = await nextId(queries, 'webhook')
  await queries
    .insertInto('webhook')
    .values({
      id,
      name: webhook.name,
      name_search: searchable(webhook.name),
      url: webhook.url,
      shape: webhook.shape,
      events: JSON.stringify(webhook.events),
      language: webhook.language,
      secret: webhook.secret,
      former_secret: null,
      former_until: null,
      created_at: webhook.createdAt,
      created_by: webhook.createdBy,
      disabled_at: null,
      failing_since: null,
      delivered_at: null,
      version: 1,
    })
    .execute()
  return one(queries, id)
}

/** Says some fields anew. Another address starts afresh: how the former one answered says nothing of it. */
export async function updateWebhook(
  queries: Queries,
  before: WebhookRow,
  change: Partial<WebhookFields> & { readonly disabledAt?: number | null },
): Promise<Webhook> {
  const { name, url, shape, events, language, disabledAt } = change
  await queries
    .updateTable('webhook')
    .set({
      ...(name === undefined ? {} : { name, name_search: searchable(name) }),
      ...(url === undefined ? {} : { url }),
      ...(url === undefined || url === before.url ? {} : { failing_since: null, delivered_at: null }),
      ...(shape === undefined ? {} : { shape }),
      ...(events === undefined ? {} : { events: JSON.stringify(events) }),
      ...(language === undefined ? {} : { language }),
      ...(disabledAt === undefined ? {} : { disabled_at: disabledAt, failing_since: null }),
      version: before.version + 1,
    })
    .where('id', '=', before.id)
    .execute()
  return one(queries, before.id)
}

export async function rotateSecret(
  queries: Queries,
  before: WebhookRow,
  secret: string,
  formerUntil: number,
): Promise<Webhook> {
  await queries
    .updateTable('webhook')
    .set({ secret, former_secret: before.secret, former_until: formerUntil, version: before.version + 1 })
    .where('id', '=', before.id)
    .execute()
  return one(queries, before.id)
}

export async function deleteWebhookRow(queries: Queries, id: number): Promise<void> {
  await queries.deleteFrom('delivery').where('webhook_id', '=', id).execute()
  await queries.deleteFrom('webhook').where('id', '=', id).execute()
}

const one = async (queries: Queries, id: number): Promise<Webhook> => (await webhooksByName(queries, id))[0] as Webhook

interface Open {
  waiting: number
  givenUp: number
}

/** What waits for each webhook, and what was given up since it last took something. */
async function openOf(queries: Queries): Promise<Map<number, Open>> {
  const rows = await queries
    .selectFrom('delivery')
    .innerJoin('webhook', 'webhook.id', 'delivery.webhook_id')
    .select(['delivery.webhook_id', 'delivery.next_at', 'delivery.tried_at', 'webhook.delivered_at'])
    .where('delivery.delivered_at', 'is', null)
    .execute()
  const open = new Map<number, Open>()
  for (const row of rows) {
    const its = open.get(row.webhook_id) ?? { waiting: 0, givenUp: 0 }
    if (row.next_at !== null) its.waiting++
    else if ((row.tried_at ?? 0) > (row.delivered_at ?? 0)) its.givenUp++
    open.set(row.webhook_id, its)
  }
  return open
}

const seen = (row: WebhookRow, open: Open | undefined): Webhook => ({
  id: row.id,
  name: row.name,
  origin: new URL(row.url).origin,
  shape: row.shape as WebhookShape,
  events: kindsIn(row.events),
  language: row.language as MessageLanguage,
  createdBy: row.created_by,
  createdAt: instant(row.created_at) as string,
  disabledAt: instant(row.disabled_at),
  lastDeliveredAt: instant(row.delivered_at),
  failingSince: instant(row.failing_since),
  waiting: open?.waiting ?? 0,
  givenUp: open?.givenUp ?? 0,
  formerSecretUntil: instant(row.former_until),
  version: row.version,
})

const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
