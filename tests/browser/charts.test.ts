import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

let product: RunningProduct
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ words: ['--sample'] }), startBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const overview = async (search: string, width: number, locale: string): Promise<Page> => {
  const page = await browser.newPage({ locale, viewport: { width, height: 900 }, reducedMotion: 'reduce' })
  await page.goto(`${product.address}/sample/${search}`, { waitUntil: 'networkidle' })
  await page.locator('[data-chart=ladder]').waitFor()
  await page.locator('[data-chart=parts]').waitFor()
  await page.evaluate(() => document.fonts.ready)
  return page
}

/** Labels of the ladder as the browser drew them, with what of curve, lines and other labels lies inside each. */
const touched = (page: Page): Promise<{ label: string; touches: string[] }[]> =>
  page.evaluate(() => {
    const ladder = document.querySelector('.ladder svg.recharts-surface')
    const curve = ladder?.querySelector<SVGPathElement>('.recharts-line path.recharts-line-curve')
    if (!ladder || !curve) throw new Error('There is no ladder.')
    const frame = curve.getCTM()
    const labels = [...ladder.querySelectorAll<SVGTextElement>('[data-label] text, text[data-label]')].map((text) => ({
      text,
      box: text.getBoundingClientRect(),
    }))
    const drawing = ladder.getBoundingClientRect()
    const step = 0.5
    const points: { x: number; y: number }[] = []
    for (let at = 0; at <= curve.getTotalLength(); at += step) {
      const { x, y } = curve.getPointAtLength(at)
      points.push({ x: x + drawing.left + (frame?.e ?? 0), y: y + drawing.top + (frame?.f ?? 0) })
    }
    const lines = [...ladder.querySelectorAll('[data-line]')].map((line) => line.getBoundingClientRect())
    return labels.map(({ text, box }) => {
      // A box of text reaches higher and lower than its letters: what counts is the letters.
      const size = Number.parseFloat(getComputedStyle(text).fontSize)
      const baseline = Number(text.getAttribute('y')) + drawing.top
      const top = baseline - size * 0.76
      const bottom = baseline + size * 0.1
      const inside = (y: number) => y > top && y < bottom
      const touches: string[] = []
      if (points.some(({ x, y }) => x > box.left && x < box.right && inside(y))) touches.push('the curve')
      if (lines.some((line) => inside(line.top))) touches.push('a rung')
      for (const other of labels) {
        if (other.text === text || other.text.parentElement === text.parentElement) continue
        const apart = other.box.right <= box.left || other.box.left >= box.right
        if (!apart && inside(Number(other.text.getAttribute('y')) + drawing.top - 3)) touches.push('another label')
      }
      return { label: text.textContent ?? '', touches }
    })
  })

const views = [
  ['', 'en-GB'],
  ['?measure=units', 'en-GB'],
  ['?measure=units&asOf=2021-03-01', 'en-GB'],
  ['?measure=units&asOf=2022-03-01', 'ko-KR'],
  ['?asOf=2023-10-01', 'ko-KR'],
] as const

test.each(views)('the words of the ladder touch neither curve nor rung: %s in %s', async (view, locale) => {
  const page = await overview(view, 1440, locale)
  for (const scale of ['log', 'linear']) {
    if (scale === 'linear') await page.locator('.ladder .segmented label, .ladder .segmented button').nth(1).click()
    for (const width of [1440, 900, 360]) {
      await page.setViewportSize({ width, height: 900 })
      await page.waitForFunction(() => {
        const drawing = document.querySelector('.ladder svg.recharts-surface')
        return drawing?.clientWidth === document.querySelector('.ladder [data-chart-body]')?.clientWidth
      })
      const labels = await touched(page)
      if (scale === 'log') expect(labels.length).toBeGreaterThan(0)
      expect(
        labels.filter(({ touches }) => touches.length > 0),
        `${scale} at ${width} px`,
      ).toEqual([])
    }
  }
  await page.close()
})

describe('growth taken apart', () => {
  test.each([
    ['', 'en-GB', 1440],
    ['?measure=units', 'en-GB', 1440],
    ['?measure=units&asOf=2022-03-01', 'ko-KR', 1440],
    ['?measure=units', 'ko-KR', 360],
  ])('%s in %s at %i px: an even key, rows beside their names, bars inside the axis', async (view, locale, width) => {
    const page = await overview(view, width, locale)
    const drawn = await page.evaluate(() => {
      const svg = document.querySelector('[data-chart=parts]')?.closest('svg')
      if (!svg) throw new Error('There are no parts.')
      const box = (element: Element) => element.getBoundingClientRect()
      const key = [...svg.querySelectorAll('[data-key-entry]')].map(box)
      const gaps = key.flatMap((one, at) => {
        const next = key[at + 1]
        return next === undefined || Math.abs(next.top - one.top) > 8 ? [] : [next.left - one.right]
      })
      const bars = [...svg.querySelectorAll('.recharts-bar-rectangle path')].map(box)
      const ticks = [...svg.querySelectorAll('[data-tick] > text:first-of-type')].map(box)
      const rows = [...svg.querySelectorAll('[data-row-label]')].map((text) => box(text).bottom)
      const figures = [...svg.querySelectorAll('[data-figures]')].slice(0, 1).flatMap((one) => [...one.children])
      return {
        gaps,
        keyBottom: Math.max(...key.map(({ bottom }) => bottom)),
        highest: Math.min(...bars.map(({ top }) => top)),
        lowest: Math.max(...bars.map(({ bottom }) => bottom)),
        topTick: Math.min(...ticks.map(({ top, bottom }) => (top + bottom) / 2)),
        footTick: Math.max(...ticks.map(({ top, bottom }) => (top + bottom) / 2)),
        values: ticks.length,
        tickTexts: [...svg.querySelectorAll('[data-tick]')].map((tick) => tick.textContent),
        offRow: figures.map((figure, at) => Math.abs(box(figure).bottom - (rows[at] ?? 0))),
      }
    })
    expect(Math.max(...drawn.gaps) - Math.min(...drawn.gaps)).toBeLessThan(1.5)
    expect(drawn.keyBottom).toBeLessThan(drawn.highest)
    expect(drawn.highest).toBeGreaterThanOrEqual(drawn.topTick - 1.5)
    expect(drawn.lowest).toBeLessThanOrEqual(drawn.footTick + 1.5)
    expect(drawn.values).toBeGreaterThanOrEqual(3)
    expect(drawn.values).toBeLessThanOrEqual(5)
    expect(drawn.tickTexts.filter((text) => /services|cores|서비스|코어/.test(text ?? ''))).toHaveLength(1)
    expect(drawn.offRow).toHaveLength(3)
    expect(Math.max(...drawn.offRow)).toBeLessThan(1)
    await page.close()
  })
})
