import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { access as english } from '../../src/web/shared/messages/en/access.ts'
import { refusals } from '../../src/web/shared/messages/en/refusals.ts'
import { access as korean } from '../../src/web/shared/messages/ko/access.ts'
import { startBrowser } from '../set-up/browser.ts'
import { client } from '../set-up/loopback.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { type RealProvider, startRealProvider } from '../set-up/real-provider.ts'
import { contextIn, expectInOrder, watch } from './in-order.ts'

const { entrance, account } = english

let provider: RealProvider
let product: RunningProduct
let browser: Browser
let ada: Page
const complaints: string[] = []

beforeAll(async () => {
  const products: string[] = ['http://localhost']
  provider = await startRealProvider({ products: () => products })
  ;[product, browser] = await Promise.all([
    startProduct({
      environment: {
        TENFOLD_SIGN_IN: 'on',
        TENFOLD_OIDC_ISSUER: provider.issuer,
        TENFOLD_OIDC_CLIENT_ID: client.id,
        TENFOLD_OIDC_CLIENT_SECRET: client.secret,
        TENFOLD_OIDC_NAME: 'Company',
        TENFOLD_OIDC_GROUPS: 'cloud-admins=administrator; payments=member:Billing',
      },
    }),
    startBrowser(),
  ])
  products[0] = product.address
  await provider.stop()
  provider.people.set('ada', { name: 'Ada Lovelace', groups: ['cloud-admins'] })
  provider.people.set('bob', { name: 'Bob', groups: ['payments'] })
  provider.people.set('eve', { name: 'Eve', groups: [] })
  ada = await (await contextIn(browser, 'en-GB')).newPage()
  watch(ada, product.address, complaints)
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  await provider?.stop()
})

/** At the provider's own form, which this page was led to. */
const signInThere = async (page: Page, name: string): Promise<void> => {
  await page.waitForURL(`${provider.issuer}/**`)
  await page.locator('input[name=login]').fill(name)
  await page.locator('input[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
}

test('the printed link makes whoever signs in at the provider the administrator, without a password', async () => {
  const link = () => /\S+\/set-up#\S+/.exec(product.said())?.[0]
  await expect.poll(link).toBeDefined()
  await ada.goto(link() ?? '')
  await ada.getByRole('button', { name: entrance.setUpByProviderDo('Company') }).waitFor()
  await expectInOrder(ada, complaints)
  await ada.getByText(entrance.setUpHere, { exact: true }).click()
  await ada.getByLabel(entrance.signInName).waitFor()
  await ada.getByText(entrance.setUpByProvider('Company'), { exact: true }).click()
  const setUp = ada.getByRole('button', { name: entrance.setUpByProviderDo('Company') })
  // It is down while the product starts: the page says so, and it works once it is up.
  await setUp.click()
  await ada.getByText(refusals['provider-away']()).waitFor()
  await expectInOrder(ada, complaints)
  await provider.start()
  await expect
    .poll(async () => {
      await setUp.click()
      await ada.waitForURL(`${provider.issuer}/**`, { timeout: 1_000 }).catch(() => {})
      return ada.url()
    })
    .toContain(provider.issuer)
  await signInThere(ada, 'ada')
  await ada.waitForURL(`${product.address}/`)
  await ada.locator('.ways-in').waitFor()
  await ada.goto(`${product.address}/account`)
  await ada.getByText(account.administrator).waitFor()
})

test('signing out leads over the provider back to the button, which is all there is', async () => {
  await ada.getByRole('button', { name: 'My programme' }).first().click()
  await ada.getByRole('button', { name: account.signOut }).click()
  await ada.waitForURL(`${provider.issuer}/**`)
  await ada.getByRole('button', { name: 'Sign out' }).click()
  await ada.waitForURL(`${product.address}/`)
  const button = ada.getByRole('button', { name: entrance.signInBy('Company') })
  await button.waitFor()
  expect(await ada.getByLabel(entrance.signInName).count()).toBe(0)
  await expectInOrder(ada, complaints)
})

test('by keyboard alone: the button has the focus, and one lands at the address that was wanted', async () => {
  await ada.goto(`${product.address}/settings?measure=units`)
  const button = ada.getByRole('button', { name: entrance.signInBy('Company') })
  await button.waitFor()
  await expect.poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true)
  await ada.keyboard.press('Enter')
  await signInThere(ada, 'ada')
  await ada.locator('.location-table').waitFor()
  expect(ada.url()).toBe(`${product.address}/settings?measure=units`)
  expect(complaints).toEqual([])
})

test('whoever is in no mapped group reads why in their language, and the code leaves the address', async () => {
  const eve = await (await contextIn(browser, 'ko-KR')).newPage()
  watch(eve, product.address, complaints)
  await eve.goto(`${product.address}/`)
  await eve.getByRole('button', { name: korean.entrance.signInBy('Company') }).click()
  await signInThere(eve, 'eve')
  await eve.getByText('그룹에 들어 있지 않습니다').waitFor()
  await expect.poll(() => eve.url()).toBe(`${product.address}/`)
  await expectInOrder(eve, complaints)
  await eve.context().close()
})

test('with a local account beside it both ways stand there, and a member lands on the page of their team', async () => {
  const made = await ada.evaluate(async () => {
    const write = async (path: string, body: unknown) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      return (await fetch(`/api/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).status
    }
    return [
      await write('people', { name: 'Cleo', signInName: 'cleo' }),
      await write('divisions', { name: 'Payments' }),
      await write('teams', { name: 'Billing', division: 'Payments' }),
    ]
  })
  expect(made).toEqual([201, 201, 201])
  const bob = await (await contextIn(browser, 'en-GB')).newPage()
  watch(bob, product.address, complaints)
  await bob.goto(`${product.address}/`)
  await bob.getByText(entrance.orHere).waitFor()
  await bob.getByLabel(entrance.signInName).waitFor()
  await expectInOrder(bob, complaints)
  await bob.goto(`${product.address}/?refused=made-up`)
  await bob.getByText(entrance.refused).waitFor()

  await bob.getByRole('button', { name: entrance.signInBy('Company') }).click()
  await signInThere(bob, 'bob')
  await bob.waitForURL(`${product.address}/services?team=Billing`)
  expect(complaints).toEqual([])
})
