import { beforeEach, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { CycleReport, listCycleItems, listStuckServices } from '../../src/contract/release-cycles.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

type Stuck = AnswerOf<typeof listStuckServices>

/** Five services of cycle 2, which runs from Monday 2 March to Sunday 26 April 2026; all arrived on 1 February. */
async function fiveServices(p: ProgrammeApi): Promise<void> {
  await p.settings({ cycleAnchor: '2026-01-05', baselineDay: '2026-02-20', unitName: 'units' })
  await p.division('Retail')
  await p.team('Payments', 'Retail')
  await p.team('Orders', 'Retail')
  for (const [name, team] of [
    ['payments', 'Payments'],
    ['ledger', 'Payments'],
    ['orders', 'Orders'],
    ['search', 'Orders'],
    ['mail', 'Orders'],
  ] as const)
    await p.service(name, team, 100, '2026-02-01')
  // A part of payments moved before the cycle began; orders moved and was taken back, so it never moved.
  await p.log('payments', '2026-02-10', { level: 100 })
  await p.post('release-cycles/2/items', {
    items: ['payments', 'ledger', 'orders', 'search', 'mail'].map((service) => ({ service })),
  })
}

describe.each(quickEngines)('what is stuck on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = programmeApi(await freshDatabase(), '2026-02-20')
    await fiveServices(p)
  })
  const stuck = (query = '') => p.get<Stuck>(`release-cycles/2/stuck${query}`)
  const told = ({ items }: Stuck) =>
    items.map(({ service, lastMoveOn, daysWithout, reasons }) => [service.name, lastMoveOn, daysWithout, reasons])

  test('says the last move, also before the cycle, and of what only arrived or was taken back that it never moved', async () => {
    p.setClock('2026-03-20')
    const { body } = await p.post<{ moves: { id: number }[] }>('moves', {
      service: 'orders',
      level: 500,
      occurredOn: '2026-03-19',
    })
    await p.log('search', '2026-03-18', { level: 300 })
    expect(told(await stuck())).toEqual([
      ['ledger', null, null, ['no-move']],
      ['mail', null, null, ['no-move']],
      ['payments', '2026-02-10', 38, ['no-move']],
    ])
    expect((await p.post(`moves/${body.moves[0]?.id}/reversal`, {})).status).toBe(201)
    expect(told(await stuck())).toContainEqual(['orders', null, null, ['no-move']])
    // Within the cycle's first days nothing has stood still for so long, whatever it did before.
    expect((await stuck('?asOf=2026-03-10')).all).toBe(0)
  })

  test('is narrowed to a reason, with how many there are for each', async () => {
    await p.post('dependencies', { dependencies: [{ service: 'search', dependsOn: 'ledger', kind: 'calls' }] })
    await p.post('blockers', { service: 'mail', what: 'No firewall rule', since: '2026-02-12' })
    p.setClock('2026-03-20')
    await p.log('search', '2026-03-19', { level: 300 })
    const all = await stuck()
    expect(all.counts).toEqual([
      { reason: 'no-move', services: 4 },
      { reason: 'dependency', services: 1 },
      { reason: 'blocker', services: 1 },
    ])
    for (const { reason, services } of all.counts) {
      const of = await stuck(`?reason=${reason}`)
      expect(of).toMatchObject({ total: services, all: all.total, counts: all.counts })
      expect(of.items).toEqual(all.items.filter(({ reasons }) => reasons.includes(reason)))
    }
    expect((await p.ask('GET', 'release-cycles/2/stuck?reason=bored')).status).toBe(400)
  })

  test('came back where a move back within the cycle stands, whatever moved before or since, on record as before', async () => {
    p.setClock('2026-03-20')
    // There and back within the cycle; back from before it; back by a part; there and back and there again.
    await p.log('ledger', '2026-03-10', { level: 1000 })
    await p.log('ledger', '2026-03-12', { level: 0 })
    await p.log('payments', '2026-03-12', { level: 0 })
    await p.log('search', '2026-03-10', { level: 800 })
    await p.log('search', '2026-03-19', { level: 300 })
    await p.log('mail', '2026-03-10', { level: 500 })
    await p.log('mail', '2026-03-11', { level: 0 })
    await p.log('mail', '2026-03-12', { level: 1000 })
    // A move that was taken back as a mistake came back from nowhere.
    const { moves } = await p.log('orders', '2026-03-19', { level: 500 })
    await p.reverse(moves[0]?.id ?? 0)
    const expected = [
      ['ledger', 'rolled-back', ['rolled-back']],
      ['payments', 'rolled-back', ['rolled-back']],
      ['search', 'partly', ['rolled-back']],
    ]
    const back = async () =>
      (await stuck('?reason=rolled-back')).items
        .map(({ service, outcome, reasons }) => [service.name, outcome, reasons.filter((one) => one !== 'no-move')])
        .sort()
    expect(await back()).toEqual(expected)
    const items = await p.get<AnswerOf<typeof listCycleItems>>('release-cycles/2/items?outcome=rolled-back')
    expect(items.items.map(({ service, net }) => [service.name, net]).sort()).toEqual([
      ['ledger', 0],
      ['payments', -10],
    ])
    const { outcomes } = await p.get<CycleReport>('release-cycles/2')
    expect(outcomes.map(({ outcome, services }) => [outcome, services])).toEqual([
      ['delivered', 1],
      ['partly', 1],
      ['not-begun', 1],
      ['rolled-back', 2],
    ])

    p.setClock('2026-04-28')
    await p.close(2, { carryOver: 'all' })
    expect(await back()).toEqual(expected)
    expect(await stuck()).toMatchObject({ isRecord: true })
  })

  test('a roll-back that was a mistake is no reason once it is taken back', async () => {
    p.setClock('2026-03-20')
    await p.log('ledger', '2026-03-10', { level: 500 })
    const { moves } = await p.log('ledger', '2026-03-12', { level: 0 })
    expect((await stuck('?reason=rolled-back')).total).toBe(1)
    await p.reverse(moves[0]?.id ?? 0)
    expect((await stuck('?reason=rolled-back')).total).toBe(0)
    expect((await p.get<CycleReport>('release-cycles/2')).outcomes).toMatchObject([{ outcome: 'partly' }, {}])
  })

  test('comes page by page, none twice and none left out', async () => {
    p.setClock('2026-04-01')
    const all = await stuck()
    const pages = [0, 2, 4].map((offset) => stuck(`?limit=2&offset=${offset}`))
    expect((await Promise.all(pages)).flatMap(({ items }) => items)).toEqual(all.items)
    expect(all.items).toHaveLength(5)
  })

  test('of a cycle that is over tells how many have nothing left since, which closing does not ask about', async () => {
    p.setClock('2026-05-05')
    await p.log('mail', '2026-04-30', { cutover: true })
    const late = await stuck()
    expect(late).toMatchObject({ asOf: '2026-04-26', all: 5, goneSince: 1, isRecord: false })
    const { items } = await p.get<{ items: { service: { name: string }; toCarry: number }[] }>('release-cycles/2/items')
    const asked = items.filter(({ toCarry }) => toCarry > 0)
    expect(asked).toHaveLength(late.all - late.goneSince)
    expect(asked.map(({ service }) => service.name)).not.toContain('mail')
  })

  test('of a closed cycle is what was left on record, by moves as they were known when it was closed', async () => {
    p.setClock('2026-04-28')
    await p.log('mail', '2026-04-20', { level: 500 })
    const late = await stuck()
    expect((await p.close(2, { carryOver: 'all' })).status).toBe(200)
    const closed = await stuck()
    expect(closed).toMatchObject({ isRecord: true, asOf: '2026-04-26', all: late.all, counts: late.counts })
    expect(told(closed)).toEqual(told(late))
    expect(closed.items.map(({ left }) => left)).toEqual(late.items.map(({ left }) => left))

    // Logged late, and moved since: the record is touched by neither.
    p.setClock('2026-05-20')
    await p.log('ledger', '2026-04-25', { cutover: true })
    await p.log('orders', '2026-05-10', { cutover: true })
    expect(told(await stuck())).toEqual(told(late))
    expect((await stuck('?q=LEDGER')).items.map(({ service, now }) => [service.name, now?.left])).toEqual([
      ['ledger', 0],
    ])
    expect((await stuck('?team=Payments')).items.map(({ service }) => service.name)).toEqual(['ledger', 'payments'])
    // As of a day within it, the cycle is as the ledger tells of that day.
    expect(await stuck('?asOf=2026-04-25')).toMatchObject({ isRecord: false, asOf: '2026-04-25' })
  })
})
