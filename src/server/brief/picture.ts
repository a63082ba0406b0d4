import type { CalendarDay } from '../../domain/calendar-day.ts'
import { dayNumber } from '../../drawing/time-axis.ts'
import { type Markup, markup } from './markup.ts'

/** The drawn part of a picture, in its own pixels; what stands around it are words. */
export interface Plot {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** One decimal is finer than any printer needs, and keeps the file small. */
export const at = (value: number): number => Math.round(value * 10) / 10

/** Days stand where they belong on a true axis: a week is seven times as wide as a day. */
export const daysAcross = ({ left, right }: Plot, from: CalendarDay, to: CalendarDay) => {
  const span = Math.max(1, dayNumber(to) - dayNumber(from))
  return (day: CalendarDay): number => at(left + ((dayNumber(day) - dayNumber(from)) / span) * (right - left))
}

/** Amounts from the bottom to a highest one. */
export const amountsUp =
  ({ top, bottom }: Plot, highest: number) =>
  (amount: number): number =>
    at(bottom - (amount / Math.max(1, highest)) * (bottom - top))

/** A line that stays level until the next change: between two logged moves nothing happened. */
export const stepped = (points: readonly { readonly x: number; readonly y: number }[]): string =>
  points.map(({ x, y }, n) => (n === 0 ? `M${x} ${y}` : `H${x}V${y}`)).join('')

/** A drawing with a name and a description for whoever does not see it. */
export const picture = (
  name: string,
  about: {
    readonly width: number
    readonly height: number
    readonly title: string
    readonly story: string
    readonly form?: string
  },
  drawn: readonly (Markup | null)[],
): Markup =>
  markup`<svg${about.form === undefined ? null : markup` class="${about.form}"`} role="img" viewBox="0 0 ${about.width} ${about.height}" aria-labelledby="${name}-title ${name}-story"><title id="${name}-title">${about.title}</title><desc id="${name}-story">${about.story}</desc>${drawn}</svg>`
