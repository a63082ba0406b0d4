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

interface Sent {
  readonly file: string
  readonly bytes: number
}

/**
 * JavaScript and CSS as they came over the wire, headers and bodies, until a part of the page shows. Files named as
 * withheld are never answered, which proves that this part does not need them.
 */
const sentUntil = async (selector: string, withheld: readonly string[] = []): Promise<Sent[]> => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const asked = new Map<string, string>()
  const sent: Sent[] = []
  session.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (type === 'Script' || type === 'Stylesheet') asked.set(requestId, new URL(response.url).pathname)
  })
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const file = asked.get(requestId)
    if (file !== undefined) sent.push({ file, bytes: encodedDataLength })
  })
  await session.send('Network.enable')
  // Left open on purpose: neither continued nor answered.
  for (const file of withheld) await page.route(`**${file}`, () => {})
  await page.goto(`${product.address}/sample/`, { waitUntil: 'commit' })
  await page.waitForSelector(selector, { state: 'visible' })
  const result = [...sent]
  await context.close()
  return result
}

const weightOf = (sent: readonly Sent[]): number => sent.reduce((sum, { bytes }) => sum + bytes, 0)
const listed = (sent: readonly Sent[]): string => sent.map(({ file, bytes }) => `${bytes} ${file}`).join('\n')

test('until the headline shows the page needs at most 230,000 bytes, until the first chart 330,000', async () => {
  const chart = await sentUntil('[data-chart]')
  // Charts load beside the headline and may arrive first. Held back, they show what the headline can do without.
  const isHeavy = ({ file, bytes }: Sent): boolean => bytes > 30_000 && !file.startsWith('/assets/index-')
  const headline = await sentUntil(
    '[data-headline]',
    chart.filter(isHeavy).map(({ file }) => file),
  )
  console.log(`JavaScript and CSS as sent: headline ${weightOf(headline)} bytes, first chart ${weightOf(chart)}`)
  expect(weightOf(headline)).toBeGreaterThan(10_000)
  expect(weightOf(headline), listed(headline)).toBeLessThanOrEqual(230_000)
  expect(weightOf(chart), listed(chart)).toBeLessThanOrEqual(330_000)
})
