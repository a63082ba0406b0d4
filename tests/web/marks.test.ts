import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const web = join(import.meta.dirname, '../../src/web')
const tokens = readFileSync(join(web, 'shared/tokens.css'), 'utf8')

/** Both values of a token: light, dark. */
const colours = (name: string): string[] => {
  const [, light = '', dark = ''] = new RegExp(`--${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`).exec(tokens) ?? []
  return [light, dark]
}

/** Relative luminance of WCAG 2. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

test('small marks stand out from the surface by 3 to 1, in both themes', () => {
  const surface = colours('surface')
  for (const mark of ['on-prem', 'public-cloud', 'private-cloud'])
    for (const at of [0, 1])
      expect(contrast(colours(mark)[at] ?? '', surface[at] ?? ''), mark).toBeGreaterThanOrEqual(3)
})

test('the pale colours fill the areas of charts and nothing smaller', () => {
  const using = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.(tsx?|css)$/.test(name) && /var\(--[a-z-]+-area\)/.test(readFileSync(join(web, name), 'utf8')),
  )
  expect(using).toEqual(['workload/WorkloadChart.tsx'])
})
