import { beforeAll, describe, expect, test } from 'vitest'
import type { listDependencies, readOrderOfMoves, readStraddleDebt } from '../../src/contract/dependencies.ts'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { explain, explainEntries } from '../../src/contract/explanations.ts'
import type { listWaves, readWave } from '../../src/contract/waves.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type Explanation = AnswerOf<typeof explain>
type Entries = AnswerOf<typeof explainEntries>

describe.each(quickEngines)('figures of waves and of the order of moves opened on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeAll(async () => {
    p = await twoDivisions(await freshDatabase())
    await p.post('dependencies', {
      dependencies: [
        { service: 'payments-api', dependsOn: 'ledger' },
        { service: 'shop', dependsOn: 'orders' },
        { service: 'orders', dependsOn: 'search' },
        { service: 'shop', dependsOn: 'ledger' },
      ],
    })
    await p.post('waves', { name: 'First', services: ['payments-api', 'shop', 'search'] })
    await p.post('waves', { name: 'Second', services: ['orders', 'ledger'] })
    await p.post('waves', { name: 'Empty', services: [] })
  })

  const everyEntry = async (path: string): Promise<Entries['entries']> => {
    const all: Entries['entries'] = []
    for (let next: string | null = ''; next !== null; ) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`
      const page: Entries = await p.get(`${path}&limit=1${cursor}`)
      all.push(...page.entries)
      next = page.next
    }
    return all
  }

  /** What the entries make is what it says; lines with + and − make the last one. */
  async function opens(figure: string, query: string, said: number): Promise<Entries['entries']> {
    const explained = await p.get<Explanation>(`explanations/${figure}?${query}`)
    const entries = await everyEntry(`explanations/${figure}/entries?${query}`)
    const where = `${figure} ${query}`
    expect([explained.value, explained.checked, explained.entries], where).toEqual([said, true, entries.length])
    expect(
      entries.reduce((sum, { amount }) => sum + amount, 0),
      where,
    ).toBe(said)
    const signed = explained.formula.slice(0, -1).map(({ sign, value }) => (sign === '-' ? -1 : 1) * (value ?? 0))
    expect(
      signed.reduce((sum, value) => sum + value, 0),
      where,
    ).toBe(said)
    return entries
  }

  test.each(['', '&asOf=2026-03-04', '&asOf=2026-03-16', '&division=Wholesale'])(
    'a wave says what its line says, of the whole programme: %s',
    async (view) => {
      const onDay = view.replace('&division=Wholesale', '')
      const { waves } = await p.get<AnswerOf<typeof listWaves>>(`waves?limit=10${onDay}`)
      expect(waves).toHaveLength(3)
      for (const { id, services, remaining, units, wouldStraddle } of waves) {
        const of = `wave=${id}${view}`
        const whole = await opens('wave-services', of, services)
        const left = await opens('wave-left', `${of}&measure=services`, remaining)
        const inUnits = await opens('wave-left', `${of}&measure=units`, units.onPrem)
        const straddling = await opens('wave-straddling', of, wouldStraddle)
        // The same wave, read as a page of services.
        const read = await p.get<AnswerOf<typeof readWave>>(`waves/${id}?limit=500${onDay}`)
        const onPrem = new Map(read.services.map((service) => [service.name, service.onPrem]))
        expect(whole.map(({ service }) => service?.name).sort()).toEqual([...onPrem.keys()].sort())
        expect(new Map(inUnits.map(({ service, amount }) => [service?.name, amount]))).toEqual(
          new Map([...onPrem].filter(([, its]) => its > 0)),
        )
        expect(left.map(({ service }) => service?.name)).toEqual(inUnits.map(({ service }) => service?.name))
        expect(straddling.map(({ service, dependsOn }) => [service?.name, dependsOn?.name]).sort()).toEqual(
          read.straddling.map((tie) => [tie.service.name, tie.dependsOn.name]).sort(),
        )
      }
    },
  )

  test.each(['', '&asOf=2026-03-16', '&team=Web'])(
    'each move of the order says which dependencies it ends, and what is left after it: %s',
    async (view) => {
      const { moves } = await p.get<AnswerOf<typeof readOrderOfMoves>>(`straddle-debt/order?limit=50${view}`)
      const { debt } = await p.get<AnswerOf<typeof readStraddleDebt>>(`straddle-debt?${view.slice(1)}`)
      const { dependencies } = await p.get<AnswerOf<typeof listDependencies>>(`dependencies?limit=50${view}`)
      // Counted again from the list: whose end is still on-premises is so until its own move.
      const moved = new Set<string>()
      let before = debt
      for (const move of moves) {
        const of = `service=${move.service.id}${view}`
        await opens('move-gain', of, move.gain)
        const left = await opens('move-debt', of, move.debt)
        moved.add(move.service.name)
        const sides = ({ name, onPrem, cloud }: { name: string; onPrem: number; cloud: number }) =>
          moved.has(name) ? { onPrem: 0, cloud: 1 } : { onPrem, cloud }
        const straddling = dependencies.filter((tie) => {
          const [one, other] = [sides(tie.service), sides(tie.dependsOn)]
          return (one.cloud > 0 && other.onPrem > 0) || (one.onPrem > 0 && other.cloud > 0)
        })
        expect(left.map(({ service, dependsOn }) => `${service?.name} ${dependsOn?.name}`).sort()).toEqual(
          straddling.map((tie) => `${tie.service.name} ${tie.dependsOn.name}`).sort(),
        )
        expect(before - straddling.length).toBe(move.gain)
        before = straddling.length
      }
      if (view === '') expect(moves.length).toBeGreaterThan(0)
    },
  )

  test('without a wave or a service it is asked for, one that is not there is said, and a service with no move has no value', async () => {
    expect((await p.ask('GET', 'explanations/wave-left')).status).toBe(400)
    expect((await p.ask('GET', 'explanations/wave-left?wave=99')).status).toBe(404)
    expect((await p.ask('GET', 'explanations/move-gain')).status).toBe(400)
    expect(await p.get('explanations/move-gain?service=999')).toMatchObject({ value: null, entries: 0 })
  })
})
