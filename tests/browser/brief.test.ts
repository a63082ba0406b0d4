import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../src/web/shared/messages/en.ts'
import { ko } from '../../src/web/shared/messages/ko.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { bringAxe, violationsOn } from './axe.ts'

let product: RunningProduct
let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'tenfold-brief-'))

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ words: ['--sample'] }), startBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe.each([
  { locale: 'en-GB', messages: en, says: '366 services are left on-premises' },
  { locale: 'ko-KR', messages: ko, says: '온프레미스에 서비스 366개가 남아 있습니다' },
])('the brief in $locale', ({ locale, messages, says }) => {
  test('is saved from the overview and opens without a server: readable at every width, by everybody, on paper', async () => {
    const page = await browser.newPage({ locale, viewport: { width: 1280, height: 900 } })
    await page.goto(`${product.address}/sample/`)
    await page.getByRole('button', { name: messages.growth.take.open, exact: true }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: messages.growth.brief.save, exact: true }).click(),
    ])
    expect(download.suggestedFilename()).toBe('brief-2024-07-07.html')
    const file = join(folder, `${locale}.html`)
    await download.saveAs(file)
    await page.close()
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [360, 768, 1280]) {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, offline: true })
        await bringAxe(context)
        const brief = await context.newPage()
        const asked: string[] = []
        const said: string[] = []
        brief.on('request', (request) => asked.push(request.url()))
        brief.on('console', (message) => said.push(message.text()))
        await brief.goto(pathToFileURL(file).href)
        await brief.getByText(says).waitFor()
        await brief.getByRole('img', { name: /./ }).first().waitFor()
        expect(await brief.getByRole('img').count()).toBe(3)
        expect(await violationsOn(brief)).toEqual([])
        const over = await brief.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        )
        expect(over).toBe(0)
        expect(asked).toEqual([pathToFileURL(file).href])
        expect(said).toEqual([])
        await context.close()
      }
  })
})
