import { beforeAll, describe, expect, test } from 'vitest'
import type { readCloudServices } from '../../src/contract/cloud-services.ts'
import type { compare } from '../../src/contract/comparison.ts'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { explain, explainEntries } from '../../src/contract/explanations.ts'
import type { Growth } from '../../src/contract/growth.ts'
import type { listLocations } from '../../src/contract/locations.ts'
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

  test.each(['', '&asOf=2026-03-04', '&measure=services', '&division=Wholesale', '&team=Payments'])(
    'the exit of a location opens to the services in it: %s',
    async (view) => {
      const { locations } = await p.get<AnswerOf<typeof listLocations>>('locations')
      for (const { id, name, version } of locations) {
        if (version === 1) await p.patch(`locations/${id}`, { exitDay: '2026-05-12' }, version)
        const { groups } = await p.get<{ groups: { id: number; points: { total: number }[] }[] }>(
          `workload?groupBy=location&interval=day${view}`,
        )
        const left = groups.find((group) => group.id === id)?.points.at(-1)?.total ?? 0
        const open = (figure: string) => p.get<AnswerOf<typeof explain>>(`explanations/${figure}?location=${id}${view}`)
        const opened = await open('exit-left')
        expect([opened.value, opened.checked], name).toEqual([left, true])
        const { entries } = await p.get<AnswerOf<typeof explainEntries>>(
          `explanations/exit-left/entries?location=${id}&limit=500${view}`,
        )
        expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBe(left)
        expect(entries).toHaveLength(opened.entries ?? -1)
        // Nothing ran anywhere 24 weeks before, so all that is there came in since.
        const pace = (await open('exit-pace')).value ?? 0
        expect(pace, name).toBe(Math.round(-left / 24) + 0)
        // Six weeks are left on 31 March.
        if (!view.includes('asOf'))
          expect((await open('exit-required')).value, name).toBe(left === 0 ? null : Math.ceil(left / 6))
      }
      expect((await p.ask('GET', 'explanations/exit-left')).status).toBe(400)
    },
  )

  test('cloud services are gathered from the services in cloud, with their ratings, problems and places', async () => {
    const change = async (name: string, what: object) => {
      const { services } = await p.get<{ services: { id: number; version: number }[] }>(`services?q=${name}`)
      const { id, version } = services[0] ?? { id: 0, version: 0 }
      expect((await p.patch(`services/${id}`, what, version)).status).toBe(200)
      return id
    }
    const ledger = await change('ledger', {
      cloudServices: ['S3', 'CI/CD'],
      problem: 'slow listing',
      solution: 'prefixes',
    })
    const shop = await change('shop', { cloudServices: ['s3'], problem: 'egress cost' })
    // Runs on-premises alone, so what it means to use is not in use.
    await change('orders', { cloudServices: ['S3'] })
    for (const [service, ratings] of [
      [ledger, [5, 4, 4]],
      [shop, [2]],
    ] as const)
      for (const rating of ratings) {
        const given = await p.post('feedback', { service, rating, kind: 'cost' })
        expect(given.status, JSON.stringify(given.body)).toBe(201)
      }
    type Uses = AnswerOf<typeof readCloudServices>
    const { rows, ...head } = await p.get<Uses>('cloud-services')
    expect(head).toMatchObject({ inCloud: 3, naming: 2, total: 2, leastForAverage: 5 })
    expect(rows).toEqual([
      {
        name: 'S3',
        services: 2,
        units: 220 + 600,
        ratings: 4,
        average: null,
        problems: [
          { service: { id: ledger, name: 'ledger' }, problem: 'slow listing', solution: 'prefixes' },
          { service: { id: shop, name: 'shop' }, problem: 'egress cost', solution: '' },
        ],
        problemsMet: 2,
        problemsSolved: 1,
        teams: ['Payments', 'Web'],
        divisions: ['Retail'],
        places: ['Cloud', 'Frankfurt'],
      },
      expect.objectContaining({ name: 'CI/CD', services: 1, units: 220, ratings: 3, places: ['Cloud'] }),
    ])
    expect((await p.post('feedback', { service: shop, rating: 3, kind: 'cost' })).status).toBe(201)
    expect((await p.get<Uses>('cloud-services')).rows[0]).toMatchObject({ ratings: 5, average: 18 / 5 })
    expect(await p.get<Uses>('cloud-services?team=Web')).toMatchObject({ rows: [{ name: 's3', services: 1 }] })
    // Shop moved on 20 February, and ledger was smaller then.
    expect((await p.get<Uses>('cloud-services?asOf=2026-02-19')).rows[0]).toMatchObject({ services: 1, units: 200 })
    for (const [measure, whole] of [
      ['services', 2],
      ['units', 820],
    ] as const) {
      const opened = await p.get<AnswerOf<typeof explain>>(
        `explanations/cloud-service-use?cloudService=s3&measure=${measure}`,
      )
      expect([opened.value, opened.entries, opened.formula.at(-1)?.value]).toEqual([whole, 2, whole])
      const { entries } = await p.get<AnswerOf<typeof explainEntries>>(
        `explanations/cloud-service-use/entries?cloudService=s3&measure=${measure}`,
      )
      expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBe(whole)
    }
    expect((await p.ask('GET', 'explanations/cloud-service-use')).status).toBe(400)
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
