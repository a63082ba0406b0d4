import * as z from 'zod/mini'
import { CalendarDay, earliestDay } from '../../domain/calendar-day.ts'
import { searchable, withoutDeceptive, withoutInvisible } from '../../domain/names.ts'
import { unshielded } from '../../drawing/csv-cells.ts'
import type { NameList } from './moves-file.ts'

type Facts = Record<string, string | number>

/** Why a cell or its row cannot be used, and what to do. */
export interface CellProblem {
  readonly code: string
  readonly reason: string
  /** What the reason is made of, so that a page can say it in its reader's language. */
  readonly facts: Facts
}

export const problem = (code: string, reason: string, facts: Facts = {}): CellProblem => ({
  code,
  reason,
  facts,
})

export interface DayRules {
  readonly today: CalendarDay
  /** The programme's first day, if it has one. */
  readonly firstDay: CalendarDay | null
}

/** Days repeat from row to row, so each text is judged once. */
export function dayReader({ today, firstDay }: DayRules): (cell: string) => CalendarDay | CellProblem {
  const judged = new Map<string, CalendarDay | CellProblem>()
  const judge = (text: string): CalendarDay | CellProblem => {
    if (text === '') return problem('day-missing', 'The day is missing. Write it as YYYY-MM-DD, such as 2026-11-20.')
    const read = z.safeParse(CalendarDay, text)
    if (!read.success) {
      return /^\d{4}-\d\d-\d\d$/.test(text)
        ? problem('no-such-day', `There is no ${text} in the calendar. Write the day on which it happened.`, {
            text,
          })
        : problem(
            'unreadable-day',
            `“${text.slice(0, 40)}” is not a day as YYYY-MM-DD. In a spreadsheet give the column the format YYYY-MM-DD and save again.`,
            { text: text.slice(0, 40) },
          )
    }
    if (read.data > today)
      return problem(
        'moved-in-future',
        `${text} has not happened yet; today is ${today}. Import it when it has happened.`,
        { day: text, today },
      )
    if (read.data < earliestDay)
      return problem(
        'day-too-early',
        `${text} lies before ${earliestDay}, the earliest day that can be logged. Check the year.`,
        { day: text, earliest: earliestDay },
      )
    if (firstDay !== null && read.data < firstDay) {
      return problem(
        'before-first-day',
        `${text} lies before the programme’s first day, ${firstDay}. Change that day under Settings, or leave the row out.`,
        { day: text, firstDay },
      )
    }
    return read.data
  }
  return (cell) => {
    const known = judged.get(cell)
    if (known !== undefined) return known
    const found = judge(unshielded(cell.trim()))
    if (judged.size < 100_000) judged.set(cell, found)
    return found
  }
}

/** A whole number of at least 1, in digits only: anything cleverer means different amounts to different people. */
export function readUnits(cell: string): number | CellProblem {
  const text = unshielded(cell.trim())
  if (/^\d+$/.test(text)) {
    const units = Number(text)
    if (units === 0)
      return problem('units-zero', 'A move of 0 units moves nothing. Write at least 1, or leave the row out.')
    if (Number.isSafeInteger(units)) return units
    return problem(
      'units-too-large',
      `${text.slice(0, 40)} is more than can be counted exactly (9007199254740991). Check it, or count in a larger unit.`,
      { text: text.slice(0, 40) },
    )
  }
  const shown = text.slice(0, 40)
  if (text === '')
    return problem('units-missing', 'The units are missing. Write the amount that moved, a whole number.')
  if (/^-\d+([.,]\d+)?$/.test(text))
    return problem(
      'units-negative',
      `${shown} is negative. Write the amount without its sign, and swap from and to where it went the other way.`,
      { text: shown },
    )
  if (/^\d+[.,]\d+$/.test(text))
    return problem(
      'units-fractional',
      `${shown} is not written as a whole number. Count in the unit’s smallest part (1500 rather than 1.5), without separators.`,
      { text: shown },
    )
  return problem(
    'unreadable-units',
    `“${shown}” is not a whole number. Write digits only, such as 100000 for 1e5 or 100,000.`,
    { text: shown },
  )
}

/** Names are few against rows: each spelling is judged once, and becomes a place in the list. -1 for an empty cell. */
export function nameReader(what: 'service' | 'team' | 'division') {
  const judged = new Map<string, number | CellProblem>()
  const places = new Map<string, number>()
  const list: NameList = { names: [], keys: [] }
  const judge = (cell: string): number | CellProblem => {
    if (/\p{Cc}/u.test(cell))
      return problem(
        'unusable-name',
        `The name of the ${what} holds control characters or several lines. Take them out.`,
        { column: what },
      )
    const name = withoutInvisible(unshielded(cell)).trim()
    if (name === '') return -1
    if (name.length > 200)
      return problem(
        'name-too-long',
        `The name of the ${what} has ${name.length} characters; at most 200 are kept. Shorten it.`,
        { column: what, length: name.length, most: 200 },
      )
    const key = searchable(name)
    const known = places.get(key)
    if (known !== undefined) return known
    const place = list.names.push(name) - 1
    list.keys.push(key)
    places.set(key, place)
    return place
  }
  return {
    list,
    read(cell: string): number | CellProblem {
      const known = judged.get(cell)
      if (known !== undefined) return known
      const found = judge(cell.trim())
      judged.set(cell, found)
      return found
    },
  }
}

/** Free text: formulas are just text here, and invisible characters go. */
export function readWords(cell: string, column: string, longest: number): string | CellProblem {
  if (cell === '') return ''
  const text = withoutDeceptive(unshielded(cell.trim()))
  return text.length <= longest
    ? text
    : problem('text-too-long', `“${column}” has ${text.length} characters; at most ${longest} are kept. Shorten it.`, {
        column,
        length: text.length,
        most: longest,
      })
}

export const searchableCell = (cell: string): string => searchable(withoutInvisible(unshielded(cell.trim())))
