import type { Manifest } from 'vite'
import { expect, test } from 'vitest'
import { judged } from '../.config/vite-budget.ts'

/** As a build writes it: the overview and its ladder come later, and share a chunk with each other. */
const manifest: Manifest = {
  'index.html': { file: 'index.js', isEntry: true, imports: ['_react.js'], css: ['index.css'] },
  '_react.js': { file: 'react.js' },
  '../growth/OverviewPage.tsx': { file: 'overview.js', imports: ['_react.js', '_shared.js'], css: ['overview.css'] },
  '../growth/LadderChart.tsx': { file: 'ladder.js', imports: ['_shared.js', '_charts.js'] },
  '_shared.js': { file: 'shared.js' },
  '_charts.js': { file: 'charts.js' },
  '../shared/messages/en.ts': { file: 'en.js' },
  '../shared/messages/ko.ts': { file: 'ko.js' },
  '../shared/fonts.ts': { file: 'fonts.js', css: ['fonts.css'] },
  '../../node_modules/temporal-polyfill/global.esm.js': { file: 'temporal.js' },
  '../services/ServicesPage.tsx': { file: 'services.js' },
}
const weights = new Map(
  Object.entries({
    'index.js': 10,
    'index.css': 1,
    'react.js': 20,
    'overview.js': 3,
    'overview.css': 2,
    'ladder.js': 4,
    'shared.js': 5,
    'charts.js': 80,
    'en.js': 6,
    'ko.js': 7,
    'fonts.js': 1,
    'fonts.css': 8,
    'temporal.js': 9,
    'services.js': 30,
  }),
)
const roomy = { entry: 31, firstChart: 150, chunk: 80 }

test('the build adds up what the first chart needs: each file once, the longer of the two languages', () => {
  const { summary, faults } = judged(manifest, weights, roomy)
  expect(faults).toEqual([])
  expect(summary).toBe(
    'page weight (brotli): entry 31 of 31 bytes, until the first chart 150 of 150, heaviest later chunk 80 of 80 (charts.js)',
  )
})

test('the build fails for each weight that is too much, and says by how much', () => {
  const { faults } = judged(manifest, weights, { entry: 30, firstChart: 149, chunk: 79 })
  expect(faults).toEqual([
    'The entry weighs 31 bytes, 1 too many: load something later.',
    'Until the first chart shows the page needs 150 bytes, 1 too many: load something later.',
    'charts.js weighs 80 bytes, over 79: split it.',
  ])
})

test('a chunk that went away is not weighed as nothing', () => {
  const { '../growth/LadderChart.tsx': _gone, ...others } = manifest
  expect(judged(others, weights, roomy).faults).toEqual([
    'The first chart needs growth/LadderChart.tsx, which is no chunk any more: name what it needs in .config/vite-budget.ts.',
  ])
})
