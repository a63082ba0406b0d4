import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

let product: RunningProduct
let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), startBrowser()])
  context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(20_000)
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const views = ['/sample/', '/sample/?measure=units', '/sample/?division=kops', '/sample/?asOf=2024-03-15&team=kops']

async function overview(path: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${product.address}${path}`)
  await page.locator('.attention table').waitFor()
  await page.locator('.changes :is(table, p.second)').first().waitFor()
  await page.locator('.slices').waitFor()
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
  return page
}

/**
 * What has a digit and is no figure: days, names of rungs and cycles (both are settings), the fourteen days of the
 * definition, the days on which a service asks how it does, numbers of evidence, how many rows more there are.
 */
const noFigures: readonly RegExp[] = [
  /\b\d{1,2}( [A-Z][a-z]{2}( \d{4})?)? – \d{1,2} [A-Z][a-z]{2}( \d{4})?/g,
  /\b\d{1,2} [A-Z][a-z]{2}( \d{4})?/g,
  /\b[A-Z][a-z]{2} \d{4}/g,
  /\b\d+×(, \+[\d,]+%)?(?= is\b|$|, )/g,
  /target of \d+×/g,
  /cycle \d+/g,
  /14 days/g,
  /\bday \d[\d, and]*/g,
  /by cycle of \d+ days/g,
  /#\d+/g,
  /Show \d+ more/g,
  /\d+ of \d+, most left/g,
]

describe.each(views)('on the overview %s', (path) => {
  test('every number that is no day and no name opens', async () => {
    const page = await overview(path)
    // What is inside a figure opens, a chart has its table; only the words around them are judged.
    const own = await page.evaluate(() => {
      const copy = (document.querySelector('.overview') as Element).cloneNode(true) as Element
      for (const figure of copy.querySelectorAll('button.figure, a, .unseen')) figure.remove()
      for (const section of copy.querySelectorAll('section'))
        if (
          document
            .querySelector(`#${section.getAttribute('aria-labelledby')}`)
            ?.closest('section')
            ?.querySelector('[data-chart]')
        )
          section.remove()
      return [...copy.querySelectorAll('p, td, li, th:not([scope=row])')].map(({ textContent }) => textContent ?? '')
    })
    const left = own
      .map((text) => noFigures.reduce((rest, pattern) => rest.replaceAll(pattern, ''), text.trim()))
      .filter((text) => /\d/.test(text))
    expect(left).toEqual([])
    expect(await page.locator('.overview button.figure').count()).toBeGreaterThan(15)
    await page.close()
  })

  test('what opens says the number that was pressed', async () => {
    const page = await overview(path)
    const figures = page.locator(
      '.headline button.figure, .headline-figures button.figure, .slices button.figure, .slices + * button.figure, .section-foot button.figure, .compared tbody tr:nth-child(-n+2) button.figure, .attention tbody tr:first-child button.figure, .attention h2 button.figure',
    )
    const count = await figures.count()
    expect(count).toBeGreaterThan(10)
    for (let at = 0; at < count; at++) {
      const figure = figures.nth(at)
      const pressed = await figure.evaluate((button) => button.firstChild?.textContent ?? '')
      // What is said without its number, new or that all is fresh, says nothing to compare.
      if (!/\d/.test(pressed) || /14 days/.test(pressed)) continue
      await figure.click()
      const panel = page.getByRole('dialog')
      await panel.locator('.explained-value').waitFor()
      await panel.locator('.explained-foot').waitFor()
      const opened = `${await panel.locator('.explained-value').textContent()} ${(await panel.locator('.explained-second').allTextContents()).join(' ')}`
      expect(numbersIn(opened), `${pressed} opened ${opened}`).toContain(numbersIn(pressed)[0])
      expect(await panel.locator('.explained-foot .bad-text').count(), pressed).toBe(0)
      await page.keyboard.press('Escape')
      await panel.waitFor({ state: 'detached' })
    }
    await page.close()
  })
})

/** `−105`, `118 d` and `+36.00` as numbers: the same amount may be written with more decimals in a column. */
const numbersIn = (text: string): number[] =>
  [...text.matchAll(/[−+]?\d[\d,]*(\.\d+)?/g)].map(([said]) => Number(said.replaceAll(',', '').replace('−', '-')))

test('the slice that moved opens to what moved, not to what is left', async () => {
  const page = await overview('/sample/')
  await page.locator('.slices li').first().locator('button.figure').first().click()
  const panel = page.getByRole('dialog')
  await panel.getByText('Moved to cloud, less what came back').first().waitFor()
  expect(await panel.locator('.explained-value').textContent()).toBe('1,923')
  expect(await panel.locator('.explained-foot').textContent()).toContain('1,923, the same')
  await panel.locator('tr[data-moves]').first().waitFor()
  expect(await panel.locator('.entries td.evidence a').first().getAttribute('href')).toMatch(/^https:/)
  await page.close()
})

test('the share that nobody confirmed opens to the teams it comes from, with their days', async () => {
  const page = await overview('/sample/')
  await page.locator('.headline button[data-figure=freshness]').click()
  const panel = page.getByRole('dialog')
  const first = panel.locator('.entries tbody tr').first()
  expect(await first.textContent()).toMatch(/\d{1,2} Jun 2024/)
  expect(await panel.locator('.entries thead').textContent()).toBe('Last heard fromTeamIn cloud')
  await page.close()
})
