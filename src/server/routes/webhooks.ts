import type { Hono } from 'hono'
import {
  changeWebhook,
  createWebhook,
  listDeliveries,
  listWebhooks,
  removeWebhook,
  rotateWebhookSecret,
  sendDeliveryAgain,
  testWebhook,
} from '../../contract/webhooks.ts'
import { Refusal } from '../../domain/refusal.ts'
import { type Delivery, formerSecretFor, type WebhookChange } from '../../domain/webhook.ts'
import type { Queries } from '../database/tables.ts'
import type { WebhookRow } from '../database/train-tables.ts'
import { sha256 } from '../hash.ts'
import { BadInput, NotFound, Stale } from '../problems.ts'
import type { Surroundings } from '../serve.ts'
import { serve } from '../serve.ts'
import { audit } from '../storage/audit.ts'
import { deliveriesOf, giveUpWaiting, sendAgain } from '../storage/deliveries.ts'
import { recordTest } from '../storage/events.ts'
import { refuseTakenName } from '../storage/places.ts'
import { readProgramme, withoutUndefined } from '../storage/programme.ts'
import {
  deleteWebhookRow,
  insertWebhook,
  kindsIn,
  rotateSecret,
  updateWebhook,
  webhookById,
  webhooksByName,
} from '../storage/webhooks.ts'
import { type WebhookHosts, webhookHosts } from '../webhook-hosts.ts'

const action = { action: 'manage-webhooks' } as const

/** Where events go. What signs a message is answered once, when it is made; the address itself is never answered again. */
export function webhookRoutes(api: Hono, surroundings: Surroundings): void {
  const hosts = surroundings.webhookHosts ?? webhookHosts([])

  serve(api, surroundings, listWebhooks, action, async ({ queries }) => ({
    webhooks: await webhooksByName(queries),
    hosts: [...hosts.said],
  }))

  serve(api, surroundings, createWebhook, action, async ({ body, queries, by, now }) => {
    const url = judged(body.url, hosts)
    await refuseTakenName(queries, 'webhook', body.name)
    const secret = newSigningSecret()
    const webhook = await insertWebhook(queries, { ...body, url, secret, createdBy: by.actor, createdAt: now })
    await audit(queries, by, {
      recordedAt: now,
      action: 'create-webhook',
      subject: webhook.name,
      after: onRecord(await existing(queries, webhook.id)),
    })
    return { webhook, secret }
  })

  serve(api, surroundings, changeWebhook, action, async ({ params, body, queries, by, now, ifMatch }) => {
    const before = await existing(queries, params.id)
    if (before.version !== ifMatch) throw new Stale((await webhooksByName(queries, before.id))[0])
    const { disabled, ...fields } = body as WebhookChange
    const url = fields.url === undefined ? undefined : judged(fields.url, hosts)
    if (fields.name !== undefined) await refuseTakenName(queries, 'webhook', fields.name, before.id)
    const disabledAt = disabled === undefined ? undefined : disabled ? (before.disabled_at ?? now) : null
    const after = await updateWebhook(queries, before, withoutUndefined({ ...fields, url, disabledAt }))
    if (disabled === true) await giveUpWaiting(queries, before.id)
    await audit(queries, by, {
      recordedAt: now,
      action: 'change-webhook',
      subject: before.name,
      before: onRecord(before),
      after: onRecord(await existing(queries, before.id)),
    })
    return disabled === true ? ((await webhooksByName(queries, before.id))[0] ?? after) : after
  })

  serve(api, surroundings, removeWebhook, action, async ({ params, queries, by, now }) => {
    const before = await existing(queries, params.id)
    await deleteWebhookRow(queries, before.id)
    await audit(queries, by, {
      recordedAt: now,
      action: 'remove-webhook',
      subject: before.name,
      before: onRecord(before),
    })
    return { removed: true as const }
  })

  serve(api, surroundings, rotateWebhookSecret, action, async ({ params, queries, by, now }) => {
    const before = await existing(queries, params.id)
    const secret = newSigningSecret()
    const webhook = await rotateSecret(queries, before, secret, now + formerSecretFor)
    await audit(queries, by, { recordedAt: now, action: 'rotate-webhook-secret', subject: before.name })
    return { webhook, secret }
  })

  serve(api, surroundings, testWebhook, action, async ({ params, queries, by, now }) => {
    const webhook = await existing(queries, params.id)
    refuseSwitchedOff(webhook)
    const event = await recordTest(queries, webhook.id, await readProgramme(queries), now)
    await audit(queries, by, { recordedAt: now, action: 'test-webhook', subject: webhook.name })
    return delivery(queries, webhook.id, event)
  })

  serve(api, surroundings, listDeliveries, action, async ({ params, queries }) => {
    const webhook = await existing(queries, params.id)
    return { deliveries: await deliveriesOf(queries, webhook.id) }
  })

  serve(api, surroundings, sendDeliveryAgain, action, async ({ params, queries, by, now }) => {
    const webhook = await existing(queries, params.id)
    const { event, messageId, kind } = await delivery(queries, webhook.id, params.event)
    refuseSwitchedOff(webhook)
    await sendAgain(queries, webhook.id, event, now)
    await audit(queries, by, {
      recordedAt: now,
      action: 'send-again',
      subject: webhook.name,
      after: { kind, messageId },
    })
    return delivery(queries, webhook.id, event)
  })
}

async function existing(queries: Queries, id: number): Promise<WebhookRow> {
  const row = await webhookById(queries, id)
  if (!row) throw new NotFound(`Webhook ${id}`)
  return row
}

async function delivery(queries: Queries, webhook: number, event: number): Promise<Delivery> {
  const [found] = await deliveriesOf(queries, webhook, event)
  if (!found) throw new NotFound(`Message ${event} of webhook ${webhook}`)
  return found
}

function refuseSwitchedOff({ name, disabled_at }: WebhookRow): void {
  if (disabled_at === null) return
  throw new Refusal('webhook-off', `${name} is switched off, so nothing is sent. Switch it on first.`, { name })
}

/** The address as it is stored, if messages may go there. Where it leads is judged again at every try. */
function judged(text: string, hosts: WebhookHosts): string {
  if (hosts.said.length === 0)
    throw new Refusal(
      'webhooks-off',
      'No host may be sent to. Name those that may in TENFOLD_WEBHOOK_HOSTS, such as hooks.slack.com, and start the server again.',
    )
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null) throw new BadInput({ url: 'Give an address that begins with https://' })
  const fault = hosts.judgeUrl(url)
  if (fault === 'password')
    throw new Refusal('webhook-url-password', 'The address holds a name or password before an @. Take it out.')
  if (fault === 'not-https')
    throw new Refusal('webhook-not-https', 'Messages go over HTTPS only. Give an address that begins with https://')
  if (fault === 'host-not-allowed')
    throw new Refusal(
      'webhook-host',
      `${url.host} is not among the hosts that TENFOLD_WEBHOOK_HOSTS names: ${hosts.said.join(', ')}. Take another address, or add it there and start the server again.`,
      { host: url.host, hosts: hosts.said },
    )
  url.hash = ''
  return url.href
}

/** As Standard Webhooks writes it: 256 random bits in base64. */
function newSigningSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`
}

/** What the audit says of a webhook: neither secret nor path, but whether that is another one than before. */
const onRecord = ({ name, url, shape, events, language, disabled_at }: WebhookRow) => ({
  name,
  origin: new URL(url).origin,
  addressFingerprint: sha256(url).slice(0, 12),
  shape,
  events: kindsIn(events),
  language,
  disabled: disabled_at !== null,
})
