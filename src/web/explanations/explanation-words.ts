import type { AnswerOf } from '../../contract/endpoint.ts'
import type { explain } from '../../contract/explanations.ts'
import type { Measure } from '../../domain/units.ts'
import { type Format, missing } from '../../drawing/format.ts'
import { meanText } from '../shared/mean-text.ts'
import type { ExplanationMessages } from '../shared/messages/messages.tsx'

export type Explanation = AnswerOf<typeof explain>
export type Line = Explanation['formula'][number]

type Named = Pick<Line, 'code' | 'kind'> & { day?: Line['day'] }

/** What a line is called. A code nobody gave words to is shown as it is, which still says more than nothing. */
export function lineName({ code, day, kind }: Named, words: ExplanationMessages, format: Format): string {
  // Where the day is the value itself, it stands on the right.
  const shownDay = day === undefined || kind === 'days' ? '' : format.day(day)
  const said = words.lines[code]
  if (said !== undefined) return said(shownDay)
  return [code.replaceAll('-', ' '), shownDay].filter(Boolean).join(', ')
}

/** A value as people read it. */
export function lineValue(
  line: Pick<Line, 'kind' | 'value'> & { code?: string; day?: Line['day'] },
  measure: Measure,
  words: ExplanationMessages,
  format: Format,
): string {
  const { kind, value } = line
  if (value === null) return kind === 'days' && line.day !== undefined ? format.day(line.day) : missing
  switch (kind) {
    case 'amount':
      return format.measuredNumber(measure, value)
    case 'change':
      return format.signedMeasured(measure, value)
    case 'mean':
      return meanText(format, measure, value)
    case 'minutes':
      return words.minutes(format.count(Math.round(value)))
    case 'rating':
      return (Math.round(value * 10) / 10).toFixed(1)
    case 'points':
      return format.points(value)
    case 'multiple':
      // A milestone is said as it was set, 10×; what was measured keeps its decimal, 10.0×.
      return /^(milestone|target)/.test(line.code ?? '') ? format.rung(value) : format.multiple(value)
    case 'share':
      return format.share(value)
    case 'days':
      return format.days(value)
    case 'pace':
      return words.perCycle(format.pace(value))
    case 'count':
      return Number.isInteger(value) ? format.count(value) : value.toFixed(2)
  }
}

const signs: Record<Line['sign'], string> = { '': '', '+': '+ ', '-': '− ', '/': '÷ ', '*': '× ', '=': '= ' }
export const signOf = (line: Line): string => signs[line.sign]

export interface WaterfallStep {
  readonly line: Line
  /** Where its bar begins and ends, in the measure. */
  readonly from: number
  readonly to: number
  /** Stands from zero: where the sum begins, and what it comes to. */
  readonly whole: boolean
}

/** The parts as steps: each begins where the one before it ended, and the last is the sum itself. */
export function waterfallOf(parts: readonly Line[]): WaterfallStep[] {
  let at = 0
  return parts.map((line) => {
    const value = line.value ?? 0
    if (line.sign === '=' || line.sign === '') {
      at = value
      return { line, from: 0, to: value, whole: true }
    }
    const from = at
    at += line.sign === '-' ? -Math.abs(value) : value
    return { line, from, to: at, whole: false }
  })
}
