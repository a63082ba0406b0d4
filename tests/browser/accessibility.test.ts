import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { access as accessEn } from '../../src/web/shared/messages/en/access.ts'
import { feedback as feedbackEn } from '../../src/web/shared/messages/en/feedback.ts'
import { standUps as standUpsEn } from '../../src/web/shared/messages/en/stand-ups.ts'
import { waves as wavesEn } from '../../src/web/shared/messages/en/waves.ts'
import { en } from '../../src/web/shared/messages/en.ts'
import { access as accessKo } from '../../src/web/shared/messages/ko/access.ts'
import { feedback as feedbackKo } from '../../src/web/shared/messages/ko/feedback.ts'
import { standUps as standUpsKo } from '../../src/web/shared/messages/ko/stand-ups.ts'
import { waves as wavesKo } from '../../src/web/shared/messages/ko/waves.ts'
import { ko } from '../../src/web/shared/messages/ko.ts'
import { startBrowser } from '../set-up/browser.ts'
import { type RunningProduct, startProduct } from '../set-up/product.ts'
import { bringAxe, ofColour, violationsOn } from './axe.ts'
import { type Place, type PlaceWords, placesOf } from './places.ts'
import { tieServices } from './tie-services.ts'

let product: RunningProduct
let browser: Browser
let service: number

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), startBrowser()])
  service = await aServiceLeft()
  await tieServices(product.address)
})

afterAll(async () => {
  await Promise.all([context?.close(), koreanContext?.close()])
  await browser?.close()
  await product?.stop()
})

/** A service of the sample that was rolled back and waits on-premises. */
const aServiceLeft = async (): Promise<number> => {
  const answer = await fetch(`${product.address}/sample/api/v1/services?team=kops&state=rolled_back&limit=1`)
  const { services } = (await answer.json()) as { services: { id: number }[] }
  return services[0]?.id ?? 0
}

const wide = { width: 1440, height: 900 }
const phone = { width: 360, height: 800 }

const english: PlaceWords = {
  ...en,
  access: accessEn,
  waves: wavesEn,
  feedbackWords: feedbackEn,
  standUpWords: standUpsEn,
}
const korean: PlaceWords = {
  ...ko,
  access: accessKo,
  waves: wavesKo,
  feedbackWords: feedbackKo,
  standUpWords: standUpsKo,
}

let context: BrowserContext
let koreanContext: BrowserContext
/** For the places, one after the other: a new page for each would take twice the time. */
let page: Page
let koreanPage: Page
/** What the browser blocked or complained about, of whichever place is open. */
const complaints: string[] = []

const contextIn = async (locale: string): Promise<BrowserContext> => {
  const made = await browser.newContext({ locale, viewport: wide, reducedMotion: 'reduce' })
  made.setDefaultTimeout(20_000)
  await bringAxe(made)
  return made
}
const heardPage = async (of: BrowserContext): Promise<Page> => {
  const opened = await of.newPage()
  opened.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  opened.on('pageerror', (error) => complaints.push(error.message))
  return opened
}
beforeAll(async () => {
  ;[context, koreanContext] = await Promise.all([contextIn('en-GB'), contextIn('ko-KR')])
  ;[page, koreanPage] = await Promise.all([heardPage(context), heardPage(koreanContext)])
})

const openPlace = async (page: Page, place: Place, words = english): Promise<void> => {
  await page.goto(product.address + place.path)
  await page.locator('main > *').first().waitFor()
  await place.open?.(page, words)
  await page.locator(place.shows).first().waitFor()
}

/** Pixels that a reader would have to scroll sideways for; tables and code may scroll in a region of their own. */
const scrollsSidewaysBy = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const places = placesOf(0).map(({ name }) => name)
const placeOf = (name: string): Place => {
  const place = placesOf(service).find((one) => one.name === name)
  if (place === undefined) throw new Error(`No place is called ${name}.`)
  return place
}

/** A service that is not there is asked for all the same, and the browser writes down that answer. */
const complaintsAt = (place: Place): string[] => {
  const expected = place.name === 'drawer-unknown' ? / 404 / : /^$/
  return complaints.splice(0).filter((words) => !expected.test(words))
}

test.each(places)(
  '%s: no violation of WCAG 2.2 AA, light and dark, wide and on a phone, and no error',
  async (name) => {
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(wide)
    const place = placeOf(name)
    await openPlace(page, place)
    expect(await violationsOn(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violationsOn(page, ofColour)).toEqual([])

    await page.setViewportSize(phone)
    if (place.phoneOpensAnew) await openPlace(page, place)
    else await page.locator(place.shows).first().waitFor()
    expect(await violationsOn(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await violationsOn(page, ofColour)).toEqual([])

    // 1,280 px at 400 %, or 640 px at 200 %.
    await page.setViewportSize({ width: 320, height: 640 })
    await expect.poll(() => scrollsSidewaysBy(page)).toBeLessThanOrEqual(0)
    expect(complaintsAt(place)).toEqual([])
  },
)

/** The rule compares words: "1" is none of "2023년 9월 1일", though it stands there for whoever says it. */
const dayInItsName = /^label-content-name-mismatch: <div [^>]*\d+년 \d+월 (\d+)일[^>]*>\1</

// What a language can break: names of controls, the language that is said, and words that are wider.
test.each(places)('%s, in Korean: no violation, nothing wider than a phone, and no error', async (name) => {
  await koreanPage.setViewportSize(wide)
  const place = placeOf(name)
  await openPlace(koreanPage, place, korean)
  expect(await koreanPage.evaluate(() => document.documentElement.lang)).toBe('ko')
  expect((await violationsOn(koreanPage)).filter((one) => !dayInItsName.test(one))).toEqual([])
  await koreanPage.setViewportSize({ width: 320, height: 640 })
  await expect.poll(() => scrollsSidewaysBy(koreanPage)).toBeLessThanOrEqual(0)
  expect(complaintsAt(place)).toEqual([])
})

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
    await page.keyboard.type('mg?')
    expect(await isOpen(page)).toBe(false)
    expect(await page.getByRole('searchbox').first().inputValue()).toBe('mg?')

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
