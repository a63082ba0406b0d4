import type { Browser, BrowserContext, Page } from 'playwright-core'
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
import { startProduct } from '../set-up/product.ts'
import { bringAxe } from './axe.ts'
import { goneWithin } from './in-app.ts'
import { type Place, type PlaceWords, placesOf } from './places.ts'
import { tieServices } from './tie-services.ts'

export const wide = { width: 1440, height: 900 }
export const phone = { width: 360, height: 800 }
/** 1,280 px at 400 %, or 640 px at 200 %. */
export const enlarged = { width: 320, height: 640 }

const languages = {
  'en-GB': { ...en, access: accessEn, waves: wavesEn, feedbackWords: feedbackEn, standUpWords: standUpsEn },
  'ko-KR': { ...ko, access: accessKo, waves: wavesKo, feedbackWords: feedbackKo, standUpWords: standUpsKo },
} satisfies Record<string, PlaceWords>

export const placeNames = placesOf(0).map(({ name }) => name)

export interface Walk {
  readonly browser: Browser
  readonly context: BrowserContext
  readonly address: string
  /** One for all places, one after the other. */
  readonly page: Page
  readonly placeOf: (name: string) => Place
  readonly open: (place: Place) => Promise<void>
  /** What the browser blocked or complained about since it was asked last. */
  readonly complaintsAt: (place: Place) => string[]
  readonly end: () => Promise<void>
}

/** A walk through every place of the sample organisation, in one language, on one page. */
export async function startWalk(locale: keyof typeof languages): Promise<Walk> {
  const [product, browser] = await Promise.all([startProduct(), startBrowser()])
  const service = await aServiceLeft(product.address)
  await tieServices(product.address)
  const words = languages[locale]
  const context = await browser.newContext({ locale, viewport: wide, reducedMotion: 'reduce' })
  context.setDefaultTimeout(20_000)
  await bringAxe(context)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  const places = placesOf(service)
  return {
    browser,
    context,
    address: product.address,
    page,
    placeOf(name) {
      const place = places.find((one) => one.name === name)
      if (place === undefined) throw new Error(`No place is called ${name}.`)
      return place
    },
    async open(place) {
      const address = product.address + place.path
      if (!(await goneWithin(page, address, [words.shell.notFound]))) await page.goto(address)
      await page.locator('main > *').first().waitFor()
      await place.open?.(page, words)
      await page.locator(place.shows).first().waitFor()
    },
    complaintsAt(place) {
      // A service that is not there is asked for all the same, and the browser writes down that answer.
      const expected = place.name === 'drawer-unknown' ? / 404 / : /^$/
      return complaints.splice(0).filter((said) => !expected.test(said))
    },
    async end() {
      await browser.close()
      await product.stop()
    },
  }
}

/** A service of the sample that was rolled back and waits on-premises. */
async function aServiceLeft(address: string): Promise<number> {
  const answer = await fetch(`${address}/sample/api/v1/services?team=kops&state=rolled_back&limit=1`)
  const { services } = (await answer.json()) as { services: { id: number }[] }
  return services[0]?.id ?? 0
}

/** Pixels that a reader would have to scroll sideways for; tables and code may scroll in a region of their own. */
export const scrollsSidewaysBy = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
