import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { BrowserContext, Page } from 'playwright-core'

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** What a theme can break: the elements are the same, their colours are others. */
export const ofColour = ['color-contrast', 'link-in-text-block']

/** As a script of the browser's own: the page's policy lets no other in. */
export const bringAxe = (context: BrowserContext) =>
  context.addInitScript({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })

/** Some rules alone, or all but some. */
interface Rules {
  readonly only?: readonly string[]
  readonly without?: readonly string[]
}

/** Each violation as the rule, the element that breaks it, and why. What lies under an overlay is a place of its own. */
export const violationsOn = (page: Page, { only, without = [] }: Rules = {}): Promise<string[]> =>
  page.evaluate(
    async ({ standards, only, without }) => {
      const { axe } = window as unknown as { axe: { run: (of: unknown, options: unknown) => Promise<AxeResults> } }
      const overlays = [...document.querySelectorAll('.overlay, .floating')]
      // A list that is read anew is drawn in two passes, and between them its chosen line is not there: look once it is. One
      // that never comes is found.
      const isDrawn = () =>
        [...document.querySelectorAll('[aria-activedescendant]')].every(
          (of) => document.getElementById(of.getAttribute('aria-activedescendant') ?? '') !== null,
        )
      for (let frames = 0; frames < 120 && !isDrawn(); frames++)
        await new Promise((resolve) => requestAnimationFrame(resolve))
      const runOnly = only === undefined ? { type: 'tag', values: standards } : { type: 'rule', values: only }
      // While the list of a combo box is open, the rest is hidden from whoever hears the page. Focus never gets there: Tab closes
      // the list, and shows the rest again, before it moves on.
      const hasList = document.querySelector('.floating [role=listbox]') !== null
      const left = hasList ? [...without, 'aria-hidden-focus'] : without
      const rules = Object.fromEntries(left.map((rule) => [rule, { enabled: false }]))
      const of = overlays.length === 0 ? document : overlays
      // No rule of these reads style sheets or media, which are read anew each time unless one says so.
      const { violations } = await axe.run(of, { runOnly, rules, resultTypes: ['violations'], preload: false })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, any }) => `${id}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
      )
    },
    { standards, only, without },
  )
