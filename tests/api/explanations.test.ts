import { beforeAll, describe, expect, test } from 'vitest'
import type { AnswerOf } from '../../src/contract/endpoint.ts'
import { type explain, type explainEntries, FigureName } from '../../src/contract/explanations.ts'
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
}

/** What all entries behind a figure must add up to. Parts that take away are listed with a minus. */
const entriesMake: Record<FigureName, (growth: Growth) => number> = {
  growth: ({ now, baseline }) => now.cloud - baseline,
  cloud: ({ now, baseline }) => now.cloud - baseline,
  share: ({ now, baseline }) => now.cloud - baseline,
  'to-milestone': ({ now, baseline }) => now.cloud - baseline,
  pace: ({ now, baseline }) => now.cloud - baseline,
  freshness: ({ now, baseline }) => now.cloud - baseline,
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
    test.each(FigureName.options)('%s opens to what it is made of', async (figure) => {
      for (const view of views) {
        const query = `&measure=${measure}${view}`
        const growth = await p.get<Growth>(`growth?${query.slice(1)}`)
        const explained = await p.get<Explanation>(`explanations/${figure}?${query.slice(1)}`)
        const where = `${figure}${query}`
        expect(explained.value, where).toBe(inGrowth[figure](growth))
        expect(explained.checked, where).toBe(true)
        expect(explained.formula.at(-1)?.value ?? null, where).toBe(
          figure === 'pace' ? growth.pace.runningAtPerCycle : explained.value,
        )
        if (figure !== 'to-milestone') addsUp(explained.parts, where)
        if (
          !explained.formula.some(({ sign }) => sign === '/') &&
          !['pace', 'deadline', 'to-milestone'].includes(figure)
        )
          addsUp(explained.formula, where)

        const entries = await everyEntry(figure, query, 500)
        expect(
          entries.reduce((sum, { amount }) => sum + amount, 0),
          where,
        ).toBe(entriesMake[figure](growth))
        expect(entries.length, where).toBe(explained.entries)
        if (view === '' || view === '&team=Payments') expect(await everyEntry(figure, query, 1), where).toEqual(entries)
        const days = entries.map(({ day }) => day)
        expect(days, where).toEqual([...days].sort().reverse())
      }
    })
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
