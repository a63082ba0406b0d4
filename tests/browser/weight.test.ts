import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Manifest } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { neededAtOnce } from '../../.config/vite-budget.ts'
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
const sentUntil = async (selector: string, withheld: ReadonlySet<string> = new Set()): Promise<Sent[]> => {
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
  if (withheld.size > 0)
    await page.route('**/assets/**', (route) => {
      const isHeld = withheld.has(new URL(route.request().url()).pathname)
      return isHeld ? undefined : route.continue()
    })
  await page.goto(`${product.address}/sample/`, { waitUntil: 'commit' })
  await page.waitForSelector(selector, { state: 'visible' })
  const result = [...sent]
  await context.close()
  return result
}

const weightOf = (sent: readonly Sent[]): number => sent.reduce((sum, { bytes }) => sum + bytes, 0)
const listed = (sent: readonly Sent[]): string => sent.map(({ file, bytes }) => `${bytes} ${file}`).join('\n')

/** What the headline is drawn by: the entry, the overview's frame and one language, each with what it imports at once. */
const untilHeadline = ['index.html', 'growth/OverviewPage.tsx', 'messages/en.ts']
/** The ladder beside that. */
const untilChart = [...untilHeadline, 'growth/LadderChart.tsx']

/**
 * Everything else that the build made: later sections load side by side and may arrive first. Held back, they prove what
 * the page can do without, and leave nothing to chance.
 */
function allBut(wanted: readonly string[]): ReadonlySet<string> {
  const manifest = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../dist/.vite/manifest.json'), 'utf8'),
  ) as Manifest
  const keys = Object.keys(manifest).filter((key) => wanted.some((name) => key.endsWith(name)))
  expect(keys).toHaveLength(wanted.length)
  const needed = neededAtOnce(manifest, keys)
  const all = Object.values(manifest).flatMap(({ file, css = [] }) => [file, ...css])
  return new Set(all.filter((file) => /\.(js|css)$/.test(file) && !needed.has(file)).map((file) => `/${file}`))
}

test('until the headline shows the page needs at most 230,000 bytes, until the first chart 330,000', async () => {
  const headline = await sentUntil('[data-headline]', allBut(untilHeadline))
  const chart = await sentUntil('[data-chart]', allBut(untilChart))
  console.log(`JavaScript and CSS as sent: headline ${weightOf(headline)} bytes, first chart ${weightOf(chart)}`)
  expect(weightOf(headline)).toBeGreaterThan(10_000)
  expect(weightOf(headline), listed(headline)).toBeLessThanOrEqual(230_000)
  expect(weightOf(chart), listed(chart)).toBeLessThanOrEqual(330_000)
})
