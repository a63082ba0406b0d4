import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outbox } from '../../src/web/shared/messages/en/outbox.ts'
import { en } from '../../src/web/shared/messages/en.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

let product: RunningProduct
let browser: Browser
let context: BrowserContext

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), startBrowser()])
  context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(20_000)
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const headline = (page: Page): Promise<string | null> => page.locator('.headline-figure [data-figure]').textContent()

test('a slow first load shows the shape of the page, and nothing that turns', async () => {
  const page = await context.newPage()
  const held = Promise.withResolvers<void>()
  await page.route('**/api/v1/**', async (route) => {
    await held.promise
    await route.continue()
  })
  await page.goto(`${product.address}/sample/`)
  await page.locator('.skeleton').first().waitFor()
  // The frame is there to be used meanwhile.
  expect(await page.getByRole('link', { name: en.shell.services }).first().isVisible()).toBe(true)
  expect(await page.locator('main').getByRole('status').first().textContent()).toBe(en.states.loading)
  expect(await page.getByRole('progressbar').count()).toBe(0)
  held.resolve()
  await page.locator('[data-headline]').waitFor()
  expect(await headline(page)).toContain('18.7×')
  expect(await page.locator('.overview-top .skeleton').count()).toBe(0)
  await page.close()
})

test('an unknown page says so in its title and leads back', async () => {
  const page = await context.newPage()
  await page.goto(`${product.address}/sample/no/such/page`)
  expect(await page.locator('main .page-title').textContent()).toBe(en.shell.notFound)
  await page.getByRole('link', { name: en.shell.backToOverview }).click()
  await page.locator('[data-headline]').waitFor()
  await page.close()
})

test('an unknown service says so beside the table, which works on', async () => {
  const page = await context.newPage()
  await page.goto(`${product.address}/sample/services?service=999999`)
  await page.locator('.drawer').getByText(en.services.goneWords).waitFor()
  await page.locator('tr.service').first().waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.drawer').waitFor({ state: 'detached' })
  await page.close()
})

test('what is logged without a network is on this device, and is logged once when the network is back', async () => {
  const page = await context.newPage()
  await page.goto(`${product.address}/sample/?log=new`)
  await page
    .getByRole('dialog')
    .getByRole('combobox')
    .first()
    .fill(await aServiceLeft())
  await page.keyboard.press('Enter')
  await page.locator('input[name=level]').first().waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('level')
  await page.keyboard.press('5')
  await page.locator('.effect b').first().waitFor()
  // What says so later has come, as it does in the quiet after the first figures.
  await expect
    .poll(() =>
      page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => /OutboxButton/.test(name))),
    )
    .toBe(true)
  await context.setOffline(true)
  const before = await movesHeld()
  await page.keyboard.press('Enter')
  await page.getByText(en.states.kept).waitFor()
  await page.locator('.modal').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: outbox.waiting(1) }).waitFor()
  expect(await movesHeld()).toBe(before)
  await context.setOffline(false)
  await page.getByText(outbox.sent(1)).waitFor()
  await page.getByRole('button', { name: outbox.waiting(1) }).waitFor({ state: 'detached' })
  expect(await movesHeld()).toBe(before + 1)
  await page.close()
})

describe('the server stops while the page is open', () => {
  test('figures stay with the time they were read; the next try finds the server that came back', async () => {
    const first = await startProduct()
    const page = await context.newPage()
    // The clock of the page alone runs ahead, so that nobody waits for what is a matter of seconds.
    await page.clock.install()
    await page.goto(`${first.address}/sample/`)
    await page.locator('[data-headline]').waitFor()
    await first.stop()

    await page.clock.fastForward(16_000)
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')))
    await expect
      .poll(async () => {
        // Its second and third try come within a second or two.
        await page.clock.fastForward(1_000)
        return page.locator('.stale-notice').first().isVisible()
      })
      .toBe(true)
    expect(await page.locator('.stale-notice').first().textContent()).toMatch(
      /Last read .*has not answered.*Next try in 20 s/,
    )
    expect(await headline(page)).toContain('18.7×')

    const again = await startProduct({ environment: { PORT: new URL(first.address).port } })
    await expect
      .poll(
        async () => {
          await page.clock.fastForward(20_000)
          return page.locator('.stale-notice').count()
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(0)
    expect(await headline(page)).toContain('18.7×')
    await page.close()
    await again.stop()
  })

  test('a page that was never read says that nobody answers, and another try reads it', async () => {
    // On a device of its own: what another one has read would stand here with its age.
    const fresh = await browser.newContext({ locale: 'en-GB' })
    const page = await fresh.newPage()
    let isAway = true
    await page.route('**/api/v1/growth**', (route) => (isAway ? route.abort('connectionrefused') : route.continue()))
    await page.goto(`${product.address}/sample/`)
    await page.getByRole('heading', { name: en.states.noAnswer }).waitFor()
    isAway = false
    await page.getByRole('button', { name: en.common.tryAgain }).click()
    await page.locator('[data-headline]').waitFor()
    await fresh.close()
  })

  test('a fault of ours says so, with its number, and that nothing is lost', async () => {
    const page = await context.newPage()
    const problem = {
      type: 'about:blank',
      title: 'Fault',
      status: 500,
      detail: 'A fault.',
      code: 'fault',
      fault: 'T-4711',
    }
    await page.route('**/api/v1/teams**', (route) =>
      route.fulfill({ status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    )
    await page.goto(`${product.address}/sample/teams`)
    await page.getByText(en.states.ourFaultWords).waitFor()
    expect(await page.locator('main code').first().textContent()).toContain('T-4711')
    await page.close()
  })
})

/** Rolled back, so that the place it came from is where it goes: nothing has to be chosen. */
const aServiceLeft = async (): Promise<string> => {
  const answer = await fetch(`${product.address}/sample/api/v1/services?team=kops&state=rolled_back&limit=1`)
  const { services } = (await answer.json()) as { services: { name: string }[] }
  return services[0]?.name ?? ''
}

const movesHeld = async (): Promise<number> => {
  const answer = await fetch(`${product.address}/sample/api/v1/session`)
  return ((await answer.json()) as { counts: { moves: number } }).counts.moves
}
