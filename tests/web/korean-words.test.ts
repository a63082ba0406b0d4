import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ko } from '../../src/web/shared/messages/ko.ts'

const folder = join(import.meta.dirname, '../../src/web/shared/messages/ko')
const files = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))

test('the day that is looked at and the day that multiples count from have a word each', () => {
  expect(ko.shell.asOf).toBe('조회일')
  expect(ko.shell.asOfDay('2024년 7월 7일')).toBe('조회일 2024년 7월 7일')
  expect(ko.settings.baselineDay).toBe('기준일')
  expect(ko.growth.first.baselineDay).toBe('기준일')
  // The baseline day is never called by a third word, and a milestone by one only.
  for (const text of files) expect(text).not.toMatch(/기준선|단계/)
})

test('what rolls a service back and what cancels an entry are never called alike', () => {
  expect(ko.words.state.rolled_back).toBe('되돌림')
  expect(ko.imports.undo).toBe('가져오기 취소')
  expect(ko.moves.takenBack).toContain('취소')
  for (const text of files) expect(text).not.toMatch(/되돌리기|되돌렸|되돌릴/)
})
