import { type IncomingHttpHeaders, IncomingMessage, request, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, test, vi } from 'vitest'
import type { Database } from '../../src/server/database/database.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { doorkeeper } from '../../src/server/host/api-requests.ts'
import { checkChain } from '../../src/server/storage/audit.ts'
import { findEntries } from '../../src/server/storage/audit-entries.ts'
import { strangersOnRecord } from '../../src/server/strangers-on-record.ts'
import { afterwards, engines } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'

const doors = { publicUrl: 'https://tenfold.example.com', proxies: ['10.0.0.7'] }
const ours = { host: 'tenfold.example.com' }
const start = Temporal.Instant.from('2026-11-26T12:00:00Z').epochMilliseconds

interface Call {
  readonly peer?: string
  readonly method?: string
  readonly url?: string
  readonly headers?: IncomingHttpHeaders
}

/** The door of a server behind a proxy, before a database; the test says from which peer each request comes. */
function doorBefore(database: Database) {
  const faults: unknown[] = []
  const its = { now: start }
  const record = strangersOnRecord({
    database,
    clock: { now: () => its.now },
    reportFault: (_, error) => faults.push(error),
  })
  const { turnedAway } = doorkeeper({ doors, onTurnedAway: record.note })
  return Object.assign(its, {
    record,
    faults,
    comes({ peer = '10.0.0.7', method = 'GET', url = '/api/v1/growth', headers = ours }: Call): boolean {
      const socket = new Socket()
      Object.defineProperty(socket, 'remoteAddress', { value: peer })
      const incoming = Object.assign(new IncomingMessage(socket), { method, url, headers })
      return turnedAway(incoming, new ServerResponse(incoming))
    },
    refused: async () =>
      (
        await database.read((queries) =>
          findEntries(queries, {
            q: undefined,
            action: 'refused',
            since: undefined,
            until: undefined,
            before: undefined,
            limit: 500,
          }),
        )
      ).reverse(),
  })
}

describe.each(engines)('at the door, on $name', ({ freshDatabase, freshPlace }) => {
  test('every kind of refusal is on record: from where, with what, when, how often', async () => {
    const door = doorBefore(await freshDatabase())
    const from = (address: string, headers: IncomingHttpHeaders) => ({ ...headers, 'x-forwarded-for': address })
    door.comes({ headers: from('198.51.100.1', { host: 'evil.example' }) })
    door.now += 5_000
    door.comes({ headers: from('198.51.100.1', { host: 'evil.example' }) })
    const foreign = { ...ours, origin: 'https://evil.example', 'tenfold-client': 'page' }
    door.comes({ method: 'POST', url: '/api/v1/moves?token=secret', headers: from('198.51.100.2', foreign) })
    door.comes({ method: 'POST', url: '/api/v1/moves', headers: from('198.51.100.3', { ...ours, cookie: 'a=b' }) })
    door.comes({ peer: '203.0.113.9', url: '/settings' })
    expect(door.comes({}), 'who is welcome is not turned away').toBe(false)
    expect(await door.refused(), 'gathered first').toEqual([])
    door.now += 10_000
    await door.record.write()
    const [at, later, wrote] = ['2026-11-26T12:00:00.000Z', '2026-11-26T12:00:05.000Z', '2026-11-26T12:00:15.000Z']
    const nobody = { actor: 'unknown caller', actorId: '', action: 'refused', recordedAt: wrote, before: null }
    expect(await door.refused()).toMatchObject([
      {
        ...nobody,
        means: 'api',
        address: '198.51.100.1',
        subject: 'GET /api/v1/growth',
        after: { code: 'unknown-host', host: 'evil.example', times: 2, first: at, last: later },
      },
      {
        ...nobody,
        means: 'web',
        address: '198.51.100.2',
        subject: 'POST /api/v1/moves',
        after: { code: 'foreign-origin', ...ours, origin: 'https://evil.example', times: 1, first: later, last: later },
      },
      { ...nobody, address: '198.51.100.3', after: { code: 'unknown-origin', ...ours, times: 1 } },
      {
        ...nobody,
        address: '203.0.113.9',
        subject: 'GET /settings',
        after: { code: 'beside-the-proxy', ...ours, times: 1 },
      },
    ])
    expect(JSON.stringify(await door.refused())).not.toContain('secret')
    await door.record.write()
    expect(await door.refused(), 'nothing new, nothing written').toHaveLength(4)
  })

  test('a flood from everywhere makes few rows in one write, and is counted to the last one', async () => {
    const database = await freshDatabase()
    let writes = 0
    const door = doorBefore({
      ...database,
      write: (work) => {
        writes++
        return database.write(work)
      },
    })
    const long = 'x'.repeat(10_000)
    for (let at = 0; at < 6_000; at++)
      door.comes({
        peer: `198.51.${at % 300 > 255 ? 1 : 0}.${at % 256}`,
        method: at % 2 === 0 ? 'GET' : 'POST',
        url: `/${long}`,
        headers: { host: at % 3 === 0 ? `\u0000${long}` : ours.host },
      })
    for (let at = 0; at < 6_000; at++)
      door.comes({
        method: 'POST',
        headers: { ...ours, origin: long, 'x-forwarded-for': `2001:db8::${at.toString(16)}` },
      })
    await door.record.write()
    const entries = await door.refused()
    expect(writes).toBe(1)
    expect(entries.length).toBeLessThanOrEqual(24)
    expect(JSON.stringify(entries).length).toBeLessThan(30_000)
    const times = entries.map(({ after }) => (after as { times: number }).times)
    expect(times.reduce((sum, one) => sum + one)).toBe(12_000)
    expect(entries.filter(({ address }) => address === '').map(({ subject }) => subject)).toEqual([
      'from further addresses',
      'from further addresses',
    ])
    expect(await database.read((queries) => checkChain(queries))).toMatchObject({ brokenAt: null })
  })

  test('it is written by itself once the minute is over', async () => {
    const door = doorBefore(await freshDatabase())
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      door.comes({ peer: '203.0.113.9' })
      vi.advanceTimersByTime(60_000)
    } finally {
      vi.useRealTimers()
    }
    await expect.poll(async () => (await door.refused()).length).toBe(1)
  })

  test('what cannot be written just now is told, kept, and written the next time', async () => {
    const database = await freshDatabase()
    let isAway = true
    const door = doorBefore({
      ...database,
      write: (work) => (isAway ? Promise.reject(new Error('away')) : database.write(work)),
    })
    door.comes({ peer: '203.0.113.9' })
    await door.record.write()
    expect(door.faults).toHaveLength(1)
    door.comes({ peer: '203.0.113.9' })
    isAway = false
    await door.record.write()
    expect(await door.refused()).toMatchObject([{ address: '203.0.113.9', after: { times: 2 } }])
    expect(door.faults).toHaveLength(1)
  })

  test('the product puts them on record, also for the sample and for pages, before it ends', async () => {
    const place = await freshPlace()
    const product = await startProduct({
      environment: 'folder' in place ? { TENFOLD_DATA: place.folder } : { DATABASE_URL: place.url },
    })
    const ask = (path: string, headers: Record<string, string>, method = 'GET') =>
      new Promise<number>((resolve, reject) => {
        const sent = request(product.address + path, { method, headers }, (answer) => {
          answer.resume()
          resolve(answer.statusCode ?? 0)
        })
        sent.on('error', reject)
        sent.end()
      })
    expect(await ask('/', { host: 'evil.example' })).toBe(421)
    expect(await ask('/api/v1/growth', { host: 'evil.example' })).toBe(421)
    expect(await ask('/sample/api/v1/moves', { origin: 'https://evil.example' }, 'POST')).toBe(403)
    expect(await ask('/api/v1/moves', { cookie: 'tenfold=x' }, 'POST')).toBe(403)
    expect(await product.stop()).toBe(0)
    const database = await openDatabase(place)
    afterwards(() => database.close())
    expect(await doorBefore(database).refused()).toMatchObject([
      { address: '127.0.0.1', subject: 'GET /', after: { code: 'unknown-host', times: 2 } },
      { address: '127.0.0.1', subject: 'POST /sample/api/v1/moves', after: { code: 'foreign-origin', times: 1 } },
      { address: '127.0.0.1', subject: 'POST /api/v1/moves', after: { code: 'unknown-origin', times: 1 } },
    ])
  })
})
