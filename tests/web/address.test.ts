import { expect, test } from 'vitest'
import { basePathOf, parseSearch, stringifySearch } from '../../src/web/shared/address.ts'
import { carriedBy, queryOf, ViewSearch, withChanges } from '../../src/web/shared/view-search.ts'

test('a search for 123 stays text, and lists stay readable', () => {
  expect(parseSearch('?q=123&state=on_prem,split')).toEqual({ q: '123', state: 'on_prem,split' })
  expect(stringifySearch({ q: '123', state: ['on_prem', 'split'], empty: '', none: undefined })).toBe(
    '?q=123&state=on_prem,split',
  )
  expect(stringifySearch({})).toBe('')
})

test.each(['a b', 'a&b=c', '50%', '팀', "x'y", '2024-07-07T10:00:00Z', 'a+b'])(
  '%s comes back as it was written',
  (text) => {
    expect(parseSearch(stringifySearch({ text }))).toEqual({ text })
  },
)

test('the sample organisation is told from its path, whole segments only', () => {
  expect(basePathOf('/sample/services', '/')).toBe('/sample')
  expect(basePathOf('/sample', '/')).toBe('/sample')
  expect(basePathOf('/samples', '/')).toBe('')
  expect(basePathOf('/services', '/')).toBe('')
  expect(basePathOf('/demo/sample/', '/demo/')).toBe('/demo/sample')
  expect(basePathOf('/demo/', '/demo/')).toBe('/demo')
})

test('a mistyped view still opens: what nobody can use is dropped', () => {
  expect(ViewSearch.parse({ measure: 'kilos', asOf: '2024-02-31', knownAt: 'yesterday', team: '' })).toEqual({
    measure: 'services',
  })
})

test('a link says only what is not usual, and takes along whose figures but not what lies on top', () => {
  const view = ViewSearch.parse({ measure: 'units', asOf: '2024-07-07', team: 'kops', log: 'new', explain: 'growth' })
  expect(carriedBy(view)).toEqual({ measure: 'units', asOf: '2024-07-07', team: 'kops' })
  expect(withChanges({ measure: 'units', q: 'x' }, { measure: 'services', q: undefined })).toEqual({})
})

test('the query of the API has no key without a value', () => {
  expect(Object.keys(queryOf(ViewSearch.parse({})))).toEqual(['measure'])
})
