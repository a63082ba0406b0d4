import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { access } from '../../src/web/shared/messages/en/access.ts'
import { makeProgramme } from '../reliability/set-up/programme.ts'
import { startBrowser } from '../set-up/browser.ts'
import { temporaryFolder } from '../set-up/databases.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

// A day begins and ends where the team works, whoever looks from wherever: Kathmandu is 5:45 before the programme's zone (UTC),
// Apia 13 hours, on the other side of the date line. Two people are signed in, each a member of one of the teams.

const shiftedClock = pathToFileURL(join(import.meta.dirname, '../reliability/set-up/shifted-clock.ts')).href
/** Kathmandu 23:58 on 31 March, Apia 7:13 on 1 April; the programme's day is 31 March. */
const lateInKathmandu = '2027-03-31T18:13:00Z'
/** Kathmandu 0:01 on 1 April. */
const afterMidnight = '2027-03-31T18:16:00Z'
/** Apia 19:00 on 1 April. */
const eveningInApia = '2027-04-01T06:00:00Z'

let browser: Browser
let product: RunningProduct
let data: string
/** Reads what the ledger has, for the test alone. */
let reading = ''
const welcomes = new Map<string, string>()

const password = 'lamp otter gravel quince'
const maya = { name: 'Maya Thapa', signInName: 'maya', team: 'team-0', zone: 'Asia/Kathmandu' }
const sina = { name: 'Sina Leota', signInName: 'sina', team: 'team-1', zone: 'Pacific/Apia' }
type Person = typeof maya

beforeAll(async () => {
  data = temporaryFolder()
  // Of service-0 to service-13 every seventh belongs to team-0, and the one after it to team-1.
  await makeProgramme(14, { TENFOLD_DATA: data })
  ;[product, browser] = await Promise.all([startAt(lateInKathmandu, 'off'), startBrowser()])
  const { teams } = await api<{ teams: { id: number; name: string; version: number }[] }>('GET', 'teams')
  for (const { name, signInName, team, zone } of [maya, sina]) {
    const its = teams.find((one) => one.name === team)
    await api('PATCH', `teams/${its?.id}`, { zone }, { 'if-match': `"${its?.version}"` })
    const { welcomeToken } = await api<{ welcomeToken: string }>('POST', 'people', {
      name,
      signInName,
      role: 'viewer',
      teams: [{ team, role: 'member' }],
    })
    welcomes.set(signInName, welcomeToken)
  }
  await api('POST', 'people', { name: 'Ada Lovelace', signInName: 'ada', role: 'administrator' })
  reading = (await api<{ secret: string }>('POST', 'tokens', { name: 'This test', scope: 'read' })).secret
  await clockIs(lateInKathmandu)
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** The server as of an instant, at the address that it had before. */
const startAt = (instant: string, signIn: 'on' | 'off'): Promise<RunningProduct> =>
  startProduct({
    environment: {
      TENFOLD_SIGN_IN: signIn,
      TENFOLD_DATA: data,
      PORT: product ? new URL(product.address).port : '0',
      NODE_OPTIONS: `--import ${shiftedClock}`,
      CLOCK_SHIFT_MS: String(Date.parse(instant) - Date.now()),
    },
  })

async function clockIs(instant: string): Promise<void> {
  await product.stop()
  product = await startAt(instant, 'on')
}

/** Before anybody signs in whoever asks is the local administrator. */
const bearer = (): Record<string, string> => (reading === '' ? {} : { authorization: `Bearer ${reading}` })

async function api<T>(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(`${product.address}/api/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...bearer(), ...more },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const said = await answer.text()
  expect(answer.ok, said).toBe(true)
  return JSON.parse(said) as T
}

/** Somebody's browser where they work, signed in by the link that they were given; what it gives back opens a tab of it. */
async function browserOf({ signInName, zone }: Person) {
  const viewport = { width: 1280, height: 900 }
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: zone, viewport })
  context.setDefaultTimeout(20_000)
  const first = await context.newPage()
  await first.goto(`${product.address}/welcome#${welcomes.get(signInName)}`)
  await first.getByLabel(access.entrance.password, { exact: true }).fill(password)
  await first.keyboard.press('Enter')
  await first.locator('.shell').waitFor()
  await first.close()
  return async (path: string): Promise<Page> => {
    const page = await context.newPage()
    await page.goto(`${product.address}/stand-ups?${path}`)
    return page
  }
}

/** After a night the session has ended: the page asks who is there. */
async function signInAgain(page: Page, { signInName }: Person): Promise<void> {
  await page.goto(product.address)
  await page.getByLabel(access.entrance.signInName).fill(signInName)
  await page.getByLabel(access.entrance.password, { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.locator('.shell').waitFor()
}

/** What the server says to a write from somebody's own page. */
const writeFrom = (page: Page, path: string, body: unknown) =>
  page.evaluate(
    async ([where, what]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() }
      const answer = await fetch(`/api/v1/${where}`, { method: 'POST', headers, body: what })
      return [answer.status, ((await answer.json()) as { code: string }).code]
    },
    [path, JSON.stringify(body)] as const,
  )

const headed = (page: Page, words: RegExp) => page.getByRole('heading', { name: words }).first().waitFor()
const said = (page: Page, words: string | RegExp) => page.getByRole('main').getByText(words).first().waitFor()

async function say(page: Page, line: string): Promise<void> {
  const box = page.getByRole('combobox', { name: 'Say it in one line' })
  await box.fill(line)
  await box.press('Escape')
  await box.press('Enter')
  await expect.poll(() => box.inputValue()).toBe('')
}

/** The days that the ledger has of what stand-ups logged of a service. */
async function daysLogged(service: string): Promise<string[]> {
  const { moves } = await api<{ moves: { occurredOn: string; source: string }[] }>('GET', `moves?service=${service}`)
  return moves.filter(({ source }) => source === 'stand_up').map(({ occurredOn }) => occurredOn)
}

test('two teams on either side of the date line promise and prove on days of their own, and see each other live', async () => {
  const [kathmandu, apia] = await Promise.all([browserOf(maya), browserOf(sina)])

  // Two minutes before midnight it still is the evening of 31 March there, and already the next morning in Apia.
  const mine = await kathmandu('of=team-0&time=morning')
  await headed(mine, /31 Mar.*morning/i)
  await say(mine, '/promise service-0 50%')
  await say(mine, '/promise service-7 80%')
  const theirsSeen = await kathmandu('of=team-1')
  const theirs = await apia('of=team-1')
  for (const page of [theirs, theirsSeen]) await headed(page, /1 Apr.*morning/i)

  // What one team says the other sees without loading.
  await say(theirs, '/promise service-8 40%')
  await said(theirsSeen, 'service-8')
  await said(theirsSeen, sina.name)
  const mineSeen = await apia('of=team-0')
  await headed(mineSeen, /31 Mar.*evening/i)
  await said(mineSeen, 'service-7')
  await said(mineSeen, maya.name)
  // Whoever belongs to the other team reads along, and neither speaks nor answers there.
  expect(await mineSeen.getByRole('combobox', { name: 'Say it in one line' }).count()).toBe(0)
  expect(await mineSeen.getByRole('button', { name: /^Kept/ }).count()).toBe(0)
  const { lines } = await api<{ lines: { id: number }[] }>('GET', 'stand-ups?team=team-0')
  const answer = `stand-ups/lines/${lines[0]?.id}/answer`
  expect(await writeFrom(mineSeen, answer, { answer: 'kept' })).toEqual([403, 'forbidden'])
  const note = { team: 'team-0', kind: 'note', text: 'Not mine to say.' }
  expect(await writeFrom(mineSeen, 'stand-ups/lines', note)).toEqual([403, 'forbidden'])
  await mine.goto(`${product.address}/stand-ups?of=team-0`)
  await headed(mine, /31 Mar.*evening/i)
  await said(mine, 'service-0')
  await mine.keyboard.press('k')
  for (const page of [mine, mineSeen]) await said(page, `Kept (50%) · ${maya.name}`)
  expect(await daysLogged('service-0')).toEqual(['2027-03-31'])

  // A day that has begun in Apia alone: what is logged bears the day of the programme.
  await theirs.goto(`${product.address}/stand-ups?of=team-1&time=evening`)
  await said(theirs, 'service-8')
  await theirs.keyboard.press('k')
  await said(theirs, `Kept (40%) · ${sina.name}`)
  expect(await daysLogged('service-8')).toEqual(['2027-03-31'])
  await theirs.goto(`${product.address}/stand-ups?of=team-1`)
  await say(theirs, '/promise service-1 60%')
  await said(theirsSeen, 'service-1')

  // Past midnight the promise that nobody answered is one of the day before, for whoever looks.
  await clockIs(afterMidnight)
  for (const page of [mine, mineSeen]) {
    await page.goto(`${product.address}/stand-ups?of=team-0`)
    await headed(page, /1 Apr.*morning/i)
    await page.goto(`${product.address}/stand-ups?of=team-0&time=evening`)
    await said(page, /1 left open on days before/)
    await said(page, 'service-7')
  }

  // The evening in Apia is of the day on which it was promised.
  await clockIs(eveningInApia)
  await signInAgain(theirs, sina)
  await signInAgain(theirsSeen, maya)
  for (const page of [theirs, theirsSeen]) {
    await page.goto(`${product.address}/stand-ups?of=team-1`)
    await headed(page, /1 Apr.*evening/i)
    await said(page, 'service-1')
  }
  await theirs.keyboard.press('k')
  for (const page of [theirs, theirsSeen]) await said(page, `Kept (60%) · ${sina.name}`)
  expect(await daysLogged('service-1')).toEqual(['2027-04-01'])
  const { promises } = await api<{ promises: { kept: number } }>('GET', 'stand-ups?team=team-1&day=2027-04-01')
  expect(promises).toMatchObject({ promised: 2, kept: 2, open: 0 })
}, 180_000)
