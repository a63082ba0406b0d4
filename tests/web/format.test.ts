import { expect, test } from 'vitest'
import { day } from '../../src/domain/calendar-day.ts'
import { createFormat } from '../../src/drawing/format.ts'

const cores = { shownUnit: 'cores', partsPerShownUnit: 1000 }
const en = createFormat('en', cores)
const ko = createFormat('ko', cores)
const july = day('2024-07-07')

test('a multiple stands with its growth, with one decimal below 100 and none above', () => {
  expect(en.multipleWithGrowth(2866 / 153, 1773.2)).toBe('18.7× (+1,773%)')
  expect(ko.multipleWithGrowth(2866 / 153, 1773.2)).toBe('18.7배 (+1,773%)')
  expect(en.multiple(249.4)).toBe('249×')
  expect(en.multiple(99.94)).toBe('99.9×')
  expect(en.multiple(99.97)).toBe('100×')
  expect(en.multiple(1)).toBe('1.0×')
  expect(en.multipleWithGrowth(null, null)).toBe('–')
})

test('the 10× rung reads +900 %, never 900 %', () => {
  expect(en.rungWithGrowth(10)).toBe('10× (+900%)')
  expect(ko.rungWithGrowth(20)).toBe('20배 (+1,900%)')
  expect(en.rung(2.5)).toBe('2.5×')
})

test('growth below the baseline has the true minus sign', () => {
  expect(en.growth(-50)).toBe('−50%')
  expect(en.growth(0)).toBe('0%')
})

test('amounts show the unit that people read, never a missing value as 0', () => {
  expect(en.amount(9_855_900)).toBe('9,855.9 cores')
  expect(ko.amount(9_855_900)).toBe('9,855.9코어')
  expect(en.amount(4000)).toBe('4.00 cores')
  expect(en.amount(250)).toBe('0.25 cores')
  expect(en.amount(22_000)).toBe('22.0 cores')
  expect(createFormat('en', { shownUnit: 'transactions a day', partsPerShownUnit: 1 }).amount(1200)).toBe(
    '1,200 transactions a day',
  )
  expect(en.count(null)).toBe('–')
  expect(en.count(0)).toBe('0')
})

test('an amount that is there never reads as nothing', () => {
  expect(en.amount(1)).toBe('0.001 cores')
  expect(en.signedAmountNumber(-1)).toBe('−0.001')
  expect(en.amountNumber(5)).toBe('0.005')
  expect(en.amountNumber(15)).toBe('0.015')
  expect(en.amountNumber(50)).toBe('0.05')
  expect(en.amountNumber(100)).toBe('0.10')
  const days = createFormat('ko', { shownUnit: 'days', partsPerShownUnit: 86_400 })
  expect([1, 2, 3, 4, 5, 6].map(days.amountNumber)).toEqual([
    '0.00001',
    '0.00002',
    '0.00003',
    '0.00005',
    '0.00006',
    '0.00007',
  ])
  expect(createFormat('en', { shownUnit: 'GB', partsPerShownUnit: 1_000_000_000_000 }).amountNumber(1)).toBe(
    '0.000000000001',
  )
  expect(createFormat('en', { shownUnit: 'm', partsPerShownUnit: 60 }).amountNumber(1)).toBe('0.02')
})

test('services are counted in words of each language', () => {
  expect(en.services(2866)).toBe('2,866 services')
  expect(en.services(1)).toBe('1 service')
  expect(ko.services(2866)).toBe('서비스 2,866개')
})

test('a share has no decimal at 0 and 100, and never rounds to either', () => {
  expect(en.share(0.8867)).toBe('88.7%')
  expect(en.share(1)).toBe('100%')
  expect(en.share(0)).toBe('0%')
  expect(en.share(0.99999)).toBe('>99.9%')
  expect(en.share(0.00001)).toBe('<0.1%')
  expect(en.level(333)).toBe('33.3%')
  expect(en.level(400)).toBe('40%')
})

test('a change of a share is in points', () => {
  expect(en.points(0.027)).toBe('+2.7 points')
  expect(ko.points(0.027)).toBe('+2.7%p')
  expect(en.points(-0.001)).toBe('−0.1 points')
  expect(en.points(0.00001)).toBe('0.0 points')
})

test('days read as in en-GB and ko-KR', () => {
  expect(en.day(july)).toBe('7 Jul 2024')
  expect(ko.day(july)).toBe('2024년 7월 7일')
  expect(en.weekday(july)).toBe('Sun 7 Jul 2024')
  expect(ko.weekday(july)).toBe('2024년 7월 7일 (일)')
  expect(en.day(day('2023-09-22'))).toBe('22 Sep 2023')
  expect(en.month(july)).toBe('Jul 2024')
})

test('a range says month and year once where they are the same', () => {
  expect(en.dayRange(day('2024-07-01'), july, { year: false })).toBe('1 – 7 Jul')
  expect(en.dayRange(day('2024-10-06'), day('2024-12-15'))).toBe('6 Oct – 15 Dec 2024')
  expect(en.dayRange(day('2024-12-06'), day('2025-01-15'))).toBe('6 Dec 2024 – 15 Jan 2025')
  expect(ko.dayRange(day('2024-10-06'), day('2024-12-15'))).toBe('2024년 10월 6일~12월 15일')
  expect(ko.dayRange(day('2024-07-01'), july, { year: false })).toBe('7월 1일~7월 7일')
})

test('ages and instants', () => {
  expect(en.age(118)).toBe('118 d')
  expect(en.days(1)).toBe('1 day')
  expect(ko.age(118)).toBe('118일')
  expect(en.instant('2024-07-07T10:42:00.000Z', 'Asia/Seoul')).toBe('7 Jul 2024, 19:42')
  expect(en.time(Date.UTC(2024, 6, 7, 10, 42), 'UTC')).toBe('10:42')
})

test('a multiple is never rounded up to a whole one that does not hold', () => {
  expect(en.multiple(9.974)).toBe('9.97×')
  expect(en.multiple(9.9999)).toBe('9.99×')
  expect(en.multiple(10)).toBe('10.0×')
  expect(en.multiple(10.04)).toBe('10.0×')
  expect(en.multiple(95.87)).toBe('95.9×')
  expect(en.growth(899.7)).toBe('+899%')
  expect(en.growth(900)).toBe('+900%')
  expect(en.growth(1773.2)).toBe('+1,773%')
})

test('amounts of one column bear the decimals of the finest of them, so that their points stand in line', () => {
  const format = createFormat('en', { shownUnit: 'cores', partsPerShownUnit: 1000 })
  const amounts = [-3000, 36_000, 250, 0]
  const column = format.column('units', amounts)
  expect(amounts.map(column.signed)).toEqual(['−3.00', '+36.00', '+0.25', '0.00'])
  expect(amounts.map(format.column('services', amounts).signed)).toEqual(['−3,000', '+36,000', '+250', '0'])
  expect([format.measuredInWords('units', 500), format.measuredInWords('services', 2)]).toEqual(['0.50 cores', '2'])
  expect(createFormat('ko').measuredInWords('services', 366)).toBe('366개')
})
