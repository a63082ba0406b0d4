import { beforeAll, describe, expect, test } from 'vitest'
import { readBacktest, readForecast } from '../../src/contract/forecast.ts'
import { readReviewChanges } from '../../src/contract/last-review.ts'
import { listSharedLinks } from '../../src/contract/shared-links.ts'
import { engines } from '../set-up/databases.ts'
import { type OnEngine, onEngine } from './set-up/tenfold.ts'

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
const monday = '2026-01-05'
const weeks = 20

/** What the file says: 100 born in cloud, then 10 a week go there, 20 weeks long, and 40 come back in the twelfth. */
const file = [
  'occurred_on,service,team,division,units,from,to',
  '2025-12-29,vault,Payments,Retail,1000,,On-premises',
  '2025-12-29,ledger,Payments,Retail,100,,Cloud',
  ...Array.from({ length: weeks }, (_, week) => `${plus(monday, 7 * week)},vault,Payments,Retail,10,On-premises,Cloud`),
  `${plus(monday, 7 * 11 + 2)},vault,Payments,Retail,40,Cloud,On-premises`,
].join('\n')

describe.each(engines)('figures by the command line on $name', (engine) => {
  let line: OnEngine
  const said = async (...words: string[]): Promise<string[]> => {
    const { code, out, err } = await line.run(...words)
    expect([code, err]).toEqual([0, ''])
    return out.split('\n')
  }

  beforeAll(async () => {
    // The Sunday that ends the twentieth week.
    line = await onEngine(engine, `${plus(monday, 7 * weeks - 1)}T12:00:00Z`)
    line.file('moves.csv', `${file}\n`)
    await said('import', 'moves.csv')
    await line.asking((p) =>
      p.settings({ baselineDay: '2025-12-31', cycleAnchor: monday, milestones: [2, 3], unitName: 'units' }),
    )
  })

  test('forecast show writes the ranges of the answer, from what stands in the file', async () => {
    const [head = '', names = '', ...rows] = await said('forecast', 'show')
    // 100 and 20 times 10 less 40 run in cloud; what is left of 1,000 does not.
    expect(head).toBe(`From ${weeks} weeks up to 2026-05-24, in 10,000 runs. In cloud 260, on-premises 840 units.`)
    expect(names.trim()).toMatch(/^what +half of the runs by +85 of 100 by +never in 10 years$/)
    const { milestones, onPremisesZero, cycle } = await line.json(readForecast, 'forecast')
    const ranges = rows.map((row) => row.trim().split(/ {2,}/))
    const three = milestones.find(({ multiple }) => multiple === 3)?.arrival
    expect(ranges).toContainEqual(['3.00×', three?.p50, three?.p85, '0.0 %'])
    expect(ranges.some(([what]) => what === '2.00×')).toBe(false)
    expect(ranges.find(([what]) => what === 'nothing on-premises')?.slice(1, 3)).toEqual([
      onPremisesZero?.p50,
      onPremisesZero?.p85,
    ])
    // 40 more take four weeks of ten, and no fewer.
    expect((three?.p50 ?? '') >= '2026-06-15').toBe(true)
    expect((three?.p85 ?? '') >= (three?.p50 ?? '')).toBe(true)
    // The third cycle began on 27 April: four weeks of it are over.
    expect(ranges).toContainEqual([`cycle 3 by 2026-06-21, so far`, '40'])
    expect(cycle?.delivered).toBe(40)
  })

  test('forecast backtest judges the two cycles that ended, each against what came', async () => {
    const rows = (await said('forecast', 'backtest')).map((row) => row.trim().split(/ {2,}/))
    const { scores } = await line.json(readBacktest, 'forecast', 'backtest')
    expect(scores.length).toBeGreaterThan(0)
    const judged = rows.filter(([amount]) => ['in cloud', 'on-premises', 'migrated'].includes(amount ?? ''))
    expect(judged.map(([, ahead, n, within]) => [ahead, n, within].map(Number))).toEqual(
      scores.map(({ horizon, n, within }) => [horizon, n, within]),
    )
    // Of the cycles that ended on 1 March and 26 April only the first has one after it that has ended too.
    expect(scores.filter(({ horizon }) => horizon === 1).every(({ n }) => n === 1)).toBe(true)
    expect(scores.filter(({ horizon }) => horizon > 1).every(({ n }) => n === 0)).toBe(true)
  })

  test('growth stories writes the weeks of the file, by their amounts', async () => {
    const [, ...rows] = await said('growth', 'stories', '--measure', 'units')
    const told = rows.map((row) => row.trim().split(/ {2,}/))
    const back = plus(monday, 7 * 11)
    expect(told).toContainEqual([back, plus(back, 6), 'rolled back', '40'])
    // 100 more than the baseline's 100 are there with the tenth week, lost with the twelfth and there again later.
    const tenth = plus(monday, 7 * 9)
    expect(told).toContainEqual([tenth, tenth, '2.00× reached', '200'])
  })

  test('review mark, then a late move: review show has it apart from what was reported', async () => {
    const [marked = ''] = await said('review', 'mark')
    expect(marked).toMatch(/^Reviewed as known at 2026-05-24T12:\d\d:\d\d\.\d{3}Z\.$/)
    await line.asking((p) => p.log('vault', '2026-05-20', { units: 60, from: 'On-premises', to: 'Cloud' }))
    const rows = (await said('review', 'show')).map((row) => row.trim().split(/ {2,}/))
    expect(rows).toContainEqual(['in cloud', '260', '260', '320', '320'])
    expect(rows).toContainEqual(['on-premises', '840', '840', '780', '780'])
    expect(rows).toContainEqual(['multiple', '2.60×', '2.60×', '3.20×', '3.20×'])
    expect(rows).toContainEqual(['3.00×: reached 2026-05-20 (by a late entry)'])
    expect(rows.at(-1)).toEqual(['0 corrections, 1 late entry, 0 moves since.'])
    expect((await line.json(readReviewChanges, 'review')).moves).toEqual({ corrected: 0, late: 1, since: 0 })
    expect(await said('review', 'last')).toEqual([marked.replace('Reviewed as known at ', '').replace(/\.$/, '')])
  })

  test('links are made, listed with what they show, and revoked', async () => {
    const [kept = '', address = ''] = await said(
      'links',
      'make',
      'Board',
      '--team',
      'Payments',
      '--last-day',
      '2026-06-01',
    )
    expect(kept).toMatch(/^Board opens to whoever has it until 2026-06-02T00:00:00\.000Z\./)
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/shared\/brief\?token=\S{40,}$/)
    const { pathname, search } = new URL(address)
    const opened = await line.asking((p) => p.api.fetch(new Request(`http://localhost${pathname}${search}`)))
    expect(opened.status).toBe(200)
    const list = await said('links', 'list')
    expect(list[0]).toBe('1 link open.')
    expect(list[2]?.trim().split(/ {2,}/).slice(0, 7)).toEqual([
      '1',
      'Board',
      'brief',
      'Payments',
      'newest',
      'until 2026-06-02T00:00:00.000Z',
      '1',
    ])
    expect(await said('links', 'revoke', '1')).toEqual(['Board opens nothing any more.'])
    expect((await said('links', 'list'))[0]).toBe('0 links open.')
    expect((await line.json(listSharedLinks, 'links', 'list')).links).toMatchObject([{ id: 1, uses: 1, opens: false }])
    const closed = await line.asking((p) => p.api.fetch(new Request(`http://localhost${pathname}${search}`)))
    expect(closed.status).not.toBe(200)
    expect(await line.run('links', 'revoke', '7')).toMatchObject({ code: 1 })
  })
})
