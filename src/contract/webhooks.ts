import * as z from 'zod/mini'
import { Delivery, NewWebhook, Webhook, WebhookChange } from '../domain/webhook.ts'
import { endpoint } from './endpoint.ts'
import { IdInPath, whole } from './queries.ts'

export const listWebhooks = endpoint({
  name: 'listWebhooks',
  method: 'GET',
  path: '/api/v1/webhooks',
  summary: 'Where events go, how each address has answered, and which hosts the server allows',
  answer: z.object({ webhooks: z.array(Webhook), hosts: z.array(z.string()) }),
})

export const createWebhook = endpoint({
  name: 'createWebhook',
  method: 'POST',
  path: '/api/v1/webhooks',
  summary: 'Name an address to which events go; what its messages are signed with is in this answer and nowhere else',
  body: NewWebhook,
  answer: z.object({ webhook: Webhook, secret: z.string() }),
  status: 201,
  secret: true,
})

export const changeWebhook = endpoint({
  name: 'changeWebhook',
  method: 'PATCH',
  path: '/api/v1/webhooks/{id}',
  summary: 'Change a webhook, or switch it off or on; what waits for one that is switched off is given up',
  params: IdInPath,
  body: WebhookChange,
  answer: Webhook,
  versioned: true,
})

export const rotateWebhookSecret = endpoint({
  name: 'rotateWebhookSecret',
  method: 'POST',
  path: '/api/v1/webhooks/{id}/secret',
  summary: 'Sign with a new secret, which is in this answer and nowhere else; the one of before signs along for a day',
  params: IdInPath,
  body: z.strictObject({}),
  answer: z.object({ webhook: Webhook, secret: z.string() }),
  status: 201,
  secret: true,
})

export const testWebhook = endpoint({
  name: 'testWebhook',
  method: 'POST',
  path: '/api/v1/webhooks/{id}/test',
  summary: 'Send a test message; its delivery says what became of it',
  params: IdInPath,
  body: z.strictObject({}),
  answer: Delivery,
  status: 201,
})

export const listDeliveries = endpoint({
  name: 'listDeliveries',
  method: 'GET',
  path: '/api/v1/webhooks/{id}/deliveries',
  summary: 'The last 50 messages of a webhook, the latest first',
  params: IdInPath,
  answer: z.object({ deliveries: z.array(Delivery) }),
})

export const sendDeliveryAgain = endpoint({
  name: 'sendDeliveryAgain',
  method: 'POST',
  path: '/api/v1/webhooks/{id}/deliveries/{event}/again',
  summary: 'Send a message again at once, under the same webhook-id',
  params: z.object({ ...IdInPath.shape, event: whole(1, Number.MAX_SAFE_INTEGER) }),
  body: z.strictObject({}),
  answer: Delivery,
})

export const removeWebhook = endpoint({
  name: 'removeWebhook',
  method: 'POST',
  path: '/api/v1/webhooks/{id}/removal',
  summary: 'Remove a webhook with the record of its messages',
  params: IdInPath,
  body: z.strictObject({}),
  answer: z.object({ removed: z.literal(true) }),
})
