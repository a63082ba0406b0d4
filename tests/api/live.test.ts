import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { type Actor, localAdministrator } from '../../src/domain/permissions.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { mostOfOne, usualRhythm } from '../../src/server/live/live-updates.ts'
import { farthestBack } from '../../src/server/live/log-tail.ts'
import { audit, byCommandLine } from '../../src/server/storage/audit.ts'
import { afterwards, engines } from '../set-up/databases.ts'
import { readStream, type Stream } from '../set-up/event-stream.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'
import { signInApi } from './set-up/sign-in-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

const follow = async (
  p: Pick<ProgrammeApi, 'api'>,
  query = '',
  headers: Record<string, string> = {},
): Promise<Stream> => readStream(await p.api.fetch(new Request(`http://localhost/api/v1/events${query}`, { headers })))

const ids = (stream: Stream): number[] => stream.named('change').map(({ id }) => Number(id))

const reader = (divisions: number[], role: Actor['role'] = 'viewer'): Actor => ({
  id: 'person:77',
  name: 'Mina',
  role,
  teams: new Map(),
  reads: new Set(divisions),
})

describe.each(quickEngines)('what others change, on $name', ({ freshDatabase }) => {
  const sequence = async (p: ProgrammeApi) => (await p.get<{ sequence: number }>('session')).sequence

  test('each write comes once, in the order of the commits, with kinds and teams and nothing of what it says', async () => {
    const p = await twoDivisions(await freshDatabase())
    const before = await sequence(p)
    const stream = await follow(p, `?after=${before}`)
    expect((await stream.until('ready'))[0]?.id).toBe(String(before))
    await p.log('orders', '2026-03-30', { level: 100, to: 'Cloud', note: 'nobody else’s business' })
    await p.location('Seoul', 'public_cloud')
    await Promise.all(
      ['payments-api', 'ledger', 'shop'].map((service) => p.post('blockers', { service, what: 'held' })),
    )
    await stream.until('change', 5)
    expect(ids(stream)).toEqual([1, 2, 3, 4, 5].map((n) => before + n))
    expect(stream.named('change').slice(0, 2)).toMatchObject([
      { data: { kinds: ['moves', 'audit'], teams: [3] } },
      { data: { kinds: ['locations', 'audit'], teams: null } },
    ])
    expect(JSON.stringify(stream.events)).not.toMatch(/orders|business|Seoul|held/)
    expect(await sequence(p)).toBe(before + 5)
    expect(p.faults).toEqual([])
  })

  test('whoever comes back reads what they missed, once, and goes on', async () => {
    const p = await twoDivisions(await freshDatabase())
    const first = await follow(p)
    await first.until('ready')
    await p.location('One', 'on_prem')
    await first.until('change', 1)
    first.leave()
    await p.location('Two', 'on_prem')
    await p.location('Three', 'on_prem')
    const again = await follow(p, '', { 'last-event-id': first.lastId() })
    await again.until('change', 2)
    await p.location('Four', 'on_prem')
    await again.until('change', 3)
    const all = [...ids(first), ...ids(again)]
    expect(all).toEqual([0, 1, 2, 3].map((n) => (all[0] as number) + n))
    expect(again.named('reset')).toEqual([])
  })

  test('a header of a reader who comes back goes before the address they first came by', async () => {
    const p = await twoDivisions(await freshDatabase())
    const now = await sequence(p)
    const stream = await follow(p, '?after=0', { 'last-event-id': String(now - 1) })
    await stream.until('change')
    expect(ids(stream)).toEqual([now])
  })

  test('after too long a gap, and after a place that never was, everything is to be read anew', async () => {
    const database = await freshDatabase()
    const p = await twoDivisions(database)
    const before = await sequence(p)
    await database.write(async (queries) => {
      for (let n = 0; n <= farthestBack; n++)
        await audit(queries, byCommandLine, { recordedAt: n, action: 'change-programme', subject: 'x' })
    })
    const now = before + farthestBack + 1
    for (const place of [before, now + 5, 999_999_999]) {
      const stream = await follow(p, `?after=${place}`)
      const [reset] = await stream.until('reset')
      expect(reset?.id).toBe(String(now))
      expect(ids(stream)).toEqual([])
    }
    // One less, and it is told.
    const stream = await follow(p, `?after=${before + 1}`)
    await stream.until('change', farthestBack)
    expect(ids(stream)).toHaveLength(farthestBack)
  })

  test('a burst is one reading of the log and comes whole', async () => {
    const database = await freshDatabase()
    const reads = vi.spyOn(database, 'read')
    const p = await twoDivisions(database)
    const streams = [await follow(p), await follow(p), await follow(p)]
    for (const stream of streams) await stream.until('ready')
    reads.mockClear()
    await database.write(async (queries) => {
      for (let n = 0; n < 200; n++)
        await audit(queries, byCommandLine, { recordedAt: n, action: 'change-programme', subject: 'x' })
    })
    for (const stream of streams) await stream.until('change', 200)
    expect(reads.mock.calls.length).toBeLessThan(5)
  })

  test('a limited reader hears of no foreign team, and of no number of one', async () => {
    const p = await twoDivisions(await freshDatabase())
    const retail = 1
    p.setActor(reader([retail]))
    const limited = await follow(p)
    await limited.until('ready')
    p.setActor(reader([]))
    const nothing = await follow(p)
    await nothing.until('ready')
    p.setActor(localAdministrator)
    const all = await follow(p)
    await all.until('ready')

    await p.log('orders', '2026-03-30', { level: 100, to: 'Cloud' })
    await p.post('people', { name: 'Ben', signInName: 'ben' })
    await p.post('tokens', { name: 'deploy', scope: 'write' })
    const wave = { name: 'Both', services: ['orders', 'shop'] }
    await p.post('waves', wave)
    await p.log('shop', '2026-03-30', { units: 5, from: 'Frankfurt', to: 'Cloud' })
    await p.location('Seoul', 'public_cloud')
    await all.until('change', 6)
    await limited.until('change', 3)
    await nothing.until('change', 1)
    expect(limited.named('change').map(({ data }) => data)).toEqual([
      { kinds: ['waves'], teams: [2] },
      { kinds: ['moves'], teams: [2] },
      { kinds: ['locations'], teams: null },
    ])
    expect(nothing.named('change').map(({ data }) => data)).toEqual([{ kinds: ['locations'], teams: null }])
    expect(all.named('change').map(({ data }) => data)).toContainEqual({ kinds: ['waves', 'audit'], teams: [2, 3] })
    expect(p.faults).toEqual([])
  })

  test('bad input is refused with what to change', async () => {
    const p = await twoDivisions(await freshDatabase())
    for (const [path, headers, field] of [
      ['events?after=-1', {}, 'after'],
      ['events?after=soon', {}, 'after'],
      ['events?since=3', {}, 'since'],
      ['events', { 'last-event-id': '1; drop' }, 'Last-Event-ID'],
    ] as const) {
      const { status, body } = await p.ask<{ fields: Record<string, string> }>('GET', path, { headers })
      expect({ path, status, fields: Object.keys(body.fields ?? {}) }).toEqual({ path, status: 400, fields: [field] })
    }
    p.setActor(null)
    expect((await p.ask('GET', 'events')).status).toBe(401)
    p.setActor({ ...reader([]), role: 'calendar-token' })
    expect((await p.ask('GET', 'events')).status).toBe(403)
  })

  test('who looks at the head alone leaves no stream open', async () => {
    const database = await freshDatabase()
    const listening = vi.spyOn(database, 'onWritten')
    const p = await twoDivisions(database)
    const answer = await p.api.fetch(new Request('http://localhost/api/v1/events', { method: 'HEAD' }))
    expect([answer.status, answer.headers.get('x-accel-buffering'), answer.body]).toEqual([200, 'no', null])
    expect(listening).not.toHaveBeenCalled()
  })
})

describe.each(quickEngines)('the rights of whoever follows, on $name', ({ freshDatabase }) => {
  async function signedIn() {
    const its = signInApi(await freshDatabase(), { ...usualRhythm, look: 20, recheck: 40 })
    const ada = await its.ada()
    const ben = await its.invited(ada, 'Ben')
    const cookie = ({ cookies }: typeof ada) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const asBen = () => follow(its, '', { cookie: cookie(ben) })
    const personOf = async (name: string) => {
      const { body } = await ada.ask('GET', 'people')
      return (body['people'] as { id: number; name: string; version: number }[]).find((one) => one.name === name)
    }
    return { its, ada, ben, asBen, cookie, personOf }
  }

  test('a session that was ended ends its stream, and nothing of later is told', async () => {
    const { its, ada, asBen, cookie, personOf } = await signedIn()
    const stream = await asBen()
    const mine = await follow(its, '', { cookie: cookie(ada) })
    await Promise.all([stream.until('ready'), mine.until('ready')])
    const id = (await personOf('Ben'))?.id
    await ada.ask('POST', `people/${id}/sessions/end`, {})
    await ada.ask('POST', 'locations', { name: 'Seoul', kind: 'public_cloud' })
    await stream.untilOver()
    expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'signed-out' } })
    expect(stream.named('change')).toEqual([])
    await mine.until('change', 2)
    expect(mine.isOver()).toBe(false)
  })

  test('whoever gets other rights is asked who they are, and reads with them what they missed', async () => {
    const { its, ada, ben, asBen, cookie, personOf } = await signedIn()
    const stream = await asBen()
    await stream.until('ready')
    const person = await personOf('Ben')
    const made = await ada.ask(
      'PATCH',
      `people/${person?.id}`,
      { role: 'administrator' },
      { 'if-match': `"${person?.version}"` },
    )
    expect(made.status).toBe(200)
    await stream.untilOver()
    expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'rights' } })
    const again = await follow(its, '', { cookie: cookie(ben), 'last-event-id': stream.lastId() })
    await again.until('change')
    expect(again.named('change')[0]).toMatchObject({ data: { kinds: ['people', 'account', 'audit'] } })
  })

  test('a token that was revoked ends its stream', async () => {
    const { its, ada } = await signedIn()
    const { body } = await ada.ask('POST', 'tokens', { name: 'dashboard', scope: 'read' })
    const stream = await follow(its, '', { authorization: `Bearer ${body['secret']}` })
    await stream.until('ready')
    await ada.ask('POST', `tokens/${(body['token'] as { id: number }).id}/revocation`, {})
    await stream.untilOver()
    expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'signed-out' } })
  })

  test('what time alone ends is looked for too, and to follow is no use of a session', async () => {
    const { its, asBen } = await signedIn()
    const stream = await asBen()
    await stream.until('ready')
    its.now += 3 * 60 * 60_000
    await stream.untilOver()
    expect(stream.events.at(-1)).toMatchObject({ event: 'end', data: { reason: 'signed-out' } })
    expect(its.faults).toEqual([])
  })

  test('one session holds so many streams, and another once one of them has gone', async () => {
    const { asBen, its, ben, cookie } = await signedIn()
    const streams: Stream[] = []
    for (let n = 0; n < mostOfOne; n++) streams.push(await asBen())
    const ask = () => its.api.fetch(new Request('http://localhost/api/v1/events', { headers: { cookie: cookie(ben) } }))
    const refused = await ask()
    expect([refused.status, ((await refused.json()) as { code: string }).code]).toEqual([429, 'too-many-own-streams'])
    streams[0]?.leave()
    await vi.waitFor(async () => readStream(await ask()))
  })
})

describe('two servers on one PostgreSQL, woken by what either writes', () => {
  /** So long between two looks that whatever comes was told by the database. */
  const seldom = { ...usualRhythm, look: 600_000 }

  async function twoServers() {
    const place = await engines[1]?.freshPlace()
    if (!place || !('url' in place)) throw new Error('There is no PostgreSQL.')
    const open = async () => {
      const database = await openDatabase(place)
      afterwards(() => database.close())
      return { database, p: programmeApi(database, '2026-03-31', { liveRhythm: seldom }) }
    }
    const [one, other] = [await open(), await open()]
    await one.p.settings({ baselineDay: '2026-01-31' })
    return { one, other }
  }

  test('both tell it, at once', async () => {
    const { one, other } = await twoServers()
    const [here, there] = [await follow(one.p), await follow(other.p)]
    await Promise.all([here.until('ready'), there.until('ready')])
    await other.p.location('Seoul', 'public_cloud')
    // Each server of the test counts its keys from one.
    await one.p.post('locations', { name: 'Frankfurt', kind: 'public_cloud' }, 'key-of-the-one-server')
    await Promise.all([here.until('change', 2), there.until('change', 2)])
    expect(ids(here)).toEqual(ids(there))
  })

  test('a connection that listens and is lost is made anew, and nothing of meanwhile is missed', async () => {
    const { one, other } = await twoServers()
    const there = await follow(other.p)
    await there.until('ready')
    await one.p.location('Seoul', 'public_cloud')
    await there.until('change')
    const cut = await one.database.write(async (queries) => {
      const { rows } = await sql<{ cut: boolean }>`select pg_terminate_backend(pid) as cut from pg_stat_activity
        where application_name = 'tenfold listening' and datname = current_database()`.execute(queries)
      return rows.length
    })
    expect(cut).toBe(1)
    await one.p.location('Frankfurt', 'public_cloud')
    await there.until('change', 2)
    await one.p.location('Osaka', 'public_cloud')
    await there.until('change', 3)
    expect([...one.p.faults, ...other.p.faults]).toEqual([])
  })
})
