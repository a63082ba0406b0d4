import { beforeAll, describe, expect, test } from 'vitest'
import type { compare } from '../../src/contract/comparison.ts'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { explain, explainEntries } from '../../src/contract/explanations.ts'
import type { Growth } from '../../src/contract/growth.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type Comparison = AnswerOf<typeof compare>

describe.each(quickEngines)('the league on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeAll(async () => {
    p = await twoDivisions(await freshDatabase())
    const change = async (service: string, what: object) => {
      const { services } = await p.get<{ services: { id: number; version: number }[] }>(`services?q=${service}`)
      const { id, version } = services[0] ?? { id: 0, version: 0 }
      expect((await p.patch(`services/${id}`, what, version)).status).toBe(200)
    }
    await change('payments-api', { strategy: 'refactor', criticality: 'critical' })
    await change('orders', { strategy: 'rehost' })
    const said = async (team: string, day: string, time: string, service: string, answer?: string) => {
      p.setClock(`${day}T08:00:00Z`)
      const { status, body } = await p.post<{ id: number }>('stand-ups/lines', {
        team,
        time,
        kind: 'promise',
        service,
        text: 'look',
      })
      expect(status, JSON.stringify(body)).toBe(201)
      if (answer === undefined) return
      const given = await p.post(`stand-ups/lines/${body.id}/answer`, { answer })
      expect(given.status, JSON.stringify(given.body)).toBeLessThan(300)
    }
    await said('Payments', '2026-03-26', 'morning', 'payments-api', 'kept')
    await said('Payments', '2026-03-27', 'morning', 'ledger')
    await said('Web', '2026-03-30', 'morning', 'shop', 'kept')
    p.setClock('2026-03-31')
  })

  test('pace, promises and effort stand beside each rank', async () => {
    const { over, rows } = await p.get<Comparison>('comparison?by=team&league=true')
    expect(over).toEqual({
      pace: { from: '2025-10-14', to: '2026-03-31', cycles: 3 },
      promises: { from: '2026-03-02', to: '2026-03-31' },
    })
    const its = new Map(rows.map(({ name, league }) => [name, league]))
    expect(its.get('Payments')).toEqual({
      pace: null,
      promised: 2,
      kept: 1,
      effort: { class: 'small', points: 10, services: 1, critical: 1, undecided: 0 },
    })
    expect(its.get('Web')).toMatchObject({ promised: 1, kept: 1, effort: { class: 'none', points: 0, services: 0 } })
    expect(its.get('Orders')).toMatchObject({ promised: 0, kept: 0, effort: { points: 1, services: 1, undecided: 0 } })
    // A division is its teams together; without the question nothing of it is read.
    const divisions = await p.get<Comparison>('comparison?league=true')
    expect(divisions.rows.find(({ name }) => name === 'Retail')?.league).toMatchObject({
      promised: 3,
      kept: 2,
      effort: { points: 10, services: 1 },
    })
    expect((await p.get<Comparison>('comparison')).rows.map(({ league }) => league)).toEqual([null, null])
  })

  test.each(['', '&asOf=2026-03-28', '&asOf=2026-02-12', '&asOf=2026-01-12', '&measure=services'])(
    'every row says what the headline of the team and the opened figures say: %s',
    async (view) => {
      for (const { name, league } of (await p.get<Comparison>(`comparison?by=team&league=true${view}`)).rows) {
        const growth = await p.get<Growth>(`growth?team=${name}${view}`)
        expect(league?.pace, name).toBe(growth.pace.runningAtPerCycle)
        for (const figure of ['effort', 'promises-kept'] as const) {
          const opened = await p.get<AnswerOf<typeof explain>>(`explanations/${figure}?team=${name}${view}`)
          const whole =
            figure === 'effort'
              ? league?.effort.points
              : league?.promised === 0
                ? null
                : (league?.kept ?? 0) / (league?.promised ?? 1)
          expect(opened.value, `${name} ${figure}`).toBe(whole)
          const last = opened.parts.at(-1)?.value
          expect(opened.parts.slice(0, -1).reduce((sum, { value }) => sum + (value ?? 0), 0)).toBe(last)
          const all: AnswerOf<typeof explainEntries>['entries'] = []
          let next: string | null = ''
          while (next !== null) {
            const page: AnswerOf<typeof explainEntries> = await p.get(
              `explanations/${figure}/entries?team=${name}&limit=1${view}${next === '' ? '' : `&cursor=${next}`}`,
            )
            all.push(...page.entries)
            next = page.next
          }
          expect(all).toHaveLength(opened.entries ?? -1)
          expect(all.reduce((sum, { amount }) => sum + amount, 0)).toBe(
            figure === 'effort' ? league?.effort.points : league?.kept,
          )
        }
      }
    },
  )
})
