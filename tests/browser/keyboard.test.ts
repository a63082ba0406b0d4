import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '../../src/web/shared/messages/en.ts'
import { startWalk, type Walk } from './walk.ts'

let walk: Walk
let context: Walk['context']
let product: Pick<Walk, 'address'>
beforeAll(async () => {
  walk = await startWalk('en-GB')
  context = walk.context
  product = walk
})
afterAll(() => walk?.end())

describe('by keyboard alone', () => {
  const opened = async (path: string): Promise<Page> => {
    const page = await context.newPage()
    await page.goto(product.address + path)
    await page.locator('[data-headline], tr.service').first().waitFor()
    return page
  }
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => document.activeElement?.textContent?.trim().slice(0, 40) ?? '')
  const isOpen = (page: Page): Promise<boolean> => page.locator('.overlay, .floating').first().isVisible()

  test('the first Tab offers to skip to the content, and the page is where it leads', async () => {
    const page = await opened('/sample/')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe(en.shell.skipToContent)
    expect(await page.locator('.skip-link').boundingBox()).toMatchObject({ y: expect.any(Number) })
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
    await page.close()
  })

  test('every stop of Tab on the overview shows where it is', async () => {
    const page = await opened('/sample/')
    const withoutRing: string[] = []
    for (let stop = 0; stop < 40; stop++) {
      await page.keyboard.press('Tab')
      const ring = await page.evaluate(() => {
        const at = document.activeElement
        if (at === null || at === document.body) return undefined
        const rings = [at, ...at.querySelectorAll('*'), at.parentElement ?? at].map((one) => getComputedStyle(one))
        const seen = rings.some(
          (style) => (style.outlineStyle !== 'none' && style.outlineWidth !== '0px') || style.boxShadow !== 'none',
        )
        return seen ? '' : at.outerHTML.slice(0, 120)
      })
      if (ring) withoutRing.push(ring)
    }
    expect(withoutRing).toEqual([])
    await page.close()
  })

  test('Esc closes whatever is open, and the focus goes back to where it was', async () => {
    const page = await opened('/sample/')
    const figure = page.locator('.headline-figure [data-figure]')
    await figure.focus()
    for (const key of ['Enter', 'e', 'm', '?', 'Control+k']) {
      await page.keyboard.press(key)
      await page.locator('.modal').waitFor()
      expect(await page.evaluate(() => document.activeElement?.closest('.modal') !== null)).toBe(true)
      await page.keyboard.press('Escape')
      // The list that the field for a service opens takes the first one.
      if (key === 'm') await page.keyboard.press('Escape')
      await page.locator('.modal').waitFor({ state: 'detached' })
      await expect
        .poll(() => figure.evaluate((element) => element === document.activeElement), { message: key })
        .toBe(true)
    }
    await page.close()
  })

  test('menus and the calendar close by Esc and give the focus back to their button', async () => {
    const page = await opened('/sample/services')
    for (const name of [en.services.columns, en.services.filter]) {
      const opener = page.getByRole('button', { name }).first()
      await opener.focus()
      await page.keyboard.press('Enter')
      await page.locator('.floating').waitFor()
      await page.keyboard.press('Escape')
      await page.locator('.floating').waitFor({ state: 'detached' })
      await expect
        .poll(() => opener.evaluate((element) => element === document.activeElement), { message: name })
        .toBe(true)
    }
    await page.close()
  })

  test('Esc before the panel is there takes it back, and nothing opens later', async () => {
    const page = await context.newPage()
    const held = Promise.withResolvers<void>()
    let asked = false
    await page.route('**/assets/Floating-*.js', async (route) => {
      asked = true
      await held.promise
      await route.continue()
    })
    await page.goto(`${product.address}/sample/services`)
    const opener = page.getByRole('button', { name: en.services.columns }).first()
    await opener.focus()
    await page.keyboard.press('Enter')
    await expect.poll(() => opener.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('Escape')
    await expect.poll(() => opener.getAttribute('aria-expanded')).toBe('false')
    held.resolve()
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.includes('/Floating-')),
    )
    expect(asked).toBe(true)
    expect(await page.locator('.floating').count()).toBe(0)
    expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.close()
  })

  test('single letters rest while somebody writes, and in the whole page once switched off', async () => {
    const page = await opened('/sample/services')
    await page.keyboard.press('/')
    const box = page.getByRole('searchbox').first()
    await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.type('mg?')
    expect(await isOpen(page)).toBe(false)
    await expect.poll(() => box.inputValue()).toBe('mg?')

    await page.goto(`${product.address}/sample/`)
    await page.locator('[data-headline]').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('button', { name: en.keys.switchOff }).click()
    await page.keyboard.press('Escape')
    await page.locator('.modal').waitFor({ state: 'detached' })
    await page.keyboard.press('m')
    await page.keyboard.press('?')
    expect(await isOpen(page)).toBe(false)
    // With a modifier it is no single letter, so it goes on working.
    await page.keyboard.press('Control+k')
    await page.locator('.palette-list').waitFor()
    await page.evaluate(() => localStorage.clear())
    await page.close()
  })

  test('what is written before the palette is there is not lost', async () => {
    const page = await context.newPage()
    const held = Promise.withResolvers<void>()
    await page.route('**/assets/Palette-*.js', async (route) => {
      await held.promise
      await route.continue()
    })
    await page.goto(`${product.address}/sample/`)
    await page.locator('[data-headline]').waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('settings')
    held.resolve()
    await expect.poll(() => page.locator('.palette-search input').inputValue()).toBe('settings')
    await page.close()
  })

  test('a team that is called exactly so comes first in the palette, and Enter opens it', async () => {
    const page = await context.newPage()
    await page.goto(`${product.address}/sample/`)
    await page.locator('[data-headline]').waitFor()
    await page.keyboard.press('Control+k')
    await page.locator('.palette-list').waitFor()
    await page.keyboard.type('kops')
    await expect.poll(() => page.locator('.palette-list .option-main').first().textContent()).toBe('kops')
    await page.keyboard.press('Enter')
    await expect.poll(() => page.url()).toContain('/services?team=kops')
    await page.close()
  })

  test('what is written before the dialog to log is there is not lost, nor is Enter, nor does it press other keys', async () => {
    const page = await context.newPage()
    const held = Promise.withResolvers<void>()
    await page.route('**/assets/LogMoveDialog-*.js', async (route) => {
      await held.promise
      await route.continue()
    })
    await page.goto(`${product.address}/sample/`)
    await page.locator('[data-headline]').waitFor()
    const { services } = (await (
      await fetch(`${product.address}/sample/api/v1/services?state=on_prem&limit=1&q=ge`)
    ).json()) as { services: { name: string }[] }
    const name = services[0]?.name ?? ''
    await page.keyboard.press('m')
    // Each letter of these names is a key of the page somewhere.
    await page.keyboard.type(name)
    await page.keyboard.press('Enter')
    await page.keyboard.press('?')
    held.resolve()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('level')
    await expect.poll(() => page.getByRole('dialog').locator('input[role=combobox]').inputValue()).toBe(name)
    await page.close()
  })
})

test('whoever asks for less motion gets none', async () => {
  const page = await context.newPage()
  await page.goto(`${product.address}/sample/?explain=growth`)
  await page.locator('.modal').waitFor()
  const moving = await page.evaluate(() => {
    const slow = (duration: string) => duration.split(',').some((one) => Number.parseFloat(one) > 0)
    return [...document.querySelectorAll('*')]
      .filter((element) => {
        const { animationName, animationDuration, transitionDuration } = getComputedStyle(element)
        return (animationName !== 'none' && slow(animationDuration)) || slow(transitionDuration)
      })
      .map((element) => element.outerHTML.slice(0, 120))
  })
  expect(moving).toEqual([])
  await page.close()
})
