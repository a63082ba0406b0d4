import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { feedback } from '../../src/web/shared/messages/en/feedback.ts'
import { moves } from '../../src/web/shared/messages/en/moves.ts'
import { outbox } from '../../src/web/shared/messages/en/outbox.ts'
import { standUps } from '../../src/web/shared/messages/en/stand-ups.ts'
import { en } from '../../src/web/shared/messages/en.ts'
import { startBrowserIn } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { openWeatherProxy, type Passage, type WeatherProxy } from '../set-up/weather-proxy.ts'

let product: RunningProduct
let proxy: WeatherProxy
let profile: string
const running: { kill: () => Promise<void> }[] = []

beforeAll(async () => {
  product = await startProduct()
  proxy = await openWeatherProxy(product.address)
  profile = await mkdtemp(join(tmpdir(), 'tenfold-profile-'))
  await write('divisions', { name: 'retail' })
  await write('teams', { name: 'payments', division: 'retail' })
  await write('services', {
    name: 'payments-api',
    team: 'payments',
    units: 400,
    location: 'On-premises',
    occurredOn: '2026-01-05',
  })
})

afterAll(async () => {
  for (const { kill } of running) await kill()
  await proxy?.close()
  await product?.stop()
  await rm(profile, { recursive: true, force: true })
})

const api = (path: string) => `${product.address}/api/v1/${path}`

async function write(path: string, body: unknown): Promise<void> {
  const answer = await fetch(api(path), {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

/** What the ledger holds, in the order in which it took it. */
async function said(): Promise<string[]> {
  const { lines } = (await (await fetch(api('stand-ups?team=payments'))).json()) as {
    lines: { id: number; text: string }[]
  }
  return lines.sort((one, other) => one.id - other.id).map(({ text }) => text)
}

/** The browser over the one profile, with what its policy blocked and what it complained of. */
async function start() {
  const started = await startBrowserIn(profile)
  running.push(started)
  const [context] = started.browser.contexts()
  if (context === undefined) throw new Error('The browser has no context.')
  context.setDefaultTimeout(30_000)
  const complaints: string[] = []
  const page = await context.newPage()
  page.on('console', (message) => {
    if (/policy|Trusted/i.test(message.text())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  return { page, kill: started.kill, complaints }
}

/** Until the page would open without a network. */
const untilInstalled = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(async () => {
          const { active } = await navigator.serviceWorker.ready
          return `${active?.state} ${navigator.serviceWorker.controller?.scriptURL}`
        }),
      { timeout: 60_000 },
    )
    .toBe(`activated ${proxy.address}/worker.js`)

const say = async (page: Page, text: string) => {
  const box = page.getByRole('combobox', { name: standUps.box })
  await box.fill(text)
  await box.press('Enter')
  await expect.poll(() => box.inputValue()).toBe('')
}

/** What was said of the service, and the levels that were logged of it. */
async function once() {
  const read = async (path: string) => (await fetch(api(path))).json()
  const { feedback: all } = (await read('feedback?show=all')) as { feedback: { words: string }[] }
  const { moves: logged } = (await read('moves?service=payments-api')) as { moves: { level: number | null }[] }
  return [all.map(({ words }) => words), logged.flatMap(({ level }) => (level === null ? [] : [level]))]
}

const isKept = (url = ''): boolean => /^\/api\/v1\/(stand-ups\/lines|feedback|moves)$/.test(url)
const isLine = (url = ''): boolean => url.startsWith('/api/v1/stand-ups/lines')

test('five notes, a move and feedback typed without a network, the browser killed, answers lost and refused with 503: each counts once, in order', async () => {
  const address = `${proxy.address}/stand-ups?of=payments`
  const first = await start()
  await first.page.goto(address)
  await untilInstalled(first.page)
  await say(first.page, 'note 0')
  await expect.poll(said).toEqual(['note 0'])
  // What the forms need is read, and on the device a moment later.
  await first.page.goto(`${proxy.address}/services?log=1`)
  await first.page.getByLabel(moves.levelPercent).waitFor()
  await first.page.goto(`${proxy.address}/services?service=1`)
  await first.page.getByRole('button', { name: feedback.give, exact: true }).first().waitFor()
  await first.page.goto(address)
  await first.page.getByText('note 0').first().waitFor()
  await new Promise((resolve) => setTimeout(resolve, 2_500))

  proxy.weather = () => 'away'
  for (let at = 1; at <= 5; at++) {
    await say(first.page, `note ${at}`)
    await first.page.getByText(en.states.kept).first().waitFor()
  }
  await first.page.goto(`${proxy.address}/services?service=1`)
  await first.page.getByRole('button', { name: feedback.give, exact: true }).first().click()
  const saying = first.page.getByRole('dialog')
  await saying.getByRole('radio', { name: /^4/ }).focus()
  await first.page.keyboard.press('Space')
  await saying.getByRole('textbox', { name: feedback.words }).fill('said once')
  await saying.getByRole('button', { name: feedback.giveDo }).click()
  await first.page.getByRole('button', { name: outbox.waiting(6) }).waitFor()
  await first.page.goto(`${proxy.address}/services?log=1`)
  await first.page.getByLabel(moves.levelPercent).fill('40')
  await first.page.keyboard.press('Enter')
  await first.page.getByRole('button', { name: outbox.waiting(7) }).waitFor()
  expect(first.complaints).toEqual([])
  // At once, with all its processes: nothing is written any more that was not written.
  await first.kill()
  expect(await said()).toEqual(['note 0'])
  expect(await once()).toEqual([[], []])

  const second = await start()
  const { page } = second
  await page.goto(address)
  // The page, who one is, what was read, and what waits: all from the device.
  await page
    .getByText(/^No connection\. You see the figures as of \d\d:\d\d, (less than a minute|\d+ min) ago\.$/)
    .waitFor()
  await page.getByText('note 0').first().waitFor()
  expect(await page.getByRole('list', { name: standUps.onThisDevice }).getByRole('listitem').count()).toBe(5)
  // Any other address opens as well, in the sample too.
  for (const path of ['/', '/teams', '/sample/services']) {
    const other = await page.context().newPage()
    await other.goto(proxy.address + path)
    await other.locator('.shell').waitFor()
    await other.close()
  }

  const passages: Passage[] = ['cut', '503', 'cut', '503', 'away', 'cut', 'fair', 'fair', 'cut', '503', 'cut']
  let posts = 0
  proxy.weather = ({ method, url }) => {
    if (!isKept(url) || method !== 'POST') return 'fair'
    posts++
    return passages.shift() ?? 'fair'
  }
  await page.getByRole('button', { name: outbox.waiting(7) }).click()
  const panel = page.getByRole('dialog', { name: outbox.title })
  await expect
    .poll(
      async () => {
        const now = panel.getByRole('button', { name: outbox.sendNow })
        if (await now.isVisible()) await now.click({ timeout: 2_000 }).catch(() => {})
        return panel.getByText(outbox.allSent).isVisible()
      },
      { timeout: 60_000, interval: 300 },
    )
    .toBe(true)
  expect(await said()).toEqual(['note 0', 'note 1', 'note 2', 'note 3', 'note 4', 'note 5'])
  expect(passages).toEqual([])
  expect(await once()).toEqual([['said once'], [400]])
  // Seven that counted, and nine whose answer never came.
  expect(posts).toBe(16)
  await page.keyboard.press('Escape')
  await page.getByText(/^No connection/).waitFor({ state: 'detached' })
  expect(second.complaints).toEqual([])
  await second.kill()
}, 180_000)

test('a browser that is killed between the press and the answer sends it when it comes back', async () => {
  const first = await start()
  await first.page.goto(`${proxy.address}/stand-ups?of=payments`)
  // The server takes it, and its answer finds nobody.
  const taken = Promise.withResolvers<void>()
  proxy.weather = ({ method, url }) => {
    if (!isLine(url) || method !== 'POST') return 'fair'
    taken.resolve()
    return 'cut'
  }
  const box = first.page.getByRole('combobox', { name: standUps.box })
  await box.fill('pressed')
  await box.press('Enter')
  await taken.promise
  await first.kill()
  const before = await said()
  proxy.weather = () => 'fair'
  const second = await start()
  await second.page.goto(`${proxy.address}/`)
  await second.page.getByText(outbox.sent(1)).waitFor()
  expect((await said()).filter((text) => text === 'pressed')).toEqual(['pressed'])
  expect(before.length).toBeLessThanOrEqual((await said()).length)
  await second.kill()
}, 120_000)

test('the page can be installed, in the browser’s own judgement', async () => {
  proxy.weather = () => 'fair'
  const { page, kill } = await start()
  await page.goto(`${proxy.address}/`)
  await untilInstalled(page)
  const session = await page.context().newCDPSession(page)
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  expect(installabilityErrors).toEqual([])
  const { errors, data } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { icons, shortcuts } = JSON.parse(data ?? '') as { icons: { src: string }[]; shortcuts: { url: string }[] }
  for (const { src } of icons) expect((await fetch(product.address + src)).status).toBe(200)
  expect(shortcuts.map(({ url }) => url)).toEqual(['/?log=new', '/stand-ups'])
  // What the API says is never kept by the worker.
  const kept = await page.evaluate(async () => {
    const names = await caches.keys()
    const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return all.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(kept.length).toBeGreaterThan(200)
  expect(kept.filter((path) => path.includes('/api/'))).toEqual([])
  await kill()
}, 120_000)
