import { describe, expect, test } from 'vitest'
import { Name, Words, withoutDeceptive, withoutInvisible } from '../../src/domain/names.ts'
import { ServiceChange } from '../../src/domain/service.ts'

const isName = (text: string) => Name.safeParse(text).success
const isText = (text: string) => Words(100).safeParse(text).success

/** What is seen nowhere, and would make another name of `shop` that looks the same. */
const unseen = [
  ['a control', '\u0007'],
  ['an Arabic mark of direction', '\u061c'],
  ['a soft hyphen', '\u00ad'],
  ['a line separator', '\u2028'],
  ['a paragraph separator', '\u2029'],
  ['a space of no width', '\u200b'],
  ['a joiner', '\u200d'],
  ['an override of direction', '\u202e'],
  ['a byte order mark inside', '\ufeff'],
  ['a tag', '\u{e0041}'],
  ['a Hangul filler', '\u3164'],
  ['a half-width filler', '\uffa0'],
  ['an empty braille cell', '\u2800'],
  ['a grapheme joiner', '\u034f'],
  ['half a character', '\ud800'],
] as const

describe('a name', () => {
  test.each(unseen)('takes no %s', (_, character) => {
    expect([isName(`sh${character}op`), isName(character)]).toEqual([false, false])
    if (character !== '\ud800') expect(withoutInvisible(`sh${character}op`)).toBe('shop')
  })

  test('has something to see', () => {
    for (const text of ['', ' ', '\u00a0', '\ufe0f', '\ufe0f \ufe0f']) {
      expect([text, isName(text), withoutInvisible(text)]).toEqual([text, false, ''])
    }
  })

  test('is of any language, emoji included', () => {
    for (const text of ['payments-api', 'Größe', '결제 서비스', 'خدمة', 'सेवा', 'サービス', '⚙️ Platform', '🚀', 'naïve'])
      expect([text, isName(text), withoutInvisible(text)]).toEqual([text, true, text])
  })
})

describe('free text', () => {
  const harmless = ['👩‍💻 moved it', 'می‌خواهم', 'क्‍ष', 'soft\u00adhyphen', 'two\u2028lines', 'one\ntwo\tthree', '❤️']
  test('keeps the joiners that emoji and scripts are written with, and what is pasted along unseen', () => {
    for (const text of harmless) expect([text, isText(text), withoutDeceptive(text)]).toEqual([text, true, text])
  })

  test.each(['\u0007', '\u061c', '\u202e', '\u2066', '\u200b', '\u{e0041}', '\ufeff'])(
    'takes nothing that deceives: %j',
    (character) => {
      const text = `a${character}b`
      expect([isText(text), withoutDeceptive(text)]).toEqual([false, 'ab'])
    },
  )
})

test('a custom field bears no name of a column that every file has, and each name once', () => {
  const wrong = (custom: Record<string, string>) => !ServiceChange.safeParse({ custom }).success
  for (const name of ['units', 'From', ' service ', 'OCCURRED_ON', 'refused_because', 'x'.repeat(101), '\u3164'])
    expect([name, wrong({ [name]: 'x' })]).toEqual([name, true])
  expect([wrong({ 'Cost centre': '1', 'cost centre': '2' }), wrong({ 'Cost centre': '1', Units2: '2' })]).toEqual([
    true,
    false,
  ])
})
