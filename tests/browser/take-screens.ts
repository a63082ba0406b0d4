import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { startBrowser } from '../set-up/browser.ts'
import { startProduct } from '../set-up/product.ts'
import { smallPng } from './small-png.ts'
import { tieServices } from './tie-services.ts'

// `npm run screens` takes the README's pictures again, from the real server and the sample organisation.

interface Screen {
  readonly name: string
  readonly path: string
  readonly theme?: 'dark'
  readonly language?: 'ko-KR'
  /** Of the window, in CSS pixels; `whole` takes the page down to its end. */
  readonly size?: readonly [width: number, height: number]
  readonly whole?: true
  /** What is written into the sample first, for this picture and those after it. */
  readonly arrange?: (address: string) => Promise<void>
  /** What to do before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>
}

const folder = join(import.meta.dirname, '../../.github/screens')

const someMoves = `occurred_on,service,team,division,units,from,to,note,evidence,Cost centre
2024-07-01,invoice-renderer,billing,finance,4000,,default,found in the data centre,,4711
2024-07-03,invoice-renderer,billing,finance,4000,default,eks-prow-build-cluster,cutover,CHG-20881,4711
2024-07-04,ledger-export,billing,finance,2000,,default,found in the data centre,,4711
2024-07-05,ledger-export,billing,finance,2500,default,eks-prow-build-cluster,cutover,CHG-20894,4711
2024-07-06,payments-api,billing,finance,8000,,Frankfurt 2,found in the data centre,,4711
2024-07-07,presubmit-kops-aws-boskos,kops,kops,6000,default,k8s-infra-kops-prow-build,migrated,https://github.com/kubernetes/test-infra/pull/32919,
`

const screens = (waiting: number): readonly Screen[] => [
  { name: 'overview-light', path: '/sample/', whole: true },
  { name: 'overview-dark', path: '/sample/', theme: 'dark' },
  { name: 'explain', path: '/sample/?explain=growth' },
  {
    name: 'services',
    path: `/sample/services?team=kops&state=on_prem,rolled_back&service=${waiting}`,
    size: [1440, 900],
  },
  {
    name: 'log-a-move',
    path: `/sample/?log=${waiting}`,
    act: async (page) => {
      await page.getByRole('dialog').waitFor()
      await page.keyboard.press('5')
      await page.locator('select[name=to]').selectOption({ label: 'k8s-infra-kops-prow-build' })
      await page
        .locator('[name=note], dialog textarea')
        .first()
        .fill('https://github.com/kubernetes/test-infra/pull/32919')
    },
  },
  {
    name: 'import-preview',
    path: '/sample/import',
    act: async (page) => {
      const file = { name: 'moves-of-july.csv', mimeType: 'text/csv', buffer: Buffer.from(someMoves) }
      await page.locator('input[type=file]').first().setInputFiles(file)
      await page.getByText('ledger-export').first().waitFor()
    },
  },
  { name: 'cycle', path: '/sample/cycles', size: [1280, 1000] },
  { name: 'forecast', path: '/sample/forecast', whole: true },
  { name: 'compare', path: '/sample/compare?show=ladders' },
  { name: 'board', path: '/sample/cycles?show=board', size: [1440, 900] },
  { name: 'dependencies', path: '/sample/waves?show=dependencies', arrange: tieServices },
  { name: 'blockers', path: '/sample/blockers?show=all' },
  { name: 'stand-up', path: '/sample/stand-ups?of=kops&time=evening' },
  { name: 'feedback', path: '/sample/feedback' },
  { name: 'teams', path: '/sample/teams' },
  { name: 'settings', path: '/sample/settings' },
  { name: 'api', path: '/sample/api' },
  { name: 'first-visit', path: '/' },
  { name: 'phone-korean', path: '/sample/', language: 'ko-KR', size: [390, 844] },
]

const product = await startProduct({ words: ['--sample'] })
const browser = await startBrowser()
try {
  mkdirSync(folder, { recursive: true })
  for (const screen of screens(await aServiceLeft())) {
    await screen.arrange?.(product.address)
    const picture = smallPng(await taken(screen))
    writeFileSync(join(folder, `${screen.name}.png`), picture)
    console.log(`${screen.name}.png  ${picture.length.toLocaleString('en-GB')} bytes`)
  }
} finally {
  await browser.close()
  await product.stop()
}

async function taken({ path, theme, language, size, whole, act }: Screen): Promise<Buffer> {
  const [width, height] = size ?? [1280, 800]
  const page = await browser.newPage({
    viewport: { width, height },
    colorScheme: theme ?? 'light',
    locale: language ?? 'en-GB',
    reducedMotion: 'reduce',
  })
  await page.goto(product.address + path, { waitUntil: 'networkidle' })
  await page.evaluate(() => document.fonts.ready)
  await act?.(page)
  await page.waitForLoadState('networkidle')
  await page.waitForTimeout(500)
  // A window as high as the page: the side bar then reaches down to its end, as it does for a reader who scrolls.
  if (whole) {
    const height = await page.evaluate(() => document.documentElement.scrollHeight)
    await page.setViewportSize({ width, height })
    await page.waitForTimeout(500)
  }
  const picture = await page.screenshot({ caret: 'hide' })
  await page.close()
  return picture
}

/** The service of the sample to open and to log: moved once, rolled back, and waiting on-premises since. */
async function aServiceLeft(): Promise<number> {
  const answer = await fetch(`${product.address}/sample/api/v1/services?team=kops&state=rolled_back&limit=1`)
  const { services } = (await answer.json()) as { services: { id: number }[] }
  const [first] = services
  if (first === undefined) throw new Error(`The sample has no service of kops to open: ${answer.status}.`)
  return first.id
}
