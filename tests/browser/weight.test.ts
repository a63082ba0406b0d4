import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

let product: RunningProduct
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), startBrowser()])
  // The sample is filled by the first request; its weight is not what is measured here.
  await fetch(`${product.address}/sample/api/v1/session`)
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** Bytes of JavaScript and CSS as they came over the wire, bodies and headers, until a part of the page shows. */
const weightUntil = async (path: string, selectors: readonly string[]): Promise<number[]> => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const counted = new Set<string>()
  let bytes = 0
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script' || type === 'Stylesheet') counted.add(requestId)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (counted.has(requestId)) bytes += encodedDataLength
  })
  await session.send('Network.enable')
  await page.goto(product.address + path, { waitUntil: 'commit' })
  const weights: number[] = []
  for (const selector of selectors) {
    await page.waitForSelector(selector, { state: 'visible' })
    weights.push(bytes)
  }
  await context.close()
  return weights
}

test('until the headline shows the page needs at most 230,000 bytes, until the first chart 330,000', async () => {
  const [headline = Number.NaN, chart = Number.NaN] = await weightUntil('/sample/', ['[data-headline]', '[data-chart]'])
  console.log(`JavaScript and CSS as sent: ${headline} bytes until the headline, ${chart} until the first chart`)
  expect(headline).toBeGreaterThan(10_000)
  expect(headline).toBeLessThanOrEqual(230_000)
  expect(chart).toBeLessThanOrEqual(330_000)
})
