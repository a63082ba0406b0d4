import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../src/web/shared/messages/en.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { rowsToMend } from './places.ts'

const sample = join(import.meta.dirname, '../../public/sample')

let product: RunningProduct
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), startBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const pageOf = (width: number): Promise<Page> =>
  browser.newPage({ locale: 'en-GB', viewport: { width, height: 900 }, reducedMotion: 'reduce' })

interface Progress {
  readonly phase: string
  readonly done: number
  readonly of: number | null
}

test('a large import says how far it has come: its bar fills, and counts the rows', async () => {
  const page = await pageOf(1440)
  // The page asks twice a second, and a quick machine may be done by then: its question waits for an answer in between.
  await page.route('**/api/v1/imports/progress/*', async (route) => {
    for (let tries = 0; tries < 5_000; tries++) {
      const answer = await route.fetch()
      const { phase, done, of } = (await answer.json()) as Progress
      if ((of !== null && done > 0 && done < of) || phase === 'done') return route.fulfill({ response: answer })
    }
    return route.continue()
  })
  await page.goto(`${product.address}/import`)
  await page.evaluate(() => {
    const seen: { value: number | null; words: string }[] = []
    Object.assign(window, { seenProgress: seen })
    new MutationObserver(() => {
      const bar = document.querySelector('.import-progress [role=progressbar]')
      if (bar === null) return
      const value = bar.getAttribute('aria-valuenow')
      const words = document.querySelector('.import-progress [role=status]')?.textContent ?? ''
      seen.push({ value: value === null ? null : Number(value), words })
    }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true })
  })
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles([join(sample, 'dated-moves.csv'), join(sample, 'locations.csv')])
  await page.getByRole('button', { name: en.imports.run(31_623) }).click({ timeout: 60_000 })
  await page.getByText(en.imports.done(31_623)).first().waitFor({ timeout: 60_000 })
  const seen = await page.evaluate(
    () => (window as unknown as { seenProgress: { value: number | null; words: string }[] }).seenProgress,
  )
  expect(seen[0]?.value).toBeNull()
  const between = seen.find(({ value }) => value !== null && value > 0 && value < 100)
  expect(between?.words).toMatch(/[\d,]+ of [\d,]+ rows/)
  await page.unrouteAll({ behavior: 'ignoreErrors' })
  await page.close()
})

/** Whether it can be seen and pressed as the page stands, without scrolling anything sideways. */
const isWhole = (found: Locator, width: number): Promise<boolean> =>
  found.first().evaluate((element, width) => {
    const box = element.getBoundingClientRect()
    const around = element.closest('.scroll-sideways') ?? document.documentElement
    return box.width > 0 && box.right <= width && around.scrollWidth <= around.clientWidth
  }, width)

test.each([360, 900, 1440])(
  'at %i px every import can be undone and every refused row is read whole',
  async (width) => {
    const page = await pageOf(width)
    await page.goto(`${product.address}/sample/import`)
    const undo = page.locator('.import-history').getByRole('button', { name: en.imports.undoNamed('dated-moves.csv') })
    await undo.waitFor()
    expect(await isWhole(undo, width)).toBe(true)
    expect(await isWhole(page.locator('.import-history .tag'), width)).toBe(true)

    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'july.csv', mimeType: 'text/csv', buffer: Buffer.from(rowsToMend) })
    await page.getByText('Frankfurt 2').first().waitFor()
    for (const whole of ['.import-table.refused code', '.import-table .tag']) {
      expect(await isWhole(page.locator(whole), width), whole).toBe(true)
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    await page.close()
  },
)
