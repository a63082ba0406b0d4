import type { Browser } from 'playwright-core'
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

/** What the browser blocked or complained about on one page, as sentences. */
const complaintsOn = async (path: string): Promise<string[]> => {
  const context = await browser.newContext({ locale: 'en-GB' })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(product.address + path, { waitUntil: 'networkidle' })
  await page.waitForSelector('h1')
  await context.close()
  return complaints
}

test.each(['/', '/sample/', '/sample/services', '/sample/teams', '/sample/import', '/sample/settings', '/sample/api'])(
  '%s breaks no policy and logs no error',
  async (path) => {
    expect(await complaintsOn(path)).toEqual([])
  },
)

test('the policy bites: an inline script and a foreign style are blocked', async () => {
  const page = await browser.newPage()
  await page.goto(`${product.address}/healthz`)
  await page.goto(`${product.address}/`)
  const violated = await page.evaluate(async () => {
    const seen: string[] = []
    document.addEventListener('securitypolicyviolation', (violation) => seen.push(violation.effectiveDirective))
    const script = document.createElement('script')
    try {
      script.textContent = 'document.title = "broken into"'
      document.head.append(script)
    } catch {
      // Trusted Types refuse the text itself.
    }
    const style = document.createElement('style')
    style.textContent = 'body { display: none }'
    document.head.append(style)
    await new Promise((resolve) => setTimeout(resolve, 200))
    return { seen, title: document.title }
  })
  expect(violated.title).not.toBe('broken into')
  expect(violated.seen).toContain('style-src-elem')
  await page.close()
})
