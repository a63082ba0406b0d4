import { addDays, type CalendarDay } from '../domain/calendar-day.ts'

/** One event over whole days. */
export interface AllDayEvent {
  /** The same for ever and for nothing else. */
  readonly uid: string
  readonly firstDay: CalendarDay
  /** Inclusive, unlike in the format. */
  readonly lastDay: CalendarDay
  readonly summary: string
  /** More words about it, empty for none. */
  readonly description: string
  readonly url: string | null
  /** Counts its changes from 0, so that a calendar knows what is newer. */
  readonly sequence: number
}

/** One event from an instant to another, both milliseconds since 1970. */
export interface TimedEvent extends Omit<AllDayEvent, 'firstDay' | 'lastDay'> {
  readonly from: number
  readonly to: number
}

export interface CalendarText {
  readonly name: string
  readonly language: string
  /** Milliseconds since 1970 at which it is written. */
  readonly now: number
  /** How often it is worth asking again, as RFC 5545 writes a duration. */
  readonly refresh: string
  readonly events: readonly (AllDayEvent | TimedEvent)[]
}

/** A calendar as RFC 5545 writes it: lines end with CR LF and are folded at 75 octets, texts are escaped. */
export function icalendar({ name, language, now, refresh, events }: CalendarText): string {
  const stamp = instantOf(now)
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tenfold//Release cycles//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
    ...events.flatMap((event) => [
      'BEGIN:VEVENT',
      `UID:${escaped(event.uid)}`,
      `DTSTAMP:${stamp}`,
      ...whenOf(event),
      `SEQUENCE:${event.sequence}`,
      `SUMMARY;LANGUAGE=${language}:${escaped(event.summary)}`,
      ...(event.description === '' ? [] : [`DESCRIPTION;LANGUAGE=${language}:${escaped(event.description)}`]),
      ...(event.url === null ? [] : [`URL:${event.url}`]),
      'STATUS:CONFIRMED',
      // Eight weeks of a cycle keep nobody busy, nor does a line that is written when there is time for it.
      'TRANSP:TRANSPARENT',
      ...('from' in event ? alarmOf(event, language) : []),
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('')
}

/** At its beginning, for calendars that take alarms from what they subscribe to; others remind as they are set to. */
const alarmOf = ({ summary }: TimedEvent, language: string): readonly string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  `DESCRIPTION;LANGUAGE=${language}:${escaped(summary)}`,
  'TRIGGER:PT0S',
  'END:VALARM',
]

const whenOf = (event: AllDayEvent | TimedEvent): readonly string[] =>
  'from' in event
    ? [`DTSTART:${instantOf(event.from)}`, `DTEND:${instantOf(event.to)}`]
    : // The day after the last one.
      [`DTSTART;VALUE=DATE:${dateOf(event.firstDay)}`, `DTEND;VALUE=DATE:${dateOf(addDays(event.lastDay, 1))}`]

const instantOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`

const dateOf = (day: CalendarDay): string => day.replaceAll('-', '')

const escaped = (text: string): string =>
  text.replaceAll(/[\\;,]/g, (letter) => `\\${letter}`).replaceAll(/\r\n|\r|\n/g, '\\n')

const longestLine = 75

/** Broken between characters, never within one: a line that goes on begins with a space, which counts. */
function folded(line: string): string {
  let text = ''
  let octets = 0
  for (const letter of line) {
    const its = octetsOf(letter)
    if (octets + its > longestLine) {
      text += '\r\n '
      octets = 1
    }
    text += letter
    octets += its
  }
  return text
}

function octetsOf(letter: string): number {
  const point = letter.codePointAt(0) ?? 0
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
}
