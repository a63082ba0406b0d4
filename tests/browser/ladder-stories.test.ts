import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'

let product: RunningProduct
let browser: Browser
beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ words: ['--sample'] }), startBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('the ladder is read as a story by keys, filtered in the address, opened to its moves, and runs on into the forecast', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(`${product.address}/sample/`)
  const told = page.getByRole('region', { name: 'The ladder as a story' })
  await told.getByText('495 services').waitFor()
  // The forecast comes after the curve, which does not wait for it.
  await told.getByText('Forecast: 20×').waitFor()
  expect(await told.getByRole('listitem').allTextContents()).toEqual([
    expect.stringContaining('16 weeks without a net migration'),
    expect.stringContaining('24 weeks without a net migration'),
    '30 May 2023: 5× (+400%) reached, with 772 services in cloud',
    expect.stringContaining('143 services'),
    expect.stringContaining('94 services'),
    expect.stringContaining('21 services rolled back'),
    expect.stringContaining('10× (+900%) reached'),
    expect.stringContaining('45 services rolled back'),
    expect.stringContaining('the biggest week: 495 services'),
    'Forecast: 20× (+1,900%) 8 Sep – 24 Nov 2024 (P50 – P85)',
  ])

  // Beside it, what such bands were worth so far.
  await told.getByText('So far such bands held 47 of 71 outcomes, 66.2%; 80% were meant. It knows no plan').waitFor()

  const chart = page.locator('.ladder [data-chart-body]')
  await chart.locator('[data-marks=ladder-cone]').waitFor()
  expect(await chart.locator('[data-label=ahead]').textContent()).toContain('20× 8 Sep – 24 Nov 2024')
  expect(await page.locator('.ladder .section-foot').textContent()).toContain('10,000 runs from 52 weeks')
  expect(await chart.locator('[data-marks=stories] path').count()).toBe(7)

  await told.getByRole('checkbox', { name: 'Stalls' }).focus()
  await page.keyboard.press('Space')
  await expect.poll(() => told.getByRole('listitem').count()).toBe(8)
  expect(new URL(page.url()).searchParams.get('stories')).toBe('biggest-week,roll-back-week,crossing')
  expect(await chart.locator('[data-marks=stories] path').count()).toBe(5)

  // The same in the table, with the forecast in columns of its own.
  await page.keyboard.press('t')
  const table = page.locator('.ladder table')
  await expect.poll(() => table.getByText('45 services rolled back').count()).toBe(1)
  expect(await table.getByRole('columnheader').allTextContents()).toContain('Forecast, P50')
  await page.keyboard.press('t')

  await told.getByText('45 services', { exact: true }).click()
  await page.getByRole('dialog', { name: /12 – 18 Feb 2024/ }).waitFor()
  expect(complaints).toEqual([])
  await page.close()
})

test('an arrow key says what changed since the point before, in either language', async () => {
  const overview = await fetch(`${product.address}/sample/api/v1/overview?measure=services`)
  const { points } = ((await overview.json()) as { series: { points: { day: string; cloud: number }[] } }).series
  const at = points.findIndex(({ cloud }, index) => index > 0 && cloud > (points[index - 1]?.cloud ?? cloud))
  const [before, after] = [points[at - 1], points[at]]
  if (before === undefined || after === undefined) throw new Error('Nothing grew on this ladder.')
  const dayOf = (text: string) => Temporal.PlainDate.from(text)
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
  const { day, month } = dayOf(before.day)
  for (const [locale, since] of [
    ['en-GB', `Since ${day} ${months[month - 1]}`],
    ['ko-KR', `${month}월 ${day}일 이후`],
  ] as const) {
    const context = await browser.newContext({
      locale,
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
    })
    const page = await context.newPage()
    await page.goto(`${product.address}/sample/`)
    await page.locator('.ladder [data-chart-body] [role=application]').focus()
    const said = page.locator('.ladder [role=status] dl > div')
    // The first point has none before it.
    await expect.poll(() => said.count()).toBeGreaterThan(0)
    expect((await said.allTextContents()).some((line) => line.startsWith(since))).toBe(false)
    for (let pressed = 0; pressed < at; pressed++) await page.keyboard.press('ArrowRight')
    await expect.poll(() => said.allTextContents()).toContain(`${since}+${after.cloud - before.cloud}`)
    await context.close()
  }
})

test('without a forecast the page says why', async () => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
  await page.goto(`${product.address}/sample/?asOf=2020-08-01`)
  await expect
    .poll(() => page.locator('.ladder .section-foot').textContent())
    .toContain('No forecast: it needs 8 weeks in which anything moved')
  expect(await page.locator('[data-marks=ladder-cone]').count()).toBe(0)
  await page.close()
})
