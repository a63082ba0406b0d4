import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { overscrollStyle } from '../../src/server/host/security-headers.ts'

const sourceOf = (file: string): string =>
  readFileSync(new URL(`../../node_modules/react-aria/dist/private/${file}`, import.meta.url), 'utf8')

test('the policy names exactly the style sheet that the installed react-aria adds on iOS', () => {
  const [, text = ''] = /style\.textContent = `([^`]*)`\.trim\(\)/.exec(sourceOf('overlays/usePreventScroll.mjs')) ?? []
  const hash = createHash('sha256').update(text.trim()).digest('base64')
  expect(overscrollStyle).toBe(`'sha256-${hash}'`)
})

test('the other style sheet of react-aria is kept out by an element that has its id', () => {
  const [, id = ''] = /STYLE_ID = '([^']+)'/.exec(sourceOf('interactions/usePress.mjs')) ?? []
  const page = readFileSync(new URL('../../src/web/app/index.html', import.meta.url), 'utf8')
  expect(id).not.toBe('')
  expect(page).toContain(`id="${id}"`)
})
