import { beforeEach, describe, expect, test } from 'vitest'
import type { CycleChangesAnswer } from '../../src/contract/cycle-changes.ts'
import type { CycleReport } from '../../src/contract/release-cycles.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

/** Cycle 2 runs from 2 March to 26 April 2026. The reader was there at noon on 20 March, and comes back on 30 March. */
describe.each(quickEngines)('what changed in a cycle, on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  const visit = '2026-03-20T12:00:00Z'
  const changes = (query = '') =>
    p.get<CycleChangesAnswer>(`release-cycles/2/changes?since=${visit}${query === '' ? '' : `&${query}`}`)
  const told = async (query = '') =>
    (await changes(query)).changes
      .map(({ kind, service, units, isLate }) => `${service.name} ${kind} ${units}${isLate ? ' late' : ''}`)
      .sort()
  const plan = (...items: object[]) => p.post('release-cycles/2/items', { items })

  beforeEach(async () => {
    p = programmeApi(await freshDatabase(), '2026-02-20')
    await p.settings({ cycleAnchor: '2026-01-05', baselineDay: '2026-02-20', unitName: 'units' })
    await p.division('Retail')
    await p.division('Wholesale')
    await p.team('Payments', 'Retail')
    await p.team('Orders', 'Wholesale')
    for (const [name, team, units] of [
      ['payments', 'Payments', 1000],
      ['ledger', 'Payments', 600],
      ['orders', 'Orders', 400],
      ['search', 'Orders', 200],
      ['mail', 'Orders', 100],
    ] as const)
      await p.service(name, team, units, '2026-02-01')
    await p.service('seed', 'Payments', 50, '2026-02-01', 'Cloud')
    await plan({ service: 'payments' }, { service: 'ledger' }, { service: 'orders' }, { service: 'search' })
    p.setClock('2026-03-10')
    await p.log('payments', '2026-03-09', { level: 500 })
    await p.log('orders', '2026-03-10', { cutover: true })
    p.setClock(visit)
  })

  test('nothing, where nothing was recorded since', async () =>
    expect(await changes()).toMatchObject({ total: 0, changes: [], counts: [], sinceDay: '2026-03-20' }))

  test('moves, late entries, roll-backs, what got done, and the plan', async () => {
    p.setClock('2026-03-30')
    await p.log('payments', '2026-03-25', { cutover: true })
    await p.log('ledger', '2026-03-12', { level: 500 })
    await p.log('orders', '2026-03-26', { level: 0 })
    await plan({ service: 'mail' })
    await p.post('release-cycles/2/items/removal', { services: ['search'] })
    await plan({ service: 'ledger', units: 100 })
    expect(await told()).toEqual([
      'ledger changed -500',
      // The smaller promise is kept by what was logged late.
      'ledger done 100',
      'ledger to-cloud 300 late',
      'mail added 100',
      'orders back 400',
      'orders rolled-back 400',
      'payments done 1000',
      'payments to-cloud 500',
      'search removed 200',
    ])
    const answer = await changes()
    expect(answer.counts).toContainEqual({ kind: 'to-cloud', services: 2 })
    expect(answer.before).toEqual({ committed: 2200, scope: 2200, delivered: 900, kept: 900, sayDo: 900 / 2200 })
    expect(answer.now).toMatchObject({ committed: 2200, scope: 1600, delivered: 1300, kept: 1300 })
    const { committed, delivered, sayDo } = await p.get<CycleReport>('release-cycles/2')
    expect(answer.now).toMatchObject({ committed, delivered, sayDo })
  })

  test('what was logged and taken back since is nothing; what stood before is corrected', async () => {
    p.setClock('2026-03-30')
    const slip = await p.log('mail', '2026-03-25', { cutover: true })
    await p.reverse(slip.moves[0]?.id as number)
    expect(await told()).toEqual(['payments stuck 500'])
    const { moves } = await p.get<{ moves: { id: number; service: { name: string } }[] }>('moves?service=orders')
    await p.reverse(moves[0]?.id as number)
    expect(await told()).toContain('orders corrected -400')
  })

  test('asked again from where the answer ends, nothing is told twice, though the clock stands still', async () => {
    p.setClock('2026-03-22')
    await plan({ service: 'mail' })
    await p.log('mail', '2026-03-20', { cutover: true })
    const { upTo, total, now } = await changes()
    expect(total).toBe(3)
    await plan({ service: 'ledger', units: 100 })
    const next = (since: string) => p.get<CycleChangesAnswer>(`release-cycles/2/changes?since=${since}`)
    const again = await next(upTo)
    expect(again).toMatchObject({ before: now, changes: [{ service: { name: 'ledger' }, kind: 'changed' }] })
    expect(await next(again.upTo)).toMatchObject({ total: 0, before: again.now, now: again.now })
  })

  test('what has stood still for fourteen days only since then is newly stuck', async () => {
    p.setClock('2026-03-30')
    // Payments moved on the 9th: fourteen days later is after the visit. Ledger and search never moved: they stood still on the 16th.
    expect(await told()).toEqual(['payments stuck 500'])
  })

  test('of a division or team alone, page by page', async () => {
    p.setClock('2026-03-22')
    await p.log('mail', '2026-03-21', { cutover: true })
    await p.log('ledger', '2026-03-21', { level: 500 })
    expect(await told('team=Orders')).toEqual(['mail to-cloud 100'])
    expect(await told('division=Retail')).toEqual(['ledger to-cloud 300'])
    expect((await changes('limit=1')).changes).toHaveLength(1)
    expect((await changes('limit=1')).total).toBe(2)
    expect((await changes('measure=services')).now.delivered).toBe(4)
  })

  test('whoever reads some divisions is told of their services alone', async () => {
    p.setClock('2026-03-22')
    await p.log('mail', '2026-03-21', { cutover: true })
    await p.log('ledger', '2026-03-21', { level: 500 })
    p.setActor({ id: 'person:9', name: 'Reader', role: 'viewer', teams: new Map(), reads: new Set([1]) })
    expect(await told()).toEqual(['ledger to-cloud 300'])
    expect((await changes()).now).toMatchObject({ committed: 1600, delivered: 800 })
  })

  test('an instant that has not come yet is refused', async () =>
    expect((await p.ask('GET', 'release-cycles/2/changes?since=2027-01-01T00:00:00Z')).body).toMatchObject({
      code: 'known-at-in-future',
    }))
})
