import { Webhook as StandardWebhook } from 'standardwebhooks'
import { describe, expect, test, vi } from 'vitest'
import { type Delivery, mostAttempts, type Webhook } from '../../src/domain/webhook.ts'
import { recordDueEvents } from '../../src/server/cycle-events.ts'
import type { Database } from '../../src/server/database/database.ts'
import { type Outbox, outbox } from '../../src/server/host/outbox.ts'
import { webhookSender } from '../../src/server/host/webhook-sender.ts'
import { webhookHosts } from '../../src/server/webhook-hosts.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from '../api/set-up/programme-api.ts'
import { type Received, type Receiver, receiver } from '../set-up/receiver.ts'
import { storeCycles } from '../set-up/stored-cycles.ts'

const minute = 60_000
const today = '2026-03-30'

interface House {
  readonly p: ProgrammeApi
  readonly database: Database
  now: number
  readonly out: Outbox
  readonly another: () => Outbox
  /** Sends what is due until nothing is, and waits for the answers. */
  readonly send: () => Promise<void>
  readonly make: (there: Receiver, more?: Record<string, unknown>) => Promise<{ webhook: Webhook; secret: string }>
  readonly deliveries: (id: number) => Promise<Delivery[]>
  readonly webhook: (id: number) => Promise<Webhook>
}

/** A programme whose first cycle begins today, and servers that send where the receivers are. */
async function house(database: Database, receivers: readonly Receiver[], patience = 2_000): Promise<House> {
  const hosts = webhookHosts(receivers.map(({ port }) => `http://127.0.0.1:${port}`))
  const p = programmeApi(database, today, { webhookHosts: hosts })
  await p.get('session')
  await storeCycles(database, today, [56, 56], { names: { 1: 'First <light> & *more*' } })
  const faults: unknown[] = []
  const its = { now: Date.now() }
  const another = () =>
    outbox({
      database,
      now: () => its.now,
      chance: () => 0.5,
      send: webhookSender({ hosts, patience }),
      publicUrl: 'https://tenfold.example',
      version: 'test',
      report: (error) => faults.push(error),
    })
  const out = another()
  let names = 0
  const made: House = Object.assign(its, {
    p,
    database,
    out,
    another,
    async send() {
      await out.round()
      await vi.waitUntil(
        async () => {
          const open = await database.read((queries) =>
            queries.selectFrom('delivery').select('event_id').where('next_at', '<=', its.now).execute(),
          )
          return open.length === 0 && (await leased()) === 0
        },
        { timeout: 10_000, interval: 10 },
      )
      expect(faults.splice(0)).toEqual([])
    },
    make: async (there: Receiver, more = {}) => {
      const { status, body } = await p.post<{ webhook: Webhook; secret: string }>('webhooks', {
        name: `receiver ${++names}`,
        url: `http://127.0.0.1:${there.port}/hook`,
        shape: 'json',
        events: ['cycle-started', 'cycle-late', 'cycle-closed'],
        ...more,
      })
      expect(status, JSON.stringify(body)).toBe(201)
      return body
    },
    deliveries: async (id: number) => (await p.get<{ deliveries: Delivery[] }>(`webhooks/${id}/deliveries`)).deliveries,
    webhook: async (id: number) =>
      (await p.get<{ webhooks: Webhook[] }>('webhooks')).webhooks.find((one) => one.id === id) as Webhook,
  })
  /** Those that somebody has taken and not noted yet: their answer is the one of before. */
  const leased = async () => {
    const rows = await database.read((queries) =>
      queries
        .selectFrom('delivery')
        .select('event_id')
        .where('tried_at', '=', its.now)
        .where('next_at', '=', its.now + minute)
        .execute(),
    )
    return rows.length
  }
  return made
}

const start = (at: House) => recordDueEvents(at.database, Temporal.Instant.from(`${today}T12:00:00Z`).epochMilliseconds)
const verified = (secret: string, message: Received | undefined) =>
  new StandardWebhook(secret).verify(message?.body ?? '', message?.headers as Record<string, string>)

describe.each(quickEngines)('what happened goes out on $name', ({ freshDatabase }) => {
  test('signed as Standard Webhooks says, once, with what it says noted', async () => {
    const there = await receiver()
    const at = await house(await freshDatabase(), [there])
    const { webhook, secret } = await at.make(there)
    expect(await start(at)).toBe(1)
    await at.send()
    const [message] = there.received
    expect(there.received).toHaveLength(1)
    expect(verified(secret, message)).toEqual({
      type: 'cycle-started',
      timestamp: expect.stringMatching(/^2026-03-30T12:00/),
      data: {
        cycle: {
          number: 1,
          name: 'First <light> & *more*',
          firstDay: '2026-03-30',
          lastDay: '2026-05-24',
          committed: null,
          delivered: null,
          sayDo: null,
        },
        unit: { name: 'milli-CPU requested', shown: 'cores', partsPerShown: 1000 },
        url: 'https://tenfold.example/cycles?cycle=1',
      },
    })
    expect(message?.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Tenfold/test' })
    // Neither another secret nor another body fits, nor a time of long ago.
    const headers = message?.headers as Record<string, string>
    const body = message?.body ?? ''
    expect(() => new StandardWebhook(`whsec_${btoa('x'.repeat(32))}`).verify(body, headers)).toThrow()
    expect(() => new StandardWebhook(secret).verify(body.replace('1', '2'), headers)).toThrow()
    expect(() => new StandardWebhook(secret).verify(body, { ...headers, 'webhook-timestamp': '1500000000' })).toThrow()
    expect(await at.deliveries(webhook.id)).toMatchObject([
      { kind: 'cycle-started', cycle: 1, state: 'delivered', attempts: 1, messageId: headers['webhook-id'] },
    ])
    expect(await at.webhook(webhook.id)).toMatchObject({ waiting: 0, givenUp: 0, failingSince: null })
    // Told once is told for good.
    expect(await start(at)).toBe(0)
    at.now += 60 * minute
    await at.send()
    expect(there.received).toHaveLength(1)
  })

  test('again after a refusal, a time-out and a broken connection, later each time, under one id, freshly signed', async () => {
    const there = await receiver()
    const at = await house(await freshDatabase(), [there], 300)
    const { webhook, secret } = await at.make(there)
    await start(at)
    const waits = []
    for (const fail of [
      () => (there.answer = (outgoing) => outgoing.writeHead(500).end('out of order')),
      () => (there.answer = () => {}),
      () => (there.answer = (outgoing) => outgoing.socket?.resetAndDestroy()),
      () => (there.answer = (outgoing) => outgoing.writeHead(308, { location: '/elsewhere' }).end()),
    ]) {
      fail()
      await at.send()
      const [only] = await at.deliveries(webhook.id)
      expect(only).toMatchObject({ state: 'waiting' })
      waits.push([only?.answer?.code, Date.parse(only?.nextAt ?? '') - at.now])
      // A moment too early nothing is sent.
      at.now = Date.parse(only?.nextAt ?? '') - 1
      const before = there.received.length
      await at.send()
      expect(there.received).toHaveLength(before)
      at.now += 1
    }
    expect(waits).toEqual([
      ['refused', 40_000],
      ['timed-out', 80_000],
      ['no-connection', 160_000],
      ['redirected', 320_000],
    ])
    expect(await at.webhook(webhook.id)).toMatchObject({ waiting: 1, failingSince: expect.any(String) })
    there.answer = (outgoing) => outgoing.writeHead(204).end()
    await at.send()
    expect(await at.deliveries(webhook.id)).toMatchObject([
      { state: 'delivered', attempts: 5, answer: { status: 204 } },
    ])
    expect(await at.webhook(webhook.id)).toMatchObject({ waiting: 0, failingSince: null })
    expect(there.received.map(({ path }) => path)).toEqual(Array.from({ length: 5 }, () => '/hook'))
    expect(new Set(there.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    expect(new Set(there.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(5)
    expect(verified(secret, there.received[0])).toMatchObject({ type: 'cycle-started' })
  })

  test('given up after a day, and sent again when a person says so', async () => {
    const there = await receiver()
    const at = await house(await freshDatabase(), [there])
    const { webhook } = await at.make(there)
    there.answer = (outgoing) => outgoing.writeHead(404).end('no such hook')
    await start(at)
    const begun = at.now
    for (let tries = 1; tries < mostAttempts; tries++) {
      await at.send()
      const [only] = await at.deliveries(webhook.id)
      at.now = Date.parse(only?.nextAt ?? '')
    }
    expect((at.now - begun) / 3_600_000).toBeCloseTo(22.7, 1)
    await at.send()
    const [only] = await at.deliveries(webhook.id)
    expect(only).toMatchObject({
      state: 'given-up',
      attempts: mostAttempts,
      nextAt: null,
      answer: { code: 'refused', status: 404, words: 'no such hook' },
    })
    expect(await at.webhook(webhook.id)).toMatchObject({ waiting: 0, givenUp: 1 })
    at.now += 30 * 24 * 60 * minute
    await at.send()
    expect(there.received).toHaveLength(mostAttempts)
    there.answer = (outgoing) => outgoing.end()
    at.p.setClock(new Date(at.now).toISOString())
    const again = await at.p.post(`webhooks/${webhook.id}/deliveries/${only?.event}/again`, {})
    expect(again.body).toMatchObject({ state: 'waiting', attempts: 0 })
    await at.send()
    expect(await at.deliveries(webhook.id)).toMatchObject([{ state: 'delivered', attempts: 1 }])
    expect(await at.webhook(webhook.id)).toMatchObject({ givenUp: 0, failingSince: null })
    expect(new Set(there.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  })

  test('whoever is slow holds up nobody else, and gets one message at a time', async () => {
    const [slow, quick] = [await receiver(), await receiver()]
    const at = await house(await freshDatabase(), [slow, quick], 5_000)
    const { webhook } = await at.make(slow)
    await at.make(quick)
    const held: (() => void)[] = []
    slow.answer = (outgoing) => held.push(() => outgoing.end())
    await start(at)
    for (const _ of [1, 2]) expect((await at.p.post(`webhooks/${webhook.id}/test`, {})).status).toBe(201)
    // Tests are due by the programme's clock.
    at.now = Math.max(at.now, Temporal.Instant.from(`${today}T12:00:00Z`).epochMilliseconds)
    await at.out.round()
    await vi.waitUntil(() => quick.received.length === 1 && held.length === 1, { timeout: 10_000, interval: 5 })
    await at.out.round()
    expect(slow.received).toHaveLength(1)
    for (const count of [1, 2, 3]) {
      await vi.waitUntil(() => held.length === count, { timeout: 10_000, interval: 5 })
      held[count - 1]?.()
    }
    await at.send()
    expect((await at.deliveries(webhook.id)).map(({ state, attempts }) => [state, attempts])).toEqual(
      Array.from({ length: 3 }, () => ['delivered', 1]),
    )
  })

  test('two servers beside each other send each message once', async () => {
    const receivers = await Promise.all(Array.from({ length: 4 }, () => receiver()))
    const at = await house(await freshDatabase(), receivers)
    for (const there of receivers) await at.make(there)
    const told = await Promise.all([start(at), start(at), start(at)])
    expect(told.reduce((sum, count) => sum + count)).toBe(1)
    const other = at.another()
    await Promise.all([at.out.round(), other.round(), at.out.round(), other.round()])
    await at.send()
    await other.close()
    expect(receivers.map(({ received }) => received.length)).toEqual([1, 1, 1, 1])
    const events = await at.database.read((queries) => queries.selectFrom('event').select('key').execute())
    expect(events).toEqual([{ key: 'cycle-started:1' }])
  })

  test('who took a message and went is followed by another after the lease, under the same id; who comes back late spoils nothing', async () => {
    const there = await receiver()
    const at = await house(await freshDatabase(), [there], 5_000)
    const { webhook } = await at.make(there)
    await start(at)
    const held: (() => void)[] = []
    there.answer = (outgoing) => held.push(() => outgoing.writeHead(500).end())
    const gone = at.another()
    await gone.round()
    await vi.waitUntil(() => held.length === 1, { timeout: 10_000, interval: 5 })
    // While the first is at it, nobody else is.
    await at.out.round()
    expect(there.received).toHaveLength(1)
    at.now += minute
    there.answer = (outgoing) => outgoing.end()
    await at.send()
    expect(await at.deliveries(webhook.id)).toMatchObject([{ state: 'delivered', attempts: 2 }])
    held[0]?.()
    await gone.close()
    expect(await at.deliveries(webhook.id)).toMatchObject([
      { state: 'delivered', attempts: 2, answer: { code: 'taken' } },
    ])
    expect(await at.webhook(webhook.id)).toMatchObject({ failingSince: null })
    const ids = there.received.map(({ headers }) => headers['webhook-id'])
    expect(ids).toEqual([ids[0], ids[0]])
  })

  test('who fails late does not bring the next try forward that another has put off', async () => {
    const there = await receiver()
    const at = await house(await freshDatabase(), [there], 5_000)
    const { webhook } = await at.make(there)
    await start(at)
    const held: (() => void)[] = []
    there.answer = (outgoing) => held.push(() => outgoing.writeHead(500).end('first'))
    const slow = at.another()
    await slow.round()
    await vi.waitUntil(() => held.length === 1, { timeout: 10_000, interval: 5 })
    at.now += minute
    there.answer = (outgoing) => outgoing.writeHead(503).end('second')
    await at.send()
    const second = await at.deliveries(webhook.id)
    expect(second).toMatchObject([{ attempts: 2, answer: { status: 503 } }])
    held[0]?.()
    await slow.close()
    expect(await at.deliveries(webhook.id)).toEqual(second)
  })

  test('nothing goes to one that is switched off, nor old news when it is on again, nor anything to one that is removed', async () => {
    const [off, removed] = [await receiver(), await receiver()]
    const at = await house(await freshDatabase(), [off, removed])
    const one = await at.make(off)
    const other = await at.make(removed)
    off.answer = (outgoing) => outgoing.writeHead(500).end()
    removed.answer = off.answer
    await start(at)
    await at.send()
    expect((await at.p.patch(`webhooks/${one.webhook.id}`, { disabled: true }, 1)).body).toMatchObject({ waiting: 0 })
    expect((await at.p.post(`webhooks/${other.webhook.id}/removal`, {})).body).toEqual({ removed: true })
    at.now += 24 * 60 * minute
    await at.send()
    expect([off.received.length, removed.received.length]).toEqual([1, 1])
    expect(await at.deliveries(one.webhook.id)).toMatchObject([{ state: 'given-up', answer: { code: 'switched-off' } }])
    expect((await at.p.post(`webhooks/${one.webhook.id}/test`, {})).body).toMatchObject({ code: 'webhook-off' })
    expect((await at.p.get<{ webhooks: Webhook[] }>('webhooks')).webhooks).toHaveLength(1)
    // What happens meanwhile is not kept for it.
    await recordDueEvents(at.database, Temporal.Instant.from('2026-05-25T12:00:00Z').epochMilliseconds)
    expect((await at.p.patch(`webhooks/${one.webhook.id}`, { disabled: false }, 2)).status).toBe(200)
    await at.send()
    expect(off.received).toHaveLength(1)
    expect(await at.deliveries(one.webhook.id)).toHaveLength(1)
  })

  test('after a rotation the secret of before signs along for a day', async () => {
    const there = await receiver()
    const at = await house(await freshDatabase(), [there])
    const { webhook, secret } = await at.make(there)
    at.p.setClock(new Date(at.now).toISOString())
    const rotated = await at.p.post<{ secret: string }>(`webhooks/${webhook.id}/secret`, {})
    expect(rotated.status).toBe(201)
    expect(rotated.body.secret).not.toBe(secret)
    await at.p.post(`webhooks/${webhook.id}/test`, {})
    await at.send()
    for (const good of [secret, rotated.body.secret])
      expect(verified(good, there.received[0])).toMatchObject({ type: 'test', data: { cycle: null } })
    at.now += 25 * 60 * minute
    at.p.setClock(new Date(at.now).toISOString())
    await at.p.post(`webhooks/${webhook.id}/test`, {})
    await at.send()
    expect(there.received[1]?.headers['webhook-signature']).toMatch(/^v1,[\w+/]+=*$/)
  })
})
