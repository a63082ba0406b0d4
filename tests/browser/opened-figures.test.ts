import { afterAll, beforeAll, expect, test } from 'vitest'
import { placeNames, startWalk, type Walk, wide } from './walk.ts'

const walkedPlaces = [
  'overview',
  'forecast',
  'compare',
  'services',
  'cycle',
  'teams',
  'waves',
  'dependencies',
  'blockers',
  'stand-up',
  'stand-ups',
  'feedback',
  'drawer',
]

let walk: Walk
beforeAll(async () => {
  walk = await startWalk('en-GB')
})
afterAll(() => walk?.end())

/** Pages and drawers: what lies over one for a moment, a dialog or a menu, asks and shows no figure of its own. */

/**
 * What does not open yet, by the name of a place: a list that may only grow shorter. A figure of such a place that
 * is not named here fails, and so does a name that none needs any more.
 */
const stillShut: Readonly<Record<string, readonly string[]>> = {
  'services-grouped': ['cores'],
}

const places = placeNames.filter((name) => walkedPlaces.some((start) => name === start || name.startsWith(`${start}-`)))

test.each(places)('%s: every figure opens', async (name) => {
  const { page } = walk
  await page.setViewportSize(wide)
  await walk.open(walk.placeOf(name))
  const shut = await page.evaluate(() => {
    // A rank is an order, and the amount of one service is said by its own row, which opens to its moves.
    const isFigure = (one: Element) => !one.matches('.rank') && one.closest('tr.service, .moves, .drawer-part') === null
    const shown = document.querySelectorAll<HTMLElement>(
      'main :is(.figure-text, .small-figure-text, .headline-figure, td.figures)',
    )
    return [...shown]
      .filter(isFigure)
      .filter((one) => /\d/.test(one.textContent ?? '') && one.checkVisibility())
      .filter(
        (one) => one.closest('.chart-table, form, a, button') === null && one.querySelector('.figure, a') === null,
      )
      .map((one) => {
        const table = one.closest('table')
        const at = one instanceof HTMLTableCellElement ? one.cellIndex : -1
        const head = at < 0 ? undefined : table?.tHead?.rows[0]?.cells[at]?.textContent
        return head ?? one.parentElement?.querySelector('.caption')?.textContent ?? one.className
      })
  })
  expect([...new Set(shut)].sort()).toEqual([...(stillShut[name] ?? [])].sort())
})
