import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createFormat } from '../../src/drawing/format.ts'
import { refusals as english } from '../../src/web/shared/messages/en/refusals.ts'
import { imports as koreanImports } from '../../src/web/shared/messages/ko/imports.ts'
import { refusals as korean } from '../../src/web/shared/messages/ko/refusals.ts'

const root = join(import.meta.dirname, '../../src')

const sourceOf = (...rooms: string[]): string[] =>
  rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !/database|command-line/.test(name))
      .map((name) => readFileSync(join(root, room, name), 'utf8')),
  )

const codesIn = (texts: readonly string[], said: RegExp): string[] =>
  [...new Set(texts.flatMap((text) => [...text.matchAll(said)].map(([, code]) => code ?? '')))].sort()

test('every refusal of the API has its sentence in English and in Korean', () => {
  const said = /new (?:Refusal|Answered|PreconditionNeeded|SentBack|TurnedAway)\(\s*(?:\d+,\s*)?'([a-z-]+)'/g
  const codes = codesIn(sourceOf('domain', 'server'), said)
  expect(codes.length).toBeGreaterThan(20)
  expect(codes.filter((code) => !(code in english))).toEqual([])
  expect(codes.filter((code) => !(code in korean))).toEqual([])
})

test('every reason for which a row of a file is refused has its sentence in Korean', () => {
  const said = /problem\(\s*'([a-z-]+)'/g
  const codes = codesIn(sourceOf('server/imports'), said)
  expect(codes.length).toBeGreaterThan(15)
  expect(codes.filter((code) => !(code in koreanImports.reasons))).toEqual([])
})

test('a refusal reads as the page writes days and amounts', () => {
  const facts = { day: '2022-11-15', service: 'payments-api', first: '2022-11-20' }
  expect(english['before-first-day-of-service'](facts, createFormat('en'))).toBe(
    'On 15 Nov 2022 this service carried no workload: it was discovered on 20 Nov 2022. Choose that day or later.',
  )
  expect(korean['before-first-day-of-service'](facts, createFormat('ko'))).toBe(
    '이 서비스는 2022년 11월 20일에 처음 등록되었습니다. 그날이나 그 뒤로 골라 주세요.',
  )
})

test('what would leave a balance below zero is said with the day, the service, the place, the balance and the amount', () => {
  const facts = {
    day: '2022-11-15',
    service: 'payments-api',
    location: 'Basement',
    held: 300,
    units: 4000,
    balance: -3700,
    missing: 3700,
  }
  expect(english.conservation(facts, createFormat('en'))).toBe(
    'At the end of 15 Nov 2022, payments-api has 300 in Basement. Taking 4,000 from there is 3,700 too much. Log a smaller amount, another day or another location.',
  )
  expect(korean.conservation(facts, createFormat('ko'))).toBe(
    '2022년 11월 15일 끝에 있는 것보다 많이 나가게 됩니다(위치: Basement, 서비스: payments-api). 있는 양 300, 나갈 양 4,000, 모자라는 양 3,700. 양을 줄이거나 날이나 위치를 바꿔 주세요.',
  )
})

test('without a fact there is no sentence, so that the API speaks for itself', () => {
  expect(english.conservation({ day: '2022-11-15' }, createFormat('en'))).toBeUndefined()
})
