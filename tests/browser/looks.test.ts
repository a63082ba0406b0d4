import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

let product: RunningProduct
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), startBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const opened = async (path: string, width: number): Promise<Page> => {
  const page = await browser.newPage({ locale: 'en-GB', viewport: { width, height: 900 } })
  await page.goto(`${product.address}${path}`)
  return page
}

test('a command stands in letters of one width, whole, with its button beside it', async () => {
  for (const width of [360, 900, 1440]) {
    const page = await opened('/api', width)
    await page.locator('.copied-text pre').first().waitFor()
    const command = await page
      .locator('.copied-text')
      .first()
      .evaluate((box) => {
        const text = box.querySelector('pre')
        const button = box.querySelector('button')
        if (text === null || button === null) throw new Error('There is no command.')
        const wide = (letters: string): number => {
          const probe = document.createElement('code')
          probe.textContent = letters
          box.append(probe)
          const { width } = probe.getBoundingClientRect()
          probe.remove()
          return width
        }
        const [one, other] = [text.getBoundingClientRect(), button.getBoundingClientRect()]
        return {
          ofOneWidth: Math.abs(wide('iiiiiiiiii') - wide('WWWWWWWWWW')) < 0.5,
          cut: text.scrollWidth > text.clientWidth,
          covered: one.right > other.left && one.left < other.right && one.bottom > other.top && one.top < other.bottom,
        }
      })
    expect(command, `${width} px`).toEqual({ ofOneWidth: true, cut: false, covered: false })
    await page.close()
  }
})

test('the three ways in stand beside each other, or each under the other', async () => {
  for (const [width, rows] of [
    [1440, 1],
    [900, 1],
    [800, 3],
    [360, 3],
  ] as const) {
    const page = await opened('/', width)
    await page.locator('.ways-in > article').nth(2).waitFor()
    const tops = await page
      .locator('.ways-in > article')
      .evaluateAll((ways) => ways.map((way) => Math.round(way.getBoundingClientRect().top)))
    expect(new Set(tops).size, `${width} px`).toBe(rows)
    await page.close()
  }
})
