import { beforeAll, describe, expect, test } from 'vitest'
import type { CycleChangesAnswer } from '../../src/contract/cycle-changes.ts'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { explain, explainEntries } from '../../src/contract/explanations.ts'
import type { CycleReport, listCycleItems } from '../../src/contract/release-cycles.ts'
import { aCycle } from './set-up/a-cycle.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

type Explanation = AnswerOf<typeof explain>
type Entries = AnswerOf<typeof explainEntries>
type Items = AnswerOf<typeof listCycleItems>

describe.each(quickEngines)('what a cycle has of its services opened on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  let mail: number
  let services: Map<string, number>
  beforeAll(async () => {
    p = programmeApi(await freshDatabase(), '2026-02-20')
    mail = await aCycle(p)
    p.setClock('2026-04-05')
    await p.service('web', 'Orders', 300, '2026-02-01')
    // What came in and what went out since the commitment stands.
    expect((await p.post('release-cycles/2/items', { items: [{ service: 'web', units: 60 }] })).status).toBe(201)
    const { items } = await p.get<Items>('release-cycles/2/items')
    services = new Map(items.map(({ service }) => [service.name, service.id]))
    const removed = await p.post('release-cycles/2/items/removal', { services: [services.get('orders')] })
    expect(removed.status).toBe(200)
  })

  const sum = async (figure: string, query: string): Promise<number> => {
    const { entries, next } = await p.get<Entries>(`explanations/${figure}/entries?limit=500&${query}`)
    expect(next).toBeNull()
    return entries.reduce((total, { amount }) => total + amount, 0)
  }

  /** Every row of the list of services opens to its own numbers, and what moved of it adds up. */
  async function rowsOpen(number: number, query: string): Promise<Items['items']> {
    const { items } = await p.get<Items>(`release-cycles/${number}/items?${query}`)
    for (const item of items) {
      const of = `cycle=${number}&service=${item.service.id}&${query}`
      const left = await p.get<Explanation>(`explanations/promise-left?${of}`)
      const moved = await p.get<Explanation>(`explanations/promise-moved?${of}`)
      const where = `${item.service.name} ${query}`
      expect([left.value, left.checked, moved.value, moved.checked], where).toEqual([item.left, true, item.net, true])
      expect([await sum('promise-moved', of), left.entries, moved.entries], where).toEqual([
        item.net,
        moved.entries,
        moved.entries,
      ])
      const [planned, net, onPrem] = left.formula.map(({ value }) => value ?? Number.NaN)
      expect(Math.max(0, Math.min(onPrem ?? 0, (planned ?? 0) - (net ?? 0))), where).toBe(item.left)
    }
    return items
  }

  async function scopeOpens(number: number, query: string): Promise<void> {
    const { scope, carriedOver } = await p.get<CycleReport>(`release-cycles/${number}?${query}`)
    const explained = await p.get<Explanation>(`explanations/cycle-scope?cycle=${number}&${query}`)
    expect([explained.value, explained.checked], query).toEqual([scope.now, true])
    expect(await sum('cycle-scope', `cycle=${number}&${query}`), query).toBe(scope.now)
    const [committed, added, removed] = explained.formula.map(({ value }) => value ?? Number.NaN)
    expect((committed ?? 0) + (added ?? 0) - (removed ?? 0), query).toBe(scope.now)
    expect(await sum('cycle-carried', `cycle=${number}&${query}`), query).toBe(carriedOver)
  }

  const views = ['', '&team=Payments', '&team=Orders', '&asOf=2026-03-15']

  test('say what their rows say, on every day and whatever the measure', async () => {
    for (const view of views) {
      const items = await rowsOpen(2, `measure=units${view}`)
      expect(items.length).toBeGreaterThan(0)
      await rowsOpen(2, `measure=services${view}`)
      for (const measure of ['units', 'services']) await scopeOpens(2, `measure=${measure}${view}`)
    }
    // 1000 of payments, 400 of which stand for 600 of ledger, and 60 of web; 300 of orders went out.
    expect(await p.get('explanations/cycle-scope?cycle=2&measure=units')).toMatchObject({ value: 1300 })
  })

  test('of a service that nothing is planned of say what moved, and no amount left', async () => {
    const of = `cycle=2&service=${services.get('seed') ?? 5}&measure=units`
    expect(await p.get(`explanations/promise-left?${of}`)).toMatchObject({ value: null })
    expect(await p.get(`explanations/promise-moved?${of}`)).toMatchObject({ value: 0, entries: 0 })
    expect((await p.ask('GET', 'explanations/promise-left?cycle=2')).status).toBe(400)
    expect((await p.ask('GET', 'explanations/promise-left?cycle=2&service=999')).status).toBe(404)
  })

  test('the figures of then and now of what changed open as they were known then and are known now', async () => {
    const since = '2026-03-31T12:00:00.000Z'
    for (const measure of ['units', 'services']) {
      const said = await p.get<CycleChangesAnswer>(`release-cycles/2/changes?measure=${measure}&since=${since}`)
      if (measure === 'units') expect(said.before.scope).not.toBe(said.now.scope)
      for (const [when, query] of [
        ['before', `&asOf=${said.sinceDay}&knownAt=${said.since}`],
        ['now', ''],
      ] as const) {
        const values = {
          'cycle-scope': said[when].scope,
          'cycle-delivered': said[when].delivered,
          'say-do': said[when].sayDo,
        }
        for (const [figure, value] of Object.entries(values))
          expect(
            await p.get(`explanations/${figure}?cycle=2&measure=${measure}${query}`),
            `${figure} ${when} by ${measure}`,
          ).toMatchObject({ value })
      }
    }
  })

  test('a cycle that is named is told of up to its last day, and one ahead with what moved in none', async () => {
    p.setClock('2026-05-10')
    await p.log('payments', '2026-05-04', { units: 100, from: 'On-premises', to: 'Cloud' })
    const { delivered } = await p.get<CycleReport>('release-cycles/2?measure=units')
    expect(await p.get('explanations/cycle-delivered?cycle=2&measure=units')).toMatchObject({
      value: delivered,
      asOf: '2026-04-26',
    })
    expect(await sum('cycle-delivered', 'cycle=2&measure=units')).toBe(delivered)
    expect(await p.get('explanations/cycle-delivered?cycle=4&measure=units')).toMatchObject({ value: 0, entries: 0 })
    expect(await sum('cycle-delivered', 'cycle=4&measure=units')).toBe(0)
  })

  test('once the cycle is closed they stay what its record says', async () => {
    expect((await p.close(2, { carryOver: 'all' })).status).toBe(200)
    p.setClock('2026-05-11')
    await p.reverse(mail)
    await rowsOpen(2, 'measure=units')
    for (const measure of ['units', 'services']) await scopeOpens(2, `measure=${measure}`)
  })
})
