import { beforeEach, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { changeWaveServices, createWave, listWaves, readWave } from '../../src/contract/waves.ts'
import type { Actor } from '../../src/domain/permissions.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type List = AnswerOf<typeof listWaves>
type Made = AnswerOf<typeof createWave>
type Changed = AnswerOf<typeof changeWaveServices>
type One = AnswerOf<typeof readWave>

const lead = (team: number, reads: Actor['reads'] = 'everything'): Actor => ({
  id: 'person:7',
  name: 'Ada',
  role: 'lead',
  teams: new Map([[team, 'lead']]),
  reads,
})

describe.each(quickEngines)('waves on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
    await p.post('dependencies', {
      dependencies: [
        { service: 'payments-api', dependsOn: 'ledger' },
        { service: 'shop', dependsOn: 'orders' },
        { service: 'payments-api', dependsOn: 'orders' },
      ],
    })
  })
  const made = async (name: string, services: readonly (string | number)[] = []): Promise<Made> => {
    const { status, body } = await p.post<Made>('waves', { name, services })
    expect(status, JSON.stringify(body)).toBe(201)
    return body
  }
  const one = (id: number, query = '') => p.get<One>(`waves/${id}?${query}`)

  test('a wave says what is left of it and what would straddle after it', async () => {
    const { wave } = await made('First', ['payments-api', 'LEDGER', 'payments-api'])
    expect(wave).toMatchObject({
      services: 2,
      remaining: 1,
      units: { onPrem: 700, cloud: 520, total: 1220 },
      cloudLevel: 426,
      wouldStraddle: 1,
    })
    const read = await one(wave.id)
    expect(read.services.map(({ name, onPrem }) => [name, onPrem])).toEqual([
      ['ledger', 0],
      ['payments-api', 700],
    ])
    // With payments-api in cloud, its tie to orders straddles; that to ledger no more.
    expect(
      read.straddling.map(({ service, dependsOn, straddlesNow }) => [service.name, dependsOn.name, straddlesNow]),
    ).toEqual([['payments-api', 'orders', true]])
    const { wave: orders } = await made('Second', ['orders'])
    expect(orders.wouldStraddle).toBe(1)
    const list = await p.get<List>('waves')
    expect(list.waves.map(({ name, wouldStraddle }) => [name, wouldStraddle])).toEqual([
      ['First', 1],
      ['Second', 1],
    ])
  })

  test('as of an earlier day it stands as it stood then', async () => {
    const { wave } = await made('First', ['payments-api', 'shop'])
    expect((await one(wave.id, 'asOf=2026-01-31')).wave).toMatchObject({
      remaining: 2,
      units: { onPrem: 1600, cloud: 0, total: 1600 },
      wouldStraddle: 0,
    })
    expect((await one(wave.id, 'asOf=2026-02-12')).wave).toMatchObject({ wouldStraddle: 2 })
  })

  test('a service is in one wave at most: the answer says from which it came', async () => {
    const first = await made('First', ['payments-api', 'shop', 'orders'])
    const second = await made('Second', ['shop'])
    expect(second.takenFrom).toEqual([{ wave: { id: first.wave.id, name: 'First' }, services: 1 }])
    const { body } = await p.post<Changed>(`waves/${second.wave.id}/services`, {
      add: ['shop', 'orders', 'payments-api'],
      remove: ['ledger'],
    })
    expect(body).toMatchObject({
      added: 2,
      removed: 0,
      same: 2,
      takenFrom: [{ wave: { id: first.wave.id, name: 'First' }, services: 2 }],
    })
    expect((await p.get<List>('waves')).waves.map(({ name, services }) => [name, services])).toEqual([
      ['First', 0],
      ['Second', 3],
    ])
    expect((await p.get<List>('waves?service=SHOP')).waves.map(({ name }) => name)).toEqual(['Second'])
    expect(await p.get<List>('waves?service=ledger')).toMatchObject({ total: 0, all: 2 })
    const out = await p.post<Changed>(`waves/${second.wave.id}/services`, { remove: ['shop'] })
    expect(out.body).toMatchObject({ removed: 1, wave: { services: 2 } })
  })

  test('names that nobody bears are all said, and nothing is done', async () => {
    const { wave } = await made('First')
    const { status, body } = await p.post(`waves/${wave.id}/services`, { add: ['shop', 'shopp', 'nothing', 999] })
    expect([status, body['code'], body['facts']]).toEqual([
      422,
      'unknown-services',
      { services: ['shopp', 'nothing', '999'], more: 0 },
    ])
    expect((await one(wave.id)).total).toBe(0)
    expect((await p.post(`waves/${wave.id}/services`, {})).status).toBe(400)
  })

  test('ten thousand services go in at once, and are read page by page', async () => {
    const rows = Array.from({ length: 900 }, (_, at) => `2026-03-01,bulk-${String(at).padStart(4, '0')},Web,,1,,Cloud`)
    const form = new FormData()
    form.set('moves', new File([`occurred_on,service,team,division,units,from,to\n${rows.join('\n')}\n`], 'm.csv'))
    await p.ask('POST', 'imports', { body: form, headers: { 'idempotency-key': 'bulk-of-services' } })
    const names = Array.from({ length: 10_000 }, (_, at) => `bulk-${String(at % 900).padStart(4, '0')}`)
    const { wave } = await made('Bulk', names)
    expect(wave.services).toBe(900)
    const page = await one(wave.id, 'limit=2&offset=898')
    expect([page.total, page.services.map(({ name }) => name)]).toEqual([900, ['bulk-0898', 'bulk-0899']])
    expect((await one(wave.id, 'q=bulk-0007')).services.map(({ name }) => name)).toEqual(['bulk-0007'])
    expect((await p.post('waves', { name: 'More', services: [...names, 'shop'] })).status).toBe(400)
  })

  test('it is renamed, described and searched; a name is given once, and an edit of an older state is told so', async () => {
    const { wave } = await made('First')
    await made('Second')
    const changed = await p.patch(`waves/${wave.id}`, { name: 'Spring 2026', description: 'the easy ones' }, 1)
    expect(changed.body).toMatchObject({ name: 'Spring 2026', description: 'the easy ones', version: 2 })
    expect((await p.patch(`waves/${wave.id}`, { name: 'Autumn' }, 1)).status).toBe(412)
    expect((await p.patch(`waves/${wave.id}`, { name: 'second' }, 2)).body['code']).toBe('name-taken')
    expect((await p.post('waves', { name: 'SECOND' })).body['code']).toBe('name-taken')
    expect(await p.get<List>('waves?q=2026+spr')).toMatchObject({ total: 1, all: 2, waves: [{ name: 'Spring 2026' }] })
  })

  test('removed, its services stay; what it held is on record', async () => {
    const { wave } = await made('First', ['shop', 'orders'])
    const { body } = await p.post(`waves/${wave.id}/removal`, {})
    expect(body).toEqual({ removed: { id: wave.id, name: 'First', services: 2 } })
    expect((await p.ask('GET', `waves/${wave.id}`)).status).toBe(404)
    expect((await p.post(`waves/${wave.id}/removal`, {})).status).toBe(404)
    const { entries } = await p.get<{ entries: { action: string; before: unknown; after: unknown }[] }>('audit')
    expect(entries.slice(0, 2)).toMatchObject([
      { action: 'remove-wave', before: { name: 'First', services: ['orders', 'shop'] }, after: null },
      { action: 'create-wave', before: null, after: { services: ['shop', 'orders'] } },
    ])
  })

  test('what concerns a wave as a whole concerns every team in it', async () => {
    const { wave } = await made('Shared', ['ledger', 'orders'])
    p.setActor(lead(1))
    expect((await p.post(`waves/${wave.id}/removal`, {})).status).toBe(403)
    expect((await p.patch(`waves/${wave.id}`, { name: 'Mine' }, 1)).status).toBe(403)
    expect((await p.post(`waves/${wave.id}/services`, { add: ['payments-api'], remove: ['orders'] })).status).toBe(403)
    expect((await p.post(`waves/${wave.id}/services`, { add: ['payments-api'], remove: ['ledger'] })).status).toBe(200)
    expect((await p.post('waves', { name: 'Mine' })).status).toBe(201)
  })

  test('whose reading is limited sees waves with services of theirs, and only those in them', async () => {
    const { wave: shared } = await made('Shared', ['ledger', 'orders'])
    await made('Of others', ['orders-none', 'orders'].slice(1))
    const { wave: theirs } = await made('Foreign', ['orders'])
    await p.post(`waves/${shared.id}/services`, { add: ['payments-api'] })
    p.setActor(lead(1, new Set([1])))
    expect((await p.get<List>('waves')).waves.map(({ name, services }) => [name, services])).toEqual([
      ['Of others', 0],
      ['Shared', 2],
    ])
    expect((await p.ask('GET', `waves/${theirs.id}`)).status).toBe(404)
    expect((await p.post(`waves/${theirs.id}/services`, { add: ['ledger'] })).status).toBe(404)
    expect((await p.post(`waves/${shared.id}/services`, { add: ['orders'] })).body['code']).toBe('unknown-service')
    // What is tied to a service of another division shows nothing of it.
    expect((await one(shared.id)).straddling).toEqual([])
  })
})
