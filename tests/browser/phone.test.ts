import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../src/web/shared/messages/en.ts'
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

const openAt = async (width: number, path: string): Promise<Page> => {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width, height: width < 500 ? 740 : 900 },
    reducedMotion: 'reduce',
    hasTouch: width < 500,
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  await page.goto(`${product.address}/sample${path}`)
  return page
}

const boxOf = async (page: Page, selector: string) => {
  const box = await page.locator(selector).first().boundingBox()
  if (box === null) throw new Error(`${selector} is not drawn.`)
  return box
}

const aService = async (query: string): Promise<number> => {
  const answer = await fetch(`${product.address}/sample/api/v1/services?limit=1&${query}`)
  const { services } = (await answer.json()) as { services: { id: number }[] }
  return services[0]?.id ?? 0
}

test('the chosen-rows bar is one line of buttons on a phone, all of them on it', async () => {
  const page = await openAt(360, '/services')
  const boxes = page.locator('td.choose .check-box')
  await boxes.first().click()
  const bar = await boxOf(page, '.chosen-bar')
  expect(bar.height).toBeLessThanOrEqual(60)
  const tops = await page
    .locator('.chosen-bar .button:visible')
    .evaluateAll((buttons) => buttons.map((button) => Math.round(button.getBoundingClientRect().top)))
  expect(tops).toHaveLength(3)
  expect(new Set(tops).size).toBe(1)
  await page.context().close()
})

test.each([320, 768])(
  'at %i pixels the chosen-rows bar has a menu for what does not fit on its line',
  async (width) => {
    const page = await openAt(width, '/services')
    await page.locator('td.choose .check-box').first().click()
    const bar = page.getByRole('toolbar', { name: en.services.chosenBar })
    await bar.locator('[aria-haspopup]').click()
    const { height, x, width: across } = await boxOf(page, '.chosen-bar')
    expect(height).toBeLessThanOrEqual(60)
    expect(x).toBeGreaterThanOrEqual(0)
    expect(x + across).toBeLessThanOrEqual(width)
    expect(await page.getByRole('menuitem').locator('.option-main').allTextContents()).toEqual([
      en.services.changeChosen,
      en.services.plan,
      en.services.addToWave,
    ])
    await page.getByRole('menuitem', { name: en.services.plan }).click()
    await page.getByRole('dialog', { name: en.cycles.planDialog.heading(en.cycles.short(28)) }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.modal').waitFor({ state: 'detached' })
    expect(await bar.getByRole('status').textContent()).toBe(en.services.chosen(1))
    await page.context().close()
  },
)

test('on a phone the chosen service has the width for its name, and whose it is stands under it', async () => {
  const page = await openAt(360, `/services?log=${await aService('q=pull-kubernetes-e2e-gce')}`)
  await page.locator('.service-standing').first().waitFor()
  const name = await boxOf(page, '.service-picker input')
  const standing = await boxOf(page, '.service-picker .field-box .service-standing')
  expect(name.width).toBeGreaterThan(240)
  expect(standing.y).toBeGreaterThanOrEqual(name.y + name.height - 1)
  await page.context().close()
})

test('the sample says what it is and of which day; on a phone one button advances its clock', async () => {
  const page = await openAt(360, '/settings')
  await page.getByText(en.shell.sampleDay('7 Jul 2024'), { exact: true }).waitFor()
  expect(await page.locator('.banner .button:visible').count()).toBe(1)
  await page.locator('.steps-menu').click()
  await page.getByRole('button', { name: en.shell.advanceDay }).waitFor()
  await page.context().close()

  const middle = await openAt(900, '/settings')
  await middle.getByText(en.shell.sampleOn('7 Jul 2024')).waitFor()
  expect((await boxOf(middle, '.banner')).height).toBeLessThanOrEqual(44)
  await middle.context().close()
})

test('figures of a group and names of teams are whole where it is narrow', async () => {
  const page = await openAt(900, '/services?group=team&open=none')
  await page.locator('tr.group').nth(3).waitFor()
  const cut = await page
    .locator('tr.group td:last-child')
    .evaluateAll((cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).length)
  expect(cut).toBe(0)
  await page.context().close()

  const phone = await openAt(360, '/teams')
  await phone.locator('tr.team').nth(3).waitFor()
  const names = await phone
    .locator('tr.team .name > a')
    .evaluateAll((links) => links.filter((link) => link.scrollWidth > link.clientWidth).length)
  expect(names).toBe(0)
  await phone.context().close()
})

test('when nobody answers, the banner still says that it is the sample', async () => {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.route('**/api/v1/**', (route) => route.fulfill({ status: 500, body: '' }))
  await page.goto(`${product.address}/sample/`)
  await page.locator('.banner').getByText(en.shell.sampleBanner).first().waitFor()
  expect(await page.locator('.programme-button').textContent()).toContain(en.shell.sampleShort)
  await context.close()
})
