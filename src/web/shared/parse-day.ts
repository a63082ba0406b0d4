import { addDays, type CalendarDay } from '../../domain/calendar-day.ts'

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const words: Readonly<Record<string, number>> = {
  today: 0,
  yesterday: -1,
  tomorrow: 1,
  오늘: 0,
  어제: -1,
  그제: -2,
  내일: 1,
}

/**
 * The day somebody wrote, in English or Korean, or undefined: `2024-07-07`, `7 Jul 2024`, `Sun 7 July`, `7/7/2024` (day
 * first, as in en-GB), `2024년 7월 7일 (일)`, `7월 7일`, `7`, `-3`, `today`, `어제`. Without a year it is the latest
 * such day that is not after `today`, since moves lie in the past.
 */
export function parseDay(text: string, today: CalendarDay): CalendarDay | undefined {
  const said = text.normalize('NFKC').trim().toLowerCase().replace('−', '-')
  const word = words[said]
  if (word !== undefined) return addDays(today, word)
  if (/^[+-]\d{1,4}$/.test(said)) return addDays(today, Number(said))

  const iso = /^(\d{4})[-./ ]+(\d{1,2})[-./ ]+(\d{1,2})\.?$/.exec(said)
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]))

  const korean = /^(?:(\d{4})년\s*)?(\d{1,2})월\s*(\d{1,2})일(?:\s*\(?[월화수목금토일](?:요일)?\)?)?$/.exec(said)
  if (korean) return inYear(korean[1], Number(korean[2]), Number(korean[3]), today)

  const named = /^(?:[a-z]{3,9}\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?$/.exec(said)
  if (named) return inYear(named[3], monthOf(named[2]), Number(named[1]), today)

  const monthFirst = /^([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?$/.exec(said)
  if (monthFirst) return inYear(monthFirst[3], monthOf(monthFirst[1]), Number(monthFirst[2]), today)

  const figures = /^(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}))?\.?$/.exec(said)
  if (figures) return inYear(figures[3], Number(figures[2]), Number(figures[1]), today)

  const dayOnly = /^(\d{1,2})일?$/.exec(said)
  return dayOnly ? inMonth(Number(dayOnly[1]), today) : undefined
}

const monthOf = (name = ''): number => months.indexOf(name.slice(0, 3)) + 1

function existing(year: number, month: number, day: number): CalendarDay | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString() as CalendarDay
  } catch {
    return undefined
  }
}

function inYear(year: string | undefined, month: number, day: number, today: CalendarDay): CalendarDay | undefined {
  if (year !== undefined) return existing(Number(year), month, day)
  const present = Number(today.slice(0, 4))
  const found = existing(present, month, day)
  return found !== undefined && found <= today ? found : existing(present - 1, month, day)
}

/** The latest day of that number in this month or the one before. */
function inMonth(day: number, today: CalendarDay): CalendarDay | undefined {
  const { year, month } = Temporal.PlainDate.from(today)
  const found = existing(year, month, day)
  if (found !== undefined && found <= today) return found
  return month === 1 ? existing(year - 1, 12, day) : existing(year, month - 1, day)
}
