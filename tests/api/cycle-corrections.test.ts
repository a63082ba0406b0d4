import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CycleItem, CycleReport, ReleaseCycle } from '../../src/contract/release-cycles.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

/** Three services of one team on-premises; cycle 2 runs from 2 March to 26 April 2026. */
async function threeServices(p: ProgrammeApi): Promise<void> {
  await p.settings({ cycleAnchor: '2026-01-05', baselineDay: '2026-01-31', unitName: 'units' })
  await p.division('Retail')
  await p.team('One', 'Retail')
  for (const [name, units] of [
    ['alpha', 100],
    ['beta', 200],
    ['gamma', 300],
  ] as const)
    await p.service(name, 'One', units, '2026-01-10')
}

const plan = (p: ProgrammeApi, cycle: number, ...items: object[]) => p.post(`release-cycles/${cycle}/items`, { items })
const unplan = (p: ProgrammeApi, cycle: number, ...services: string[]) =>
  p.post(`release-cycles/${cycle}/items/removal`, { services })
const report = (p: ProgrammeApi, cycle: number, query = '') =>
  p.get<CycleReport>(`release-cycles/${cycle}?measure=units${query}`)

describe.each(quickEngines)('cycles stay right on $name', ({ name, freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = programmeApi(await freshDatabase(), '2026-02-20')
    await threeServices(p)
  })
  const planRows = () =>
    p.database.read((queries) => queries.selectFrom('plan_item').selectAll().orderBy('id').execute())

  test('a clock that is set back writes no row of a plan before the last', async () => {
    p.setClock('2026-02-20T12:00:00Z')
    await plan(p, 2, { service: 'alpha' })
    p.setClock('2026-02-20T11:00:00Z')
    await plan(p, 2, { service: 'alpha', units: 50 })
    await unplan(p, 2, 'alpha')
    p.setClock('2026-02-20T10:00:00Z')
    await plan(p, 2, { service: 'beta' })
    const rows = await planRows()
    const instants = rows.map(({ added_at }) => added_at)
    expect(instants).toEqual([...new Set(instants)].sort((one, other) => one - other))
    for (const { added_at, removed_at } of rows) expect(removed_at ?? added_at + 1).toBeGreaterThan(added_at)
    expect(instants.at(-1)).toBeGreaterThan(rows[1]?.removed_at as number)
  })

  test('no change of zone changes a commitment, nor makes a change of scope of what was planned in time', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            hours: fc.integer({ min: 1, max: 12 }),
            zone: fc.constantFrom('UTC', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Seoul', 'America/New_York'),
            service: fc.constantFrom('alpha', 'beta', 'gamma'),
            units: fc.integer({ min: 1, max: 100 }),
          }),
          { minLength: 4, maxLength: 12 },
        ),
        async (steps) => {
          p = programmeApi(await freshDatabase(), '2026-02-20')
          await threeServices(p)
          await plan(p, 3, { service: 'gamma' })
          let now = Temporal.Instant.from('2026-03-01T06:00:00Z')
          let promised: number | null = null
          for (const { hours, zone, service, units } of steps) {
            now = now.add({ hours })
            p.setClock(now.toString())
            await plan(p, 2, { service, units })
            const before = await report(p, 2)
            if (promised !== null) expect(before.committed).toBe(promised)
            now = now.add({ minutes: 1 })
            p.setClock(now.toString())
            await p.settings({ zone })
            // What is recorded at a still clock stands a moment ahead of it.
            now = now.add({ minutes: 1 })
            p.setClock(now.toString())
            const after = await report(p, 2)
            if (before.isCommitted) expect(after).toMatchObject({ isCommitted: true, committed: before.committed })
            else expect(after.committed, 'nothing that was planned in time is left out').toBe(before.scope.now)
            if (after.isCommitted) promised = after.committed
          }
          expect(p.faults).toEqual([])
        },
      ),
      { numRuns: name === 'sqlite' ? 25 : 4 },
    ))

  test('another usual length keeps the ends that somebody set', async () => {
    await plan(p, 2, { service: 'alpha' })
    const { version } = await report(p, 4)
    const { lastDay } = (await p.get<{ cycles: ReleaseCycle[] }>('release-cycles')).cycles[3] as ReleaseCycle
    const set = Temporal.PlainDate.from(lastDay).subtract({ days: 7 }).toString()
    expect((await p.patch('release-cycles/4', { lastDay: set }, version)).status).toBe(200)
    await p.settings({ cycleDays: 42 })
    const { cycles } = await p.get<{ cycles: ReleaseCycle[] }>('release-cycles')
    expect(cycles[3]?.lastDay).toBe(set)
    expect(cycles.map(({ days }) => days).slice(0, 6)).toEqual([56, 42, 42, 77, 42, 42])
  })

  test('an end that somebody set stays when it is as long as usual, planned or not, and stays set through another shift', async () => {
    const cycles = async () => (await p.get<{ cycles: ReleaseCycle[] }>('release-cycles')).cycles
    const moveEnd = async (number: number, days: number) => {
      const { lastDay, version } = (await cycles())[number - 1] as ReleaseCycle
      const set = Temporal.PlainDate.from(lastDay).add({ days }).toString()
      expect((await p.patch(`release-cycles/${number}`, { lastDay: set }, version)).status).toBe(200)
    }
    await moveEnd(4, 7)
    await moveEnd(4, -7)
    const { lastDay: set } = (await cycles())[3] as ReleaseCycle
    expect((await cycles()).every(({ days }) => days === 56)).toBe(true)
    // Nothing is planned yet: all others are laid out anew.
    await p.settings({ cycleDays: 42 })
    expect((await cycles())[3]?.lastDay).toBe(set)
    expect((await cycles()).map(({ days }) => days).slice(0, 6)).toEqual([42, 42, 42, 98, 42, 42])
    await plan(p, 2, { service: 'alpha' })
    await moveEnd(2, 1)
    await p.settings({ cycleDays: 56 })
    // The first runs already; the second ends a day later than it would have, and the fourth on a day that shifted with it.
    expect((await cycles()).map(({ days }) => days).slice(0, 6)).toEqual([42, 43, 56, 84, 56, 56])
  })

  test('a closed cycle keeps its name', async () => {
    p.setClock('2026-04-28')
    await p.close(2, { carryOver: 'all' })
    const { version } = await report(p, 2)
    expect(await p.patch('release-cycles/2', { name: 'Spring' }, version)).toMatchObject({
      status: 422,
      body: { code: 'cycle-closed' },
    })
    expect(await report(p, 2)).toMatchObject({ name: '' })
  })

  test('what was carried over is told by the commitment, whatever is planned anew after it', async () => {
    await plan(p, 1, { service: 'alpha' }, { service: 'beta' })
    p.setClock('2026-03-02')
    await p.close(1, { carryOver: 'all' })
    p.setClock('2026-03-05')
    expect(await report(p, 2)).toMatchObject({ committed: 300, carriedOver: 300 })
    await unplan(p, 2, 'alpha')
    await plan(p, 2, { service: 'alpha' })
    expect(await report(p, 2)).toMatchObject({ committed: 300, carriedOver: 300 })
    const { items } = await p.get<{ items: CycleItem[] }>('release-cycles/2/items')
    expect(items.map(({ service, carriedFrom }) => [service.name, carriedFrom])).toEqual([
      ['beta', 1],
      ['alpha', 1],
    ])
  })

  test('who waits for what is told by the day that is asked for', async () => {
    await p.post('dependencies', { dependencies: [{ service: 'alpha', dependsOn: 'beta', kind: 'calls' }] })
    await plan(p, 2, { service: 'alpha' })
    p.setClock('2026-03-20')
    await p.log('beta', '2026-03-10', { cutover: true })
    const waiting = async (query: string) =>
      (
        await p.get<{ items: { service: { name: string }; waitsFor: { name: string }[] }[] }>(
          `release-cycles/2/stuck?days=366${query}`,
        )
      ).items.map(({ service, waitsFor }) => [service.name, waitsFor.map((need) => need.name)])
    expect(await waiting('')).toEqual([])
    expect(await waiting('&asOf=2026-03-09')).toEqual([['alpha', ['beta']]])
    expect(await waiting('&asOf=2026-03-10')).toEqual([])
    expect(await waiting('&knownAt=2026-03-20T11:59:59Z')).toEqual([['alpha', ['beta']]])
  })

  test('what stands in the next plan with less than what is left is raised to it, and said', async () => {
    await plan(p, 2, { service: 'alpha' }, { service: 'beta', units: 120 }, { service: 'gamma', units: 10 })
    await plan(p, 3, { service: 'alpha', units: 30 }, { service: 'gamma', units: 10 })
    p.setClock('2026-04-28')
    const { items } = await p.get<{ items: CycleItem[] }>('release-cycles/2/items')
    expect(items.map(({ service, toCarry, inNext }) => [service.name, toCarry, inNext])).toEqual([
      ['beta', 120, null],
      ['alpha', 100, 30],
      ['gamma', 10, 10],
    ])
    expect((await p.close(2, { carryOver: 'all' })).body).toMatchObject({
      into: 3,
      carried: 1,
      dropped: 0,
      alreadyPlanned: 1,
      toppedUp: [{ service: { name: 'alpha' }, planned: 30, left: 100 }],
    })
    const next = await p.get<{ items: CycleItem[] }>('release-cycles/3/items')
    const stands = (await planRows()).filter((row) => row.cycle_number === 3 && row.removed_at === null)
    expect(stands.reduce((sum, { units }) => sum + units, 0)).toBe(230)
    expect(next.items.find(({ service }) => service.name === 'beta')).toMatchObject({ units: 120, carriedFrom: 2 })
  })

  test('a dry run of a plan far ahead lays no cycle out', async () => {
    const dry = await p.ask('POST', 'release-cycles/90/items?dryRun=true', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items: [{ service: 'alpha' }] }),
    })
    expect(dry).toMatchObject({ status: 200, body: { added: 1, dryRun: true } })
    expect((await p.get<{ cycles: ReleaseCycle[] }>('release-cycles')).cycles.length).toBeLessThan(90)
  })
})
