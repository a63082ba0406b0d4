/** Hours of work, in each region's own clock. */
const begins = 9
const ends = 17

export interface RegionHours {
  /** What its clock shows: `14:20`. */
  readonly there: string
  readonly atWork: boolean
  /** When people there work, in hours of the day of the other zone, 0 to 24; two where the night of that zone parts them. */
  readonly bars: readonly { readonly from: number; readonly to: number }[]
}

const hourOf = (time: Temporal.ZonedDateTime): number => time.hour + time.minute / 60

/**
 * How a region's hours of work, 9 to 17 o'clock of its day, lie on the 24 hours of another zone, at an instant: days on
 * which a clock is changed are as long as they are there.
 */
export function regionHours(zone: string, shownIn: string, now: Temporal.Instant): RegionHours {
  const there = now.toZonedDateTimeISO(zone)
  const at = (hour: number) =>
    there.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: { hour } }).withTimeZone(shownIn)
  const from = hourOf(at(begins))
  const to = hourOf(at(ends))
  const bars =
    from < to
      ? [{ from, to }]
      : [
          { from: 0, to },
          { from, to: 24 },
        ].filter((bar) => bar.to > bar.from)
  const hour = hourOf(there)
  return { there: there.toPlainTime().toString().slice(0, 5), atWork: hour >= begins && hour < ends, bars }
}

/** The hour of the day in a zone, 0 to 24. */
export const hourIn = (zone: string, now: Temporal.Instant): number => hourOf(now.toZonedDateTimeISO(zone))
