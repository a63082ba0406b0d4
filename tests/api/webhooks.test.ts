import { describe, expect, test } from 'vitest'
import type { AuditEntry } from '../../src/contract/audit.ts'
import type { Delivery, Webhook } from '../../src/domain/webhook.ts'
import { webhookHosts } from '../../src/server/webhook-hosts.ts'
import { programmeApi, quickEngines } from './set-up/programme-api.ts'

const slack = 'https://hooks.slack.com/services/T0/B0/aVerySecretPath'
const aWebhook = { name: 'Slack, #migration', url: slack, shape: 'slack', events: ['cycle-started', 'cycle-closed'] }
type Made = { webhook: Webhook; secret: string }

describe.each(quickEngines)('webhooks on $name', ({ freshDatabase }) => {
  const house = async (said = ['hooks.slack.com', '*.logic.azure.com', '10.1.2.3']) =>
    programmeApi(await freshDatabase(), '2026-03-30', { webhookHosts: webhookHosts(said) })

  test('a webhook is made, changed, switched off and removed; its secret and path are in no answer but the first', async () => {
    const p = await house()
    expect(await p.get('webhooks')).toEqual({
      webhooks: [],
      hosts: ['hooks.slack.com', '*.logic.azure.com', '10.1.2.3'],
    })
    const made = await p.post<Made>('webhooks', aWebhook)
    expect(made.status).toBe(201)
    const { webhook, secret } = made.body
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(webhook).toEqual({
      id: 1,
      name: 'Slack, #migration',
      origin: 'https://hooks.slack.com',
      shape: 'slack',
      events: ['cycle-started', 'cycle-closed'],
      language: 'en',
      createdBy: 'local administrator',
      createdAt: '2026-03-30T12:00:00.000Z',
      disabledAt: null,
      lastDeliveredAt: null,
      failingSince: null,
      waiting: 0,
      givenUp: 0,
      formerSecretUntil: null,
      version: 1,
    })
    const changed = await p.patch<Webhook>('webhooks/1', { events: ['cycle-late'], language: 'ko' }, 1)
    expect(changed.body).toMatchObject({ events: ['cycle-late'], language: 'ko', shape: 'slack', version: 2 })
    expect((await p.patch('webhooks/1', { name: 'x' }, 1)).body).toMatchObject({
      code: 'stale',
      current: { version: 2 },
    })
    const tested = await p.post<Delivery>('webhooks/1/test', {})
    expect(tested).toMatchObject({ status: 201, body: { kind: 'test', cycle: null, state: 'waiting', attempts: 0 } })
    const off = await p.patch<Webhook>('webhooks/1', { disabled: true }, 2)
    expect(off.body).toMatchObject({ disabledAt: '2026-03-30T12:00:00.000Z', waiting: 0, version: 3 })
    const rotated = await p.post<Made>('webhooks/1/secret', {})
    expect(rotated.body.webhook).toMatchObject({ formerSecretUntil: '2026-03-31T12:00:00.000Z', version: 4 })
    const moved = await p.patch<Webhook>(
      'webhooks/1',
      { url: 'https://prod-7.logic.azure.com/workflows/aVerySecretPath' },
      4,
    )
    expect(moved.body.origin).toBe('https://prod-7.logic.azure.com')

    // What is said of it elsewhere: in lists, in the record of its messages, in the audit.
    const audit = await p.get<{ entries: AuditEntry[] }>('audit')
    const said = JSON.stringify([await p.get('webhooks'), await p.get('webhooks/1/deliveries'), audit])
    for (const hidden of [secret, rotated.body.secret, 'aVerySecretPath', 'whsec_']) expect(said).not.toContain(hidden)
    expect(audit.entries.map(({ action }) => action)).toEqual([
      'change-webhook',
      'rotate-webhook-secret',
      'change-webhook',
      'test-webhook',
      'change-webhook',
      'create-webhook',
    ])
    expect((await p.post('webhooks/1/removal', {})).body).toEqual({ removed: true })
    expect(await p.get('webhooks')).toMatchObject({ webhooks: [] })
    for (const path of ['removal', 'secret', 'test', 'deliveries/1/again'])
      expect((await p.post(`webhooks/1/${path}`, {})).status, path).toBe(404)
    expect(p.faults).toEqual([])
  })

  test('where it may not go it is not made, nor led there later', async () => {
    const p = await house()
    for (const [url, code] of [
      ['http://hooks.slack.com/x', 'webhook-not-https'],
      ['https://hooks.slack.com:8443/x', 'webhook-host'],
      ['https://example.com/x', 'webhook-host'],
      ['https://169.254.169.254/latest/meta-data', 'webhook-host'],
      ['https://0xa010203/x', null],
      ['https://10.1.2.4/x', 'webhook-host'],
      ['https://user:word@hooks.slack.com/x', 'webhook-url-password'],
      ['https://', 'invalid-input'],
      ['https://[::1', 'invalid-input'],
      ['file:///etc/passwd', 'invalid-input'],
      ['gopher://hooks.slack.com/', 'invalid-input'],
    ] as const) {
      const answer = await p.post<{ code?: string }>('webhooks', { ...aWebhook, name: url, url })
      expect(answer.body.code ?? null, url).toBe(code)
    }
    expect((await p.patch('webhooks/1', { url: 'https://example.com/' }, 1)).body).toMatchObject({
      code: 'webhook-host',
      facts: { host: 'example.com' },
    })
    const closed = await house([])
    expect((await closed.post('webhooks', aWebhook)).body).toMatchObject({
      code: 'webhooks-off',
      detail: expect.stringContaining('TENFOLD_WEBHOOK_HOSTS'),
    })
  })

  test('names are taken once, kinds are named once, and there are no others', async () => {
    const p = await house()
    await p.post('webhooks', aWebhook)
    expect((await p.post('webhooks', aWebhook)).body).toMatchObject({ code: 'name-taken', facts: { kind: 'webhook' } })
    for (const events of [[], ['cycle-late', 'cycle-late'], ['test'], ['everything']])
      expect((await p.post('webhooks', { ...aWebhook, name: 'b', events })).body, `${events}`).toMatchObject({
        code: 'invalid-input',
      })
  })
})
