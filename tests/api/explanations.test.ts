import { beforeAll, describe, expect, test } from 'vitest'
import type { readAttention } from '../../src/contract/comparison.ts'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import { type explain, type explainEntries, FigureName } from '../../src/contract/explanations.ts'
import { figureDefinitions } from '../../src/contract/figure-definitions.ts'
import type { Growth } from '../../src/contract/growth.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

type Explanation = AnswerOf<typeof explain>
type Entries = AnswerOf<typeof explainEntries>

/** Where the headline says the same figure. */
const inGrowth: Record<FigureName, (growth: Growth) => number | null> = {
  growth: ({ multiple }) => multiple,
  cloud: ({ now }) => now.cloud,
  baseline: ({ baseline }) => baseline,
  share: ({ share }) => share,
  'on-premises': ({ now }) => now.onPrem,
  total: ({ now }) => now.total,
  'to-milestone': ({ milestones }) => (milestones.find(({ away }) => away !== 0) ?? milestones.at(-1))?.away ?? null,
  deadline: ({ pace }) => pace.daysLeft,
  pace: ({ pace }) => pace.requiredPerCycle,
  freshness: ({ freshness }) => freshness.staleShare,
  migrated: ({ parts }) => parts.migrated,
  born: ({ parts }) => parts.born,
  grown: ({ parts }) => parts.grown,
  'rolled-back': ({ parts }) => parts.rolledBack,
  'retired-in-cloud': ({ parts }) => parts.retired,
  shrunk: ({ parts }) => parts.shrunk,
  'retired-on-premises': ({ onPremises }) => onPremises.retired,
  discovered: ({ onPremises }) => onPremises.discovered,
  'cloud-change': ({ now, weekAgo }) => now.cloud - weekAgo.now.cloud,
  'on-premises-change': ({ now, weekAgo }) => now.onPrem - weekAgo.now.onPrem,
  'share-change': ({ share, weekAgo }) => (share === null || weekAgo.share === null ? null : share - weekAgo.share),
  'on-premises-at-baseline': ({ onPremises }) => onPremises.atBaseline,
  split: ({ split }) => split,
  'milestone-amount': ({ milestones }) =>
    (milestones.find(({ away }) => away !== 0) ?? milestones.at(-1))?.amount ?? null,
  'running-pace': ({ pace }) => pace.runningAtPerCycle,
  'stale-teams': ({ freshness }) => freshness.staleTeams,
  teams: ({ freshness }) => freshness.teams,
  'migrated-net': ({ onPremises }) => onPremises.migrated,
  'migrated-net-share': sliceOf(({ migrated }) => migrated),
  'retired-on-premises-share': sliceOf(({ retired }) => retired),
  'on-premises-share': sliceOf(({ remaining }) => remaining),
  // These come from /forecast: see forecast.test.ts.
  'milestone-forecast': () => null,
  'on-premises-forecast': () => null,
  'cycle-forecast': () => null,
  'backtest-coverage': () => null,
  'backtest-loss': () => null,
  'backtest-loss-last-cycle': () => null,
  'backtest-loss-straight-line': () => null,
  // These come from a release cycle: see explanations-cycles.test.ts.
  'cycle-delivered': () => null,
  'cycle-unplanned': () => null,
  'say-do': () => null,
  'cycle-carried': () => null,
  'cycle-growth': () => null,
  'milestone-pace': () => null,
  'cycle-scope': () => null,
  'promise-left': () => null,
  'promise-moved': () => null,
  // These come from feedback: see explanations-feedback.test.ts.
  'feedback-answers': () => null,
  'feedback-answered': () => null,
  'feedback-first-answer': () => null,
  'feedback-average': () => null,
  // These come from waves and dependencies: see explanations-waves.test.ts.
  'wave-services': () => null,
  'wave-left': () => null,
  'wave-straddling': () => null,
  'move-gain': () => null,
  'move-debt': () => null,
  // These come from /comparison: see comparison.test.ts.
  'promises-kept': () => null,
  effort: () => null,
  'exit-left': () => null,
  'exit-required': () => null,
  'exit-pace': () => null,
  'cloud-service-use': () => null,
  // These three come from /attention: see below.
  'rolled-back-ever': () => null,
  'rolled-back-waiting': () => null,
  'waiting-days': () => null,
}

function sliceOf(of: (flow: Growth['onPremises']) => number): (growth: Growth) => number | null {
  return ({ onPremises }) => {
    const whole = onPremises.atBaseline + onPremises.discovered
    return onPremises.migrated >= 0 && whole > 0 ? of(onPremises) / whole : null
  }
}

const fromAttention = ['rolled-back-ever', 'rolled-back-waiting', 'waiting-days'] as const
type FromAttention = (typeof fromAttention)[number]
const fromForecast = [
  'milestone-forecast',
  'on-premises-forecast',
  'cycle-forecast',
  'backtest-coverage',
  'backtest-loss',
  'backtest-loss-last-cycle',
  'backtest-loss-straight-line',
] as const
type FromForecast = (typeof fromForecast)[number]
const fromCycle = [
  'cycle-delivered',
  'cycle-unplanned',
  'say-do',
  'cycle-carried',
  'cycle-growth',
  'milestone-pace',
  'cycle-scope',
  'promise-left',
  'promise-moved',
] as const
type FromCycle = (typeof fromCycle)[number]
const fromWaves = ['wave-services', 'wave-left', 'wave-straddling', 'move-gain', 'move-debt'] as const
type FromWaves = (typeof fromWaves)[number]
const fromFeedback = ['feedback-answers', 'feedback-answered', 'feedback-first-answer', 'feedback-average'] as const
type FromFeedback = (typeof fromFeedback)[number]
const fromComparison = [
  'promises-kept',
  'effort',
  'exit-left',
  'exit-required',
  'exit-pace',
  'cloud-service-use',
] as const
type FromComparison = (typeof fromComparison)[number]

/** What all entries behind a figure must add up to. Parts that take away are listed with a minus. */
const entriesMake: Record<
  Exclude<FigureName, FromAttention | FromForecast | FromCycle | FromWaves | FromFeedback | FromComparison>,
  (growth: Growth) => number
> = {
  growth: ({ now, baseline }) => now.cloud - baseline,
  cloud: ({ now, baseline }) => now.cloud - baseline,
  share: ({ now }) => now.total - now.onPrem,
  'to-milestone': ({ now, baseline }) => now.cloud - baseline,
  pace: ({ now, baseline }) => now.cloud - baseline,
  freshness: ({ freshness, now }) => Math.round((freshness.staleShare ?? 0) * now.cloud),
  'stale-teams': ({ freshness, now }) => Math.round((freshness.staleShare ?? 0) * now.cloud),
  teams: ({ now }) => now.cloud,
  'cloud-change': ({ now, weekAgo }) => now.cloud - weekAgo.now.cloud,
  'on-premises-change': ({ now, weekAgo }) => now.onPrem - weekAgo.now.onPrem,
  'share-change': ({ now, weekAgo }) => now.total - now.onPrem - (weekAgo.now.total - weekAgo.now.onPrem),
  'on-premises-at-baseline': ({ onPremises }) => onPremises.atBaseline,
  split: ({ split }) => split,
  'milestone-amount': ({ baseline }) => baseline,
  'running-pace': ({ now }) => now.cloud,
  'migrated-net': ({ onPremises }) => 0 - onPremises.migrated,
  'migrated-net-share': ({ onPremises }) => 0 - onPremises.migrated,
  'retired-on-premises-share': ({ onPremises }) => 0 - onPremises.retired,
  'on-premises-share': ({ now, onPremises }) => now.onPrem - onPremises.atBaseline,
  baseline: ({ baseline }) => baseline,
  'on-premises': ({ now, onPremises }) => now.onPrem - onPremises.atBaseline,
  deadline: ({ now, onPremises }) => now.onPrem - onPremises.atBaseline,
  total: ({ now }) => now.total,
  migrated: ({ parts }) => parts.migrated,
  born: ({ parts }) => parts.born,
  grown: ({ parts }) => parts.grown,
  'rolled-back': ({ parts }) => 0 - parts.rolledBack,
  'retired-in-cloud': ({ parts }) => 0 - parts.retired,
  shrunk: ({ parts }) => 0 - parts.shrunk,
  'retired-on-premises': ({ onPremises }) => 0 - onPremises.retired,
  discovered: ({ onPremises }) => onPremises.discovered,
}

const views = [
  '',
  '&asOf=2026-03-04',
  '&asOf=2026-01-31',
  '&asOf=2026-01-20',
  '&team=Payments',
  '&division=Wholesale',
  '&division=Retail&asOf=2026-03-16',
]

describe.each(quickEngines)('explanations on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeAll(async () => {
    p = await twoDivisions(await freshDatabase())
    await p.settings({ targetMultiple: 20, targetDay: '2026-08-01' })
    // A day with an entry of each direction, and a correction, so that entries and moves are not the same thing.
    await p.log('payments-api', '2026-03-28', { units: 60, from: 'On-premises', to: 'Cloud' })
    await p.log('payments-api', '2026-03-28', { units: 10, from: 'Cloud', to: 'On-premises' })
    const { moves } = await p.log('shop', '2026-03-29', { units: 77, from: null, to: 'Frankfurt' })
    await p.reverse(moves[0]?.id ?? 0)
  })

  const everyEntry = async (figure: string, query: string, limit: number): Promise<Entries['entries']> => {
    const all: Entries['entries'] = []
    let next: string | null = ''
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`
      const page: Entries = await p.get(`explanations/${figure}/entries?limit=${limit}${query}${cursor}`)
      all.push(...page.entries)
      next = page.next
    }
    return all
  }

  describe.each(['units', 'services'])('by %s', (measure) => {
    const elsewhere: readonly FigureName[] = [
      ...fromAttention,
      ...fromForecast,
      ...fromCycle,
      ...fromWaves,
      ...fromFeedback,
      ...fromComparison,
    ]
    const figures = FigureName.options.filter((name) => !elsewhere.includes(name))
    test.each(
      figures as Exclude<
        FigureName,
        FromAttention | FromForecast | FromCycle | FromWaves | FromFeedback | FromComparison
      >[],
    )('%s opens to what it is made of', async (figure) => {
      for (const view of views) {
        const query = `&measure=${measure}${view}`
        const growth = await p.get<Growth>(`growth?${query.slice(1)}`)
        const explained = await p.get<Explanation>(`explanations/${figure}?${query.slice(1)}`)
        const where = `${figure}${query}`
        expect(explained.value, where).toBe(inGrowth[figure](growth))
        expect(explained.checked, where).toBe(true)
        expect(explained.formula.at(-1)?.value ?? null, where).toBe(explained.value)
        expect(explained.definitionWords, where).toBe(figureDefinitions[figure].definition)
        if (figure !== 'to-milestone') addsUp(explained.parts, where)
        if (
          !explained.formula.some(({ sign }) => sign === '/' || sign === '*') &&
          !['deadline', 'share-change'].includes(figure)
        )
          addsUp(explained.formula, where)

        const entries = await everyEntry(figure, query, 500)
        expect(
          entries.reduce((sum, { amount }) => sum + amount, 0),
          where,
        ).toBe(entriesMake[figure](growth))
        expect(entries.length, where).toBe(explained.entries)
        if (view === '' || view === '&team=Payments') expect(await everyEntry(figure, query, 1), where).toEqual(entries)
        const days = entries.map(({ day }) => day ?? '')
        expect(figure === 'split' ? days.reverse() : days, where).toEqual([...days].sort().reverse())
      }
    })
  })

  test.each(['', '&asOf=2026-03-04', '&asOf=2026-03-02', '&team=Payments', '&division=Wholesale'])(
    'what needs attention opens to the services that wait and the roll-backs there were: %s',
    async (view) => {
      const attention = await p.get<AnswerOf<typeof readAttention>>(`attention?limit=200${view}`)
      const longest = attention.rows.map(({ waitingDays }) => waitingDays).sort((one, other) => other - one)[0] ?? null
      const values: Record<FromAttention, [number | null, number]> = {
        'rolled-back-waiting': [attention.services, attention.services],
        'waiting-days': [longest, attention.services],
        'rolled-back-ever': [attention.rolledBackEver, attention.rolledBackEver],
      }
      for (const figure of fromAttention) {
        for (const measure of ['units', 'services']) {
          const query = `&measure=${measure}${view}`
          const explained = await p.get<Explanation>(`explanations/${figure}?${query.slice(1)}`)
          const entries = await everyEntry(figure, query, 1)
          const sum = entries.reduce((total, { amount }) => total + amount, 0)
          expect([explained.value, sum, explained.entries, explained.measure], `${figure}${query}`).toEqual([
            ...values[figure],
            entries.length,
            'services',
          ])
        }
      }
    },
  )

  test('an entry names its moves, so that each can be opened', async () => {
    const [entry] = await everyEntry('rolled-back-waiting', '&asOf=2026-03-20', 5)
    expect(entry).toMatchObject({
      day: '2026-03-03',
      service: { name: 'payments-api' },
      class: 'rolled_back',
      evidence: 'INC-7',
    })
    expect(entry?.moves).toHaveLength(1)
    for (const figure of ['migrated', 'retired-on-premises', 'share'] as const) {
      for (const measure of ['units', 'services']) {
        for (const { day, service, moves } of await everyEntry(figure, `&measure=${measure}`, 50)) {
          expect(moves.length).toBeGreaterThan(0)
          for (const id of moves)
            expect(await p.get(`moves/${id}`)).toMatchObject({ occurredOn: day, service: { id: service?.id } })
        }
      }
    }
  })

  test('the share that is stale opens to the teams it comes from, with the day each was last heard from', async () => {
    expect(await everyEntry('freshness', '&measure=units', 50)).toEqual([
      {
        day: '2026-03-15',
        service: null,
        team: { id: 2, name: 'Web' },
        class: null,
        outcome: null,
        amount: 600,
        evidence: '',
        moves: [],
      },
    ])
  })

  test('a change is told since the day that was asked for, and not since one that comes later', async () => {
    expect(await p.get('explanations/cloud-change?measure=units&since=2026-03-01&asOf=2026-03-10')).toMatchObject({
      value: -50,
      kind: 'change',
      checked: true,
    })
    expect((await p.ask('GET', 'explanations/cloud-change?since=2026-03-11&asOf=2026-03-10')).status).toBe(400)
  })

  test('a reversed move is behind nothing; as known before its reversal it is', async () => {
    const { moves } = await p.get<{ moves: { id: number; recordedAt: string; reverses: number | null }[] }>(
      'moves?service=shop',
    )
    const recordedAt = moves.find(({ reverses }) => reverses === null)?.recordedAt
    expect((await everyEntry('grown', '&team=Web', 50)).length).toBe(0)
    expect(await everyEntry('grown', `&team=Web&knownAt=${recordedAt}`, 50)).toMatchObject([
      { day: '2026-03-29', service: { name: 'shop' }, class: 'grown_in_cloud', amount: 77 },
    ])
  })

  test('a lie in the roll-up is seen', async () => {
    const q = await twoDivisions(await freshDatabase())
    await q.database.write(async (queries) => {
      await queries.updateTable('rollup_day').set({ public_cloud_units: 7 }).where('day', '=', '2026-03-25').execute()
    })
    expect(await q.get('explanations/cloud')).toMatchObject({ checked: false })
  })
})

/** Lines with + and − up to the one with =. */
function addsUp(lines: Explanation['parts'], where: string): void {
  if (lines.length === 0) return
  const sum = lines.slice(0, -1).reduce((total, { sign, value }) => total + (sign === '-' ? -1 : 1) * (value ?? 0), 0)
  expect(lines.at(-1)?.sign, where).toBe('=')
  expect(lines.length === 1 ? lines[0]?.value : sum, where).toBe(lines.at(-1)?.value)
}
