import type { Browser, Page } from 'playwright-core'
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

const api = async <T>(path: string, body?: object): Promise<T> => {
  const answer = await fetch(`${product.address}/sample/api/v1/${path}`, {
    ...(body === undefined
      ? {}
      : {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
          body: JSON.stringify(body),
        }),
  })
  expect(answer.ok, path).toBe(true)
  return (await answer.json()) as T
}

test('two people and a second tab: what one writes, all see without loading; tabs of one browser share a stream', async () => {
  const streams: Page[] = []
  const errors: string[] = []
  const [one, other] = await Promise.all([browser.newContext(), browser.newContext()])
  for (const context of [one, other]) {
    context.on('request', (request) => {
      if (request.url().endsWith('/api/v1/events')) streams.push(request.frame().page())
    })
    context.on('weberror', (error) => errors.push(String(error.error())))
  }
  const open = async (context: typeof one): Promise<Page> => {
    const page = await context.newPage()
    await page.goto(`${product.address}/sample/services?q=live-check`)
    return page
  }
  const mine = await open(one)
  const theirs = await open(other)
  await expect.poll(() => streams.length).toBe(2)
  const tab = await open(one)
  await tab.getByRole('main').waitFor()

  const { teams } = await api<{ teams: { name: string }[] }>('teams?limit=1')
  const team = teams[0]?.name
  const { locations } = await api<{ locations: { name: string }[] }>('locations')
  const location = locations[0]?.name
  await api('services', { name: 'live-check-one', team, units: 10, location, occurredOn: '2024-07-01' })
  for (const page of [mine, theirs, tab]) await page.getByText('live-check-one').first().waitFor()

  // The tab that holds the stream goes: the other takes over, and misses nothing.
  await mine.close()
  await api('services', { name: 'live-check-two', team, units: 10, location, occurredOn: '2024-07-01' })
  for (const page of [theirs, tab]) await page.getByText('live-check-two').first().waitFor()
  expect(streams.filter((page) => page === tab)).toHaveLength(1)
  expect(errors).toEqual([])
}, 120_000)
