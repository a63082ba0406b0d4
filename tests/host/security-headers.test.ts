import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { reactAriaStyles } from '../../src/server/host/security-headers.ts'

/** The style sheet that a file of react-aria would add to the page, as the browser will hash it. */
const hashOfStyleIn = (file: string): string => {
  const source = readFileSync(new URL(`../../node_modules/react-aria/dist/private/${file}`, import.meta.url), 'utf8')
  const text = /style\.textContent = `([^`]*)`\.trim\(\)/.exec(source)?.[1] ?? ''
  const written = text.replace(/\$\{[^}]*PRESSABLE_ATTRIBUTE\}/, 'data-react-aria-pressable').trim()
  return `'sha256-${createHash('sha256').update(written).digest('base64')}'`
}

test('the policy names exactly the style sheets that the installed react-aria adds', () => {
  expect(reactAriaStyles).toEqual([
    hashOfStyleIn('interactions/usePress.mjs'),
    hashOfStyleIn('overlays/usePreventScroll.mjs'),
  ])
})
