import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { keyTable } from '../../src/web/app/key-table.ts'
import { screens } from '../../src/web/app/screens.ts'
import { en } from '../../src/web/shared/messages/en.ts'
import { ko } from '../../src/web/shared/messages/ko.ts'

const web = join(import.meta.dirname, '../../src/web')

/** Keys as the components register them, with the quotes around them. */
const registered = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .flatMap((name) => [...readFileSync(join(web, name), 'utf8').matchAll(/useShortcut\(\s*'([^']+)'/g)])
  .map(([, key]) => key)

test.each([
  ['English', en],
  ['Korean', ko],
])('every key that any page answers to stands in the list, in %s', (_, messages) => {
  const lines = keyTable(messages).flatMap((group) => group.lines)
  const listed = new Set(lines.flatMap(({ keys }) => keys))
  expect(registered.length).toBeGreaterThan(20)
  expect(registered.filter((key) => key !== undefined && !listed.has(key))).toEqual([])
  expect(screens.filter(({ letter }) => !listed.has(`G ${letter}`))).toEqual([])
  for (const { label } of lines) expect(label).not.toBe('')
})
