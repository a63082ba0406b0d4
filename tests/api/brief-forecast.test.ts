import { beforeAll, describe, expect, test } from 'vitest'
import type { Forecast } from '../../src/contract/forecast.ts'
import { day } from '../../src/domain/calendar-day.ts'
import { createFormat } from '../../src/drawing/format.ts'
import { briefWords } from '../../src/server/brief/brief-words.ts'
import { isUnchanged } from '../../src/server/brief/checksum.ts'
import { briefOf, problemsOf, saidBy } from './set-up/brief-page.ts'
import { type ProgrammeApi, quickEngines } from './set-up/programme-api.ts'
import { steadyPace } from './set-up/steady-pace.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

/** One of its two drawings of the ladder. */
const drawingIn = (page: string, form: 'broad' | 'narrow'): string =>
  page.split('<svg class=').find((its) => its.startsWith(`"${form}"`)) ?? expect.fail(form)

const marks = (drawing: string, pattern: RegExp) => [...drawing.matchAll(pattern)].map(([, x]) => Number(x))

describe.each(quickEngines)('what is ahead in the brief on $name', ({ freshDatabase }) => {
  let p: ProgrammeApi
  beforeAll(async () => {
    p = await steadyPace(await freshDatabase())
  })

  test('is said in words and drawn into the ladder, as the API says it', async () => {
    const { milestones, asOf, runs, soFar } = await p.get<Forecast>('forecast')
    const { p50, p85, never } = milestones[0]?.arrival ?? expect.fail()
    if (p50 === null || p85 === null) expect.fail()
    const said = (its: string) => {
      const { day: number, month, year } = Temporal.PlainDate.from(its)
      return `${number} ${['Jan', '', '', '', '', '', '', '', '', '', 'Nov', 'Dec'][month - 1]} ${year}`
    }
    const brief = await briefOf(p)
    expect(saidBy(brief)).toContain(
      `8× is expected between ${said(p50)} and ${said(p85)} (P50 – P85); ${((100 * never) / runs).toFixed(1)}% of the runs never get there.`,
    )
    // More than there is on-premises can never come.
    expect(saidBy(brief)).toContain('50× (+4,900%) is not reached yet. 50× may never be reached')
    const { within, n } = soFar.cloud
    expect(n).toBeGreaterThan(0)
    const held = `So far such bands held ${within} of ${n} outcomes`
    expect(saidBy(brief).split(held)).toHaveLength(3)
    expect(saidBy(brief)).toContain('80% were meant. It knows no plan, no deadline and no freeze')
    for (const [form, left, right] of [
      ['broad', 78, 712],
      ['narrow', 44, 332],
    ] as const) {
      const drawing = drawingIn(brief, form)
      for (const kind of ['cone', 'middle', 'most']) expect(drawing.split(`class="${kind}"`), kind).toHaveLength(2)
      // From the baseline day to half a year ahead, as long as the deadline is nearer.
      const days = Temporal.PlainDate.from('2026-01-31').until('2027-01-24').days
      const at = (its: string) => left + (Temporal.PlainDate.from('2026-01-31').until(its).days / days) * (right - left)
      const rings = marks(drawing, /class="ring" cx="([\d.]+)"/g)
      for (const its of [p50, p85])
        expect(
          rings.some((x) => Math.abs(x - at(its)) < 0.1),
          its,
        ).toBe(true)
      expect(marks(drawing, /class="point" cx="([\d.]+)"/g)[0]).toBeCloseTo(at(asOf), 1)
      expect(drawing).toContain(form === 'broad' ? '>baseline 0.20 cores, 31 Jan 2026<' : '>baseline 0.20 cores<')
      expect(drawing).toMatch(/<text class="strong"[^>]*>4<\/text>/)
    }
    expect(drawingIn(brief, 'broad')).toContain('Forecast P10 – P90')
    for (const query of ['', '?lang=ko', '?measure=services', '?measure=services&lang=ko']) {
      const one = await briefOf(p, query)
      expect(await problemsOf(one), query).toEqual([])
      expect(one, query).not.toMatch(/undefined|NaN|Infinity/)
      expect(isUnchanged(one)).toBe(true)
      expect(await briefOf(p, query)).toBe(one)
    }
    expect(p.faults).toEqual([])
  })

  test('stands in a chart for the pages of others too, with what it is measured from', async () => {
    const made = await p.post<{ paths: string[] }>('shared-links', { name: 'x', shows: 'chart', anywhere: true })
    const [ladder = '', headline = ''] = made.body.paths
    const read = async (path: string) => (await p.api.fetch(new Request(`http://localhost${path}`))).text()
    const page = await read(ladder)
    expect(page).toContain('class="cone"')
    expect(saidBy(page)).toContain('Baseline: 0.20 cores in cloud on 31 Jan 2026. 8× is expected between')
    expect(saidBy(page)).toContain('So far such bands held')
    expect(saidBy(page)).toContain('It knows no plan, no deadline and no freeze')
    expect(await problemsOf(page)).toEqual([])
    expect(await read(headline)).not.toContain('<svg')
    expect(p.faults).toEqual([])
  })

  test('is not guessed from too few weeks: the brief says what a forecast needs', async () => {
    const few = await twoDivisions(await freshDatabase())
    const { window } = await few.get<Forecast>('forecast')
    const brief = await briefOf(few)
    expect(saidBy(brief)).toContain(
      `When 10× is reached cannot be said yet: a forecast needs 8 weeks in which anything moved, and there are ${window.nonEmpty}.`,
    )
    expect(brief).not.toContain('class="cone"')
  })

  test('a milestone that was lost has its cross at the day it fell, and its ring where it was reached', async () => {
    const fell = await twoDivisions(await freshDatabase())
    await fell.settings({ milestones: [6, 20] })
    const drawing = drawingIn(await briefOf(fell), 'broad')
    // 62 days in view: 1300 on the 20th of February, 1150 on the 15th of March.
    const at = (days: number) => 78 + (days / 62) * 634
    const rings = marks(drawing, /class="ring" cx="([\d.]+)"/g)
    const crosses = marks(drawing, /class="lost"><circle cx="([\d.]+)"/g)
    expect([rings.length, crosses.length]).toEqual([1, 1])
    expect(rings[0]).toBeCloseTo(at(20), 1)
    expect(crosses[0]).toBeCloseTo(at(43), 1)
  })
})

test('what may come late or never is said so in both languages, and never as one day', () => {
  const format = createFormat('en')
  const { ahead } = briefWords.en
  const runs = 10_000
  const late = { p50: day('2030-01-06'), p85: null, never: 2000 }
  expect(ahead.expected(20, late, runs, format)).toBe(
    'Half of the runs of the forecast reach 20× by 6 Jan 2030; 85 of 100 do not within ten years.',
  )
  const some = { p50: day('2030-01-06'), p85: day('2031-03-09'), never: 300 }
  expect(ahead.expected(20, some, runs, format)).toBe(
    '20× is expected between 6 Jan 2030 and 9 Mar 2031 (P50 – P85); 3.0% of the runs never get there.',
  )
  const once = { p50: day('2030-01-06'), p85: day('2030-01-06'), never: 0 }
  expect(ahead.expected(20, once, runs, format)).toBe('20× is expected between 31 Dec 2029 and 6 Jan 2030 (P50 – P85).')
  const ko = createFormat('ko')
  expect(briefWords.ko.ahead.expected(20, some, runs, ko)).toBe(
    '20배 도달 예상: 2030년 1월 6일~2031년 3월 9일 (P50~P85). 예측의 3.0%는 끝내 도달하지 않습니다.',
  )
  expect(ahead.held({ n: 0, within: 0 }, format)).toBe('No such forecast could be judged yet.')
  expect(ahead.held({ n: 71, within: 47 }, format)).toBe(
    'So far such bands held 47 of 71 outcomes, 66.2%; 80% were meant.',
  )
})
