import { beforeEach, describe, expect, test } from 'vitest'
import type * as z from 'zod/mini'
import type { CycleHistoryRow, CycleItem, CycleReport, ReleaseCycle } from '../../src/contract/release-cycles.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

type HistoryRow = z.infer<typeof CycleHistoryRow>

/**
 * A cycle small enough to count by hand. Cycle 2 runs from Monday 2 March to Sunday 26 April 2026.
 *
 * | service  | team     | on-premises | planned by the end of 2 March | what happens in the cycle           | net |
 * |----------|----------|-------------|-------------------------------|-------------------------------------|-----|
 * | payments | Payments | 1000        | all of it                     | half of it moves                    | 500 |
 * | ledger   | Payments | 600         | to 40 %, 240                  | all of it moves                     | 600 |
 * | orders   | Orders   | 400         | 300 units                     | 400 move and come back              | 0   |
 * | search   | Orders   | 200         | all of it, taken out later    | nothing                             | 0   |
 * | mail     | Orders   | 100         | nothing                       | all of it moves                     | 100 |
 */
async function aCycle(p: ProgrammeApi): Promise<void> {
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
}

const plan = (p: ProgrammeApi, number: number, ...items: object[]) =>
  p.post<Record<string, number>>(`release-cycles/${number}/items`, { items })
const report = (p: ProgrammeApi, number: number, query = '') =>
  p.get<CycleReport>(`release-cycles/${number}${query === '' ? '' : `?${query}`}`)
const idsOf = async (p: ProgrammeApi): Promise<Map<string, number>> => {
  const { services } = await p.get<{ services: { id: number; name: string }[] }>('services')
  return new Map(services.map(({ id, name }) => [name, id]))
}

async function runTheCycle(p: ProgrammeApi): Promise<void> {
  await plan(p, 2, { service: 'payments' }, { service: 'ledger', level: 400 }, { service: 'orders', units: 300 })
  p.setClock('2026-03-02T23:59:59Z')
  await plan(p, 2, { service: 'search' })
  p.setClock('2026-03-03T00:00:00Z')
  await p.post('release-cycles/2/items/removal', { services: ['search'] })
  p.setClock('2026-04-01')
  await p.log('payments', '2026-03-05', { level: 500 })
  await p.log('ledger', '2026-03-10', { cutover: true })
  await p.log('orders', '2026-03-12', { cutover: true })
  await p.log('orders', '2026-03-20', { level: 0 })
  await p.log('mail', '2026-03-25', { cutover: true })
}

describe.each(quickEngines)('release cycles on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = programmeApi(await freshDatabase(), '2026-02-20')
    await aCycle(p)
  })

  describe('the calendar', () => {
    const days = async () =>
      (await p.get<{ cycles: ReleaseCycle[] }>('release-cycles?from=1&to=4')).cycles.map(
        ({ firstDay, lastDay }) => `${firstDay} ${lastDay}`,
      )
    const change = async (number: number, body: object) =>
      p.patch(`release-cycles/${number}`, body, (await report(p, number)).version)

    test('is laid out from the anchor, as far ahead as a plan can reach', async () => {
      const { cycles, current } = await p.get<{ cycles: ReleaseCycle[]; current: number }>('release-cycles')
      expect(current).toBe(1)
      expect(cycles).toHaveLength(14)
      expect(cycles[1]).toMatchObject({
        number: 2,
        firstDay: '2026-03-02',
        lastDay: '2026-04-26',
        days: 56,
        state: 'planned',
        commitsAt: '2026-03-03T00:00:00.000Z',
      })
      expect((await plan(p, 100, { service: 'payments' })).status).toBe(201)
      expect((await p.get<{ cycles: ReleaseCycle[] }>('release-cycles')).cycles).toHaveLength(100)
      expect((await plan(p, 262, { service: 'mail' })).body).toMatchObject({ code: 'cycle-too-far' })
    })

    test('another end shifts all later cycles, which keep their lengths', async () => {
      const answer = await change(1, { lastDay: '2026-03-08', name: 'Long one' })
      expect(answer.body).toMatchObject({ lastDay: '2026-03-08', days: 63, name: 'Long one' })
      expect(await days()).toEqual([
        '2026-01-05 2026-03-08',
        '2026-03-09 2026-05-03',
        '2026-05-04 2026-06-28',
        '2026-06-29 2026-08-23',
      ])
      const growth = await p.get<{ cycle: { number: number; days: number } }>('growth')
      expect(growth.cycle).toMatchObject({ number: 1, days: 63 })
    })

    test('an end that is past, or of a cycle that is over, is refused with what to do', async () => {
      expect((await change(1, { lastDay: '2026-02-19' })).body).toMatchObject({ code: 'cycle-end-past' })
      expect((await change(2, { lastDay: '2026-03-01' })).body).toMatchObject({ code: 'cycle-end-before-start' })
      p.setClock('2026-03-02')
      expect((await change(1, { lastDay: '2026-03-20' })).body).toMatchObject({ code: 'cycle-over' })
    })

    test('while nothing is planned another anchor moves all; then it stays, and a length holds for cycles to come', async () => {
      await p.settings({ cycleAnchor: '2026-01-12', cycleDays: 28 })
      expect((await days())[1]).toBe('2026-02-09 2026-03-08')
      await plan(p, 3, { service: 'payments' })
      const { version } = await p.get<{ version: number }>('programme')
      const refused = await p.patch('programme', { cycleAnchor: '2026-01-05' }, version)
      expect(refused).toMatchObject({ status: 422, body: { code: 'cycle-anchor-fixed' } })
      await p.settings({ cycleDays: 56 })
      expect((await days()).slice(1, 4)).toEqual([
        '2026-02-09 2026-03-08',
        '2026-03-09 2026-05-03',
        '2026-05-04 2026-06-28',
      ])
    })

    test('another zone moves the end of first days to come, and no commitment that stands', async () => {
      await plan(p, 2, { service: 'payments' })
      p.setClock('2026-03-03T12:00:00Z')
      await p.settings({ zone: 'America/New_York' })
      expect((await report(p, 2)).commitsAt).toBe('2026-03-03T00:00:00.000Z')
      expect((await report(p, 3)).commitsAt).toBe('2026-04-28T04:00:00.000Z')
    })
  })

  test('the commitment is what stands at the end of the first day; later changes are told apart', async () => {
    await plan(p, 2, { service: 'payments' }, { service: 'ledger', level: 400 }, { service: 'orders', units: 300 })
    expect(await report(p, 2)).toMatchObject({ isCommitted: false, source: 'plan', committed: 1540 })
    p.setClock('2026-03-02T23:59:59Z')
    expect((await plan(p, 2, { service: 'search' })).body).toMatchObject({ added: 1, isScopeChange: false, units: 200 })
    p.setClock('2026-03-03T00:00:00Z')
    expect(await report(p, 2)).toMatchObject({
      isCommitted: true,
      committed: 1740,
      scope: { added: 0, removed: 0, now: 1740 },
    })
    expect((await plan(p, 2, { service: 'mail', level: 500 })).body).toMatchObject({ isScopeChange: true, units: 50 })
    expect((await plan(p, 2, { service: 'orders', units: 100 })).body).toMatchObject({ changed: 1, units: -200 })
    await p.post('release-cycles/2/items/removal', { services: ['search'] })
    expect(await report(p, 2)).toMatchObject({ committed: 1740, scope: { added: 150, removed: 500, now: 1390 } })
    const { points } = await p.get<{ points: { day: string; scope: number }[] }>('release-cycles/2/burn-up')
    expect(points.slice(0, 2).map(({ scope }) => scope)).toEqual([1740, 1390])
    // As of its first day, and as known at its end, nothing of that has happened.
    expect(await report(p, 2, 'knownAt=2026-03-02T23:59:59.500Z')).toMatchObject({
      committed: 1740,
      scope: { now: 1740 },
    })
  })

  test('no cycle begins or ends so late that its days could not be read again', async () => {
    await p.get('release-cycles')
    const { version } = await report(p, 3)
    for (const lastDay of ['9999-12-31', '9970-01-01'])
      expect(await p.patch('release-cycles/3', { lastDay }, version)).toMatchObject({
        status: 422,
        body: { code: 'cycle-too-long' },
      })
    for (const cycleAnchor of ['9999-12-31', '9000-01-01'])
      expect(await p.patch('programme', { cycleAnchor }, 2)).toMatchObject({
        status: 400,
        body: { fields: { cycleAnchor: 'Give 8999-12-31 or an earlier day. Check the year.' } },
      })
    // A day's points are read by whoever looks at a burn-up, so a slip of the finger shall not make millions.
    expect(await p.patch('release-cycles/3', { lastDay: '2027-04-28' }, version)).toMatchObject({
      status: 422,
      body: { code: 'cycle-too-long' },
    })
    const { cycles } = await p.get<{ cycles: ReleaseCycle[] }>('release-cycles')
    expect(cycles.every(({ firstDay, lastDay }) => firstDay <= lastDay && lastDay < '9990')).toBe(true)
    for (const path of ['release-cycles/history', 'growth', 'growth/parts'])
      expect([path, (await p.ask('GET', path)).status]).toEqual([path, 200])
    expect(p.faults).toEqual([])
  })

  test('delivered, kept, beside the plan and rolled back, by units and by services, counted by hand', async () => {
    await runTheCycle(p)
    expect(await report(p, 2)).toMatchObject({
      committed: 1740,
      delivered: 1200,
      kept: 740,
      unplanned: 460,
      sayDo: 740 / 1740,
      rolledBack: 400,
      moves: { toCloud: 4, back: 1 },
      multiple: 25,
      outcomes: [
        { outcome: 'delivered', services: 1, units: 240 },
        { outcome: 'partly', services: 1, units: 1000 },
        { outcome: 'not-begun', services: 1, units: 200 },
        { outcome: 'rolled-back', services: 1, units: 300 },
      ],
    })
    expect(await report(p, 2, 'measure=services')).toMatchObject({
      committed: 4,
      delivered: 3,
      kept: 1,
      unplanned: 2,
      sayDo: 0.25,
      rolledBack: 1,
    })
    expect(await report(p, 2, 'team=Orders')).toMatchObject({ committed: 500, delivered: 100, kept: 0, unplanned: 100 })
    expect(await report(p, 2, 'division=Retail&asOf=2026-03-09')).toMatchObject({
      committed: 1240,
      delivered: 500,
      kept: 500,
    })
    const { points } = await p.get<{ points: { day: string; delivered: number | null; ideal: number }[] }>(
      'release-cycles/2/burn-up',
    )
    const on = (day: string) => points.find((point) => point.day === day)
    expect([on('2026-03-12'), on('2026-03-20'), on('2026-04-02')].map((point) => point?.delivered)).toEqual([
      1500,
      1100,
      null,
    ])
    expect(on('2026-04-26')?.ideal).toBe(1740)
  })

  test('say/do of each team adds up to the whole, and who is stuck is said with why', async () => {
    await runTheCycle(p)
    const { rows, idle } = await p.get<{ rows: Record<string, unknown>[]; idle: number }>('release-cycles/2/teams')
    expect(rows).toMatchObject([
      { team: { name: 'Payments' }, committed: 1240, delivered: 1100, kept: 740, left: 500 },
      { team: { name: 'Orders' }, committed: 500, delivered: 100, kept: 0, left: 500, rolledBack: 400 },
    ])
    expect(idle).toBe(1)
    const stuck = await p.get<{ items: (CycleItem & { reasons: string[]; daysWithout: number })[] }>(
      'release-cycles/2/stuck',
    )
    expect(stuck.items.map(({ service, reasons, daysWithout }) => [service.name, reasons, daysWithout])).toEqual([
      ['payments', ['no-move'], 27],
      ['orders', ['rolled-back'], 12],
    ])
  })

  test('what the plan would leave straddling is said, and who waits for what is still on-premises', async () => {
    await p.post('dependencies', {
      dependencies: [
        { service: 'payments', dependsOn: 'ledger', kind: 'calls' },
        { service: 'orders', dependsOn: 'payments', kind: 'calls' },
        { service: 'search', dependsOn: 'mail', kind: 'reads' },
      ],
    })
    await plan(p, 2, { service: 'payments' }, { service: 'ledger', level: 400 })
    const straddle = await p.get<{ total: number; straddling: Record<string, unknown>[] }>('release-cycles/2/straddle')
    expect(straddle).toMatchObject({
      total: 2,
      straddling: [
        { service: { name: 'orders' }, dependsOn: { name: 'payments' }, straddlesNow: false },
        { service: { name: 'payments' }, dependsOn: { name: 'ledger' }, straddlesNow: false },
      ],
    })
    await plan(p, 2, { service: 'ledger' }, { service: 'orders' })
    expect(await p.get('release-cycles/2/straddle')).toEqual({ total: 0, straddling: [] })
    p.setClock('2026-03-05')
    await p.log('payments', '2026-03-05', { cutover: true })
    const stuck = await p.get<{
      items: { service: { name: string }; reasons: string[]; waitsFor: { name: string }[] }[]
    }>('release-cycles/2/stuck')
    expect(stuck.items).toEqual([])
    await p.post('dependencies', { dependencies: [{ service: 'orders', dependsOn: 'ledger', kind: 'calls' }] })
    const after = await p.get<typeof stuck>('release-cycles/2/stuck')
    expect(
      after.items.map(({ service, reasons, waitsFor }) => [service.name, reasons, waitsFor.map(({ name }) => name)]),
    ).toEqual([['orders', ['dependency'], ['ledger']]])
  })

  test('of several that cannot be planned all are named, up to twenty and the number of the rest, in a dry run too', async () => {
    const few = {
      items: [
        { service: 'seed' },
        { service: 'mail' },
        { service: 'orders', units: 401 },
        { service: 'payments', level: 0 },
      ],
    }
    for (const query of ['', '?dryRun=true'])
      expect((await p.post(`release-cycles/2/items${query}`, few)).body).toMatchObject({
        code: 'several-not-to-plan',
        detail: expect.stringContaining('3 services'),
        facts: { count: 3, services: ['seed', 'orders', 'payments'], more: 0 },
      })
    const many = Array.from({ length: 23 }, (_, at) => `gone-${String(at).padStart(2, '0')}`)
    for (const name of many) await p.service(name, 'Orders', 10, '2026-02-01', 'Cloud')
    const { body } = await plan(p, 2, ...many.map((service) => ({ service })))
    expect(body).toMatchObject({ facts: { count: 23, services: many.slice(0, 20), more: 3 } })
    expect(await report(p, 2)).toMatchObject({ source: 'nothing', scope: { now: 0 } })
  })

  test('what cannot be planned is refused with what to do, and nothing of it is planned', async () => {
    const refusals: [object[], string][] = [
      [[{ service: 'seed' }], 'nothing-to-plan'],
      [[{ service: 'mail' }, { service: 'orders', units: 401 }], 'more-than-on-prem'],
      [[{ service: 'payments', level: 0 }], 'level-reached'],
      [[{ service: 'mail' }, { service: 'MAIL ' }], 'planned-twice'],
      [[{ service: 'mial' }], 'unknown-service'],
    ]
    for (const [items, code] of refusals) expect((await plan(p, 2, ...items)).body).toMatchObject({ code })
    expect((await plan(p, 2, { service: 'mail', level: 400, units: 3 })).status).toBe(400)
    expect(await report(p, 2)).toMatchObject({ source: 'nothing', committed: 0, sayDo: null, scope: { now: 0 } })
    const dry = await p.ask('POST', 'release-cycles/2/items?dryRun=true', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items: [{ service: 'mail' }] }),
    })
    expect(dry).toMatchObject({ status: 200, body: { added: 1, units: 100, dryRun: true } })
    expect(await report(p, 2)).toMatchObject({ scope: { now: 0 } })
  })

  describe('closed', () => {
    const close = (body: object) => p.close(2, body)

    test('by a person, after its end, once; what is chosen goes into the next cycle', async () => {
      await runTheCycle(p)
      const ids = await idsOf(p)
      p.setClock('2026-04-26')
      expect((await close({ carryOver: 'all' })).body).toMatchObject({ code: 'cycle-not-over' })
      p.setClock('2026-04-28')
      expect(await report(p, 2)).toMatchObject({ state: 'late', closed: null })
      expect((await close({ carryOver: [ids.get('ledger')] })).body).toMatchObject({ code: 'nothing-to-carry' })
      const answer = await close({ notes: '**Good**', carryOver: [ids.get('payments')] })
      expect(answer.body).toMatchObject({ state: 'closed', carried: 1, dropped: 1, alreadyPlanned: 0 })
      const next = await p.get<{ items: CycleItem[] }>('release-cycles/3/items')
      expect(next.items).toMatchObject([{ service: { name: 'payments' }, units: 500, carriedFrom: 2, scope: 'added' }])
      expect((await close({ carryOver: 'all' })).body).toMatchObject({ code: 'cycle-closed' })
      expect((await plan(p, 2, { service: 'mail' })).body).toMatchObject({ code: 'cycle-closed' })
    })

    test('its record stays whatever is logged later, which is told beside it', async () => {
      await runTheCycle(p)
      p.setClock('2026-04-27')
      await close({ notes: 'Words', carryOver: 'all' })
      const record = (await report(p, 2)).closed
      expect(record).toMatchObject({ committed: 1740, delivered: 1200, kept: 740, multiple: 25, notes: 'Words' })
      await p.log('payments', '2026-04-20', { cutover: true })
      const after = await report(p, 2)
      expect(after.closed).toEqual(record)
      expect(after).toMatchObject({
        isRecord: true,
        kept: 740,
        delivered: 1200,
        multiple: 25,
        now: { kept: 1240, delivered: 1700, multiple: 35 },
      })
      const { cycles } = await p.get<{ cycles: HistoryRow[] }>('release-cycles/history')
      expect(cycles.find(({ number }) => number === 2)).toMatchObject({ isRecord: true, kept: 740, multiple: 25 })
      expect((await report(p, 2, 'team=Payments')).closed).toMatchObject({ committed: 1240, kept: 740, multiple: null })
    })

    test('the pace to the next milestone is of its end, and stays on record whatever milestones come', async () => {
      await p.settings({ milestones: [5, 50], targetMultiple: 20, targetDay: '2026-06-21' })
      await runTheCycle(p)
      p.setClock('2026-04-28')
      const second = async () =>
        (await p.get<{ cycles: HistoryRow[] }>('release-cycles/history')).cycles.find(({ number }) => number === 2)
      // 25 times the baseline on 26 April, eight weeks before the target's day: twice that in one cycle.
      const said = { milestone: 50, perCycle: 1, reason: null }
      expect(await second()).toMatchObject({ multiple: 25, requiredPace: null, nextMilestone: said, live: [] })
      await close({ carryOver: [] })
      await p.settings({ milestones: [100], targetDay: null })
      expect(await second()).toMatchObject({ isRecord: true, nextMilestone: said, live: [] })
      // A record from before holds none: it is told as the settings are now, and marked.
      const held = { multiple: 1, before: null, requiredPace: null }
      const figures = JSON.stringify({ source: 'nothing', growth: { units: held, services: held } })
      await p.database.write(async (queries) => {
        await queries.insertInto('closed_cycle').values({ cycle_number: 1, figures, notes: '' }).execute()
        const closed = { closed_at: 1, closed_by: 'Ada' }
        await queries.updateTable('release_cycle').set(closed).where('number', '=', 1).execute()
      })
      const { cycles } = await p.get<{ cycles: HistoryRow[] }>('release-cycles/history')
      expect(cycles.find(({ number }) => number === 1)).toMatchObject({
        multiple: 1,
        nextMilestone: { milestone: 100, perCycle: null, reason: 'no-target' },
        live: ['nextMilestone'],
      })
    })

    test('from then on the pace one runs at is that of closed cycles', async () => {
      await runTheCycle(p)
      p.setClock('2026-04-28')
      const pace = async (query = '') =>
        (await p.get<{ pace: { over: object; runningAtPerCycle: number | null } }>(`growth${query}`)).pace
      expect(await pace()).toMatchObject({ over: { from: '2025-11-11', to: '2026-04-28', cycles: 3 } })
      await close({ carryOver: [] })
      await p.log('search', '2026-04-28', { cutover: true })
      expect(await pace()).toMatchObject({
        over: { from: '2026-03-01', to: '2026-04-26', cycles: 1 },
        runningAtPerCycle: 24,
      })
      expect(await pace('?asOf=2026-04-25')).toMatchObject({ over: { to: '2026-04-25', cycles: 3 } })
      const explained = await p.get<{ value: number; checked: boolean; formula: { value: number | null }[] }>(
        'explanations/running-pace',
      )
      expect(explained).toMatchObject({ value: 24, checked: true })
      expect(explained.formula.map(({ value }) => value)).toEqual([1250, 50, 56, 24])
    })

    test('after a later one: what is left goes into the next that is not closed', async () => {
      await runTheCycle(p)
      await plan(p, 3, { service: 'search' })
      p.setClock('2026-06-23')
      const third = await p.close<Record<string, number>>(3, { carryOver: 'all' })
      expect(third.body).toMatchObject({ into: 4, carried: 1 })
      expect((await close({ carryOver: 'all' })).body).toMatchObject({ into: 4, carried: 2 })
      const fourth = await p.get<{ items: CycleItem[] }>('release-cycles/4/items')
      expect(fourth.items.map(({ service, units, carriedFrom }) => [service.name, units, carriedFrom])).toEqual([
        ['payments', 500, 2],
        ['orders', 300, 2],
        ['search', 200, 3],
      ])
      expect(await report(p, 3, 'measure=services')).toMatchObject({ scope: { now: 1 } })
    })

    test('an amount that was raised or lowered after the first day is carried over as it stands', async () => {
      await plan(p, 2, { service: 'payments', units: 100 }, { service: 'ledger', units: 300 })
      p.setClock('2026-03-10')
      await plan(p, 2, { service: 'payments', units: 300 }, { service: 'ledger', units: 100 })
      await p.log('payments', '2026-03-10', { units: 100, from: 'On-premises', to: 'Cloud' })
      p.setClock('2026-04-28')
      expect(await report(p, 2)).toMatchObject({ committed: 400, kept: 100 })
      expect((await close({ carryOver: 'all' })).body).toMatchObject({ carried: 2 })
      const next = await p.get<{ items: CycleItem[] }>('release-cycles/3/items')
      expect(next.items.map(({ service, units }) => [service.name, units])).toEqual([
        ['payments', 200],
        ['ledger', 100],
      ])
    })

    test('as known before it was closed, it was not', async () => {
      await runTheCycle(p)
      p.setClock('2026-04-28')
      await close({ carryOver: 'all', notes: 'Words' })
      p.setClock('2026-04-30')
      expect(await report(p, 2, 'knownAt=2026-04-27T12:00:00Z')).toMatchObject({ state: 'late', closed: null })
      expect(await report(p, 2, 'asOf=2026-03-02&knownAt=2026-04-27T12:00:00Z')).toMatchObject({
        committed: 1740,
        scope: { removed: 0, now: 1740 },
      })
    })

    test('what moved between the end and the closing is not carried over', async () => {
      await runTheCycle(p)
      p.setClock('2026-04-29')
      await p.log('payments', '2026-04-28', { cutover: true })
      expect((await close({ carryOver: 'all' })).body).toMatchObject({ carried: 1, dropped: 0 })
      const next = await p.get<{ items: CycleItem[] }>('release-cycles/3/items')
      expect(next.items.map(({ service, units }) => [service.name, units])).toEqual([['orders', 300]])
    })
  })
})
