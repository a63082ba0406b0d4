import type { Browser, BrowserContext, Page } from 'playwright-core'
import { expect } from 'vitest'
import { bringAxe, ofColour, violationsOn } from './axe.ts'

export const contextIn = async (browser: Browser, locale: string): Promise<BrowserContext> => {
  const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  await bringAxe(context)
  return context
}

/** What the browser blocked or complained about at that address, but for answers that say who is not let in. */
export const watch = (page: Page, address: string, complaints: string[]): void => {
  page.on('console', (message) => {
    const isOurs = page.url().startsWith(address)
    if (message.type() === 'error' && isOurs && !/status of (401|403|410|503)/.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
}

/** No violation, in both themes, wide and on a phone; nothing scrolls sideways. */
export const expectInOrder = async (page: Page, complaints: readonly string[]): Promise<void> => {
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await violationsOn(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violationsOn(page, { only: ofColour })).toEqual([])
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    await expect.poll(sideways).toBeLessThanOrEqual(0)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
  expect(complaints).toEqual([])
}
