import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { access } from '../../src/web/shared/messages/en/access.ts'
import { en } from '../../src/web/shared/messages/en.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { adaName, asSkill, names, packed, password, send, writeAboutPeople } from './attacked-people.ts'
import { attacks, expectNothingRan, openedIn, standsWhole } from './attacks.ts'

// What people write about themselves and each other is shown as they wrote it and is never run: names, skills, e-mail
// addresses, members, passkeys, tokens, what a browser calls itself; on every page and dialog, and typed into every form.

const { account, entrance, members, passkeys, people } = access

let product: RunningProduct
let browser: Browser
let context: BrowserContext
/** By its name, to which passkeys are bound. */
let address: string
const complaints: string[] = []

const opened = (path: string): Promise<Page> => openedIn(context, address + path, complaints)
const harmless = (page: Page, where: string): Promise<void> => expectNothingRan(page, complaints, where)

const newContext = async (agent?: string): Promise<BrowserContext> => {
  const made = await browser.newContext({
    locale: 'en-GB',
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
    ...(agent === undefined ? {} : { userAgent: agent }),
  })
  made.setDefaultTimeout(20_000)
  return made
}

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ environment: { TENFOLD_SIGN_IN: 'on' } }), startBrowser()])
  address = product.address.replace('127.0.0.1', 'localhost')
  context = await newContext()
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** Types some of them into each box, and leaves the last one there. */
async function typeInto(boxes: Locator, some: readonly string[] = packed): Promise<number> {
  const all = await boxes.all()
  for (const box of all) {
    for (const attack of some) await box.fill(attack)
    // The list that opens under it would cover the rest.
    if ((await box.getAttribute('role')) === 'combobox') await box.press('Tab')
  }
  return all.length
}
const boxesOf = (within: Locator): Locator =>
  within.locator(
    ':is(input[type=text], input[type=search], input[type=email], input[type=password], input:not([type])):visible',
  )

test('the set-up page, which takes one of them as a name', async () => {
  const link = () => /\/set-up#\S+/.exec(product.said())?.[0]
  await expect.poll(link).toBeDefined()
  const page = await opened(link() ?? '')
  await page.getByLabel(entrance.name).waitFor()
  expect(await typeInto(boxesOf(page.locator('main')))).toBe(5)
  await page.getByRole('button', { name: entrance.setUpDo }).click()
  await page.getByText(entrance.wrong.signInName).waitFor()
  await page.getByText(entrance.wrong.zone).waitFor()
  await harmless(page, 'the set-up page, refused')
  await page.getByLabel(entrance.name).fill(adaName)
  await page.getByLabel(entrance.signInName).fill('ada')
  await page.getByLabel(entrance.password, { exact: true }).fill(password)
  await page.getByLabel(entrance.zone).fill('Europe/London')
  await page.getByLabel(entrance.cycleAnchor).fill('30 Nov 2026')
  await page.getByRole('button', { name: entrance.setUpDo }).click()
  await page.locator('.ways-in').waitFor()
  await harmless(page, 'the first page')
  await writeAboutPeople(page, product.address)
  await page.close()
})

test('every page that names people', async () => {
  const pages = ['/settings', '/account', '/audit', '/teams', `/settings?q=${encodeURIComponent(asSkill(attacks[1]))}`]
  let shown = ''
  for (const path of pages) {
    const page = await opened(path)
    for (const summary of await page.locator('main summary:visible').all()) await summary.click()
    await page.locator('.programme-button').first().click()
    await page.locator('.floating').getByText(adaName).waitFor()
    shown += await page.locator('body').textContent()
    await harmless(page, path)
    await page.close()
  }
  // They were there to be run: shown word for word, as name, team, token, skill and passkey.
  for (const [at, attack] of packed.entries()) {
    expect(shown).toContain(names[at])
    expect(shown).toContain(`token ${at} ${attack}`)
    expect(shown).toContain(`team ${at} ${attack}`)
  }
  for (const attack of attacks) expect(shown).toContain(asSkill(attack))
}, 120_000)

/** Opens each of a menu's dialogs in turn, types into its boxes, and closes it unsent. */
async function dialogsOfMenu(page: Page, button: string, attack: string, items: readonly string[]): Promise<void> {
  for (const item of items) {
    await page.getByRole('button', { name: button, exact: true }).click()
    await page.getByRole('menuitem', { name: item, exact: true }).click()
    await inDialog(page, `${item}: ${button}`, [attack])
  }
}

async function inDialog(page: Page, where: string, some = packed, submit?: string): Promise<void> {
  const dialog = page.getByRole('dialog').last()
  await dialog.waitFor()
  await page.waitForFunction(() => document.querySelector('[role=dialog] .skeleton') === null)
  await harmless(page, where)
  await typeInto(boxesOf(dialog), some)
  if (submit !== undefined) {
    await dialog.getByRole('button', { name: submit, exact: true }).click()
    await dialog.locator('.field-error:not(:empty), [aria-invalid=true]').first().waitFor()
  }
  await harmless(page, `${where}, typed into`)
  await closed(page, dialog)
}

async function closed(page: Page, dialog: Locator): Promise<void> {
  await dialog.locator('.modal-head button').last().click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
}

test('the dialogs of people and tokens', async () => {
  const page = await opened('/settings')
  for (const [at, name] of names.entries()) {
    const about = people.actions(name)
    await dialogsOfMenu(page, about, packed[at] ?? '', [people.edit, people.sessions, people.shutOut, people.newLink])
    await page.getByRole('button', { name: about, exact: true }).click()
    await page.getByRole('menuitem', { name: people.readEverything, exact: true }).click()
    await page.locator('.toasts').getByText(people.nowReadsEverything(name)).waitFor()
    await harmless(page, `said of ${name}`)
  }
  await page.getByRole('button', { name: people.invite }).click()
  await inDialog(page, 'the invitation', packed, people.inviteDo)
  await page.getByRole('button', { name: access.makeToken }).click()
  await inDialog(page, 'a new token', packed, access.makeToken)
  for (const at of [1, 2]) {
    await page.getByRole('button', { name: access.revokeNamed(`token ${at} ${packed[at]}`), exact: true }).click()
    await inDialog(page, 'a token to revoke')
  }
  expect(await typeInto(boxesOf(page.getByRole('search', { name: people.line })))).toBe(2)
  await page
    .getByText(people.noneFound)
    .or(page.getByText(names[2] ?? '').first())
    .first()
    .waitFor()
  await harmless(page, 'people looked for')
  await page.close()
}, 120_000)

test('the members of teams, and whoever could be one', async () => {
  const page = await opened('/teams')
  for (const [at, attack] of packed.entries()) {
    await page.getByRole('button', { name: en.teams.editTeam(`team ${at} ${attack}`), exact: true }).click()
    await page.getByRole('heading', { name: members.line }).or(page.locator('.member-list')).first().waitFor()
    const dialog = page.getByRole('dialog').last()
    await dialog.locator('.member-list li').first().waitFor()
    await harmless(page, `the members of team ${at}`)
    for (const item of [members.changeRole, members.end]) {
      await dialog.getByRole('button', { name: members.change(names[at] ?? ''), exact: true }).click()
      await page.getByRole('menuitem', { name: item, exact: true }).click()
      const over = page.getByRole('dialog').last()
      await over
        .getByText(names[at] ?? '')
        .first()
        .waitFor()
      await harmless(page, `${item} of ${names[at]}`)
      await over.getByRole('button', { name: en.common.cancel }).click()
      await page.waitForFunction(() => document.activeElement?.closest('.member-list') != null)
    }
    const person = dialog.getByRole('combobox', { name: members.person })
    // A list closes where something scrolls, and what was typed above it goes: so that is over before.
    await person.scrollIntoViewIfNeeded()
    await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))))
    const found = page.waitForResponse((answer) => answer.url().includes('/candidates'))
    await person.fill(attack)
    await found
    await harmless(page, `whoever is found by ${attack}`)
    await person.fill('person')
    await page
      .locator('[role=option]', { hasText: names[2 - at] ?? '' })
      .first()
      .waitFor()
    await harmless(page, 'whoever is found')
    await page.keyboard.press('Escape')
    await page.goto(`${address}/teams`)
    await standsWhole(page)
  }
  await page.close()
}, 120_000)

test('the passkeys, skills and password of one’s own account', async () => {
  const page = await opened('/account')
  for (const at of packed.keys()) {
    const name = asSkill(attacks[at] ?? '')
    for (const label of [passkeys.renameNamed(name), passkeys.removeNamed(name)]) {
      await page.getByRole('button', { name: label, exact: true }).click()
      await inDialog(page, label)
    }
  }
  expect(await typeInto(boxesOf(page.locator('main')))).toBeGreaterThanOrEqual(4)
  await page.getByRole('button', { name: account.change, exact: true }).click()
  await harmless(page, 'the account, typed into')
  await page.close()
}, 120_000)

test('the sign-in page and the page of an invitation', async () => {
  const signedIn = await opened('/')
  const fresh = await send<{ welcomeToken: string }>(signedIn, 'POST', 'people/2/welcome', {})
  await signedIn.close()
  context = await newContext(packed[1])
  const page = await opened('/settings')
  expect(await typeInto(boxesOf(page.locator('main')))).toBe(2)
  await page.keyboard.press('Enter')
  await page.locator('.field-error:not(:empty)').first().waitFor()
  await harmless(page, 'the sign-in page')
  for (const attack of packed) {
    await page.goto('about:blank')
    await page.goto(`${address}/welcome#${encodeURIComponent(attack)}`)
    await page.locator('h1').first().waitFor()
    await harmless(page, `an invitation of ${attack}`)
  }
  await page.goto('about:blank')
  await page.goto(`${address}/welcome#${fresh.welcomeToken}`)
  const box = page.getByLabel(entrance.password, { exact: true })
  // Too long to be one, then one that is.
  await box.fill(attacks.join(' '))
  await page.keyboard.press('Enter')
  await page.locator('.field-error:not(:empty)').first().waitFor()
  await harmless(page, 'an invitation, refused')
  await box.fill(packed[1] ?? '')
  await page.keyboard.press('Enter')
  await page.locator('h1', { hasText: en.services.title }).waitFor()
  await standsWhole(page)
  expect(new URL(page.url()).searchParams.get('team')).toBe(`team 0 ${packed[0]}`)
  await harmless(page, 'where one lands')
  await page.close()
}, 120_000)
