import type { BrowserContext, Page, Request } from 'playwright-core'
import { expect } from 'vitest'

/** What somebody might write so that it runs in the page of whoever reads it. */
export const attacks = [
  '<script>globalThis.broken=1</script>',
  '"><img src=x onerror=globalThis.broken=2>',
  "'><svg onload=globalThis.broken=3>",
  '<iframe srcdoc="<script>parent.broken=4</script>">',
  'javascript:globalThis.broken=5',
  '{{constructor.constructor("globalThis.broken=6")()}}',
  '</style></title></textarea><script>globalThis.broken=7</script>',
  '<math><mi xlink:href="javascript:globalThis.broken=8">x</mi></math>',
  '[x](javascript:globalThis.broken=9)',
  '<a href="data:text/html,<script>opener.broken=10</script>">x</a>',
] as const

/** The same in Markdown, with its links and pictures, its HTML, and the references by which its characters can be written. */
export const attackingMarkdown = [
  '# Review',
  ...attacks.map((attack) => `- ${attack}`),
  ...attacks,
  '![x](javascript:globalThis.broken=11)',
  '[x](JaVaScRiPt&colon;globalThis.broken=12)',
  '[x](<data:text/html,<script>opener.broken=13</script>>)',
  '<javascript:globalThis.broken=14>',
  '[x][y]',
  '[y]: vbscript:globalThis.broken=15 "x" onclick=globalThis.broken=16"',
  '| a |\n| - |\n| <img src=x onerror=globalThis.broken=17> |',
].join('\n\n')

/** A page that stands whole, and what it complains about from then on. */
export async function openedIn(context: BrowserContext, address: string, complaints: string[]): Promise<Page> {
  const page = await heardPage(context, complaints)
  await page.goto(address, { waitUntil: 'networkidle' })
  await standsWhole(page)
  return page
}

/** An empty page, and what it complains about from then on. */
export async function heardPage(context: BrowserContext, complaints: string[]): Promise<Page> {
  const page = await context.newPage()
  page.on('console', (message) => {
    // What does not exist, or is not let in, is asked for by some of these tests on purpose.
    if (message.type() === 'error' && !/status of (400|401|404|410|422|503)/.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  return page
}

/** Waits until everything that the page asked for was answered, but for the stream that stays open. */
export function quietOf(page: Page): () => Promise<void> {
  const open = new Set<Request>()
  page.on('request', (request) => {
    if (!request.url().includes('/api/v1/events')) open.add(request)
  })
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return async () => {
    // Twice in a row, since an answer may lead to the next question.
    for (let times = 0; times < 2; times = open.size === 0 ? times + 1 : 0) await page.waitForTimeout(50)
  }
}

/** Nothing is being read any more, so that every box is there. */
export async function standsWhole(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => document.querySelector('main .skeleton, main .reading-bar') === null)
}

/** Nothing ran, nothing was blocked that had to be, and no element stands there that somebody wrote. */
export async function expectNothingRan(page: Page, complaints: readonly string[], where: string): Promise<void> {
  const found = await page.evaluate(() => ({
    broken: (globalThis as { broken?: unknown }).broken ?? null,
    planted: document.querySelectorAll(
      'script:not([src]), iframe, math, svg[onload], img[src="x"], a[href^="javascript:" i], a[href^="data:" i]',
    ).length,
    handlers: [...document.querySelectorAll('*')].filter((one) =>
      one.getAttributeNames().some((attribute) => attribute.startsWith('on')),
    ).length,
  }))
  expect(found, where).toEqual({ broken: null, planted: 0, handlers: 0 })
  expect(complaints, where).toEqual([])
}
