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

test('a lever moves the cone by a worker, under the policy of the page, from the keyboard', async () => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const complaints: string[] = []
  const workers: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('worker', (worker) => workers.push(worker.url()))
  await page.goto(`${product.address}/sample/forecast`)
  await page.locator('[data-chart=cone]').waitFor()
  // Whoever changes nothing starts none.
  expect(workers).toEqual([])

  const cone = page.locator('.forecast-cone')
  const drawn = () => cone.locator('.recharts-area-area').first().getAttribute('d')
  const before = await drawn()
  await page.locator('.levers input[type=range]').focus()
  await page.keyboard.press('Home')
  await expect.poll(() => cone.locator('.section-foot').textContent()).toContain('10,000 runs from 8 weeks')
  expect(workers).toHaveLength(1)
  expect(new URL(workers[0] ?? '').pathname).toMatch(/^\/assets\/forecast-worker-[\w-]+\.js$/)
  expect(await drawn()).not.toBe(before)
  expect(page.url()).toContain('weeks=8')

  // Further changes ask the same worker.
  await page.keyboard.press('End')
  await expect.poll(() => cone.locator('.section-foot').textContent()).toContain('10,000 runs from 209 weeks')
  expect(workers).toHaveLength(1)
  expect(complaints).toEqual([])
  await page.close()
})
