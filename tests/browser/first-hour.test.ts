import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../src/web/shared/messages/en.ts'
import { ko } from '../../src/web/shared/messages/ko.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

let browser: Browser

beforeAll(async () => {
  browser = await startBrowser()
})

afterAll(() => browser?.close())

const contextIn = async (locale: string): Promise<BrowserContext> => {
  const context = await browser.newContext({ locale, viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  return context
}

/** What an eye reads there: without what only a screen reader says. */
const textOf = (page: Page, selector: string): Promise<string> =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const copy = element.cloneNode(true) as Element
      for (const unseen of copy.querySelectorAll('.unseen')) unseen.remove()
      return copy.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''
    })

/** The curve itself: what is drawn, not what is said about it. */
const curveOf = (page: Page): Promise<string | null> =>
  page
    .locator('.ladder .recharts-line path[d]')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')).join())

const languages = {
  English: {
    locale: 'en-GB',
    words: en,
    headline: '18.7×',
    amounts: '2,866 services, from 153',
    after: '2,867',
    week: '14 Jul 2024',
  },
  Korean: {
    locale: 'ko-KR',
    words: ko,
    headline: '18.7배',
    amounts: '153개에서 2,866개로 늘었습니다',
    after: '2,867',
    week: '7월 14일',
  },
} as const

describe.each(['English', 'Korean'] as const)('the sample organisation, in %s', (language) => {
  const { locale, words, headline, amounts, after, week } = languages[language]
  let product: RunningProduct
  let page: Page

  beforeAll(async () => {
    product = await startProduct()
    page = await (await contextIn(locale)).newPage()
  })

  afterAll(async () => {
    await page?.context().close()
    await product?.stop()
  })

  test('opens from the first visit and says how far the migration is', async () => {
    await page.goto(product.address)
    await page.getByRole('button', { name: words.growth.first.openSample }).click()
    await page.locator('[data-headline]').waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(locale.slice(0, 2))
    expect(await textOf(page, '.headline-figure')).toBe(headline)
    expect(await textOf(page, '.headline-growth')).toBe('+1,773%')
    expect(await textOf(page, '.headline-amounts')).toBe(amounts)
    await page.locator('.ladder .recharts-line path[d]').first().waitFor()
  })

  test('takes a move by keyboard alone within seconds, and the headline and the curve follow', async () => {
    const before = await curveOf(page)
    const name = await aServiceLeft(product)
    await page.locator('main').focus()
    const started = performance.now()
    await page.keyboard.press('m')
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await page.locator('input[name=level]').first().waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('level')
    await page.keyboard.press('5')
    // Said before it is done: what the headline will read.
    await page.locator('.effect b', { hasText: after }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.modal').waitFor({ state: 'detached' })
    const seconds = (performance.now() - started) / 1000
    console.log(`A move logged by keyboard in ${seconds.toFixed(1)} s.`)
    expect(seconds).toBeLessThan(15)
    await expect.poll(() => textOf(page, '.headline-amounts')).toContain(after)
    await expect.poll(() => curveOf(page)).not.toBe(before)
    expect(await textOf(page, '.toasts')).toContain(name)
  })

  test('takes the move back from its service, and the headline stands as before', async () => {
    const name = await lastLogged(product)
    await page.keyboard.press('Control+k')
    await page.keyboard.type(name)
    await page.locator('.palette-list [data-key^=service]').first().waitFor()
    await page.locator('.palette-list').getByText(name, { exact: true }).click()
    const drawer = page.locator('.drawer')
    await drawer.getByRole('heading', { name, exact: true }).waitFor()
    await drawer.locator('.moves button.move-class').first().click()
    await drawer.getByRole('button', { name: words.services.reverse, exact: true }).click()
    const dialog = page.getByRole('dialog', { name: words.services.reverseTitle })
    await dialog.getByText('2,866').first().waitFor()
    await dialog.getByRole('button', { name: words.services.reverseDo }).click()
    await dialog.waitFor({ state: 'detached' })
    // Both stay in the history: the move, struck out, and what took it back.
    await drawer.locator('.moves tr.struck').first().waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await expect.poll(() => textOf(page, '.headline-amounts')).toBe(amounts)
  })

  test('advances by a week, and the real next moves arrive', async () => {
    await page.getByRole('button', { name: words.shell.advanceWeek, exact: true }).click()
    await page.locator('.toasts').getByText(week).waitFor()
    // From weekly.csv of the sample: services in cloud at the end of the week that ends on 14 July 2024.
    const [, inCloud] = await weekly('2024-07-14')
    await expect.poll(() => textOf(page, '.headline-amounts')).toContain(inCloud.toLocaleString('en-GB'))
    await expect.poll(() => textOf(page, '.top-bar-view')).toContain(week)
  })
})

describe('an organisation of its own', () => {
  let product: RunningProduct
  let page: Page

  beforeAll(async () => {
    product = await startProduct()
    page = await (await contextIn('en-GB')).newPage()
  })

  afterAll(async () => {
    await page?.context().close()
    await product?.stop()
  })

  test('starts with one service by hand, and its headline shows', async () => {
    await page.goto(product.address)
    await page.getByRole('button', { name: en.growth.first.addService }).click()
    const dialog = page.getByRole('dialog', { name: en.services.add })
    await dialog.getByLabel(en.services.name, { exact: true }).fill('invoice-renderer')
    const team = dialog.getByRole('combobox', { name: en.services.team, exact: true })
    await team.fill('billing')
    await page.keyboard.press('Tab')
    await dialog.getByRole('combobox', { name: en.services.newTeamIn }).fill('finance')
    await page.keyboard.press('Tab')
    await dialog.getByRole('textbox', { name: /^Workload/ }).fill('4')
    await dialog.getByRole('button', { name: en.services.addDo }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.locator('[data-headline]').waitFor()
    expect(await textOf(page, '.headline')).toContain('1.0×')
    expect(await textOf(page, '.headline-amounts')).toBe('1 service, from 1')
  })

  test('takes the two files dropped on the page, shows what they will do, runs, and undoes the whole import', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await page.locator('.drop-zone').waitFor()
    await drop(page, { 'moves.csv': someMoves, 'locations.csv': someLocations })
    // Nothing is written before somebody says so.
    expect(await movesHeld(product)).toBe(1)
    await page.getByRole('button', { name: en.imports.run(4) }).click()
    await page.getByRole('heading', { name: en.imports.done(4) }).waitFor()
    expect(await movesHeld(product)).toBe(5)

    await page.getByRole('link', { name: en.imports.seeOverview }).click()
    await expect.poll(() => textOf(page, '.headline-amounts')).toContain('2 services, from 2')

    await page.keyboard.press('g')
    await page.keyboard.press('i')
    await page.getByRole('button', { name: en.imports.undoNamed('moves.csv') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: en.imports.undoNow(4) }).click()
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('g')
    await page.keyboard.press('o')
    await expect.poll(() => textOf(page, '.headline-amounts')).toBe('1 service, from 1')
  })
})

const someMoves = `occurred_on,service,team,division,units,from,to,note
2024-07-01,ledger-export,billing,finance,2000,,Frankfurt,found
2024-07-03,ledger-export,billing,finance,2000,Frankfurt,aws-eu,cutover
2024-07-04,payments-api,billing,finance,8000,,Frankfurt,found
2024-07-05,payments-api,billing,finance,1000,,Frankfurt,grown
`

const someLocations = `location,kind,provider,region,exit_day
Frankfurt,on_prem,own,Frankfurt,2025-12-31
aws-eu,public_cloud,AWS,eu-central-1,
`

/** Drops files from a folder as a reader does: the browser itself makes the events, so that it gives the files too. */
const drop = async (page: Page, files: Readonly<Record<string, string>>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'tenfold-drop-'))
  const paths = Object.keys(files).map((name) => join(folder, name))
  await Promise.all(Object.values(files).map((text, at) => writeFile(paths[at] ?? '', text)))
  const zone = await page.locator('.drop-zone').boundingBox()
  if (zone === null) throw new Error('There is no place to drop files on.')
  const session = await page.context().newCDPSession(page)
  const where = { x: zone.x + zone.width / 2, y: zone.y + zone.height / 2 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', {
      type,
      ...where,
      data: { items: [], files: paths, dragOperationsMask: 1 },
    })
  await page.getByRole('heading', { name: en.imports.previewAll(4) }).waitFor()
  await session.detach()
  // What was dropped is held by the page: from here on the files may change or go.
  await rm(folder, { recursive: true })
}

const read = async (product: RunningProduct, path: string): Promise<Record<string, never>> =>
  (await fetch(product.address + path)).json() as Promise<Record<string, never>>

const movesHeld = async (product: RunningProduct): Promise<number> =>
  ((await read(product, '/api/v1/session')) as unknown as { counts: { moves: number } }).counts.moves

const aServiceLeft = async (product: RunningProduct): Promise<string> => {
  const answer = await read(product, '/sample/api/v1/services?team=kops&state=rolled_back&limit=1')
  const { services } = answer as unknown as { services: { name: string }[] }
  return services[0]?.name ?? ''
}

const lastLogged = async (product: RunningProduct): Promise<string> => {
  const answer = await read(product, '/sample/api/v1/moves?limit=50')
  const { moves } = answer as unknown as { moves: { source: string; service: { name: string } }[] }
  return moves.find(({ source }) => source !== 'import')?.service.name ?? ''
}

/** Services on-premises and in cloud, as the sample's own file has them. */
const weekly = async (week: string): Promise<[onPrem: number, inCloud: number]> => {
  const file = fileURLToPath(new URL('../api/kubernetes-truth/weekly.csv', import.meta.url))
  const [head = '', ...lines] = (await readFile(file, 'utf8')).trim().split('\n')
  const columns = head.trim().split(',')
  const values = lines.find((line) => line.startsWith(week))?.split(',') ?? []
  const value = (name: string) => Number(values[columns.indexOf(name)])
  return [value('jobs_legacy'), value('jobs_cloud')]
}
