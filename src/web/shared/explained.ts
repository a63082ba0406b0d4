import * as z from 'zod/mini'
import { CalendarDay } from '../../domain/calendar-day.ts'
import { MoveClass } from '../../domain/move.ts'
import { Measure } from '../../domain/units.ts'

/** Which figure of its kind, whatever the page is narrowed to. */
export type Within = Omit<Explained, 'figure' | 'milestone' | 'class' | 'since' | 'from' | 'to'>

/** What the explain panel shows, as one short text in the address. */
export interface Explained {
  /** A FigureName, or `moves` for the entries of one team, day and class. */
  readonly figure: string
  /** Which rung of `to-milestone`: 20 for 20x. */
  readonly milestone?: number | undefined
  /** Of one division or team, whatever the page is narrowed to. */
  readonly division?: string | undefined
  readonly team?: string | undefined
  /** Name of the cloud service whose use it is. */
  readonly cloudService?: string | undefined
  /** Id of the location whose exit it is. */
  readonly location?: string | undefined
  /** Of the backtest: what was forecast, and so many cycles ahead. */
  readonly quantity?: string | undefined
  readonly horizon?: number | undefined
  /** Of feedback: by what it is told apart, and the id of the group; 0 of the one without. */
  readonly by?: string | undefined
  readonly group?: number | undefined
  /** Id of a wave. */
  readonly wave?: number | undefined
  /** Id of the service whose promise it is, or whose move in the order of moves. */
  readonly service?: number | undefined
  /** Number of the release cycle, where it is not that of the day. */
  readonly cycle?: number | undefined
  /** Of `moves` their day; of a figure the day shown, where that is not the page's. */
  readonly day?: CalendarDay | undefined
  /** As known at this instant, where that is not the page's. */
  readonly knownAt?: string | undefined
  readonly class?: MoveClass | undefined
  /** In this measure, whichever the page shows. */
  readonly measure?: Measure | undefined
  /** The day at whose end a change begins. */
  readonly since?: CalendarDay | undefined
  /** Of `moves`: the days of them, both inclusive. */
  readonly from?: CalendarDay | undefined
  readonly to?: CalendarDay | undefined
}

/** `growth`, `to-milestone:20`, `share/team:12`, `moves/team:12/day:2024-07-07/class:migrated`, `moves/class:rolled_back/from:2024-02-26/to:2024-04-21`. */
export function explainedText(of: Explained): string {
  const parts = (
    [
      'team',
      'location',
      'quantity',
      'horizon',
      'by',
      'group',
      'wave',
      'service',
      'cycle',
      'day',
      'class',
      'measure',
      'since',
      'from',
      'to',
      'knownAt',
    ] as const
  ).flatMap((name) => (of[name] === undefined ? [] : [`${name}:${of[name]}`]))
  // Anybody may name these with the signs that part this text.
  if (of.division !== undefined) parts.unshift(`division:${encodeURIComponent(of.division)}`)
  if (of.cloudService !== undefined) parts.push(`cloudService:${encodeURIComponent(of.cloudService)}`)
  return [of.milestone === undefined ? of.figure : `${of.figure}:${of.milestone}`, ...parts].join('/')
}

/** The same read back. Parts that nobody can use are left out, so that an old link still opens something. */
export function explainedFrom(text: string): Explained {
  const [head = '', ...rest] = text.split('/')
  const [figure = '', milestone] = head.split(':')
  const parts = new Map(rest.map((part) => [part.slice(0, part.indexOf(':')), part.slice(part.indexOf(':') + 1)]))
  const dayOf = (part: string) => {
    const read = CalendarDay.safeParse(parts.get(part))
    return read.success ? read.data : undefined
  }
  const moveClass = MoveClass.safeParse(parts.get('class'))
  const measure = Measure.safeParse(parts.get('measure'))
  const rung = Number(milestone)
  return {
    figure,
    milestone: milestone !== undefined && rung > 0 ? rung : undefined,
    division: decoded(parts.get('division')),
    team: parts.get('team') || undefined,
    location: parts.get('location') || undefined,
    quantity: parts.get('quantity') || undefined,
    horizon: wholeOf(parts.get('horizon')),
    by: parts.get('by') || undefined,
    group: parts.get('group') === '0' ? 0 : wholeOf(parts.get('group')),
    wave: wholeOf(parts.get('wave')),
    service: wholeOf(parts.get('service')),
    cycle: wholeOf(parts.get('cycle')),
    cloudService: decoded(parts.get('cloudService')),
    day: dayOf('day'),
    class: moveClass.success ? moveClass.data : undefined,
    measure: measure.success ? measure.data : undefined,
    since: dayOf('since'),
    from: dayOf('from'),
    to: dayOf('to'),
    knownAt: instantOf(parts.get('knownAt')),
  }
}

const wholeOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : undefined

const instantOf = (text: string | undefined): string | undefined =>
  z.iso.datetime().safeParse(text).success ? text : undefined

function decoded(text: string | undefined): string | undefined {
  try {
    return decodeURIComponent(text ?? '') || undefined
  } catch {
    return undefined
  }
}
