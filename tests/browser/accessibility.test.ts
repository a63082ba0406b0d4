import { afterAll, beforeAll, expect, test } from 'vitest'
import { ofColour, violationsOn } from './axe.ts'
import { enlarged, phone, placeNames, scrollsSidewaysBy, startWalk, type Walk, wide } from './walk.ts'

let walk: Walk
beforeAll(async () => {
  walk = await startWalk('en-GB')
})
afterAll(() => walk?.end())

test.each(placeNames)(
  '%s: no violation of WCAG 2.2 AA, light and dark, wide and on a phone, and no error',
  async (name) => {
    const { page } = walk
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize(wide)
    const place = walk.placeOf(name)
    await walk.open(place)
    expect(await violationsOn(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violationsOn(page, { only: ofColour })).toEqual([])

    await page.setViewportSize(phone)
    if (place.phoneOpensAnew) await walk.open(place)
    else await page.locator(place.shows).first().waitFor()
    expect(await violationsOn(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    expect(await violationsOn(page, { only: ofColour })).toEqual([])

    await page.setViewportSize(enlarged)
    await expect.poll(() => scrollsSidewaysBy(page)).toBeLessThanOrEqual(0)
    expect(walk.complaintsAt(place)).toEqual([])
  },
)
