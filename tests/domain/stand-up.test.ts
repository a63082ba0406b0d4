import { describe, expect, test } from 'vitest'
import { day, dayIn } from '../../src/domain/calendar-day.ts'
import {
  dayPutOffTo,
  isTooOld,
  keptOf,
  nextWorkingDay,
  type Promised,
  personMeant,
  promiseAnswers,
  standUpTimeIn,
} from '../../src/domain/stand-up.ts'

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds

describe('the day and the time of a team', () => {
  test.each([
    // 23:59 local time and a minute later.
    ['Asia/Kathmandu', '2026-03-31T18:14:00Z', '2026-03-31', 'evening'],
    ['Asia/Kathmandu', '2026-03-31T18:15:00Z', '2026-04-01', 'morning'],
    // Half an hour of daylight saving, over at 02:00 on 5 April 2026: the evening is as long as any.
    ['Australia/Lord_Howe', '2026-04-04T13:29:00Z', '2026-04-05', 'morning'],
    ['Australia/Lord_Howe', '2026-04-05T02:29:00Z', '2026-04-05', 'morning'],
    ['Australia/Lord_Howe', '2026-04-05T02:30:00Z', '2026-04-05', 'evening'],
    ['Australia/Lord_Howe', '2026-04-05T13:29:00Z', '2026-04-05', 'evening'],
    ['Australia/Lord_Howe', '2026-04-05T13:30:00Z', '2026-04-06', 'morning'],
    // Across the date line from each other, at one instant.
    ['Pacific/Apia', '2026-03-31T11:00:00Z', '2026-04-01', 'morning'],
    ['Pacific/Pago_Pago', '2026-03-31T10:59:00Z', '2026-03-30', 'evening'],
    // The day that Apia never had.
    ['Pacific/Apia', '2011-12-30T09:59:00Z', '2011-12-29', 'evening'],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31', 'morning'],
  ])('in %s at %s it is the %s, %s', (zone, instant, its, time) => {
    expect([dayIn(zone, at(instant)), standUpTimeIn(zone, at(instant))]).toEqual([its, time])
  })

  test('tomorrow is the next day, and Monday before a weekend', () => {
    // 2026-03-02 is a Monday.
    const next = (text: string) => nextWorkingDay(day(text))
    expect(['02', '03', '04', '05', '06', '07', '08'].map((one) => next(`2026-03-${one}`).slice(-2))).toEqual([
      '03',
      '04',
      '05',
      '06',
      '09',
      '09',
      '09',
    ])
  })

  test('not today is never put off to today, whatever day it was promised for', () => {
    const putOff = (promisedFor: string, today: string) => dayPutOffTo(day(promisedFor), day(today))
    expect(putOff('2026-03-02', '2026-03-02')).toBe('2026-03-03')
    expect(putOff('2026-03-02', '2026-03-04')).toBe('2026-03-05')
    expect(putOff('2026-03-05', '2026-03-06')).toBe('2026-03-09')
  })

  test('a stand-up of two weeks ago can be written, one of before cannot', () => {
    expect([isTooOld(day('2026-03-17'), day('2026-03-31')), isTooOld(day('2026-03-16'), day('2026-03-31'))]).toEqual([
      false,
      true,
    ])
  })
})

describe('kept of promised', () => {
  test('what is open counts as neither, and what nobody answered is not kept', () => {
    const promises: Promised[] = [
      { answer: 'kept', isOver: false },
      { answer: 'kept', isOver: true },
      { answer: 'partly', isOver: true },
      { answer: 'not-today', isOver: false },
      { answer: 'blocked', isOver: true },
      { answer: null, isOver: true },
      { answer: null, isOver: false },
    ]
    expect(keptOf(promises)).toEqual({
      promised: 6,
      kept: 2,
      partly: 1,
      notToday: 1,
      blocked: 1,
      unanswered: 1,
      open: 1,
    })
    expect(keptOf([])).toMatchObject({ promised: 0, kept: 0, open: 0 })
  })

  test('its parts add up, whatever was promised', () => {
    const answers = [null, ...promiseAnswers]
    let state = 7
    const dice = (below: number) => {
      state = (state * 48_271) % 2_147_483_647
      return state % below
    }
    for (let round = 0; round < 200; round++) {
      const promises = Array.from({ length: dice(30) }, () => ({
        answer: answers[dice(answers.length)] ?? null,
        isOver: dice(2) === 1,
      }))
      const { promised, kept, partly, notToday, blocked, unanswered, open } = keptOf(promises)
      expect(kept + partly + notToday + blocked + unanswered).toBe(promised)
      expect(promised + open).toBe(promises.length)
      expect(kept).toBe(promises.filter(({ answer }) => answer === 'kept').length)
    }
  })
})

test('a name after @ means the one who is called so, or the only one whose name begins so', () => {
  const people = ['Grace Hopper', 'Grace Kelly', 'Ada', 'Adam'].map((name) => ({ name }))
  const meant = (said: string) => personMeant(said, people)?.name
  expect([meant('grace hopper'), meant('hop'), meant('Grace'), meant('ada'), meant('nobody')]).toEqual([
    'Grace Hopper',
    'Grace Hopper',
    undefined,
    'Ada',
    undefined,
  ])
})
