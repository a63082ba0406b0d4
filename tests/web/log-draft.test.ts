import { expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { type LogDraft, readAmount, readDraft, readLevel, readNote } from '../../src/web/moves/log-draft.ts'

test.each([
  ['0', 0],
  ['100', 1000],
  ['33.3', 333],
  [' 40 % ', 400],
  ['33,3', 333],
  ['7.', 70],
  ['12.50', 125],
])('%s in percent is %i per mille', (text, perMille) => expect(readLevel(text)).toEqual({ value: perMille }))

test.each([
  ['', 'level-missing'],
  ['a', 'level-unreadable'],
  ['-5', 'level-unreadable'],
  ['33.33', 'level-too-fine'],
  ['100.1', 'level-out-of-range'],
  ['1e2', 'level-unreadable'],
])('%s is refused as %s', (text, fault) => expect(readLevel(text)).toEqual({ fault }))

test('an amount of the shown unit becomes whole parts, exactly', () => {
  expect(readAmount('4.25', 1000)).toEqual({ value: 4250 })
  expect(readAmount('1,200', 1000)).toEqual({ value: 1_200_000 })
  expect(readAmount('0.1', 10)).toEqual({ value: 1 })
  expect(readAmount('9007199254740.991', 1000)).toEqual({ value: Number.MAX_SAFE_INTEGER })
})

test('an amount that is finer than the unit, nothing, or more than can be held is refused', () => {
  expect(readAmount('0.0005', 1000)).toEqual({ fault: 'amount-too-fine' })
  expect(readAmount('0.5', 1)).toEqual({ fault: 'amount-too-fine' })
  expect(readAmount('0', 1000)).toEqual({ fault: 'amount-zero' })
  expect(readAmount('9007199254740.992', 1000)).toEqual({ fault: 'amount-too-large' })
  expect(readAmount('1,2', 1000)).toEqual({ fault: 'amount-unreadable' })
  expect(readAmount('-1', 1000)).toEqual({ fault: 'amount-unreadable' })
})

test('one field takes a note, a link, a ticket, or a sentence with a link in it', () => {
  expect(readNote(' ')).toEqual({})
  expect(readNote('https://example.com/pull/1')).toEqual({ evidence: 'https://example.com/pull/1' })
  expect(readNote('CHG0042')).toEqual({ evidence: 'CHG0042' })
  expect(readNote('done')).toEqual({ note: 'done' })
  expect(readNote('see https://example.com/1 for it')).toEqual({
    note: 'see https://example.com/1 for it',
    evidence: 'https://example.com/1',
  })
})

const draft: LogDraft = { kind: 'level', level: '40', amount: '', from: '', to: '7', day: day('2024-07-07'), note: '' }

test('a draft is one move for each service, the places as chosen', () => {
  expect(readDraft(draft, [1, 2], 1000)).toEqual({
    moves: [1, 2].map((service) => ({ service, occurredOn: '2024-07-07', level: 400, to: 7 })),
  })
  expect(readDraft({ ...draft, kind: 'units', amount: '2', to: 'outside', from: '3' }, [1], 1000)).toEqual({
    moves: [{ service: 1, occurredOn: '2024-07-07', units: 2000, from: 3, to: null }],
  })
})

test('everything that is missing is named at once', () => {
  expect(readDraft({ ...draft, level: '', day: null }, [], 1000)).toEqual({
    faults: { service: 'service-missing', level: 'level-missing', day: 'day-missing' },
  })
})
