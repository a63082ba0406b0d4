import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { access as english } from '../../src/web/shared/messages/en/access.ts'
import { refusals } from '../../src/web/shared/messages/en/refusals.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { bringAxe, ofColour, violationsOn } from './axe.ts'

const password = 'lamp otter gravel quince'
const { entrance, account, passkeys, people } = english

let product: RunningProduct
let browser: Browser
let page: Page
let devtools: CDPSession
let authenticator: string
/** The same server by its name, to which passkeys are bound. */
let address: string
const complaints: string[] = []

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ environment: { TENFOLD_SIGN_IN: 'on' } }), startBrowser()])
  address = product.address.replace('127.0.0.1', 'localhost')
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  await bringAxe(context)
  page = await context.newPage()
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of (401|403|410|422|503)/.test(message.text()))
      complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  // An authenticator of the browser's own making, behind the browser's real WebAuthn: it keeps passkeys and verifies.
  devtools = await context.newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const made = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  authenticator = made.authenticatorId
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const expectInOrder = async (): Promise<void> => {
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await violationsOn(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violationsOn(page, { only: ofColour })).toEqual([])
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
      .toBeLessThanOrEqual(0)
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
  expect(complaints).toEqual([])
}

const keptInTheAuthenticator = async () =>
  (await devtools.send('WebAuthn.getCredentials', { authenticatorId: authenticator })).credentials

const signOut = async (): Promise<void> => {
  await page.getByRole('button', { name: 'My programme' }).first().click()
  await page.getByRole('button', { name: account.signOut }).click()
  await page.getByLabel(entrance.signInName).waitFor()
}

const byPasskey = () => page.getByRole('button', { name: passkeys.signIn })

test('opened by a number, the page says by which name passkeys work', async () => {
  const link = () => /\S+\/set-up#\S+/.exec(product.said())?.[0]
  await expect.poll(link).toBeDefined()
  await page.goto((link() ?? '').replace('127.0.0.1', 'localhost'))
  await page.getByLabel(entrance.name).fill('Ada Lovelace')
  await page.getByLabel(entrance.signInName).fill('ada')
  await page.getByLabel(entrance.password, { exact: true }).fill(password)
  await page.getByRole('button', { name: entrance.setUpDo }).click()
  await page.locator('.ways-in').waitFor()
  await page.goto(`${product.address}/teams`)
  await page.getByLabel(entrance.signInName).waitFor()
  await expectInOrder()
  await page.getByRole('link', { name: address }).click()
  await page.waitForURL(`${address}/teams`)
})

test('a passkey is added on the account page', async () => {
  await page.goto(`${address}/account`)
  await page.getByRole('heading', { name: passkeys.count(0) }).waitFor()
  await expectInOrder()
  const name = page.getByLabel(passkeys.nameOfNew)
  expect(await name.inputValue()).toMatch(/^\S+ on \S+$/)
  await name.fill('the laptop')
  await page.getByRole('button', { name: passkeys.add }).click()
  await page.getByRole('row', { name: /^the laptop .* never/ }).waitFor()
  expect(await keptInTheAuthenticator()).toMatchObject([
    { isResidentCredential: true, rpId: 'localhost', userName: 'ada', userDisplayName: 'Ada Lovelace' },
  ])
  await expectInOrder()
})

test('the same device makes no second one', async () => {
  await page.getByLabel(passkeys.nameOfNew).fill('again')
  await page.getByRole('button', { name: passkeys.add }).click()
  await page.getByText(passkeys.faults.InvalidStateError).waitFor()
  expect(await keptInTheAuthenticator()).toHaveLength(1)
})

test('with it one signs in without name and password, and lands where one wanted to go', async () => {
  await signOut()
  await page.goto(`${address}/settings`)
  await byPasskey().waitFor()
  await expectInOrder()
  await byPasskey().click()
  await page.locator('.location-table').waitFor()
  expect(page.url()).toBe(`${address}/settings`)
  await page.goto(`${address}/account`)
  await page.getByRole('row', { name: new RegExp(account.byPasskey) }).waitFor()
  expect(await page.getByRole('row', { name: /^the laptop .* never/ }).count()).toBe(0)
})

test('who is not verified by the device does not get in', async () => {
  await signOut()
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId: authenticator, isUserVerified: false })
  await byPasskey().click()
  await page.getByText(passkeys.faults.NotAllowedError).waitFor()
  await expectInOrder()
  await devtools.send('WebAuthn.setUserVerified', { authenticatorId: authenticator, isUserVerified: true })
  await byPasskey().click()
  await page
    .locator('.ways-in')
    .or(page.getByRole('heading', { name: account.title }))
    .first()
    .waitFor()
})

test('it is named anew, and removed; what the device still offers opens nothing, and is forgotten there', async () => {
  await page.goto(`${address}/account`)
  await page.getByRole('button', { name: passkeys.renameNamed('the laptop') }).click()
  await page.getByRole('dialog').getByLabel(passkeys.name).fill('the old laptop')
  await expectInOrder()
  await page.keyboard.press('Enter')
  await page.getByRole('row', { name: /^the old laptop/ }).waitFor()
  await page.getByRole('button', { name: passkeys.removeNamed('the old laptop') }).click()
  await page.getByRole('dialog').getByText(passkeys.removeWords).waitFor()
  await expectInOrder()
  await page.getByRole('dialog').getByRole('button', { name: passkeys.remove, exact: true }).click()
  await page.getByRole('heading', { name: passkeys.count(0) }).waitFor()

  await signOut()
  expect(await keptInTheAuthenticator()).toHaveLength(1)
  await byPasskey().click()
  await page.getByText(refusals['unknown-passkey']()).waitFor()
  await expect.poll(async () => (await keptInTheAuthenticator()).length).toBe(0)
  await page.getByLabel(entrance.signInName).fill('ada')
  await page.getByLabel(entrance.password, { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'My programme' }).first().waitFor()
})

test('an administrator sees the sessions of people, and the audit what became of the passkey', async () => {
  await page.goto(`${address}/settings`)
  await page.getByRole('button', { name: people.actions('Ada Lovelace') }).click()
  await page.getByRole('menuitem', { name: people.sessions }).click()
  await page.getByRole('dialog').getByText(account.thisOne).waitFor()
  await expectInOrder()
  await page.goto(`${address}/audit`)
  for (const action of ['add-passkey', 'rename-passkey', 'remove-passkey', 'refused'])
    await page
      .locator('.audit-table tr', { hasText: english.actions[action] ?? '' })
      .first()
      .waitFor()
})
