import { describe, expect, test, vi } from 'vitest'
import { addDays, dayIn } from '../../src/domain/calendar-day.ts'
import { openDatabase, type Whereabouts } from '../../src/server/database/open-database.ts'
import { webhookHosts } from '../../src/server/webhook-hosts.ts'
import { programmeApi } from '../api/set-up/programme-api.ts'
import { engines } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'
import { type Receiver, receiver } from '../set-up/receiver.ts'
import { storeCycles } from '../set-up/stored-cycles.ts'

vi.setConfig({ testTimeout: 120_000 })

/** A programme whose second cycle began the day before yesterday, its first not being closed, with a webhook for all of it. */
async function programme(place: Whereabouts, there: Receiver): Promise<NodeJS.ProcessEnv> {
  const host = `http://127.0.0.1:${there.port}`
  const database = await openDatabase(place)
  const p = programmeApi(database, '2026-03-30', { webhookHosts: webhookHosts([host]) })
  const made = await p.post('webhooks', {
    name: 'receiver',
    url: `${host}/hook`,
    shape: 'json',
    events: ['cycle-started', 'cycle-late', 'cycle-closed'],
  })
  expect(made.status).toBe(201)
  await storeCycles(database, addDays(dayIn('UTC', Date.now()), -58), [56, 56, 56])
  await database.close()
  return {
    TENFOLD_WEBHOOK_HOSTS: host,
    ...('url' in place ? { DATABASE_URL: place.url } : { TENFOLD_DATA: place.folder }),
  }
}

const kindsAt = ({ received }: Receiver) => received.map(({ body }) => JSON.parse(body).type as string).sort()

async function everyEvent(place: Whereabouts) {
  const database = await openDatabase(place)
  const events = await database.read((queries) => queries.selectFrom('event').select('key').orderBy('key').execute())
  const deliveries = await database.read((queries) => queries.selectFrom('delivery').selectAll().execute())
  await database.close()
  return { keys: events.map(({ key }) => key), deliveries }
}

test('three servers that start at once on one PostgreSQL tell each event once', async () => {
  const place = await engines[1]?.freshPlace()
  if (!place) throw new Error('There is no PostgreSQL.')
  const there = await receiver()
  const environment = await programme(place, there)
  const servers = await Promise.all([1, 2, 3].map(() => startProduct({ environment })))
  await vi.waitUntil(() => there.received.length >= 2, { timeout: 30_000, interval: 20 })
  // Ended in order, each notes what it has sent.
  expect(await Promise.all(servers.map((server) => server.stop()))).toEqual([0, 0, 0])
  expect(kindsAt(there)).toEqual(['cycle-late', 'cycle-started'])
  const { keys, deliveries } = await everyEvent(place)
  expect(keys).toEqual(['cycle-late:1', 'cycle-started:2'])
  expect(deliveries.map(({ attempts, delivered_at }) => [attempts, delivered_at !== null])).toEqual([
    [1, true],
    [1, true],
  ])
})

describe.each(engines)('a server on $name', ({ freshPlace }) => {
  test('that is killed between sending and noting has it sent again under the same id, and what was told stays told', async () => {
    const place = await freshPlace()
    const there = await receiver()
    const environment = await programme(place, there)
    // It takes the message, and does not say so before the server is gone.
    there.answer = () => {}
    const doomed = await startProduct({ environment })
    await vi.waitUntil(() => there.received.length === 1, { timeout: 30_000, interval: 10 })
    await doomed.kill()
    const [first] = there.received
    there.answer = (outgoing) => outgoing.end()

    // A minute goes by, in which nobody else takes it.
    const database = await openDatabase(place)
    await database.write(async (queries) => {
      await queries.updateTable('delivery').set({ next_at: Date.now() }).execute()
    })
    await database.close()
    const next = await startProduct({ environment })
    await vi.waitUntil(() => there.received.length === 3, { timeout: 30_000, interval: 10 })
    expect(await next.stop()).toBe(0)
    const again = there.received.filter(({ headers }) => headers['webhook-id'] === first?.headers['webhook-id'])
    expect(again).toHaveLength(2)
    expect(again[1]?.body).toBe(again[0]?.body)
    const { keys, deliveries } = await everyEvent(place)
    expect(keys).toEqual(['cycle-late:1', 'cycle-started:2'])
    expect(deliveries.every(({ delivered_at, next_at }) => delivered_at !== null && next_at === null)).toBe(true)
  })
})
