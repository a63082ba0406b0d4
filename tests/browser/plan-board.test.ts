import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { board } from '../../src/web/shared/messages/en/board.ts'
import { waves } from '../../src/web/shared/messages/en/waves.ts'
import { en } from '../../src/web/shared/messages/en.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { bringAxe, violationsOn } from './axe.ts'

let product: RunningProduct
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ words: ['--sample'] }), startBrowser()])
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const { cycles, common } = en

interface Column {
  cards: { service: { name: string }; planned: number | null }[]
}
const ask = async <T>(path: string): Promise<T> =>
  (await (await fetch(`${product.address}/sample/api/v1/${path}`)).json()) as T
const post = (path: string, body: object) =>
  fetch(`${product.address}/sample/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
  })
const namesIn = async (cycle: number): Promise<string[]> =>
  (await ask<Column>(`plan/cards?cycle=${cycle}&limit=500`)).cards.map(({ service }) => service.name)

let names: readonly string[]
let errors: string[]

/** Two services stand in the plan of cycle 29; all others of the sample stand in none. */
beforeEach(async () => {
  for (const cycle of [28, 29, 30]) {
    const standing = await namesIn(cycle)
    if (standing.length > 0)
      await post('plan/moves', { changes: standing.map((service) => ({ service, from: cycle, to: null })) })
  }
  names = (await ask<Column>('plan/cards?limit=20')).cards.map(({ service }) => service.name)
  await post('plan/moves', { changes: [1, 2].map((at) => ({ service: names[at], from: null, to: 29 })) })
  errors = []
})

const open = async (width = 1440): Promise<Page> => {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width, height: width < 500 ? 780 : 900 },
    reducedMotion: 'reduce',
  })
  await bringAxe(context)
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(`${product.address}/sample/cycles?show=board`)
  await page.locator('.board-card').first().waitFor()
  return page
}
const column = (page: Page, name: string): Locator =>
  page.locator('.board-column').filter({ has: page.getByRole('heading', { name, exact: true }) })
const cycle = (page: Page, number: number) => column(page, cycles.short(number))
const card = (within: Locator, name: string) => within.locator('.board-card').filter({ hasText: name })
const said = (page: Page, words: string) => page.locator('.toasts').getByText(words).waitFor()
const end = async (page: Page) => {
  expect(errors).toEqual([])
  await page.context().close()
}

test('a card is dragged by the pointer from cycle to cycle, and the way back undoes it', async () => {
  const page = await open()
  const name = names[1] as string
  const dragged = card(cycle(page, 29), name)
  await dragged.waitFor()
  await dragged.dragTo(cycle(page, 30).locator('.board-cards'))
  await said(page, board.moved(1, cycles.short(30)))
  await card(cycle(page, 30), name).waitFor()
  expect(await namesIn(29)).toEqual([names[2]])
  expect(await namesIn(30)).toEqual([name])
  await page.locator('.toasts').getByRole('button', { name: common.undo }).click()
  await said(page, board.undone(1))
  await card(cycle(page, 29), name).waitFor()
  expect(await namesIn(29)).toEqual([name, names[2]])
  expect(await namesIn(30)).toEqual([])
  await end(page)
})

test('from the menu of a card its whole wave is planned, with what that would come to, and taken back', async () => {
  const wave = `spring ${crypto.randomUUID().slice(0, 6)}`
  await post('waves', { name: wave, services: [0, 1, 3].map((at) => names[at]) })
  const page = await open()
  await column(page, board.notPlanned)
    .getByRole('button', { name: board.menu(names[0] as string) })
    .click()
  await page.getByRole('menuitem', { name: board.planWave(wave) }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: cycles.planDialog.cycle }).selectOption('30')
  // One of the three stands in the plan of cycle 29 already.
  await dialog.getByText(cycles.planDialog.preview.changes(2, 0, 0)).waitFor()
  expect(await violationsOn(page)).toEqual([])
  await dialog.getByRole('button', { name: cycles.planDialog.submitWave }).click()
  await said(page, cycles.planDialog.done(2, 0, 30))
  expect(await namesIn(30)).toEqual([names[0], names[3]])
  await page.locator('.toasts').getByRole('button', { name: common.undo }).click()
  await said(page, cycles.items.removed(2, 30))
  expect(await namesIn(30)).toEqual([])
  await end(page)
})

test('by keyboard alone: to the handle, to a column, dropped', async () => {
  const page = await open()
  const name = names[0] as string
  const from = column(page, board.notPlanned)
  await from.locator('.board-card').first().focus()
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toContain(name)
  await page.keyboard.press('Enter')
  const into = () => page.evaluate(() => document.activeElement?.closest('.board-column')?.getAttribute('aria-label'))
  for (let step = 0; step < 8 && (await into()) !== cycles.short(29); step++) await page.keyboard.press('Tab')
  expect(await into()).toBe(cycles.short(29))
  await page.keyboard.press('Enter')
  await said(page, board.moved(1, cycles.short(29)))
  await expect.poll(() => namesIn(29)).toContain(name)
  await end(page)
})

test('by the menu of a card, and several at once', async () => {
  const page = await open()
  const [first, second] = [names[1] as string, names[2] as string]
  const of = cycle(page, 29)
  await card(of, first)
    .getByRole('button', { name: board.menu(first) })
    .click()
  await page.getByRole('menuitem', { name: board.takeOut }).click()
  await said(page, board.tookOut(1))
  await card(column(page, board.notPlanned), first).waitFor()
  expect(await namesIn(29)).toEqual([second])

  await card(column(page, board.notPlanned), first).click()
  await card(of, second).click()
  const bar = page.getByRole('toolbar', { name: board.chosenBar })
  await bar.getByText(board.chosen(2)).waitFor()
  await bar.getByRole('button', { name: board.moveChosen }).click()
  await page.getByRole('menuitem', { name: cycles.short(30) }).click()
  await said(page, board.moved(2, cycles.short(30)))
  expect(await namesIn(30)).toEqual([first, second])
  await bar.waitFor({ state: 'detached' })

  await card(cycle(page, 30), first)
    .getByRole('button', { name: board.menu(first) })
    .click()
  await page.getByRole('menuitem', { name: board.planShare }).click()
  await page.getByRole('dialog').getByLabel(cycles.planDialog.level).fill('50')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: cycles.planDialog.submit(1) })
    .click()
  await card(cycle(page, 30), first).getByText('to 50%').waitFor()
  await end(page)
})

test('what somebody else moved meanwhile is refused with what to do, and nothing changes', async () => {
  const page = await open()
  const name = names[1] as string
  await card(cycle(page, 29), name).waitFor()
  await post('plan/moves', { changes: [{ service: name, from: 29, to: null }] })
  await card(cycle(page, 29), name)
    .getByRole('button', { name: board.menu(name) })
    .click()
  await page.getByRole('menuitem', { name: board.moveTo(cycles.short(30)) }).click()
  await page.getByRole('alert').getByText('Somebody moved it').waitFor()
  expect(await namesIn(30)).toEqual([])
  await end(page)
})

test('is searched, says why a column is empty, and has nothing against the guidelines', async () => {
  const page = await open()
  await card(cycle(page, 29), names[1] as string).waitFor()
  expect(await violationsOn(page)).toEqual([])
  await page.getByRole('searchbox', { name: board.find }).fill('no-such-thing')
  await column(page, board.notPlanned).getByText(board.emptyFound('no-such-thing')).waitFor()
  await page.goto(`${product.address}/sample/cycles?show=board&cycle=27`)
  await cycle(page, 27).getByText(board.emptyCycle, { exact: true }).first().waitFor()
  await page.goto(`${product.address}/sample/cycles?show=board&asOf=2024-07-01`)
  await page.getByRole('button', { name: board.showNow }).click()
  await page.locator('.board-card').first().waitFor()
  await end(page)
})

test('on a phone it is one column at a time, and cards move by their menus', async () => {
  const page = await open(390)
  await page.locator('.board-tabs').getByText(cycles.short(29), { exact: true }).click()
  const name = names[1] as string
  await card(cycle(page, 29), name).waitFor()
  expect(await page.locator('.board-column').count()).toBe(1)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(await violationsOn(page)).toEqual([])
  await card(cycle(page, 29), name)
    .getByRole('button', { name: board.menu(name) })
    .click()
  await page.getByRole('menuitem', { name: board.moveTo(cycles.short(30)) }).click()
  await said(page, board.moved(1, cycles.short(30)))
  expect(await namesIn(30)).toEqual([name])
  await end(page)
})

test('what changed since the last visit is told from the second one on, opens to its services, and is marked as seen', async () => {
  const page = await open()
  await page.goto(`${product.address}/sample/cycles?cycle=29`)
  const line = page.locator('.changes-line')
  await page
    .getByRole('heading', { name: /Cycle 29/ })
    .first()
    .waitFor()
  expect(await line.count()).toBe(0)
  // The reader was here an hour before the sample’s clock stands where it stands, and saw all up to then.
  await page.evaluate(() =>
    localStorage.setItem(
      'tenfold.cycle-visit/sample',
      JSON.stringify({ seen: null, active: Date.parse('2024-07-07T11:00:00Z') }),
    ),
  )
  await page.reload()
  await line.getByText(board.changes.planCounts.added(2), { exact: false }).waitFor()
  expect(await line.textContent()).toContain(board.changes.visit(board.changes.ago.hours(1)))
  await line.getByRole('button', { name: board.changes.open }).click()
  const row = page.locator('.changes-table tbody tr').filter({ hasText: names[1] as string })
  expect(await row.textContent()).toContain(board.changes.kinds.added)
  expect(page.url()).toContain('since=visit')
  expect(await violationsOn(page)).toEqual([])
  await page.getByRole('button', { name: board.changes.seen }).click()
  await line.getByText(board.changes.nothing, { exact: false }).waitFor()
  await end(page)
})

test('one dependency is added in the drawer of a service and taken away again, each with its way back', async () => {
  const page = await open()
  const { services } = await ask<{ services: { id: number; name: string }[] }>('services?limit=2&q=capz-azure-file')
  const [one, other] = services as [{ id: number; name: string }, { id: number; name: string }]
  await page.goto(`${product.address}/sample/services?service=${one.id}`)
  await page.getByRole('button', { name: waves.addDependency }).click()
  const dialog = page.getByRole('dialog', { name: waves.addDependencyOf(one.name) })
  await dialog.getByRole('combobox', { name: waves.dependsOnColumn }).fill(other.name)
  await page.getByRole('option', { name: other.name }).first().click()
  await dialog.getByLabel(waves.kind).fill('calls')
  await dialog.getByRole('button', { name: waves.addDependencyDo }).click()
  await said(page, waves.tied(`${one.name} → ${other.name}`))
  const untie = page.getByRole('button', { name: waves.untie(one.name, other.name) })
  await untie.waitFor()
  const all = async () =>
    (await ask<{ dependencies: { kind: string }[] }>('dependencies')).dependencies.map(({ kind }) => kind)
  expect(await all()).toEqual(['calls'])
  await untie.click()
  await said(page, waves.untied(`${one.name} → ${other.name}`))
  await expect.poll(all).toEqual([])
  await page
    .locator('.toast', { hasText: waves.untied('').trim() })
    .getByRole('button', { name: common.undo })
    .click()
  await untie.waitFor()
  expect(await all()).toEqual(['calls'])
  await end(page)
})

test('heads say what is true: nothing left on-premises, put in after the first day, moved in a cycle that is over', async () => {
  await post('plan/moves', { changes: [{ service: names[5], from: null, to: 28 }] })
  const page = await open()
  const running = cycle(page, 28)
  await running.getByText(board.planned('1 service')).waitFor()
  await running.getByText(board.noPlanThen).waitFor()
  await running.getByText(/ moved so far$/).waitFor()
  expect(await running.getByText(board.noPlan).count()).toBe(0)

  const left = 'services?state=on_prem,split,rolled_back&limit=1'
  const { teams } = await ask<{ teams: { name: string; services: number }[] }>('teams?limit=500')
  let gone: string | undefined
  for (const { name, services } of teams) {
    if (services === 0 || gone !== undefined) continue
    const { total } = await ask<{ total: number }>(`${left}&team=${encodeURIComponent(name)}`)
    if (total === 0) gone = name
  }
  expect(gone, 'a team that has left').toBeDefined()
  const whom = gone ?? ''
  await page.goto(`${product.address}/sample/cycles?show=board&team=${encodeURIComponent(whom)}`)
  await column(page, board.notPlanned).getByText(board.nothingOnPremOf(whom)).waitFor()

  await page.goto(`${product.address}/sample/cycles?cycle=26&show=board`)
  await cycle(page, 26)
    .getByText(/ moved in it$/)
    .waitFor()
  expect(
    await cycle(page, 26)
      .getByText(/so far/)
      .count(),
  ).toBe(0)
  await end(page)
})
