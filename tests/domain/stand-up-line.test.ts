import { describe, expect, test } from 'vitest'
import { Refusal } from '../../src/domain/refusal.ts'
import { kindsBegun, nameToken, parseStandUpLine, tokensOf } from '../../src/domain/stand-up-line.ts'

const said = (line: string) => {
  const { kind, author, service, level, persons, text } = parseStandUpLine(line)
  return { kind, author, service, level, persons, text }
}
const nothing = { author: null, service: null, level: null, persons: [], text: '' }

function refusalOf(line: string): string {
  try {
    parseStandUpLine(line)
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.message}`
    throw error
  }
  return ''
}

describe('a line of the box', () => {
  test('promises a level', () => {
    const promised = { ...nothing, kind: 'promise', service: 'payments-api', level: 600 }
    expect(said('/promise payments-api 60%')).toEqual(promised)
    expect(said('/promise #payments-api 60 %')).toEqual(promised)
    expect(said('/prom payments-api 60%')).toEqual(promised)
    expect(said('/약속 payments-api 60%')).toEqual(promised)
    expect(said('#payments-api 60%')).toEqual(promised)
    expect(said('to 60% with #payments-api')).toEqual({ ...promised, text: 'to with' })
    expect(said('/promise payments-api 62.5%').level).toBe(625)
    expect(said('/promise payments-api 62,5%').level).toBe(625)
    expect(said('/promise payments-api 0%').level).toBe(0)
  })

  test('promises a step in words, or both', () => {
    expect(said('/promise payments-api canary on')).toEqual({
      ...nothing,
      kind: 'promise',
      service: 'payments-api',
      text: 'canary on',
    })
    expect(said('/promise payments-api 60% canary on, 5% errors')).toMatchObject({
      level: 600,
      text: 'canary on, 5% errors',
    })
  })

  test('speaks for somebody who is named in front, and names others further on', () => {
    expect(said('@Grace /blocker #ledger waits for @"Net team" and @vendor')).toEqual({
      kind: 'blocker',
      author: 'Grace',
      service: 'ledger',
      level: null,
      persons: ['Net team', 'vendor'],
      text: 'waits for @"Net team" and @vendor',
    })
    expect(said('@"Grace Hopper" went home')).toEqual({
      ...nothing,
      kind: 'note',
      author: 'Grace Hopper',
      text: 'went home',
    })
  })

  test('is progress where it names a service, and a note where it names none', () => {
    expect(said('#ledger copied half')).toEqual({
      ...nothing,
      kind: 'progress',
      service: 'ledger',
      text: 'copied half',
    })
    expect(said('50% of us are ill')).toEqual({ ...nothing, kind: 'note', text: '50% of us are ill' })
    expect(said('#"old ledger" at 250% load')).toMatchObject({ kind: 'progress', service: 'old ledger' })
    expect(said('/progress #ledger copied 40% of the rows')).toMatchObject({
      level: null,
      text: 'copied 40% of the rows',
    })
    expect(said('/note /etc/hosts is gone')).toMatchObject({ kind: 'note', text: '/etc/hosts is gone' })
  })

  test('only the first service and the first level are taken out of the words', () => {
    expect(said('/note #ledger before #shop')).toMatchObject({ service: 'ledger', text: 'before #shop' })
    expect(said('/promise ledger 10% then 20%')).toMatchObject({ level: 100, text: 'then 20%' })
  })

  test.each([
    ['', /^line-empty/],
    ['   ', /^line-empty/],
    ['@Grace', /^line-empty/],
    ['/note', /^line-empty/],
    ['/blocker #ledger', /^line-empty/],
    ['/promise', /^line-service-missing.*\/promise payments-api 60%/],
    ['/promise 60%', /^line-service-missing/],
    ['/promise ledger', /^line-promise-empty.*ledger.*60%/],
    ['/promise ledger 101%', /^line-level-too-high: 101 %/],
    ['/deploy ledger', /^line-command-unknown: \/deploy.*\/promise/],
    ['/ ledger', /^line-command-unknown/],
    // Two begin so.
    ['/pro ledger 60%', /^line-command-unknown/],
  ])('%j says what is missing', (line, words) => {
    expect(refusalOf(line)).toMatch(words)
  })

  test('what is chosen from the list is written so that it is read as one name', () => {
    for (const name of ['ledger', 'old ledger', 'a  b'])
      expect(said(`/promise ${nameToken('#', name)} 50%`).service).toBe(name)
    expect(said(`/promise ${nameToken('', 'old ledger')} 50%`).service).toBe('old ledger')
    expect(tokensOf('@"Grace Ho').map(({ text }) => text)).toEqual(['@"Grace Ho'])
    expect(kindsBegun('')).toEqual(['promise', 'progress', 'blocker', 'note'])
    expect(kindsBegun('PRO')).toEqual(['promise', 'progress'])
    expect(kindsBegun('블')).toEqual(['blocker'])
  })
})
