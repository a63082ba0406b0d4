import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../set-up/browser.ts'
import { type PlainFiles, servePlainFiles } from '../set-up/plain-files.ts'

let files: PlainFiles
let browser: Browser

beforeAll(async () => {
  // A folder nobody knew of when the demo was built, on a host that answers nothing but files.
  ;[files, browser] = await Promise.all([
    servePlainFiles(join(import.meta.dirname, '../../dist-demo'), '/some/where/'),
    startBrowser(),
  ])
})

afterAll(async () => {
  await browser?.close()
  await files?.stop()
})

interface Opened {
  readonly page: Page
  /** What the browser complained about. */
  readonly complaints: string[]
  readonly close: () => Promise<void>
}

async function open(address: string, options: BrowserContextOptions = {}, before = ''): Promise<Opened> {
  const context = await browser.newContext({ locale: 'en-GB', serviceWorkers: 'allow', ...options })
  if (before !== '') await context.addInitScript(before)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(files.address + address)
  return { page, complaints, close: () => context.close() }
}

/** Until then the page itself imports 31,623 moves, which a busy machine may take its time for. */
const untilHeadline = (page: Page, text: string) =>
  page.locator('[data-headline]', { hasText: text }).waitFor({ timeout: 90_000 })

const languages = [
  {
    locale: 'en-GB',
    demo: 'Demo without a server.',
    multiple: '18.7×',
    from: '2,866 services, from 153',
    after: '2,867 services, from 153',
    dialog: 'Log a move',
    place: 'Now runs in',
    log: 'Log',
    undo: 'Undo',
  },
  {
    locale: 'ko-KR',
    demo: '서버 없는 데모입니다.',
    multiple: '18.7배',
    from: '153개에서 2,866개로 늘었습니다',
    after: '153개에서 2,867개로 늘었습니다',
    dialog: '이전 기록',
    place: '지금 도는 곳',
    log: '기록',
    undo: '실행 취소',
  },
]

test.each(languages)(
  'from plain files alone: read the headline, log a move, see it change, reverse it ($locale)',
  async ({ locale, demo, multiple, from, after, dialog, place, log, undo }) => {
    const { page, complaints, close } = await open('', { locale })
    await untilHeadline(page, from)
    await untilHeadline(page, multiple)
    await page.getByText(demo).waitFor()

    await page.keyboard.press('m')
    const form = page.getByRole('dialog', { name: dialog })
    await form.getByRole('combobox').first().waitFor()
    // A service that is wholly on-premises. By keys: a list under a pointer closes when the page has to be scrolled for it.
    await page.keyboard.type('ci-kops-build')
    await page.getByRole('listbox').getByRole('option').filter({ hasText: 'ci-kops-build' }).first().waitFor()
    await page.keyboard.press('Enter')
    // The sample has several clouds, so the form asks which.
    await form.getByLabel(place).selectOption({ index: 1 })
    await form.getByRole('status').getByText('2,867').waitFor()
    await form.getByRole('button', { name: log, exact: true }).click()
    await untilHeadline(page, after)

    await page.getByRole('button', { name: undo, exact: true }).click()
    await untilHeadline(page, from)
    // The browser counts the form's question, answered by 400, among the errors.
    expect(complaints.filter((words) => !words.includes('status of 400'))).toEqual([])
    expect(files.missing).toEqual([])
    await close()
  },
  180_000,
)

test('a link opens its screen, organisation and weather, and a reload opens them again', async () => {
  const { page, close } = await open('?organisation=one-team&weather=offline#/services?q=ledger')
  await page.getByRole('heading', { name: 'The server does not answer' }).waitFor()
  await page.getByLabel('Weather').selectOption('Fair')
  await page.getByRole('button', { name: /Try again/ }).click()
  await page.getByRole('link', { name: 'ledger' }).waitFor()
  expect(new URL(page.url()).search).toBe('?organisation=one-team')
  await page.reload()
  await page.getByRole('link', { name: 'ledger' }).waitFor()
  await page.getByLabel('Organisation').selectOption('Empty, a first visit')
  await page.getByRole('heading', { name: 'Nothing has been logged yet' }).waitFor()
  await page.getByRole('button', { name: /^Open the sample/ }).click()
  await untilHeadline(page, '2,866 services, from 153')
  await close()
})

test('without service workers it says so and works all the same, in any weather', async () => {
  const { page, complaints, close } = await open(
    '?organisation=one-team',
    {},
    'delete Navigator.prototype.serviceWorker',
  )
  await untilHeadline(page, '1 service, from 1')
  await page.getByText('This browser offers no service worker here').waitFor()
  // By keys: a list under a pointer closes when the page has to be scrolled for it.
  await page.keyboard.press('m')
  await page.keyboard.type('ledger')
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: 'Log a move' })
  await form.getByRole('status').getByText('Cloud 1 → 2 services.').waitFor()
  await form.getByRole('button', { name: 'Log', exact: true }).click()
  await untilHeadline(page, '2 services, from 1')
  await page.getByLabel('Weather').selectOption('Disk full (507)')
  await page.keyboard.press('m')
  await page.keyboard.type('statements')
  await page.keyboard.press('Enter')
  await form.getByText('The disk is full or fails, so nothing was stored.').waitFor()
  expect(complaints).toEqual([])
  await close()
})
