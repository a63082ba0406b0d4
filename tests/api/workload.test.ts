import { beforeAll, describe, expect, test } from 'vitest'
import type { WorkloadPoint } from '../../src/contract/workload.ts'
import { type ProgrammeApi, programmeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

interface Series {
  interval: string
  measure: string
  unit: string
  points: WorkloadPoint[]
}
interface Groups {
  groups: { id: number; name: string; points: WorkloadPoint[] }[]
}

const point = (
  day: string,
  onPrem: number,
  privateCloud: number,
  publicCloud: number,
  more: Partial<WorkloadPoint> = {},
) => ({
  day,
  onPrem,
  privateCloud,
  publicCloud,
  cloud: privateCloud + publicCloud,
  total: onPrem + privateCloud + publicCloud,
  ...more,
})
const partial = { partial: true } as const

describe.each(quickEngines)('workload on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  const read = (query: string) => p.get<Series>(`workload?${query}`)
  const grouped = async (query: string) =>
    Object.fromEntries((await p.get<Groups>(`workload?${query}`)).groups.map(({ name, points }) => [name, points]))

  beforeAll(async () => {
    p = await twoDivisions(await freshDatabase())
  })

  test('weeks end on Sunday; a last day inside a week gives one partial point on it', async () => {
    expect(await read('from=2026-02-16&to=2026-03-04')).toEqual({
      interval: 'week',
      measure: 'units',
      unit: 'units',
      points: [
        point('2026-02-22', 1000, 700, 600),
        point('2026-03-01', 1000, 700, 600),
        point('2026-03-04', 1100, 700, 500, partial),
      ],
    })
    expect((await read('from=2026-02-18&to=2026-03-01')).points).toEqual([
      point('2026-02-22', 1000, 700, 600),
      point('2026-03-01', 1000, 700, 600),
    ])
  })

  test('by services a split one counts on each side and once in the total', async () => {
    expect((await read('from=2026-03-04&to=2026-03-04&interval=day&measure=services')).points).toEqual([
      { day: '2026-03-04', onPrem: 2, privateCloud: 2, publicCloud: 2, cloud: 4, total: 5 },
    ])
    expect((await read('from=2026-03-31&to=2026-03-31&interval=day&measure=services')).points).toEqual([
      { day: '2026-03-31', onPrem: 2, privateCloud: 1, publicCloud: 2, cloud: 3, total: 4 },
    ])
  })

  test('days before the first move are zeros, and a day carries what the one before left', async () => {
    expect((await read('interval=day&from=2026-01-08&to=2026-01-16')).points).toEqual([
      point('2026-01-08', 0, 0, 0),
      point('2026-01-09', 0, 0, 0),
      ...['10', '11', '12', '13', '14'].map((day) => point(`2026-01-${day}`, 1000, 0, 0)),
      point('2026-01-15', 1000, 0, 200),
      point('2026-01-16', 1000, 0, 200),
    ])
  })

  test('cycles carry their last day; before the anchor there is none', async () => {
    const cycles = [point('2026-03-01', 1000, 700, 600), point('2026-03-31', 950, 600, 520, partial)]
    expect((await read('interval=cycle&from=2025-11-01')).points).toEqual(cycles)
    expect((await read('interval=cycle')).points).toEqual(cycles)
    expect((await read('interval=cycle&to=2026-03-01')).points).toEqual(cycles.slice(0, 1))
    expect((await read('interval=cycle&from=2025-01-01&to=2026-01-04')).points).toEqual([])
  })

  test('without days it reaches from the first move to the as-of day, and never past it', async () => {
    const days = (await read('interval=day')).points.map(({ day }) => day)
    expect([days[0], days.at(-1), days.length]).toEqual(['2026-01-10', '2026-03-31', 81])
    expect((await read('interval=day&asOf=2026-02-20&from=2026-02-19&to=2026-03-31')).points).toEqual([
      point('2026-02-19', 1600, 100, 600),
      point('2026-02-20', 1000, 700, 600),
    ])
    expect((await read('from=2026-03-30&to=2026-04-30')).points).toEqual([point('2026-03-31', 950, 600, 520, partial)])
    expect((await read('asOf=2026-01-31&from=2026-02-05')).points).toEqual([])
  })

  const today = 'interval=day&from=2026-03-31&to=2026-03-31'
  test('grouped by division, by team and by location', async () => {
    expect(await grouped(`${today}&groupBy=division`)).toEqual({
      Retail: [point('2026-03-31', 700, 600, 520)],
      Wholesale: [point('2026-03-31', 250, 0, 0)],
    })
    expect(await grouped(`${today}&groupBy=team`)).toEqual({
      Orders: [point('2026-03-31', 250, 0, 0)],
      Payments: [point('2026-03-31', 700, 0, 520)],
      Web: [point('2026-03-31', 0, 600, 0)],
    })
    expect(await grouped(`${today}&groupBy=location`)).toEqual({
      Attic: [point('2026-03-31', 0, 0, 0)],
      Cloud: [point('2026-03-31', 0, 0, 520)],
      Frankfurt: [point('2026-03-31', 0, 600, 0)],
      'On-premises': [point('2026-03-31', 950, 0, 0)],
    })
    expect(await grouped(`${today}&groupBy=location&measure=services`)).toEqual({
      Attic: [point('2026-03-31', 0, 0, 0)],
      Cloud: [point('2026-03-31', 0, 0, 2)],
      Frankfurt: [point('2026-03-31', 0, 1, 0)],
      'On-premises': [point('2026-03-31', 2, 0, 0)],
    })
  })

  test('filters by name and by id say the same, in every grouping', async () => {
    const { divisions } = await p.get<{ divisions: { id: number; name: string }[] }>('divisions')
    const { teams } = await p.get<{ teams: { id: number; name: string }[] }>('teams')
    const { locations } = await p.get<{ locations: { id: number; name: string }[] }>('locations')
    for (const [kind, all] of Object.entries({ division: divisions, team: teams, location: locations })) {
      for (const { id, name } of all) {
        for (const groupBy of ['none', 'division', 'team', 'location']) {
          const query = `groupBy=${groupBy}&${kind}`
          expect(await p.get(`workload?${query}=${id}`)).toEqual(
            await p.get(`workload?${query}=${encodeURIComponent(name.toUpperCase())}`),
          )
        }
      }
    }
  })

  test('filters narrow each other', async () => {
    expect((await read(`${today}&team=Payments`)).points).toEqual([point('2026-03-31', 700, 0, 520)])
    expect((await read(`${today}&division=Retail&team=Web`)).points).toEqual([point('2026-03-31', 0, 600, 0)])
    expect((await read(`${today}&location=Cloud&team=Payments`)).points).toEqual([point('2026-03-31', 0, 0, 520)])
    expect((await read(`${today}&location=On-premises&division=Retail`)).points).toEqual([
      point('2026-03-31', 700, 0, 0),
    ])
    expect(await grouped(`${today}&groupBy=team&location=On-premises`)).toEqual({
      Orders: [point('2026-03-31', 250, 0, 0)],
      Payments: [point('2026-03-31', 700, 0, 0)],
      Web: [point('2026-03-31', 0, 0, 0)],
    })
    expect(await grouped(`${today}&groupBy=division&team=Web`)).toEqual({ Retail: [point('2026-03-31', 0, 600, 0)] })
    const clash = await p.ask('GET', 'workload?division=Wholesale&team=Web')
    expect([clash.status, clash.body['code']]).toEqual([422, 'team-not-in-division'])
  })

  test.each(['units', 'services'])(
    'the parts of each grouping add up to the whole on every day, in %s',
    async (measure) => {
      const whole = (await read(`interval=day&measure=${measure}`)).points
      for (const groupBy of ['division', 'team']) {
        const groups = Object.values(await grouped(`interval=day&measure=${measure}&groupBy=${groupBy}`))
        whole.forEach((day, at) => {
          for (const name of ['onPrem', 'privateCloud', 'publicCloud', 'cloud', 'total'] as const)
            expect(
              groups.reduce((sum, points) => sum + (points[at]?.[name] ?? Number.NaN), 0),
              `${groupBy} ${day.day}`,
            ).toBe(day[name])
        })
      }
    },
  )

  test('what asks for nothing sensible is told what to do', async () => {
    for (const [query, status, code] of [
      ['from=2026-03-02&to=2026-03-01', 400, 'invalid-input'],
      ['from=2026-02-30', 400, 'invalid-input'],
      ['interval=month', 400, 'invalid-input'],
      ['intervall=day', 400, 'invalid-input'],
      ['from=2026-01-01&from=2026-01-02', 400, 'invalid-input'],
      ['from=0001-01-01&interval=day', 400, 'invalid-input'],
      ['asOf=2026-04-01', 422, 'as-of-in-future'],
      ['knownAt=2027-01-01T00:00:00Z', 422, 'known-at-in-future'],
      ['team=Paymants', 422, 'unknown-team'],
      ['location=%00', 400, 'invalid-input'],
    ] as const) {
      const answer = await p.ask('GET', `workload?${query}`)
      expect([query, answer.status, answer.body['code']]).toEqual([query, status, code])
    }
    expect((await p.ask<{ detail: string }>('GET', 'workload?team=Paymants')).body.detail).toBe(
      'No team is called Paymants. Did you mean Payments?',
    )
  })

  test('an empty programme answers with zeros', async () => {
    const empty = programmeApi(await freshDatabase(), '2026-03-31')
    expect((await empty.get<Series>('workload?interval=day&from=2026-03-30')).points).toEqual([
      point('2026-03-30', 0, 0, 0),
      point('2026-03-31', 0, 0, 0),
    ])
    expect(await empty.get('workload?groupBy=team')).toMatchObject({ groups: [] })
  })

  test('a mistyped year is healed by its reversal', async () => {
    const q = programmeApi(await freshDatabase(), '2026-03-31')
    await q.division('Retail')
    await q.team('Web', 'Retail')
    await q.service('shop', 'Web', 5, '2026-03-30')
    const { moves } = await q.log('shop', '1976-03-30', { units: 7, from: null, to: 'Cloud' })
    await q.reverse(moves[0]?.id ?? 0)
    expect((await q.get<Series>('workload?interval=day')).points.map(({ day }) => day)).toEqual([
      '2026-03-30',
      '2026-03-31',
    ])
    expect(await q.get('session')).toMatchObject({ firstMoveOn: '2026-03-30', lastMoveOn: '2026-03-30' })
  })
})
