import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { en } from '../../src/web/shared/messages/en.ts'
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

const { cycles, moves, shell } = en

/** The sample's own services are all gone by the end of cycle 28, so what cycle 29 promises is added to it. */
const planned = ['ledger', 'payments-api', 'search-index']
const addPlanned = async (): Promise<void> => {
  for (const name of planned) {
    const added = await fetch(`${product.address}/sample/api/v1/services`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      body: JSON.stringify({ name, team: 'kops', units: 1000, location: 'default', occurredOn: '2024-07-01' }),
    })
    expect(added.status, await added.text()).toBe(201)
  }
}

const said = (page: Page, words: string) => page.locator('.toasts').getByText(words).waitFor()

const recordSays = async (page: Page, sayDo: string, row: RegExp) => {
  await page.getByRole('heading', { name: cycles.record.heading(sayDo) }).waitFor()
  await page.locator('.cycle-record').getByRole('row', { name: row }).waitFor()
}

interface Item {
  service: { name: string }
  toCarry: number
  carriedFrom: number | null
}
const itemsOf = async (cycle: number): Promise<Item[]> => {
  const answer = await fetch(`${product.address}/sample/api/v1/release-cycles/${cycle}/items?limit=500`)
  return ((await answer.json()) as { items: Item[] }).items
}
const mostLeft = async (cycle: number) => {
  const items = (await itemsOf(cycle)).filter(({ toCarry }) => toCarry > 0)
  return { name: items[0]?.service.name ?? '', left: items.length }
}
const carriedInto = async (cycle: number, from: number): Promise<number> =>
  (await itemsOf(cycle)).filter(({ carriedFrom }) => carriedFrom === from).length

test('a cycle is planned, run for its eight weeks, closed, and what is left of it carried over, as those before it', async () => {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  const open = (search: string) => page.goto(`${product.address}/sample/cycles${search}`)
  const dialog = page.getByRole('dialog')

  await addPlanned()
  await open('')
  await page.getByText(cycles.source['on-premises'], { exact: true }).waitFor()
  await page.getByRole('heading', { name: cycles.heading.running(cycles.short(28), 21, 56) }).waitFor()

  await open('?cycle=29')
  await page.getByRole('button', { name: cycles.plan, exact: true }).first().click()
  await dialog.getByLabel(cycles.planDialog.services, { exact: true }).fill(planned.join('\n'))
  await dialog.getByRole('button', { name: cycles.planDialog.submit(planned.length) }).click()
  await said(page, cycles.planDialog.done(planned.length, 0, 29))

  // Cycle 27 is late already: what is left of it goes into cycle 28, but for one service.
  await open('?cycle=27')
  await page.getByRole('heading', { name: cycles.heading.late(cycles.short(27), '21 days') }).waitFor()
  await page.getByRole('button', { name: cycles.close, exact: true }).click()
  await dialog.getByLabel(cycles.closeDialog.notes).fill('Two moved, and **one came back**.')
  const lines = dialog.locator('.carry-over li')
  await lines.first().waitFor()
  const { name: dropped, left } = await mostLeft(27)
  await lines.first().getByRole('checkbox').click()
  await dialog.getByText(cycles.closeDialog.dropped(1)).waitFor()
  await dialog.getByRole('button', { name: cycles.closeDialog.submit }).click()
  await recordSays(page, '0.4%', /^Committed 467 467$/)
  await page.locator('.review-notes strong', { hasText: 'one came back' }).waitFor()

  await open('?cycle=28&show=services')
  const rows = page.locator('.cycle-items tbody tr')
  const carried = cycles.items.carried(27)
  await rows.filter({ hasText: carried }).first().waitFor()
  expect(await carriedInto(28, 27)).toBe(left - 1)
  await page.getByRole('searchbox', { name: cycles.items.find }).fill(dropped)
  await expect.poll(() => rows.count()).toBe(1)
  expect(await rows.first().textContent()).toContain(dropped)
  expect(await rows.first().textContent()).not.toContain(carried)

  // Eight weeks on, cycle 29 is committed to its plan, and cycle 28 waits for somebody to close it.
  await open('')
  await page.getByRole('button', { name: shell.advanceCycle, exact: true }).click()
  await page.getByRole('heading', { name: cycles.heading.running(cycles.short(29), 21, 56) }).waitFor()
  const figures = page.getByRole('region', { name: cycles.figures })
  await expect.poll(() => figures.textContent()).toContain(`${cycles.committed}${planned.length}`)
  expect(await page.getByText(cycles.source['on-premises'], { exact: true }).count()).toBe(0)

  // Everything of the sample's own had left on-premises by the real deadline: what is left was added, and is planned.
  await open('?cycle=28')
  await page.getByRole('heading', { name: cycles.heading.late(cycles.short(28), '21 days') }).waitFor()
  await page.getByRole('button', { name: cycles.close, exact: true }).click()
  await dialog.getByText(cycles.closeDialog.left(planned.length)).waitFor()
  await dialog.getByRole('button', { name: cycles.closeDialog.submit }).click()
  // 286 of 471 services moved, as a ledger of the sample's own file says.
  await recordSays(page, '60.7%', /^Committed 471 471$/)
  await page.getByText(cycles.record.noNotes).waitFor()
  expect(await page.getByRole('button', { name: cycles.close, exact: true }).count()).toBe(0)

  // In the cycle that was planned, one of the three moves; its eight weeks end, and the other two go on into the next.
  const [moved = '', ...stayed] = planned
  await page.keyboard.press('m')
  await page.keyboard.type(moved)
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: moves.title })
  await form.locator('input[name=level]').first().waitFor()
  await form.getByRole('radio', { name: '100%' }).check({ force: true })
  await form.getByLabel(moves.to, { exact: true }).selectOption({ index: 1 })
  await form.getByRole('button', { name: moves.log, exact: true }).click()
  await page.locator('.toasts').getByText(moves.logged(moved, '100%')).waitFor()
  await open('?cycle=29')
  await expect.poll(() => figures.textContent()).toContain('33.3%')
  await page.getByRole('button', { name: shell.advanceCycle, exact: true }).click()
  await page.getByRole('heading', { name: cycles.heading.late(cycles.short(29), '21 days') }).waitFor()
  await page.getByRole('button', { name: cycles.close, exact: true }).click()
  await dialog.getByText(cycles.closeDialog.left(stayed.length)).waitFor()
  await dialog.getByRole('button', { name: cycles.closeDialog.submit }).click()
  await recordSays(page, '33.3%', /^Committed 3 3$/)
  const carriedOn = (await itemsOf(30)).filter(({ carriedFrom }) => carriedFrom === 29)
  expect(carriedOn.map(({ service }) => service.name).sort()).toEqual([...stayed].sort())
  expect(errors).toEqual([])
  await context.close()
})
