import { expect, test } from 'vitest'
import { aligned, facts } from '../../src/server/command-line/aligned.ts'
import { percent, signedPercent, times } from '../../src/server/command-line/counted.ts'

test('words begin and numbers end at one line, whatever alphabet the names are in', () => {
  expect(
    aligned(
      ['service', 'units', 'say/do', 'note'],
      [
        ['결제-api', 12_000, '53.1 %', 'of two\nlines'],
        ['café', null, null, ''],
        ['🚀', -5, '100.0 %', 'x'],
      ],
    ),
  ).toEqual([
    'service    units   say/do  note',
    '결제-api  12,000   53.1 %  of two lines',
    'café           –        –',
    '🚀            -5  100.0 %  x',
  ])
  expect(aligned(['day', 'cycle'], [])).toEqual(['day  cycle'])
})

test('an amount beside what it is', () => {
  expect(
    facts([
      ['kept', 1_000],
      ['rolled back', null],
    ]),
  ).toEqual(['  kept         1,000', '  rolled back  –'])
})

test('nothing is rounded up to what does not hold', () => {
  expect([0.99999, 1, 0.531531, null].map(percent)).toEqual(['99.9 %', '100.0 %', '53.1 %', null])
  expect([9.999, 10, 17.7993, null].map(times)).toEqual(['9.99×', '10.00×', '17.79×', null])
  expect([0.4015, 0, -0.02].map(signedPercent)).toEqual(['+40.1 %', '0.0 %', '-2.0 %'])
})
