import { beforeEach, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { CycleReport, planServices } from '../../src/contract/release-cycles.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'

type Planned = AnswerOf<typeof planServices>

/**
 * Cycle 3 runs from 27 April to 21 June 2026. The wave holds five services: two are on-premises, one of them in part, one is in
 * cloud, one stands in the plan of cycle 4 and one in that of cycle 1, which is closed.
 */
describe.each(quickEngines)(
  'a plan before it is made, and a wave planned as a whole, on $name',
  ({ freshDatabase }) => {
    let p: ProgrammeApi
    let wave = 0
    const plan = (number: number, body: object, dryRun = false) =>
      p.post<Planned & { code?: string }>(`release-cycles/${number}/items${dryRun ? '?dryRun=true' : ''}`, body)
    const inPlan = async (number: number) =>
      (
        await p.get<{ cards: { service: { name: string }; planned: number }[] }>(`plan/cards?cycle=${number}`)
      ).cards.map(({ service, planned }) => [service.name, planned])

    beforeEach(async () => {
      p = programmeApi(await freshDatabase(), '2026-01-10')
      await p.settings({ cycleAnchor: '2026-01-05', baselineDay: '2026-01-08', unitName: 'units' })
      await p.division('Retail')
      await p.team('Payments', 'Retail')
      await p.team('Orders', 'Retail')
      for (const [name, team, units] of [
        ['alpha', 'Payments', 100],
        ['beta', 'Payments', 200],
        ['gamma', 'Orders', 400],
        ['delta', 'Orders', 800],
        ['epsilon', 'Orders', 1600],
        ['zeta', 'Payments', 50],
      ] as const)
        await p.service(name, team, units, '2026-01-08')
      await plan(1, { items: [{ service: 'epsilon' }] })
      p.setClock('2026-03-03')
      await p.log('zeta', '2026-02-01', { level: 400 })
      await p.close(1, { carryOver: [] })
      p.setClock('2026-05-05')
      await p.log('beta', '2026-03-10', { level: 250 })
      await p.log('gamma', '2026-03-20', { cutover: true })
      await p.post('release-cycles/4/items', { items: [{ service: 'delta' }] })
      const names = ['alpha', 'beta', 'gamma', 'delta', 'epsilon']
      const made = await p.post<{ wave: { id: number } }>('waves', { name: 'spring', services: names })
      wave = made.body.wave.id
    })

    test('all that is on-premises and in no open plan goes in, in one stroke, and out again by the numbers that are answered', async () => {
      const { status, body } = await plan(3, { wave })
      expect([status, body]).toMatchObject([
        201,
        { added: 3, changed: 0, units: 100 + 150 + 1600, isScopeChange: true, preview: null },
      ])
      expect(await inPlan(3)).toEqual([
        ['alpha', 100],
        ['beta', 150],
        ['epsilon', 1600],
      ])
      expect(await inPlan(4)).toEqual([['delta', 800]])
      const again = await plan(5, { wave })
      expect([again.status, again.body.code]).toEqual([422, 'nothing-of-wave-to-plan'])
      const back = await p.post('release-cycles/3/items/removal', { services: body.addedServices })
      expect(back.body).toMatchObject({ removed: 3 })
      expect(await inPlan(3)).toEqual([])
      expect((await plan(3, { wave }, true)).body.added).toBe(3)
    })

    test('of a wave that is not there, with items beside it, or with neither, it is refused', async () => {
      expect((await plan(3, { wave: 999 })).status).toBe(404)
      expect((await plan(3, { wave, items: [{ service: 'alpha' }] })).status).toBe(400)
      expect((await plan(3, {})).status).toBe(400)
      expect((await plan(1, { wave })).body.code).toBe('cycle-closed')
    })

    test('a dry run tells the load of each team as its own report tells it, and writes nothing', async () => {
      await plan(3, {
        items: [
          { service: 'alpha', units: 40 },
          { service: 'zeta', units: 10 },
        ],
      })
      const before = await inPlan(3)
      const { status, body } = await plan(
        3,
        { items: [{ service: 'alpha' }, { service: 'epsilon', level: 500 }] },
        true,
      )
      expect([status, body]).toMatchObject([200, { added: 1, changed: 1, units: 860, dryRun: true }])
      expect(await inPlan(3)).toEqual(before)
      const report = (query: string) => p.get<CycleReport>(`release-cycles/3?measure=units${query}`)
      const { preview } = body
      expect(preview).toMatchObject({ planned: 50 + 60 + 800, teamsTouched: 2 })
      expect(preview?.capacity).toEqual((await report('')).capacity)
      expect(preview?.teams.map(({ team, added, planned }) => [team.name, added, planned])).toEqual([
        ['Orders', 800, 800],
        ['Payments', 60, 110],
      ])
      for (const { team, capacity } of preview?.teams ?? []) {
        expect(capacity, team.name).toEqual((await report(`&team=${team.name}`)).capacity)
        expect(capacity?.cycles, team.name).toBe(2)
      }
      // Nothing of Orders moved in cycle 1, and 400 units in cycle 2.
      expect(preview?.teams[0]?.capacity).toMatchObject({ median: 200, least: 0, most: 400 })
      // Planned so, it is what the board and the report say.
      await plan(3, { items: [{ service: 'alpha' }, { service: 'epsilon', level: 500 }] })
      expect((await report('')).scope.now).toBe(preview?.planned)
    })

    test('a dry run tells what would straddle, and which of it does not yet', async () => {
      await p.post('dependencies', {
        dependencies: [
          // Would begin: alpha goes, delta stays. Ends: alpha and epsilon go. Straddles now and on: beta in part, zeta in part.
          { service: 'alpha', dependsOn: 'delta', kind: 'calls' },
          { service: 'alpha', dependsOn: 'epsilon', kind: 'calls' },
          { service: 'gamma', dependsOn: 'alpha', kind: 'calls' },
          { service: 'beta', dependsOn: 'zeta', kind: 'calls' },
          { service: 'delta', dependsOn: 'zeta', kind: 'calls' },
        ],
      })
      const { body } = await plan(3, { wave }, true)
      const { straddling } = body.preview ?? { straddling: undefined }
      expect(straddling).toMatchObject({ total: 2, begin: 1 })
      expect(straddling?.first.map((one) => [one.service.name, one.dependsOn.name, one.straddlesNow])).toEqual([
        ['alpha', 'delta', false],
        ['beta', 'zeta', true],
      ])
      // What stands in the plan of the cycle is carried out too: planned beside it, delta leaves nothing behind.
      await p.post('plan/moves', { changes: [{ service: 'delta', from: 4, to: 3 }] })
      expect((await plan(3, { wave }, true)).body.preview?.straddling).toMatchObject({ total: 1, begin: 0 })
      // Once it is made, the cycle says the same of its plan.
      await plan(3, { wave })
      const after = await p.get<{ total: number; straddling: { service: { name: string } }[] }>(
        'release-cycles/3/straddle',
      )
      expect(after.straddling.map(({ service }) => service.name)).toEqual(['beta', 'delta'])
      const pages = await Promise.all(
        [0, 1].map((offset) => p.get<typeof after>(`release-cycles/3/straddle?limit=1&offset=${offset}`)),
      )
      expect(pages.flatMap(({ straddling: rows }) => rows)).toEqual(after.straddling)
    })
  },
)
