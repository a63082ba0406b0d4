import { type CalendarDay, daysBetween } from '../domain/calendar-day.ts'
import type { Programme } from '../domain/programme.ts'
import type { Measure } from '../domain/units.ts'
import type { MessageLanguage } from '../domain/webhook.ts'

/** The unit of workload as people read it. */
export type ShownUnit = Pick<Programme, 'shownUnit' | 'partsPerShownUnit'>

const minus = '−'
/** A missing value, never 0. */
export const missing = '–'

// English is en-GB, so that no day reads as a month. Both languages group digits alike.
const mostPlaces = 15
const digits = Array.from({ length: mostPlaces + 1 }, (_, places) => places).map(
  (places) => new Intl.NumberFormat('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places }),
)

/** `2,866`, `−105`, `102.8`: grouped, with the true minus sign. */
export function grouped(value: number, places = 0): string {
  const text = (digits[places] ?? (digits[0] as Intl.NumberFormat)).format(Math.abs(value))
  return value < 0 && /[1-9]/.test(text) ? minus + text : text
}

/** `+2,097`, `−166`, `0`. */
export function signed(value: number, places = 0): string {
  const text = grouped(value, places)
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

const monthsEn = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const weekdays = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  ko: ['월', '화', '수', '목', '금', '토', '일'],
}

/** 899.7 is not yet 900: growth is never rounded up to a whole multiple that is not there. */
function wholePercent(percent: number): number {
  const rounded = Math.round(percent)
  return rounded % 100 === 0 && rounded > percent + 1e-6 ? rounded - 1 : rounded
}

/** Units whose Korean name is settled; every other name is the programme's own and stays as it was written. */
const unitsKo: Readonly<Record<string, string>> = { cores: '코어', 'CPU cores': 'CPU 코어', vCPU: 'vCPU' }

export type Format = ReturnType<typeof createFormat>

/** The one formatter: every number and day that people read goes through it, in their language. */
export function createFormat(language: MessageLanguage, unit: ShownUnit = { shownUnit: '', partsPerShownUnit: 1 }) {
  const ko = language === 'ko'
  const unitName = ko ? (unitsKo[unit.shownUnit] ?? unit.shownUnit) : unit.shownUnit

  /** One decimal below 100, none above. */
  const multipleNumber = (value: number): string => {
    if (Math.abs(value) >= 99.95) return grouped(value)
    const rounded = Math.round(value * 10) / 10
    // 9.97× is not yet ten times: rounded up to 10.0× it would claim a milestone that does not hold.
    if (Number.isInteger(rounded) && rounded > value)
      return grouped(Math.min(Math.floor(value * 100 + 1e-9) / 100, rounded - 0.01), 2)
    return grouped(value, 1)
  }
  /** `18.7×`, `18.7배`. Exact rungs are shown without a decimal by `rung`. */
  const multiple = (value: number | null): string =>
    value === null ? missing : multipleNumber(value) + (ko ? '배' : '×')
  /** A milestone: `10×`, `2.5×`. */
  const rung = (value: number): string => grouped(value, Number.isInteger(value) ? 0 : 1) + (ko ? '배' : '×')
  /** Growth in percent as the API gives it, 1773.2: `+1,773%`. */
  const growth = (percent: number | null): string => (percent === null ? missing : `${signed(wholePercent(percent))}%`)

  /**
   * How many decimals an amount of the shown unit needs: `4.00`, `22.0`, `9,855.9`; none where nothing is smaller. What
   * two decimals would round away gets as many as its two first digits need: `0.001`, `0.015`, `0.00025`.
   */
  const amountNumber = (parts: number): string => grouped(parts / unit.partsPerShownUnit, placesOf(parts))

  function placesOf(parts: number): number {
    if (parts === 0) return 0
    const shown = parts / unit.partsPerShownUnit
    const size = Math.abs(shown)
    const most = Math.ceil(Math.log10(unit.partsPerShownUnit))
    if (size >= 0.1 || most <= 2) return Math.min(size < 10 ? 2 : 1, most)
    const first = Math.ceil(-Math.log10(size) - 1e-9)
    const places = Math.min(mostPlaces, most, first + 1)
    // 0.050 says no more than 0.05.
    return first < Math.min(mostPlaces, most) && grouped(shown, places).endsWith('0') ? places - 1 : places
  }

  /** Amounts of one column, all with the decimals that the finest of them needs, so that their points stand in line. */
  function column(measure: Measure, values: readonly number[]) {
    const places = measure === 'services' ? 0 : Math.max(0, ...values.map(placesOf))
    const scale = measure === 'services' ? 1 : unit.partsPerShownUnit
    return {
      number: (value: number): string => grouped(value / scale, places),
      signed: (value: number): string => signed(value / scale, places),
    }
  }
  /** `9,855.9 cores`, `9,855.9코어`. */
  const amount = (parts: number): string => withUnit(amountNumber(parts))
  const withUnit = (text: string): string => {
    if (unitName === '') return text
    return ko && unitName === '코어' ? text + unitName : `${text} ${unitName}`
  }
  /** `2,866 services`, `서비스 2,866개`. */
  const services = (count: number): string =>
    ko ? `서비스 ${grouped(count)}개` : `${grouped(count)} ${count === 1 ? 'service' : 'services'}`

  const percentText = (ratio: number, places: number): string => {
    const percent = ratio * 100
    // A share that rounds to 0 or 100 without being it would tell a lie about the last service.
    if (ratio > 0 && percent < 0.05) return '<0.1%'
    if (ratio < 1 && percent > 99.95) return '>99.9%'
    return `${grouped(percent, ratio === 0 || ratio === 1 ? 0 : places)}%`
  }

  function dayText(day: CalendarDay, { year = true, weekday = false } = {}): string {
    const date = Temporal.PlainDate.from(day)
    const name = weekdays[language][date.dayOfWeek - 1]
    if (ko) return `${year ? `${date.year}년 ` : ''}${date.month}월 ${date.day}일${weekday ? ` (${name})` : ''}`
    return `${weekday ? `${name} ` : ''}${date.day} ${monthsEn[date.month - 1]}${year ? ` ${date.year}` : ''}`
  }

  /** `1 – 7 Jul 2024`, `6 Oct – 15 Dec 2024`; the Korean range has no spaces around its sign. */
  function dayRange(from: CalendarDay, to: CalendarDay, { year = true } = {}): string {
    if (from === to) return dayText(from, { year })
    const sameYear = from.slice(0, 4) === to.slice(0, 4)
    if (ko) {
      return `${dayText(from, { year: year || !sameYear })}~${dayText(to, { year: !sameYear })}`
    }
    const start =
      from.slice(0, 7) === to.slice(0, 7)
        ? String(Temporal.PlainDate.from(from).day)
        : dayText(from, { year: !sameYear })
    return `${start} – ${dayText(to, { year: year || !sameYear })}`
  }

  const instantText = (
    instant: string | number,
    zone: string | undefined,
    options: Intl.DateTimeFormatOptions,
  ): string =>
    new Intl.DateTimeFormat('en-GB', { ...options, ...(zone === undefined ? {} : { timeZone: zone }) }).format(
      typeof instant === 'number' ? instant : Temporal.Instant.from(instant).epochMilliseconds,
    )

  return {
    language,
    unitName,
    count: (value: number | null): string => (value === null ? missing : grouped(value)),
    signed: (value: number | null): string => (value === null ? missing : signed(value)),
    multiple,
    rung,
    growth,
    /** `18.7× (+1,773%)`: both forms always stand side by side. */
    multipleWithGrowth: (value: number | null, percent: number | null): string =>
      value === null ? missing : `${multiple(value)} (${growth(percent)})`,
    /** `10× (+900%)`. */
    rungWithGrowth: (value: number): string => `${rung(value)} (${growth((value - 1) * 100)})`,
    amount,
    amountNumber,
    signedAmountNumber: (parts: number): string => (parts > 0 ? '+' : '') + amountNumber(parts),
    services,
    /** In the measure of the view: services, or the programme's shown unit. */
    measured: (measure: Measure, value: number): string => (measure === 'services' ? services(value) : amount(value)),
    /** Within a sentence: `366` (`366개`) where it says that these are services, an amount with its unit. */
    measuredInWords: (measure: Measure, value: number): string =>
      measure === 'services' ? grouped(value) + (ko ? '개' : '') : amount(value),
    signedInWords: (measure: Measure, value: number): string =>
      measure === 'services' ? signed(value) + (ko ? '개' : '') : (value > 0 ? '+' : '') + amount(value),
    column,
    measuredNumber: (measure: Measure, value: number): string =>
      measure === 'services' ? grouped(value) : amountNumber(value),
    signedMeasured: (measure: Measure, value: number): string =>
      measure === 'services' ? signed(value) : (value > 0 ? '+' : '') + amountNumber(value),
    /** A ratio 0 to 1: `88.7%`, `100%`. */
    share: (ratio: number | null): string => (ratio === null ? missing : percentText(ratio, 1)),
    /** A level in per mille: `40%`, `33.3%`. */
    level: (perMille: number | null): string =>
      perMille === null ? missing : `${grouped(perMille / 10, perMille % 10 === 0 ? 0 : 1)}%`,
    /** A change of a ratio: `+2.7 points`, `+2.7%p`. */
    points: (change: number | null): string => {
      if (change === null) return missing
      const text = signed(change * 100, 1)
      return ko ? `${text}%p` : `${text} points`
    },
    /** A change per cycle, 0.42: `+42%`. */
    pace: (ratio: number | null): string => (ratio === null ? missing : `${signed(ratio * 100, 1)}%`),
    /** `7 Jul 2024`, `2024년 7월 7일`. */
    day: (day: CalendarDay | null): string => (day === null ? missing : dayText(day)),
    /** `Sun 7 Jul 2024`, `2024년 7월 7일 (일)`. */
    weekday: (day: CalendarDay): string => dayText(day, { weekday: true }),
    /** `7 Jul`, `7월 7일`: only where the year is plain from what stands around. */
    shortDay: (day: CalendarDay): string => dayText(day, { year: false }),
    /** `Sun 7 Jul`, `7월 7일 (일)`. */
    shortWeekday: (day: CalendarDay): string => dayText(day, { year: false, weekday: true }),
    /** `Jul 2024`, `2024년 7월`. */
    month: (day: CalendarDay): string => {
      const date = Temporal.PlainDate.from(day)
      return ko ? `${date.year}년 ${date.month}월` : `${monthsEn[date.month - 1]} ${date.year}`
    },
    dayRange,
    /** `118 d`, `118일`. */
    age: (days: number): string => (ko ? `${grouped(days)}일` : `${grouped(days)} d`),
    /** `118 days`, `118일`. */
    days: (days: number): string =>
      ko ? `${grouped(days)}일` : `${grouped(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`,
    ageSince: (from: CalendarDay, to: CalendarDay): number => daysBetween(from, to),
    /** `10:42`, in the zone given, else the reader's own. */
    time: (instant: string | number, zone?: string): string =>
      instantText(instant, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    /** `7 Jul 2024, 10:42`. */
    instant: (instant: string | number, zone?: string): string => {
      const milliseconds = typeof instant === 'number' ? instant : Temporal.Instant.from(instant).epochMilliseconds
      const local = Temporal.Instant.fromEpochMilliseconds(milliseconds)
        .toZonedDateTimeISO(zone ?? Temporal.Now.timeZoneId())
        .toPlainDate()
      const time = instantText(milliseconds, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      return `${dayText(local.toString() as CalendarDay)}${ko ? ' ' : ', '}${time}`
    },
    /** `64 MB`: of a file. */
    bytes: (bytes: number): string => {
      if (bytes < 1000) return `${grouped(bytes)} B`
      return bytes < 1_000_000 ? `${grouped(bytes / 1000)} kB` : `${grouped(bytes / 1_000_000, 1)} MB`
    },
  }
}
