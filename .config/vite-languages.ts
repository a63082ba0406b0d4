import type { Plugin } from 'vite'

/**
 * React Aria carries its screen reader sentences in 34 languages. The page speaks two; en-US is what React Aria falls
 * back to, for en-GB as well.
 */
export const ariaLanguages = (spoken: readonly string[]): Plugin => ({
  name: 'tenfold-aria-languages',
  enforce: 'pre',
  load(id) {
    const language = /\/react-(?:aria|stately|aria-components)\/.*\/intl\/[^/]+\/([a-z]{2}-[A-Z]{2})\.m?js$/.exec(
      id,
    )?.[1]
    return language === undefined || spoken.includes(language) ? undefined : 'export default {}'
  },
})
