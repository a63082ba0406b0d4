import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { access as english } from '../../src/web/shared/messages/en/access.ts'
import { en } from '../../src/web/shared/messages/en.ts'
import { access as korean } from '../../src/web/shared/messages/ko/access.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { contextIn, expectInOrder, watch } from './in-order.ts'

const password = 'lamp otter gravel quince'
const { entrance, account, people, members } = english

let product: RunningProduct
let browser: Browser
let ada: Page
/** What the browser blocked or complained about, but for answers that say who is not let in. */
const complaints: string[] = []

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ environment: { TENFOLD_SIGN_IN: 'on' } }), startBrowser()])
  ada = await (await contextIn(browser, 'en-GB')).newPage()
  watch(ada, product.address, complaints)
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** Writes as the page of this browser would, and gives the status. */
const write = (page: Page, path: string, body: unknown): Promise<number> =>
  page.evaluate(
    async ({ path, body }) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      return (await fetch(`/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status
    },
    { path, body },
  )

const signIn = async (page: Page, words: typeof entrance, name: string): Promise<void> => {
  await page.getByLabel(words.signInName).fill(name)
  await page.getByLabel(words.password, { exact: true }).fill(password)
  await page.keyboard.press('Enter')
}

test('before it is set up every address says where the link is', async () => {
  await ada.goto(`${product.address}/services`)
  await ada.getByRole('heading', { name: entrance.needsSetUp }).waitFor()
  await expectInOrder(ada, complaints)
})

test('the printed link makes the administrator and leaves the address', async () => {
  const link = () => /\S+\/set-up#\S+/.exec(product.said())?.[0]
  await expect.poll(link).toBeDefined()
  await ada.goto(link() ?? '')
  await ada.getByRole('heading', { name: entrance.setUp }).waitFor()
  await expect.poll(() => ada.url()).toBe(`${product.address}/set-up`)
  await expectInOrder(ada, complaints)
  await ada.getByLabel(entrance.name).fill('Ada Lovelace')
  await ada.getByLabel(entrance.signInName).fill('ada')
  await ada.getByLabel(entrance.password, { exact: true }).fill(password)
  await ada.getByRole('button', { name: entrance.setUpDo }).click()
  await ada.locator('.ways-in').waitFor()
  expect(new URL(ada.url()).pathname).toBe('/')
})

test('whoever wants to look around first is set up and lands in the sample', async () => {
  const other = await startProduct({ environment: { TENFOLD_SIGN_IN: 'on' } })
  try {
    await expect.poll(() => other.said()).toContain('/set-up#')
    const [link = ''] = /http\S+\/set-up#\S+/.exec(other.said()) ?? []
    const page = await (await contextIn(browser, 'en-GB')).newPage()
    watch(page, other.address, complaints)
    await page.goto(link)
    await page.getByLabel(entrance.name).fill('Grace Hopper')
    await page.getByLabel(entrance.signInName).fill('grace')
    await page.getByLabel(entrance.password, { exact: true }).fill(password)
    await page.getByText(entrance.startInSample, { exact: true }).click()
    await page.getByRole('button', { name: entrance.setUpDo }).click()
    await page.locator('[data-headline]').waitFor()
    expect(new URL(page.url()).pathname).toBe('/sample/')
    await page.goto(other.address)
    await page.locator('.ways-in').waitFor()
    await page.context().close()
    expect(complaints).toEqual([])
  } finally {
    await other.stop()
  }
})

test('signed out, the sign-in page stands at every address, and leads there', async () => {
  await ada.getByRole('button', { name: 'My programme' }).first().click()
  await ada.getByRole('button', { name: account.signOut }).click()
  await ada.getByLabel(entrance.signInName).waitFor()
  await ada.goto(`${product.address}/settings?measure=units`)
  await ada.getByLabel(entrance.signInName).waitFor()
  await expectInOrder(ada, complaints)
  await signIn(ada, entrance, 'ada')
  await ada.locator('.location-table').waitFor()
  expect(ada.url()).toBe(`${product.address}/settings?measure=units`)
  await ada.getByRole('heading', { name: people.count(1) }).waitFor()
  await expectInOrder(ada, complaints)
})

test('somebody is invited, chooses a password in Korean, logs for their team, and is refused elsewhere', async () => {
  for (const [division, team, service] of [
    ['Retail', 'Checkout', 'basket'],
    ['Wholesale', 'Orders', 'dispatch'],
  ]) {
    const units = { units: 4, location: 'On-premises', occurredOn: '2026-01-05' }
    expect(await write(ada, 'divisions', { name: division })).toBe(201)
    expect(await write(ada, 'teams', { name: team, division })).toBe(201)
    expect(await write(ada, 'services', { name: service, team, ...units })).toBe(201)
  }
  await ada.reload()
  await ada.getByRole('button', { name: people.invite }).click()
  const dialog = ada.getByRole('dialog')
  await dialog.getByLabel(people.name, { exact: true }).fill('Grace Hopper')
  await dialog.getByLabel(entrance.signInName).fill('grace')
  await dialog.getByRole('combobox', { name: people.team }).fill('Checkout')
  await ada.getByRole('option', { name: /Checkout/ }).click()
  await expectInOrder(ada, complaints)
  await dialog.getByRole('button', { name: people.inviteDo, exact: true }).click()
  const secret = ada.locator('.secret')
  await secret.filter({ hasText: '/welcome#' }).waitFor()
  await expectInOrder(ada, complaints)
  const link = (await secret.textContent()) ?? ''

  const grace = await (await contextIn(browser, 'ko-KR')).newPage()
  watch(grace, product.address, complaints)
  await grace.goto(link)
  await grace.getByRole('heading', { name: korean.entrance.welcome }).waitFor()
  await expectInOrder(grace, complaints)
  await grace.getByLabel(korean.entrance.password, { exact: true }).fill(password)
  await grace.keyboard.press('Enter')
  await grace.locator('tr.service').waitFor()
  expect(grace.url()).toBe(`${product.address}/services?team=Checkout`)

  await grace.locator('main').focus()
  await grace.keyboard.press('m')
  await grace.locator('.modal').waitFor()
  await grace.keyboard.type('basket')
  await grace.getByRole('option', { name: /basket/ }).click()
  await grace.locator('.modal input[name=level]').first().focus()
  await grace.keyboard.press('5')
  await grace.locator('.effect b').first().waitFor()
  await grace.keyboard.press('Enter')
  await grace.locator('.toasts .toast').first().waitFor()
  expect(await write(grace, 'moves', { service: 'dispatch', level: 100, occurredOn: '2026-02-02' })).toBe(403)

  await grace.goto(`${product.address}/account`)
  await grace.getByText(korean.account.thisOne).waitFor()
  await expectInOrder(grace, complaints)
  await grace.getByRole('button', { name: 'My programme' }).first().click()
  await grace.getByRole('button', { name: korean.account.signOut }).click()
  await grace.getByLabel(korean.entrance.signInName).waitFor()
  await expectInOrder(grace, complaints)
  await grace.context().close()
})

test('the audit shows who did what, and who was refused', async () => {
  await ada.goto(`${product.address}/audit?q=Grace`)
  const { actions } = english
  for (const action of ['create-person', 'welcome', 'log-move', 'refused', 'sign-out'])
    await ada
      .locator('.audit-table tr', { hasText: actions[action] ?? '' })
      .first()
      .waitFor()
  expect(await ada.content()).not.toContain(password)
})

test('the members of a team are seen and gathered', async () => {
  await ada.goto(`${product.address}/teams`)
  await ada.getByRole('button', { name: en.teams.editTeam('Checkout') }).click()
  await ada.getByRole('heading', { name: members.heading(1, 0) }).waitFor()
  await ada.getByRole('combobox', { name: members.person }).fill('love')
  await ada.getByRole('option', { name: /^Ada Lovelace/ }).click()
  await ada.getByRole('button', { name: members.addDo, exact: true }).click()
  await ada.getByRole('heading', { name: members.heading(2, 0) }).waitFor()
  await expectInOrder(ada, complaints)
})
