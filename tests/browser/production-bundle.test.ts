import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const project = join(import.meta.dirname, '../..')

/** Words that a minifier keeps, of everything that only the demo or a test may hold. */
const markers = {
  MSW: ['mockServiceWorker', 'MOCK_ACTIVATE', '[MSW]'],
  'the mocks': ['Harbour Bank', 'huge-bank', 'disk-full', 'one-team'],
  'the demo': ['Demo without a server', 'demo-banner', '?organisation='],
  'the server': ['insertInto', 'pragma foreign_keys'],
  'the SQLite of the browser': ['sqlite3_open_v2'],
}

interface BuiltFile {
  readonly name: string
  readonly text: string
}

/** What stands in a build that does not belong into production, each in a sentence. */
const foreignIn = (files: readonly BuiltFile[]): string[] =>
  files.flatMap(({ name, text }) => [
    ...(/mock|demo|\.wasm$|sqlite/i.test(name) ? [`${name} is a file of the demo`] : []),
    ...Object.entries(markers).flatMap(([whose, words]) =>
      words.filter((word) => text.includes(word)).map((word) => `${name} holds a part of ${whose}: ${word}`),
    ),
  ])

const built = (folder: string): BuiltFile[] =>
  readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.(br|gz|woff2|csv|md)$|^LICENSE$|^built-from$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(project.length + 1))
    .map((name) => ({ name, text: readFileSync(join(project, name), 'latin1') }))

test('nothing of MSW, the mocks, the demo or the server is in the production build', () => {
  const files = built('dist')
  expect(files.filter(({ name }) => name.endsWith('.js')).length).toBeGreaterThan(5)
  expect(foreignIn(files)).toEqual([])
})

test('the scan can fail: every marker is found in the demo, where it belongs', () => {
  const found = foreignIn(built('dist-demo')).join('\n')
  const missed = Object.values(markers)
    .flat()
    .filter((word) => !found.includes(`: ${word}`))
  expect(missed).toEqual([])
  expect(found).toContain('mockServiceWorker.js is a file of the demo')
})

test.each([
  { name: 'dist/assets/index-1.js', text: 'navigator.serviceWorker.register("mockServiceWorker.js")' },
  { name: 'dist/assets/sqlite3-1.wasm', text: '' },
  { name: 'dist/mockServiceWorker.js', text: '' },
])('a planted violation is found: $name', (file) => {
  expect(foreignIn([file])).not.toEqual([])
})
