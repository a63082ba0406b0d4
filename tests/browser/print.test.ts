import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
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

/** Of A4 between its margins, in pixels. */
const paper = 718

test.each([
  '',
  'forecast',
  'compare',
  'compare?show=ladders',
  'cycles',
  'cycles?show=history',
  'teams',
  'stand-ups?show=digest',
])('nothing of /%s is cut off on paper, and no control is printed', async (path) => {
  const page = await browser.newPage({
    locale: 'en-GB',
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  })
  await page.goto(`${product.address}/sample/${path}`, { waitUntil: 'networkidle' })
  await page.locator('main table, main svg').first().waitFor()
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: paper, height: 1_000 })
  // What names a column, or folds rows that stand below it, is read on paper as well.
  const faults = () =>
    page.evaluate((width) => {
      const isShown = (one: Element) => one.checkVisibility() && one.getBoundingClientRect().width > 1
      const isWide = (one: Element) => one.getBoundingClientRect().right > width + 1
      const named = (one: Element) => `${one.tagName} ${one.getAttribute('class')} ${one.textContent?.slice(0, 40)}`
      return {
        cut: [...document.querySelectorAll('main :is(table, svg, p, h2)')].filter(isShown).filter(isWide).map(named),
        controls: [...document.querySelectorAll('button:not(.figure, .sort-button, .fold), input, select')]
          .filter(isShown)
          .map(named),
      }
    }, paper)
  await expect.poll(faults).toEqual({ cut: [], controls: [] })
  await page.close()
})
