import { expect, test } from 'vitest'
import { faultsOfCustom } from '../../src/web/services/service-draft.ts'

test('a custom field that could not be kept, or not exported, is said while it is typed', () => {
  const named = (...names: string[]) => names.map((name, at) => ({ key: String(at), name, value: 'x' }))
  expect([...faultsOfCustom(named('Cost centre', 'cost centre ', 'Floor', '', ''))]).toEqual([['1', 'twice']])
  expect([...faultsOfCustom(named('Units', ' from', 'Unit'))]).toEqual([
    ['0', 'reserved'],
    ['1', 'reserved'],
  ])
})
