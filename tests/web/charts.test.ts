import { expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { roundTicks, spread, ticksAround } from '../../src/drawing/chart-scale.ts'
import { createFormat } from '../../src/drawing/format.ts'
import { ladderAxis } from '../../src/drawing/ladder-layout.ts'
import { dayNumber, timeTicks } from '../../src/drawing/time-axis.ts'
import { csvCell, csvOf } from '../../src/web/shared/charts/csv.ts'
import { explainedFrom, explainedText } from '../../src/web/shared/explained.ts'

test('a cell that a spreadsheet would run stays text; amounts stay numbers', () => {
  expect(csvCell('=HYPERLINK("http://x")')).toBe('"\'=HYPERLINK(""http://x"")"')
  expect(['+1', '-1', '@sum', '\tx', ' =1'].map(csvCell).every((cell) => /^"?'/.test(cell))).toBe(true)
  expect(csvCell(-5)).toBe('-5')
  expect(csvCell(null)).toBe('')
  expect(
    csvOf([
      ['Team', 'Left'],
      ['a, b', 3],
    ]),
  ).toBe('Team,Left\r\n"a, b",3\r\n')
})

test('the ladder reaches past its highest rung, and past the curve where that is higher', () => {
  const axis = ladderAxis([1, 18.7], [5, 10, 20], 'log', 260)
  expect(axis).toMatchObject({ bottom: 0.8, top: 26, rungs: [5, 10, 20], labelled: [1, 2, 5, 10, 20] })
  expect(ladderAxis([1, 95.9], [5, 10, 20], 'log', 260).top).toBeCloseTo(115.1, 1)
  expect(ladderAxis([1, 18.7], [5, 10, 20], 'linear', 260)).toMatchObject({ bottom: 0 })
})

test('a curve that fell to nothing keeps a floor, so that a log axis can be drawn', () => {
  const axis = ladderAxis([1, 0, 0.0001], [5], 'log', 260)
  expect(axis.bottom).toBeGreaterThan(0)
  expect(axis.bottom).toBeLessThan(0.001)
})

test('labels of rungs too close to each other give way, the lines stay', () => {
  const axis = ladderAxis([1, 400], [5, 6, 200], 'linear', 200)
  expect(axis.rungs).toEqual([5, 6, 200])
  expect(axis.labelled).toContain(200)
  expect(axis.labelled).not.toContain(5)
})

test('axis values are round, few, and on both sides of zero', () => {
  expect(roundTicks(3232)).toEqual([0, 1000, 2000, 3000])
  expect(roundTicks(980, -200)).toEqual([0, 250, 500, 750])
  expect(roundTicks(600, -700)).toEqual([-500, -250, 0, 250, 500])
  expect(roundTicks(0)).toEqual([0])
})

test('an axis of bars encloses them on both sides of zero, with five values at most', () => {
  expect(ticksAround(4100, -1300)).toEqual([-2000, 0, 2000, 4000, 6000])
  expect(ticksAround(980, -200)).toEqual([-500, 0, 500, 1000])
  expect(ticksAround(1000)).toEqual([0, 250, 500, 750, 1000])
  expect(ticksAround(0, -700)).toEqual([-800, -600, -400, -200, 0])
  expect(ticksAround(0)).toEqual([0])
  for (let highest = 1; highest < 3000; highest += 7) {
    for (const lowest of [0, -1, -Math.floor(highest / 3), -highest, -highest * 40]) {
      const ticks = ticksAround(highest, lowest, 1)
      const said = `${lowest}..${highest}: ${ticks}`
      expect(ticks.at(-1), said).toBeGreaterThanOrEqual(highest)
      expect(ticks[0], said).toBeLessThanOrEqual(lowest)
      expect(ticks, said).toContain(0)
      expect(ticks.every(Number.isInteger), said).toBe(true)
      expect(ticks.length, said).toBeLessThanOrEqual(5)
    }
  }
})

test('labels keep their distance', () => {
  expect(spread([10, 12, 100], 30, 0, 200)).toEqual([10, 40, 100])
  expect(spread([190, 195], 30, 0, 200)).toEqual([170, 200])
})

test('time runs true: a leap year has 366 days, years stand at their 1 January', () => {
  expect(dayNumber(day('2025-01-01')) - dayNumber(day('2024-01-01'))).toBe(366)
  expect(timeTicks(day('2020-07-05'), day('2024-07-07'), 10).map(({ day: at }) => at)).toEqual([
    '2021-01-01',
    '2022-01-01',
    '2023-01-01',
    '2024-01-01',
  ])
  expect(timeTicks(day('2024-01-15'), day('2024-05-15'), 10).map(({ unit }) => unit)).toEqual([
    'month',
    'month',
    'month',
    'month',
  ])
})

test('what is explained survives the address, and nonsense in it does no harm', () => {
  const row = { figure: 'share', team: '12' }
  expect(explainedText(row)).toBe('share/team:12')
  expect(explainedText({ figure: 'to-milestone', milestone: 20 })).toBe('to-milestone:20')
  expect(explainedFrom('moves/team:12/day:2024-07-07/class:migrated')).toMatchObject({
    figure: 'moves',
    team: '12',
    day: '2024-07-07',
    class: 'migrated',
  })
  expect(explainedFrom('growth:x/day:2024-02-31/class:gone')).toEqual({
    figure: 'growth',
    milestone: undefined,
    division: undefined,
    team: undefined,
    day: undefined,
    class: undefined,
  })
})

test('an axis never steps below one whole count, so no two of its labels read alike', () => {
  expect(roundTicks(1, 0, 5, 1)).toEqual([0, 1])
  expect(roundTicks(2, -1, 5, 1)).toEqual([-1, 0, 1, 2])
  expect(roundTicks(9, 0, 5, 1)).toEqual([0, 2, 4, 6, 8])
  expect(roundTicks(0, -3, 5, 1)).toEqual([-3, -2, -1, 0])
  const cores = createFormat('en', { shownUnit: 'cores', partsPerShownUnit: 1000 })
  for (let highest = 1; highest < 3000; highest += 7) {
    for (const lowest of [0, -1, -Math.floor(highest / 3)]) {
      const counts = roundTicks(highest, lowest, 5, 1)
      expect(new Set(counts.map((tick) => cores.signed(tick))).size, `${lowest}..${highest}`).toBe(counts.length)
      expect(new Set(counts.map(cores.signedAmountNumber)).size, `${lowest}..${highest} parts`).toBe(counts.length)
      expect(counts.every(Number.isInteger)).toBe(true)
    }
  }
})
