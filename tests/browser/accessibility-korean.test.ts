import { afterAll, beforeAll, expect, test } from 'vitest'
import { ofColour, violationsOn } from './axe.ts'
import { enlarged, placeNames, scrollsSidewaysBy, startWalk, type Walk, wide } from './walk.ts'

let walk: Walk
beforeAll(async () => {
  walk = await startWalk('ko-KR')
})
afterAll(() => walk?.end())

/** The rule compares words: "1" is none of "2023년 9월 1일", though it stands there for whoever says it. */
const dayInItsName = /^label-content-name-mismatch: <div [^>]*\d+년 \d+월 (\d+)일[^>]*>\1</

// What a language can break: names of controls, the language that is said, and words that are wider. Its colours are those of
// English, where they are looked at in both themes.
test.each(placeNames)('%s, in Korean: no violation, nothing wider than a phone, and no error', async (name) => {
  const { page } = walk
  await page.setViewportSize(wide)
  const place = walk.placeOf(name)
  await walk.open(place)
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('ko')
  const violations = await violationsOn(page, { without: ofColour })
  expect(violations.filter((one) => !dayInItsName.test(one))).toEqual([])
  await page.setViewportSize(enlarged)
  await expect.poll(() => scrollsSidewaysBy(page)).toBeLessThanOrEqual(0)
  expect(walk.complaintsAt(place)).toEqual([])
})
