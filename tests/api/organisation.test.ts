import { beforeEach, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import type { readWorkload } from '../../src/contract/workload.ts'
import type { Team } from '../../src/domain/team.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type Grouped = Extract<AnswerOf<typeof readWorkload>, { groups: unknown }>

describe.each(quickEngines)('the organisation on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeEach(async () => {
    p = await twoDivisions(await freshDatabase())
  })

  /** Cloud and on-premises at the end of each week, by name. */
  const weekly = async (groupBy: string, more = '') => {
    const { groups } = await p.get<Grouped>(`workload?groupBy=${groupBy}${more}`)
    return Object.fromEntries(
      groups.map(({ name, points }) => [name, points.map(({ onPrem, cloud }) => [onPrem, cloud])]),
    )
  }
  const sumsHold = async () => {
    expect(await p.projections()).toMatchObject({ differing: 0, brokenServices: 0 })
    for (const more of ['', '&measure=services', '&location=Cloud']) {
      const whole = (await p.get<{ points: { onPrem: number; cloud: number }[] }>(`workload?interval=week${more}`))
        .points
      for (const groupBy of ['division', 'team']) {
        const groups = Object.values(await weekly(groupBy, more))
        whole.forEach(({ onPrem, cloud }, at) => {
          expect(groups.reduce((sum, points) => sum + (points[at]?.[0] ?? Number.NaN), 0)).toBe(onPrem)
          expect(groups.reduce((sum, points) => sum + (points[at]?.[1] ?? Number.NaN), 0)).toBe(cloud)
        })
      }
    }
  }

  test('a team that goes to another division takes its whole history with it', async () => {
    const before = await weekly('team')
    const moved = await p.patch<Team>('teams/2', { division: 'Wholesale' }, 1)
    expect(moved).toMatchObject({ status: 200, body: { division: { name: 'Wholesale' }, version: 2 } })
    expect(await weekly('team')).toEqual(before)
    const divisions = await weekly('division')
    expect(divisions['Retail']).toEqual(before['Payments'])
    expect(divisions['Wholesale']?.at(-1)).toEqual([250, 600])
    expect(await p.get('growth?division=Retail')).toMatchObject({ multiple: 2.6 })
    await sumsHold()
    await p.patch('teams/1', { division: 'Wholesale' }, 1)
    expect(await p.get('comparison')).toMatchObject({
      total: 1,
      rows: [{ name: 'Wholesale', lastConfirmedOn: '2026-03-25' }],
    })
    await sumsHold()
  })

  test('a service that goes to another team takes its whole history with it', async () => {
    await p.patch('services/1', { team: 'Orders' }, 1)
    expect((await weekly('team'))['Orders']?.at(-1)).toEqual([950, 300])
    expect((await weekly('division'))['Retail']?.at(-1)).toEqual([0, 820])
    expect(await p.get('explanations/cloud?team=Orders')).toMatchObject({ value: 300, checked: true })
    await sumsHold()
    await p.post('services/changes', { services: [1, 2, 3, 5], team: 'Orders' })
    await sumsHold()
    // Teams without anything left are as if they had never had anything: that is what the moves say now.
    expect(await p.get('comparison?by=team')).toMatchObject({ total: 1 })
    const { teams } = await p.get<{ teams: Team[] }>('teams')
    expect(teams.map(({ name, services, lastConfirmedOn }) => [name, services, lastConfirmedOn])).toEqual([
      ['Orders', 4, '2026-03-25'],
      ['Payments', 0, null],
      ['Web', 0, null],
    ])
  })

  test('figures known at an instant follow the present teams too', async () => {
    const instant = await p.latestInstant()
    await p.log('shop', '2026-03-30', { units: 10, from: null, to: 'Frankfurt' })
    await p.patch('services/3', { team: 'Orders' }, 1)
    expect(await p.get(`growth?team=Orders&knownAt=${instant}`)).toMatchObject({ now: { onPrem: 250, cloud: 600 } })
    expect(await p.get('growth?team=Orders')).toMatchObject({ now: { onPrem: 250, cloud: 610 } })
    expect(await p.get(`comparison?by=team&knownAt=${instant}`)).toMatchObject({
      rows: [
        { name: 'Payments' },
        { name: 'Orders', cloud: 600, lastConfirmedOn: '2026-03-20' },
        { name: 'Web', total: 0 },
      ],
    })
  })

  test('what an edit leaves out stays as it was', async () => {
    await p.patch('locations/4', { provider: 'Equinix', region: 'FR5', exitDay: '2027-01-01' }, 1)
    expect((await p.patch('locations/4', { name: 'Loft' }, 2)).body).toEqual({
      id: 4,
      name: 'Loft',
      kind: 'on_prem',
      provider: 'Equinix',
      region: 'FR5',
      exitDay: '2027-01-01',
      version: 3,
    })
    expect((await p.patch('locations/4', { exitDay: null }, 3)).body).toMatchObject({
      exitDay: null,
      provider: 'Equinix',
    })
    expect((await p.patch('teams/1', { name: 'Pay' }, 1)).body).toMatchObject({
      name: 'Pay',
      division: { name: 'Retail' },
    })
    expect((await p.patch('divisions/1', {}, 1)).body).toMatchObject({ name: 'Retail', teams: 2, version: 2 })
  })

  test('the kind of a location is frozen once a move names it', async () => {
    expect(await p.patch('locations/4', { kind: 'public_cloud' }, 1)).toMatchObject({ status: 422 })
    const unused = await p.location('Oslo', 'on_prem')
    expect((await p.patch(`locations/${unused}`, { kind: 'public_cloud' }, 1)).status).toBe(200)
    expect((await p.patch('locations/4', { kind: 'on_prem', name: 'Loft' }, 1)).status).toBe(200)
  })

  test('names are taken once, in any case; edits need the version that was read', async () => {
    for (const [path, body] of [
      ['locations', { name: 'CLOUD', kind: 'on_prem' }],
      ['divisions', { name: ' retail ' }],
      ['teams', { name: 'ｗeb', division: 'Retail' }],
    ] as const) {
      expect(await p.post(path, body), path).toMatchObject({ status: 422, body: { code: 'name-taken' } })
      expect((await p.patch(`${path}/1`, { name: 'other' })).status, path).toBe(428)
      expect(await p.patch(`${path}/1`, { name: 'other' }, 7), path).toMatchObject({
        status: 412,
        body: { current: { id: 1 } },
      })
      expect((await p.patch(`${path}/99`, { name: 'other' }, 1)).status, path).toBe(404)
      expect((await p.patch(`${path}/1`, { id: 5 }, 1)).status, path).toBe(400)
    }
    expect((await p.post('teams', { name: 'New', division: 'Nowhere' })).status).toBe(422)
  })

  test('teams are listed by name, searched, filtered and paged', async () => {
    const names = async (query: string) =>
      (await p.get<{ teams: Team[] }>(`teams?${query}`)).teams.map(({ name }) => name)
    expect(await names('')).toEqual(['Orders', 'Payments', 'Web'])
    expect(await names('q=AY')).toEqual(['Payments'])
    expect(await names('division=Retail&limit=1&offset=1')).toEqual(['Web'])
    expect(await p.get('divisions')).toMatchObject({
      divisions: [
        { name: 'Retail', teams: 2 },
        { name: 'Wholesale', teams: 1 },
      ],
    })
  })

  test('settings of the programme are checked, and figures follow them at once', async () => {
    const { version } = await p.get<{ version: number }>('programme')
    expect(await p.patch('programme', { baselineDay: '2026-02-20', milestones: [1.5, 2] }, version)).toMatchObject({
      status: 200,
      body: { version: version + 1 },
    })
    expect(await p.get('growth')).toMatchObject({
      baseline: 1300,
      multiple: 1120 / 1300,
      milestones: [{ multiple: 1.5, amount: 1950, growthPercent: 50 }, {}],
    })
    for (const wrong of [
      { milestones: [] },
      { milestones: [10, 5] },
      { milestones: [2.555] },
      { milestones: [1] },
      { zone: 'Mars/Olympus' },
      { cycleDays: 0 },
      { baselineDay: '2026-02-30' },
      { unitName: '' },
      { partsPerShownUnit: 0.5 },
      { firstDay: '2026-02-01' },
      { version: 5 },
    ])
      expect([wrong, (await p.patch('programme', wrong, version + 1)).status]).toEqual([wrong, 400])
  })
})
