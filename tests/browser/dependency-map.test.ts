import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { waves } from '../../src/web/shared/messages/en/waves.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { manyTies } from './tie-services.ts'

let product: RunningProduct
let browser: Browser
interface Named {
  readonly id: number
  readonly name: string
}
let services: readonly Named[]
let ties: readonly { readonly from: number; readonly to: number }[]

/** 300 dependencies between 120 services of the sample, half of them in cloud. */
beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ words: ['--sample'] }), startBrowser()])
  const api = `${product.address}/sample/api/v1`
  const some = async (state: string) =>
    ((await (await fetch(`${api}/services?state=${state}&limit=60`)).json()) as { services: Named[] }).services
  services = [...(await some('on_prem')), ...(await some('in_cloud'))]
  ties = manyTies(
    services.map(({ id }) => id),
    300,
  )
  const answer = await fetch(`${api}/dependencies`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
    body: JSON.stringify({
      dependencies: ties.map(({ from, to }) => ({ service: from, dependsOn: to, kind: 'calls' })),
    }),
  })
  if (!answer.ok) throw new Error(await answer.text())
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const open = async (width: number): Promise<Page> => {
  const context = await browser.newContext({
    locale: 'en-GB',
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  await page.goto(`${product.address}/sample/waves?show=dependencies`)
  return page
}

test.each([1280, 1600])(
  '300 dependencies can be read %i pixels wide: every name, no box over another, one at a time',
  async (width) => {
    const page = await open(width)
    const boxes = page.locator('.map-service')
    await boxes.first().waitFor()
    expect(await page.locator('path.tie').count()).toBe(300)
    const drawn = await boxes.evaluateAll((all) =>
      all.map((box) => {
        const { left, right, top, bottom } = (box.querySelector('rect') as SVGRectElement).getBoundingClientRect()
        return {
          id: Number(box.getAttribute('data-service')),
          said: box.getAttribute('aria-label') ?? '',
          left,
          right,
          top,
          bottom,
        }
      }),
    )
    const tied = new Set(ties.flatMap(({ from, to }) => [from, to]))
    expect(new Set(drawn.map(({ id }) => id))).toEqual(tied)
    expect(drawn).toHaveLength(tied.size)
    for (const [at, one] of drawn.entries()) {
      expect(one.said).toContain(services.find(({ id }) => id === one.id)?.name)
      for (const other of drawn.slice(at + 1))
        expect(
          one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top,
          `${one.said} lies over ${other.said}`,
        ).toBe(true)
    }

    // What does not belong to the service is dimmed, by the keyboard as by the pointer.
    const own = (id: number) => ties.filter(({ from, to }) => from === id || to === id)
    const lit = async (id: number) => {
      await expect.poll(() => page.locator('path.tie:not(.dim)').count()).toBe(own(id).length)
      const kept = new Set(own(id).flatMap(({ from, to }) => [from, to]))
      expect(await page.locator('.map-service[opacity="1"]').count()).toBe(kept.size)
    }
    await page.locator('.map-service[tabindex="0"]').focus()
    for (const key of [undefined, 'ArrowDown', 'ArrowRight']) {
      if (key !== undefined) await page.keyboard.press(key)
      await lit(Number(await page.locator('.map-service:focus').getAttribute('data-service')))
    }
    await page.locator('.map-service:focus').blur()
    await expect.poll(() => page.locator('path.tie.dim').count()).toBe(0)
    const [first] = ties
    await page.locator(`[data-service="${first?.from}"]`).hover()
    await lit(first?.from ?? 0)

    const name = services.find(({ id }) => id === first?.from)?.name ?? ''
    await page.getByRole('searchbox', { name: waves.findDependency }).fill(name)
    await expect.poll(() => page.locator('path.tie').count()).toBeLessThan(300)
    expect(await page.locator(`[data-service="${first?.from}"]`).count()).toBe(1)
    await page.context().close()
  },
)

test.each([390, 1280])(
  'the order of moves names its services whole and its amounts by their unit, %i pixels wide',
  async (width) => {
    const page = await open(width)
    const rows = page.locator('.order-table tbody tr')
    await rows.first().waitFor()
    const cut = await page
      .locator('.order-table .name')
      .evaluateAll((all) => all.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent))
    expect(cut).toEqual([])
    for (const amount of await rows.locator('td.amount').allTextContents()) expect(amount).toMatch(/^[\d,.]+\s\D+$/)
    await page.context().close()
  },
)
