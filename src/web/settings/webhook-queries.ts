import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
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
import type { NewWebhook, Webhook, WebhookChange } from '../../domain/webhook.ts'
import { call } from '../shared/call.ts'

/** What is on its way is looked at again so often, in milliseconds, until it has arrived. */
const lookAgainAfter = 2_000

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => call(listWebhooks, { signal }),
  refetchInterval: ({ state }) => (state.data?.webhooks.some(({ waiting }) => waiting > 0) ? lookAgainAfter : false),
})

export const deliveriesQuery = (webhook: number) =>
  queryOptions({
    queryKey: ['webhooks', webhook, 'deliveries'],
    queryFn: ({ signal }) => call(listDeliveries, { params: { id: webhook }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.deliveries.some((one) => one.state === 'waiting') ? lookAgainAfter : false,
  })

/** No figure depends on a webhook, so only they are read again. */
function useReadWebhooksAgain() {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['webhooks'] })
}

export function useCreateWebhook() {
  return useMutation({
    mutationFn: (body: NewWebhook) => call(createWebhook, { body }),
    onSuccess: useReadWebhooksAgain(),
    // The answer holds the secret, so it is forgotten with the dialog.
    gcTime: 0,
  })
}

export function useRotateSecret() {
  return useMutation({
    mutationFn: ({ id }: Webhook) => call(rotateWebhookSecret, { params: { id }, body: {} }),
    onSuccess: useReadWebhooksAgain(),
    gcTime: 0,
  })
}

export function useChangeWebhook() {
  return useMutation({
    mutationFn: ({ webhook, change }: { webhook: Webhook; change: WebhookChange }) =>
      call(changeWebhook, { params: { id: webhook.id }, body: change, ifMatch: webhook.version }),
    onSettled: useReadWebhooksAgain(),
  })
}

export function useRemoveWebhook() {
  return useMutation({
    mutationFn: ({ id }: Webhook) => call(removeWebhook, { params: { id }, body: {} }),
    onSuccess: useReadWebhooksAgain(),
  })
}

export function useTestWebhook() {
  return useMutation({
    mutationFn: ({ id }: Webhook) => call(testWebhook, { params: { id }, body: {} }),
    onSuccess: useReadWebhooksAgain(),
  })
}

export function useSendAgain(webhook: number) {
  return useMutation({
    mutationFn: (event: number) => call(sendDeliveryAgain, { params: { id: webhook, event }, body: {} }),
    onSuccess: useReadWebhooksAgain(),
  })
}
