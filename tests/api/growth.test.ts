import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Growth } from '../../src/contract/growth.ts'
import type { ProgrammeApi } from './set-up/programme-api.ts'
import { programmeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

const balance = (onPrem: number, privateCloud: number, publicCloud: number) => ({
  onPrem,
  privateCloud,
  publicCloud,
  cloud: privateCloud + publicCloud,
  total: onPrem + privateCloud + publicCloud,
})
const milestone = (multiple: number, amount: number, away: number, reachedOn: string | null = null) => ({
  multiple,
  growthPercent: (multiple - 1) * 100,
  amount,
  away,
  reachedOn,
  lostOn: null,
  crossings: reachedOn === null ? [] : [{ day: reachedOn, direction: 'reached' }],
})

describe.each(quickEngines)('growth on $name', ({ freshDatabase }) => {
  describe('of two divisions', () => {
    let p: ProgrammeApi
    beforeAll(async () => {
      p = await twoDivisions(await freshDatabase())
    })

    test('the headline by units', async () => {
      expect(await p.get('growth')).toEqual({
        measure: 'units',
        unit: 'units',
        asOf: '2026-03-31',
        knownAt: null,
        baselineDay: '2026-01-31',
        baseline: 200,
        now: balance(950, 600, 520),
        split: 0,
        multiple: 5.6,
        growthPercent: expect.closeTo(460, 9),
        share: 1120 / 2070,
        other: { measure: 'services', unit: 'services', baseline: 1, cloud: 3, multiple: 3, growthPercent: 200 },
        weekAgo: { day: '2026-03-24', now: balance(950, 600, 550), share: 1150 / 2100 },
        cycle: {
          number: 2,
          firstDay: '2026-03-02',
          lastDay: '2026-04-26',
          dayOfCycle: 30,
          days: 56,
          onPremAtStart: 1000,
          cloudAtStart: 1300,
        },
        milestones: [milestone(5, 1000, 0, '2026-02-20'), milestone(10, 2000, 880), milestone(20, 4000, 2880)],
        parts: { migrated: 1000, born: 100, grown: 50, rolledBack: 100, retired: 100, shrunk: 30, net: 920 },
        onPremises: { atBaseline: 1600, discovered: 400, migrated: 900, retired: 150, remaining: 950 },
        pace: {
          targetMultiple: null,
          targetDay: null,
          daysLeft: null,
          requiredPerCycle: null,
          runningAtPerCycle: null,
          over: { from: '2025-10-14', to: '2026-03-31', cycles: 3 },
          reason: 'no-target',
        },
        scope: null,
        recordedSince: null,
        freshness: { staleShare: 600 / 1120, staleTeams: 1, teams: 3 },
        finding: {
          code: 'next-milestone',
          reached: { multiple: 5, day: '2026-02-20' },
          lost: null,
          next: { multiple: 10, away: 880 },
        },
      })
    })

    test('the headline by services: fully moved only in the share, split ones shown', async () => {
      expect(await p.get('growth?measure=services')).toMatchObject({
        unit: 'services',
        baseline: 1,
        now: { onPrem: 2, privateCloud: 1, publicCloud: 2, cloud: 3, total: 4 },
        split: 1,
        multiple: 3,
        growthPercent: 200,
        share: 0.5,
        other: { measure: 'units', baseline: 200, cloud: 1120, multiple: 5.6 },
        milestones: [milestone(5, 5, 2), milestone(10, 10, 7), milestone(20, 20, 17)],
        parts: { migrated: 2, born: 1, grown: 0, rolledBack: 0, retired: 1, shrunk: 0, net: 2 },
        onPremises: { atBaseline: 2, discovered: 1, migrated: 1, retired: 0, remaining: 2 },
        freshness: { staleShare: 1 / 3, staleTeams: 1, teams: 3 },
        finding: { code: 'none-reached' },
      })
    })

    test('of one team, and as of a day', async () => {
      expect(await p.get('growth?team=Payments')).toMatchObject({
        baseline: 200,
        multiple: 2.6,
        now: balance(700, 0, 520),
        onPremises: { atBaseline: 1000, discovered: 0, migrated: 300, retired: 0, remaining: 700 },
        freshness: { staleShare: 0, staleTeams: 0, teams: 1 },
      })
      expect(await p.get('growth?asOf=2026-02-19')).toMatchObject({
        multiple: 3.5,
        cycle: { number: 1, dayOfCycle: 46, onPremAtStart: 0, cloudAtStart: 0 },
        milestones: [milestone(5, 1000, 300), milestone(10, 2000, 1300), milestone(20, 4000, 3300)],
      })
    })

    test('as of a day before the baseline day there is no baseline yet, and the sums still close', async () => {
      expect(await p.get('growth?asOf=2026-01-20')).toMatchObject({
        baseline: 0,
        multiple: null,
        growthPercent: null,
        parts: { born: 200, net: 200 },
        onPremises: { atBaseline: 0, discovered: 1600, migrated: 0, retired: 0, remaining: 1600 },
        finding: { code: 'no-baseline' },
      })
      expect(await p.get('growth?asOf=2026-01-01')).toMatchObject({ cycle: null, finding: { code: 'nothing-logged' } })
    })

    test('taken apart by cycle', async () => {
      const none = { migrated: 0, born: 0, grown: 0, rolledBack: 0, retired: 0, shrunk: 0 }
      expect(await p.get('growth/parts')).toMatchObject({
        periods: [
          {
            ...none,
            cycle: 1,
            firstDay: '2026-01-10',
            lastDay: '2026-03-01',
            partial: false,
            migrated: 1000,
            born: 300,
            net: 1300,
            discoveredOnPrem: 2000,
            retiredOnPrem: 0,
          },
          {
            cycle: 2,
            firstDay: '2026-03-02',
            lastDay: '2026-03-31',
            partial: true,
            migrated: 0,
            born: 0,
            grown: 50,
            rolledBack: 100,
            retired: 100,
            shrunk: 30,
            net: -180,
            discoveredOnPrem: 0,
            retiredOnPrem: 150,
          },
        ],
      })
      const weeks = await p.get<{ periods: { net: number; lastDay: string }[] }>('growth/parts?interval=week&last=500')
      expect(weeks.periods.reduce((sum, { net }) => sum + net, 0)).toBe(1120)
      expect((await p.get<{ periods: unknown[] }>('growth/parts?interval=day&last=3')).periods).toHaveLength(3)
    })

    test('over time: the line starts on the baseline day', async () => {
      const series = await p.get<{ points: { day: string; cloud: number; multiple: number }[]; cycles: unknown[] }>(
        'growth/series',
      )
      expect(series.points.slice(0, 5)).toEqual([
        { day: '2026-01-31', cloud: 200, multiple: 1 },
        { day: '2026-02-01', cloud: 200, multiple: 1 },
        { day: '2026-02-08', cloud: 600, multiple: 3 },
        { day: '2026-02-15', cloud: 700, multiple: 3.5 },
        { day: '2026-02-22', cloud: 1300, multiple: 6.5 },
      ])
      expect(series.points.at(-1)).toEqual({ day: '2026-03-31', cloud: 1120, multiple: 5.6 })
      expect(series.cycles).toEqual([
        { number: 1, firstDay: '2026-01-05', lastDay: '2026-03-01' },
        { number: 2, firstDay: '2026-03-02', lastDay: '2026-04-26' },
      ])
      expect((await p.ask('GET', 'growth/series?from=0001-01-01')).status).toBe(400)
    })

    test('divisions and teams side by side', async () => {
      const divisions = await p.get<{ rows: { shares: { day: string; share: number | null }[] }[] }>('comparison')
      expect(divisions).toMatchObject({
        total: 2,
        left: 950,
        rows: [
          {
            name: 'Retail',
            onPrem: 700,
            cloud: 1120,
            total: 1820,
            share: 1120 / 1820,
            baseline: 200,
            multiple: 5.6,
            thisCycle: -180,
            lastConfirmedOn: '2026-03-25',
          },
          {
            name: 'Wholesale',
            onPrem: 250,
            cloud: 0,
            total: 250,
            share: 0,
            baseline: 0,
            multiple: null,
            thisCycle: 0,
            lastConfirmedOn: '2026-03-20',
          },
        ],
      })
      const { shares } = divisions.rows[0] ?? { shares: [] }
      expect(shares).toHaveLength(40)
      expect([shares[0], shares.at(-1)]).toEqual([
        { day: '2026-01-31', share: 200 / 1800 },
        { day: '2026-03-31', share: 1120 / 1820 },
      ])
      expect(await p.get('comparison?by=team&measure=services')).toMatchObject({
        left: 2,
        rows: [
          { name: 'Payments', onPrem: 1, cloud: 2, total: 2, baseline: 1, multiple: 2, thisCycle: 0 },
          { name: 'Orders', onPrem: 1, cloud: 0, total: 1 },
          { name: 'Web', onPrem: 0, cloud: 1, total: 1, baseline: 0, thisCycle: -1, lastConfirmedOn: '2026-03-15' },
        ],
      })
      expect(await p.get('comparison?by=team&limit=1&offset=1')).toMatchObject({
        total: 3,
        left: 950,
        rows: [{ name: 'Orders' }],
      })
      // Wholesale entered with its first move: as of the day before it has no row.
      expect(await p.get('comparison?asOf=2026-02-09')).toMatchObject({ total: 1, rows: [{ name: 'Retail' }] })
    })

    test('what changed in the last days, largest first', async () => {
      expect(await p.get('changes')).toMatchObject({
        from: '2026-03-25',
        to: '2026-03-31',
        net: -30,
        totals: { shrunk_in_cloud: -30 },
        more: 0,
      })
      expect(await p.get('changes?days=30&limit=3')).toMatchObject({
        from: '2026-03-02',
        net: -180,
        totals: { rolled_back: -100, grown_in_cloud: 50, retired_in_cloud: -100, shrunk_in_cloud: -30 },
        rows: [
          { day: '2026-03-15', class: 'retired_in_cloud', team: { name: 'Web' }, amount: -100, services: 1 },
          {
            day: '2026-03-03',
            class: 'rolled_back',
            team: { name: 'Payments' },
            amount: -100,
            services: 1,
            evidence: 'INC-7',
          },
          { day: '2026-03-10', class: 'grown_in_cloud', amount: 50 },
        ],
        more: 1,
      })
    })

    test('who waits after a roll-back, since the day it came back', async () => {
      expect(await p.get('attention')).toEqual({
        services: 1,
        rolledBackEver: 1,
        rows: [
          {
            team: { id: 1, name: 'Payments' },
            services: 1,
            rolledBackOn: '2026-03-03',
            waitingDays: 28,
            evidence: 'INC-7',
          },
        ],
        more: 0,
      })
      expect(await p.get('attention?asOf=2026-03-02')).toMatchObject({ services: 0, rolledBackEver: 0, rows: [] })
    })
  })

  describe('of one service', () => {
    let p: ProgrammeApi
    beforeEach(async () => {
      p = programmeApi(await freshDatabase(), '2026-01-20')
      await p.settings({ baselineDay: '2026-01-31', cycleAnchor: '2026-01-05', milestones: [2.5, 5] })
      await p.division('Retail')
      await p.team('Web', 'Retail')
      await p.service('shop', 'Web', 1000, '2026-01-10')
      await p.log('shop', '2026-01-20', { units: 100 })
      p.setClock('2026-03-31')
    })
    const growth = (query = '') => p.get<Growth>(`growth${query}`)

    test('every crossing of a milestone is listed; lost is said only while below', async () => {
      await p.log('shop', '2026-02-01', { units: 400 })
      await p.log('shop', '2026-02-03', { units: 300, from: 'Cloud', to: 'On-premises' })
      const crossings = [
        { day: '2026-02-01', direction: 'reached' },
        { day: '2026-02-03', direction: 'lost' },
      ]
      expect((await growth()).milestones).toMatchObject([
        { multiple: 2.5, amount: 250, reachedOn: '2026-02-01', lostOn: '2026-02-03', crossings, away: 50 },
        { multiple: 5, amount: 500, reachedOn: '2026-02-01', lostOn: '2026-02-03', crossings, away: 300 },
      ])
      expect((await growth()).finding).toMatchObject({
        code: 'lost',
        lost: { multiple: 5, day: '2026-02-03', reachedOn: '2026-02-01' },
      })
      await p.log('shop', '2026-02-07', { units: 50 })
      expect((await growth()).milestones[0]).toMatchObject({
        reachedOn: '2026-02-01',
        lostOn: null,
        away: 0,
        crossings: [...crossings, { day: '2026-02-07', direction: 'reached' }],
      })
      expect(await p.get('explanations/to-milestone?milestone=2.5')).toMatchObject({
        value: 0,
        formula: [{ value: 2.5 }, {}, { value: 250 }, {}, {}],
      })
      expect((await p.ask('GET', 'explanations/to-milestone?milestone=7')).status).toBe(400)
    })

    test('the pace that the target asks for, and the one it runs at', async () => {
      // 112 days are two cycles: from 1x to 4x is a doubling each.
      await p.settings({ targetMultiple: 4, targetDay: '2026-07-21' })
      expect((await growth()).pace).toEqual({
        targetMultiple: 4,
        targetDay: '2026-07-21',
        daysLeft: 112,
        requiredPerCycle: 1,
        runningAtPerCycle: null,
        over: { from: '2025-10-14', to: '2026-03-31', cycles: 3 },
        reason: null,
      })
      await p.settings({ targetMultiple: 1.01 })
      await p.log('shop', '2026-03-01', { units: 700 })
      expect((await growth()).pace).toMatchObject({ requiredPerCycle: null, reason: 'target-met' })
      await p.settings({ targetMultiple: 9, targetDay: '2026-03-31' })
      expect((await growth()).pace).toMatchObject({ daysLeft: 0, requiredPerCycle: null, reason: 'day-past' })
      // 168 days after the first one in cloud: from 100 to 800 over three cycles, twice as much in each.
      p.setClock('2026-07-07')
      expect((await growth()).pace.runningAtPerCycle).toBeCloseTo(1, 12)
      await p.log('shop', '2026-07-07', { level: 0 })
      expect((await growth()).pace).toMatchObject({
        requiredPerCycle: null,
        reason: 'nothing-in-cloud',
        runningAtPerCycle: null,
      })
    })

    test('a pace past every number is none', async () => {
      await p.service('giant', 'Web', 1_000_000, '2026-01-11', 'Cloud')
      await p.log('giant', '2026-03-01', { units: 1_000_000, from: 'Cloud', to: null })
      await p.log('shop', '2026-03-01', { units: 99, from: 'Cloud', to: 'On-premises' })
      await p.settings({ targetMultiple: 20, targetDay: '2026-04-01' })
      expect((await growth()).pace).toMatchObject({ daysLeft: 1, requiredPerCycle: null, reason: 'out-of-reach' })
    })

    test('a milestone that no ledger could hold is out of reach, not a fault', async () => {
      await p.service('giant', 'Web', 8_000_000_000_000_000, '2026-01-11', 'Cloud')
      expect((await growth()).milestones[1]).toMatchObject({ amount: Number.MAX_SAFE_INTEGER, reachedOn: null })
    })

    test('with an instant it says what was recorded since, and the list of moves gives just those', async () => {
      await p.log('shop', '2026-03-01', { units: 50 })
      const then = await p.latestInstant()
      const late = (await p.log('shop', '2026-03-02', { units: 7 })).moves[0]
      await p.log('shop', '2026-03-20', { units: 1 })
      await p.reverse(late?.id ?? 0)
      await p.log('shop', '2026-03-03', { units: 30 })
      expect(await growth(`?knownAt=${then}&asOf=2026-03-10`)).toMatchObject({
        now: { cloud: 150 },
        recordedSince: { moves: 3, cloud: { before: 150, after: 180 }, onPrem: { before: 850, after: 820 } },
      })
      expect((await growth(`?knownAt=${then}`)).recordedSince).toMatchObject({ moves: 4, cloud: { after: 181 } })
      expect((await growth(`?knownAt=${await p.latestInstant()}`)).recordedSince).toMatchObject({ moves: 0 })
      expect((await growth()).recordedSince).toBeNull()
      const { moves } = await p.get<{ moves: { occurredOn: string; units: number; reverses: number | null }[] }>(
        `moves?recordedAfter=${then}&to=2026-03-10`,
      )
      expect(moves.map(({ occurredOn, units, reverses }) => [occurredOn, units, reverses !== null])).toEqual([
        ['2026-03-03', 30, false],
        ['2026-03-02', 7, true],
        ['2026-03-02', 7, false],
      ])
    })

    test('before anything was recorded nothing was known, which is not that nothing happened', async () => {
      expect((await growth('?knownAt=2020-01-01T00:00:00Z')).finding.code).toBe('nothing-known')
      expect((await growth('?asOf=2020-01-01')).finding.code).toBe('nothing-logged')
    })

    test('by services, what moves inside those in cloud already is told in units where none entered or left', async () => {
      await p.log('shop', '2026-03-30', { units: 180, evidence: 'CHG-9' })
      expect(await p.get('changes?measure=services')).toMatchObject({
        net: 0,
        rows: [],
        inside: {
          unit: 'milli-CPU requested',
          net: 180,
          rows: [{ day: '2026-03-30', class: 'migrated', team: { name: 'Web' }, amount: 180, services: 1 }],
          more: 0,
        },
      })
      expect(await p.get('changes?measure=units')).toMatchObject({ net: 180, inside: null })
      await p.service('till', 'Web', 5, '2026-03-31', 'Cloud')
      expect(await p.get('changes?measure=services')).toMatchObject({ net: 1, inside: null })
    })

    test('a team is fresh when it said that nothing changed', async () => {
      expect((await growth()).freshness).toEqual({ staleShare: 1, staleTeams: 1, teams: 1 })
      const before = await p.latestInstant()
      await p.post('teams/1/confirmations', { day: '2026-03-17' })
      expect((await growth()).freshness).toEqual({ staleShare: 0, staleTeams: 0, teams: 1 })
      expect((await growth('?asOf=2026-03-16')).freshness).toMatchObject({ staleTeams: 1 })
      expect((await growth(`?knownAt=${before}`)).freshness).toMatchObject({ staleTeams: 1 })
      p.setClock('2026-04-01')
      expect((await growth()).freshness).toMatchObject({ staleTeams: 1 })
      expect((await p.post('teams/1/confirmations', { day: '2026-04-02' })).status).toBe(422)
    })

    test('a move that was reversed says nothing of its team', async () => {
      const { moves } = await p.log('shop', '2026-03-30', { units: 5 })
      expect((await growth()).freshness.staleTeams).toBe(0)
      await p.reverse(moves[0]?.id ?? 0)
      expect((await growth()).freshness.staleTeams).toBe(1)
    })
  })
})
