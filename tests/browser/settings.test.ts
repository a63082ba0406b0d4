import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { access as english } from '../../src/web/shared/messages/en/access.ts'
import { en } from '../../src/web/shared/messages/en.ts'
import { access as korean } from '../../src/web/shared/messages/ko/access.ts'
import { ko } from '../../src/web/shared/messages/ko.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { contextIn, expectInOrder, watch } from './in-order.ts'

// What only administrators see where people sign in: the sample, whose places are walked through elsewhere, has none of it.

const password = 'lamp otter gravel quince'
const agents = {
  phone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  program: 'curl/8.9',
}

let product: RunningProduct
let browser: Browser
let ada: Page
/** Signed in by Ada’s cookies, in Korean. */
let hangul: Page
const complaints: string[] = []

beforeAll(async () => {
  ;[product, browser] = await Promise.all([
    startProduct({
      environment: {
        TENFOLD_SIGN_IN: 'on',
        // Nobody answers there.
        TENFOLD_OIDC_ISSUER: 'http://localhost:9/realms/a-company-with-a-long-name',
        TENFOLD_OIDC_CLIENT_ID: 'tenfold',
        TENFOLD_OIDC_CLIENT_SECRET: 'never shown to anybody',
        TENFOLD_OIDC_NAME: 'Company',
        TENFOLD_OIDC_GROUPS:
          'cn=cloud-admins,ou=groups,dc=example,dc=com=administrator; payments=member:Checkout; old=lead:Ghosts; execs=viewer:everything',
      },
    }),
    startBrowser(),
  ])
  const context = await contextIn(browser, 'en-GB')
  ada = await context.newPage()
  watch(ada, product.address, complaints)
  await ada.goto(await vi.waitUntil(() => /http\S+\/set-up#\S+/.exec(product.said())?.[0], { timeout: 20_000 }))
  const { entrance } = english
  await ada.getByText(entrance.setUpHere, { exact: true }).click()
  await ada.getByLabel(entrance.name).fill('Ada Lovelace')
  await ada.getByLabel(entrance.signInName).fill('ada')
  await ada.getByLabel(entrance.password, { exact: true }).fill(password)
  await ada.getByRole('button', { name: entrance.setUpDo }).click()
  await ada.locator('.ways-in').waitFor()
  const theirs = await contextIn(browser, 'ko-KR')
  await theirs.addCookies(await context.cookies())
  hangul = await theirs.newPage()
  watch(hangul, product.address, complaints)

  await write('divisions', { name: 'Retail' })
  await write('teams', { name: 'Checkout', division: 'Retail' })
  for (const [name, signInName] of [
    ['Grace Hopper', 'grace'],
    ['Wolfeschlegelsteinhausenbergerdorff Hubert Blaine', 'hubert'],
  ]) {
    const { welcomeToken } = await write('people', {
      name,
      signInName,
      division: 'Retail',
      skills: ['Terraform', 'Postgres'],
      teams: [{ team: 'Checkout', role: 'member' }],
    })
    await inAnother('welcome', { token: welcomeToken, password }, agents.phone)
    await inAnother('sign-in', { signInName, password }, agents.program)
  }
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** Writes as Ada's page would. */
const write = async (path: string, body: unknown): Promise<{ welcomeToken?: string }> => {
  const answer = await ada.evaluate(
    async ({ path, body }) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      const { status, ...rest } = await fetch(`/api/v1/${path}`, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      }).then(async (said) => ({ status: said.status, said: await said.json() }))
      return { status, ...rest }
    },
    { path, body },
  )
  expect(answer.status, JSON.stringify(answer)).toBe(201)
  return answer.said
}

/** From a browser that is not this one, so that its session is another. */
const inAnother = async (path: string, body: unknown, agent: string): Promise<void> => {
  const headers = { 'content-type': 'application/json', 'user-agent': agent }
  const answer = await fetch(`${product.address}/api/v1/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  expect(answer.status, await answer.text()).toBe(200)
}

const inBoth = [
  { language: 'English', page: () => ada, access: english, words: en },
  { language: 'Korean', page: () => hangul, access: korean, words: ko },
]

describe.each(inBoth)('in $language', ({ page: pageOf, access, words }) => {
  const { people, members, reading, signInSettings, openSessions } = access
  let page: Page
  beforeAll(() => {
    page = pageOf()
  })

  const section = (line: string) => page.locator('section.section', { has: page.getByText(line, { exact: true }) })
  const openSettings = async () => {
    await page.goto(`${product.address}/settings`)
    await section(signInSettings.line).locator('table').first().waitFor()
    await page.getByRole('heading', { name: people.count(3) }).waitFor()
  }
  const openActionsOf = async (name: string, action: string) => {
    await page.getByRole('button', { name: people.actions(name) }).click()
    await page.getByRole('menuitem', { name: action, exact: true }).click()
    await page.getByRole('dialog').waitFor()
  }

  test('how people sign in says that the provider does not answer, and nothing of a secret', async () => {
    await openSettings()
    const part = section(signInSettings.line)
    await part.getByText(signInSettings.away).waitFor()
    await part.getByText(signInSettings.teamStates.unknown).waitFor()
    await part.getByText('TENFOLD_OIDC_GROUPS', { exact: true }).waitFor()
    expect(await page.content()).not.toContain('never shown')
    await section(openSessions.line).getByRole('link', { name: openSessions.open }).waitFor()
    await expectInOrder(page, complaints)
  })

  test('what people see is in order whichever is chosen', async () => {
    await openSettings()
    for (const rule of ['own-division', 'everything'] as const) {
      await section(reading.line).getByText(reading.choices[rule], { exact: true }).click()
      await page.getByRole('heading', { name: reading.heading[rule] }).waitFor()
      // Where the press has scrolled to, the bar at the top covers half of some button.
      await page.evaluate(() => scrollTo(0, 0))
      await expectInOrder(page, complaints)
    }
  })

  test('the dialogs of people: inviting, with what is missing, editing, sessions and shutting out', async () => {
    await openSettings()
    await page.getByRole('button', { name: people.invite }).click()
    await page.getByRole('dialog').getByRole('button', { name: people.inviteDo, exact: true }).click()
    await page.getByRole('dialog').getByText(people.wrong.name).waitFor()
    await expectInOrder(page, complaints)
    await page.keyboard.press('Escape')
    for (const action of [people.edit, people.sessions, people.shutOut]) {
      await openActionsOf('Grace Hopper', action)
      if (action === people.sessions) await page.getByRole('dialog').locator('tbody tr').first().waitFor()
      await expectInOrder(page, complaints)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
  })

  test('the members of a team, and what is changed of one', async () => {
    await page.goto(`${product.address}/teams`)
    await page.getByRole('button', { name: words.teams.editTeam('Checkout') }).click()
    await page.getByRole('heading', { name: members.heading(2, 1) }).waitFor()
    await expectInOrder(page, complaints)
    await page.getByRole('button', { name: people.actions('Grace Hopper') }).click()
    await page.getByRole('menu').waitFor()
    await expectInOrder(page, complaints)
    await page.getByRole('menuitem').first().click()
    await page.getByRole('dialog').nth(1).waitFor()
    await expectInOrder(page, complaints)
  })

  test('all open sessions are in order, found and not', async () => {
    await page.goto(`${product.address}/sessions`)
    await page.getByRole('heading', { name: openSessions.count(5) }).waitFor()
    await expectInOrder(page, complaints)
    await page.getByLabel(openSessions.find).fill('nobody')
    await page.getByRole('heading', { name: openSessions.noneFound }).waitFor()
    await expectInOrder(page, complaints)
  })
})

test('a session is ended by keyboard alone', async () => {
  await ada.goto(`${product.address}/sessions?q=grace`)
  const { openSessions, people } = english
  await ada.getByRole('heading', { name: openSessions.countOf(2, 5) }).waitFor()
  await ada
    .getByRole('button', { name: openSessions.endAllNamed('Grace Hopper', 2) })
    .first()
    .focus()
  await ada.keyboard.press('Enter')
  await ada.getByText(people.sessionsEnded('Grace Hopper', 2)).waitFor()
  await ada.getByRole('heading', { name: openSessions.noneFound }).waitFor()
})
