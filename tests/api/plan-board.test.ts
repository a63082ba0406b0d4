import { beforeEach, describe, expect, test } from 'vitest'
import type { PlanCard } from '../../src/contract/plan-board.ts'
import type { CycleReport } from '../../src/contract/release-cycles.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

interface Column {
  total: { services: number; units: number }
  cards: PlanCard[]
}
interface Change {
  service: string
  from: number | null
  to: number | null
  units?: number
  level?: number
}

/** Cycle 2 runs from 2 March to 26 April 2026, cycle 3 from 27 April. */
describe.each(quickEngines)('the board of plans on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  const column = (query = '') => p.get<Column>(`plan/cards${query === '' ? '' : `?${query}`}`)
  const namesOf = async (query = '') => (await column(query)).cards.map(({ service }) => service.name)
  const move = (changes: Change[], restore = false) =>
    p.post<Record<string, unknown>>('plan/moves', { changes, ...(restore ? { restore } : {}) })
  const cardOf = async (name: string, query: string) =>
    (await column(query)).cards.find(({ service }) => service.name === name)
  const report = (number: number) => p.get<CycleReport>(`release-cycles/${number}`)

  beforeEach(async () => {
    p = programmeApi(await freshDatabase(), '2026-02-20')
    await p.settings({ cycleAnchor: '2026-01-05', baselineDay: '2026-02-20', unitName: 'units' })
    await p.division('Retail')
    await p.division('Wholesale')
    await p.team('Payments', 'Retail')
    await p.team('Orders', 'Wholesale')
    await p.service('payments', 'Payments', 1000, '2026-02-01')
    await p.service('ledger', 'Payments', 600, '2026-02-01')
    await p.service('orders', 'Orders', 400, '2026-02-01')
    await p.service('search', 'Orders', 200, '2026-02-01', 'Cloud')
  })

  test('what a closing carries over never waits in a cycle that is over itself, where no column would show it', async () => {
    await p.post('release-cycles/1/items', { items: [{ service: 'payments' }] })
    await p.post('release-cycles/2/items', { items: [{ service: 'payments', units: 300 }, { service: 'ledger' }] })
    // Cycles 1 and 2 are over and not closed.
    p.setClock('2026-05-04')
    const { items } = await p.get<{ items: { inNext: number | null }[] }>('release-cycles/1/items')
    expect(items.map(({ inNext }) => inNext)).toEqual([null])
    expect((await p.close(1, { carryOver: 'all' })).body).toMatchObject({ into: 3, carried: 1 })
    expect(await namesOf('cycle=3')).toEqual(['payments'])
    expect(await namesOf()).toEqual(['orders'])
    // Closing the later one raises nothing that stands there with as much, and carries the rest.
    expect((await p.close(2, { carryOver: 'all' })).body).toMatchObject({ into: 3, carried: 1, alreadyPlanned: 1 })
    expect(await namesOf('cycle=3')).toEqual(['ledger', 'payments'])
    expect(await cardOf('payments', 'cycle=3')).toMatchObject({ planned: 1000, carriedFrom: 1 })
  })

  test('a service stands in the columns it is planned for, else among what is not planned; in cloud it stands in none', async () => {
    expect(await namesOf()).toEqual(['ledger', 'orders', 'payments'])
    await move([{ service: 'payments', from: null, to: 2 }])
    await move([{ service: 'ledger', from: null, to: 2, level: 400 }])
    expect(await namesOf()).toEqual(['orders'])
    expect(await column('cycle=2')).toMatchObject({
      total: { services: 2, units: 1240 },
      cards: [
        { service: { name: 'ledger' }, planned: 240, level: 400, left: 240, onPrem: 600 },
        { service: { name: 'payments' }, planned: 1000, level: 1000, left: 1000, onPrem: 1000 },
      ],
    })
    expect(await column()).toMatchObject({ total: { services: 1, units: 400 } })
    expect(await namesOf('cycle=2&team=Orders')).toEqual([])
    expect(await namesOf('division=Wholesale')).toEqual(['orders'])
    expect(await namesOf('cycle=2&q=led')).toEqual(['ledger'])
    expect(await namesOf('cycle=2&limit=1&offset=1')).toEqual(['payments'])
    expect((await p.ask('GET', 'plan/cards?cycle=999')).status).toBe(404)
  })

  test('a move takes it out of one plan and puts it into another at once; taken back it stands as it stood', async () => {
    await move([{ service: 'ledger', from: null, to: 2, level: 400 }])
    expect((await move([{ service: 'ledger', from: 2, to: 3 }])).body).toEqual({
      moved: 1,
      units: 0,
      isScopeChange: false,
    })
    expect(await namesOf('cycle=2')).toEqual([])
    expect(await cardOf('ledger', 'cycle=3')).toMatchObject({ planned: 240, level: 400 })
    await move([{ service: 'ledger', from: 3, to: 2 }], true)
    expect(await namesOf('cycle=3')).toEqual([])
    expect(await cardOf('ledger', 'cycle=2')).toMatchObject({ planned: 240, level: 400 })
    await move([{ service: 'ledger', from: 2, to: null }])
    expect(await namesOf()).toContain('ledger')
    await move([{ service: 'ledger', from: null, to: 2 }], true)
    expect(await cardOf('ledger', 'cycle=2')).toMatchObject({ planned: 240, level: 400 })
  })

  test('one that is refused leaves every plan as it was', async () => {
    await move([{ service: 'ledger', from: null, to: 2 }])
    await move([{ service: 'orders', from: null, to: 3 }])
    const both = [
      { service: 'ledger', from: 2, to: 3 },
      { service: 'orders', from: 2, to: 3 },
    ]
    expect((await move(both)).body).toMatchObject({ code: 'not-in-plan' })
    expect(await namesOf('cycle=2')).toEqual(['ledger'])
    expect(await namesOf('cycle=3')).toEqual(['orders'])
    await move([{ service: 'ledger', from: null, to: 3, units: 100 }])
    expect((await move([{ service: 'ledger', from: 2, to: 3 }])).body).toMatchObject({ code: 'in-plan-already' })
    expect((await move([{ service: 'ledger', from: 2, to: 2 }])).status).toBe(400)
    expect(
      (
        await move([
          { service: 'orders', from: 3, to: null },
          { service: 'orders', from: null, to: 2 },
        ])
      ).body,
    ).toMatchObject({ code: 'planned-twice' })
    expect((await move([{ service: 'search', from: null, to: 2 }])).body).toMatchObject({ code: 'nothing-to-plan' })
    expect((await move([{ service: 'payments', from: null, to: 2 }], true)).body).toMatchObject({ code: 'not-in-plan' })
  })

  test('after the first day it is a change of scope of both; what moved already is not planned twice', async () => {
    await move([
      { service: 'ledger', from: null, to: 2 },
      { service: 'payments', from: null, to: 2 },
    ])
    p.setClock('2026-03-20')
    await p.log('ledger', '2026-03-10', { level: 500 })
    expect((await move([{ service: 'ledger', from: 2, to: 3 }])).body).toMatchObject({
      units: -300,
      isScopeChange: true,
    })
    expect(await cardOf('ledger', 'cycle=3')).toMatchObject({ planned: 300, left: 300 })
    expect(await report(2)).toMatchObject({ committed: 1600, scope: { added: 0, removed: 600, now: 1000 } })
    await p.log('payments', '2026-03-12', { cutover: true })
    expect((await move([{ service: 'payments', from: 2, to: 3 }])).body).toMatchObject({ code: 'nothing-left-to-plan' })
  })

  test('a cycle that is over takes nothing in but what is taken back; a closed one changes no more', async () => {
    await move([{ service: 'ledger', from: null, to: 2 }])
    p.setClock('2026-04-28')
    expect((await move([{ service: 'orders', from: null, to: 2 }])).body).toMatchObject({ code: 'plan-for-over' })
    await move([{ service: 'ledger', from: 2, to: 3 }])
    expect((await move([{ service: 'ledger', from: 3, to: 2 }])).body).toMatchObject({ code: 'plan-for-over' })
    expect((await move([{ service: 'ledger', from: 3, to: 2 }], true)).status).toBe(200)
    expect((await p.close(1, { carryOver: 'all' })).status).toBe(200)
    expect((await p.close(2, { carryOver: [] })).status).toBe(200)
    expect((await move([{ service: 'ledger', from: 2, to: 3 }])).body).toMatchObject({ code: 'cycle-closed' })
    // What a closed cycle left stands in no open plan.
    expect(await namesOf()).toContain('ledger')
  })

  test('whoever reads some divisions sees their services alone, and moves no others', async () => {
    await move([
      { service: 'ledger', from: null, to: 2 },
      { service: 'orders', from: null, to: 2 },
    ])
    p.setActor({ id: 'person:9', name: 'Lead', role: 'lead', teams: new Map([[1, 'lead']]), reads: new Set([1]) })
    expect(await column('cycle=2')).toMatchObject({
      total: { services: 1, units: 600 },
      cards: [{ service: { name: 'ledger' } }],
    })
    expect((await move([{ service: 'orders', from: 2, to: 3 }])).status).toBeGreaterThanOrEqual(400)
    expect((await move([{ service: 'ledger', from: 2, to: 3 }])).status).toBe(200)
  })

  test('a card says which dependencies would straddle once its cycle and those before it are carried out', async () => {
    await p.post('dependencies', {
      dependencies: [
        { service: 'payments', dependsOn: 'ledger' },
        { service: 'orders', dependsOn: 'search' },
      ],
    })
    const marks = async (query: string) =>
      Object.fromEntries((await column(query)).cards.map((card) => [card.service.name, card.wouldStraddle]))
    expect(await marks('')).toEqual({ ledger: 0, orders: 1, payments: 0 })
    await move([{ service: 'payments', from: null, to: 2 }])
    await move([{ service: 'ledger', from: null, to: 3 }])
    expect(await marks('cycle=2')).toEqual({ payments: 1 })
    expect(await marks('cycle=3')).toEqual({ ledger: 0 })
    await move([{ service: 'ledger', from: 3, to: 2 }])
    expect(await marks('cycle=2')).toEqual({ ledger: 0, payments: 0 })
    await move([{ service: 'ledger', from: 2, to: 3, units: 100 }])
    expect(await marks('cycle=3')).toEqual({ ledger: 1 })
  })
})
