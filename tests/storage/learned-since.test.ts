import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CycleChangesAnswer } from '../../src/contract/cycle-changes.ts'
import type { CycleReport } from '../../src/contract/release-cycles.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from '../api/set-up/programme-api.ts'

/** Histories to try. HISTORY_RUNS=1000 for a long night. */
const runs = Number(process.env['HISTORY_RUNS'] ?? 3)

const services = ['payments-api', 'ledger', 'shop'] as const
const place = fc.constantFrom('On-premises', 'Attic', 'Cloud', 'Frankfurt', null)
const anyAct = fc.record({
  service: fc.constantFrom(...services),
  /** Days before the day on which it is logged. */
  back: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 12, max: 24 })),
  units: fc.oneof(fc.constantFrom(60, 80, 100), fc.integer({ min: 1, max: 60 })),
  from: place,
  to: place,
  /** Instead of an amount, the level that is reached: refused less often, and often all or nothing. */
  level: fc.option(fc.constantFrom(0, 400, 1000), { freq: 2 }),
  /** Instead of a move, the one of that number is taken back. */
  reverses: fc.option(fc.nat(25), { freq: 4 }),
})
type Act = typeof anyAct extends fc.Arbitrary<infer Its> ? Its : never

const start = Temporal.Instant.from('2026-02-10T06:00:00Z')

/** Cycle 3 runs from 9 to 22 February. */
async function programme(p: ProgrammeApi): Promise<void> {
  await p.settings({ baselineDay: '2026-02-05', cycleAnchor: '2026-01-12', cycleDays: 14 })
  await p.location('Attic', 'on_prem')
  await p.location('Frankfurt', 'private_cloud')
  await p.division('Retail')
  await p.division('Wholesale')
  await p.team('Payments', 'Retail')
  await p.team('Orders', 'Wholesale')
  await p.service('payments-api', 'Payments', 100, '2026-01-20')
  await p.service('ledger', 'Payments', 80, '2026-02-03', 'Cloud')
  await p.service('shop', 'Orders', 60, '2026-02-09', 'Attic')
  // Others, so that most of the ledger was known by the first of the instants.
  for (let at = 0; at < 20; at++)
    await p.service(`other ${at}`, 'Orders', 1, '2026-01-20', at < 3 ? 'Cloud' : undefined)
}

/** Does them one after the other, most of a day apart; answers the instant after each that was not refused. */
async function history(p: ProgrammeApi, acts: readonly Act[]): Promise<string[]> {
  const instants: string[] = []
  for (const [at, { service, back, level, reverses, ...amount }] of acts.entries()) {
    const what = level === null ? amount : { level, from: 'On-premises', to: 'Cloud' }
    const now = start.add({ hours: at * 17 })
    p.setClock(now.toString())
    const occurredOn = now.toZonedDateTimeISO('UTC').toPlainDate().subtract({ days: back }).toString()
    const { status } =
      reverses === null
        ? await p.post('moves', { service, occurredOn, ...what })
        : await p.post(`moves/${1 + reverses}/reversal`, {})
    if (status === 201) instants.push(await p.latestInstant())
  }
  return instants
}

// The report of a cycle as known at an instant works whole books out again; what changed adds up what was recorded since.
describe.each(quickEngines)('what was known to be delivered at an instant, on $name', ({ freshDatabase }) => {
  test('is the same by what was learned since as by the books of then', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { minLength: 12, maxLength: 30 }), async (acts) => {
        const p = programmeApi(await freshDatabase(), '2026-02-09')
        await programme(p)
        const before = await p.latestInstant()
        const instants = await history(p, acts)
        for (const since of [before, ...instants.filter((_, at) => at % 4 === 3)]) {
          for (const scope of ['', '&division=Retail']) {
            for (const measure of ['units', 'services']) {
              const looking = `measure=${measure}${scope}`
              const told = await p.get<CycleChangesAnswer>(`release-cycles/3/changes?since=${since}&${looking}`)
              const then = await p.get<CycleReport>(
                `release-cycles/3?knownAt=${since}&asOf=${told.sinceDay}&${looking}`,
              )
              expect(told.before.delivered, `${since} ${looking}`).toBe(then.delivered)
            }
          }
        }
      }),
      { numRuns: runs },
    )
  })

  test('an entry of before the cycle that is logged late takes its beginning in cloud out of it', async () => {
    const p = programmeApi(await freshDatabase(), '2026-02-12')
    await programme(p)
    await p.log('payments-api', '2026-02-12', { units: 50, from: 'On-premises', to: 'Cloud' })
    const since = await p.latestInstant()
    const delivered = async () => {
      const path = `release-cycles/3/changes?since=${since}&measure=services`
      const { before, now } = await p.get<CycleChangesAnswer>(path)
      return [before.delivered, now.delivered]
    }
    expect(await delivered()).toEqual([1, 1])
    p.setClock('2026-02-16')
    await p.log('payments-api', '2026-02-01', { units: 20, from: 'On-premises', to: 'Cloud' })
    expect(await delivered()).toEqual([1, 0])
  })
})
