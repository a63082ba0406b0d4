import type { AnswerOf } from '../../contract/endpoint.ts'
import type { explainEntries, FigureName } from '../../contract/explanations.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { pointsOf } from '../../domain/effort.ts'
import { runsAnything, staleOn } from '../../domain/freshness.ts'
import type { DayFacts } from '../../domain/growth.ts'
import type { MoveClass } from '../../domain/move.ts'
import { cycleOn } from '../../domain/release-cycles.ts'
import type { WorkloadSide } from '../../domain/workload-changes.ts'
import { countServiceChanges } from '../../domain/workload-changes.ts'
import type { Queries } from '../database/tables.ts'
import { forecastFigures, forecastWindow } from '../forecast-ground.ts'
import type { FigureEntry, Window } from '../storage/figure-entries.ts'
import { entriesIn, hasMoreMoves, pageOfEntries } from '../storage/figure-entries.ts'
import { scopeDaysKnownAt } from '../storage/known-at.ts'
import { dayBefore, paceWindowOf, trainOf } from '../storage/release-cycles.ts'
import type { StandingKind } from '../storage/services-standing.ts'
import { movesOfDays, servicesStanding } from '../storage/services-standing.ts'
import { teamStandings } from '../storage/team-standings.ts'
import type { View } from '../view.ts'
import { type FigureView, isOfCycle } from './explanation-cycles.ts'

type Answer = AnswerOf<typeof explainEntries>
type Entry = Answer['entries'][number]

/** Past this many moves the entries of a figure by units are paged through, not counted. */
const mostMovesToCount = 200_000

/** Figures made of teams as they stand, and those made of services as they stand; all others are made of changes. */
const madeOfTeams: ReadonlySet<FigureName> = new Set(['freshness', 'stale-teams', 'teams'])
const madeOfServices: Partial<Record<FigureName, StandingKind>> = {
  split: 'split',
  'rolled-back-waiting': 'waiting',
  'waiting-days': 'waiting',
  effort: 'left',
}

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

interface Behind {
  readonly side: WorkloadSide
  readonly window: Window
  readonly fits: (entry: FigureEntry) => boolean
}

const classesOf: Partial<Record<FigureName, { side: 'cloud' | 'on_prem'; classes: readonly MoveClass[] }>> = {
  migrated: { side: 'cloud', classes: ['migrated'] },
  'cycle-forecast': { side: 'cloud', classes: ['migrated', 'rolled_back'] },
  'cycle-delivered': { side: 'cloud', classes: ['migrated', 'rolled_back'] },
  'cycle-unplanned': { side: 'cloud', classes: ['migrated', 'rolled_back'] },
  'say-do': { side: 'cloud', classes: ['migrated', 'rolled_back'] },
  'migrated-net': { side: 'on_prem', classes: ['migrated', 'rolled_back'] },
  'migrated-net-share': { side: 'on_prem', classes: ['migrated', 'rolled_back'] },
  born: { side: 'cloud', classes: ['born'] },
  grown: { side: 'cloud', classes: ['grown_in_cloud'] },
  'rolled-back': { side: 'cloud', classes: ['rolled_back'] },
  'rolled-back-ever': { side: 'cloud', classes: ['rolled_back'] },
  'retired-in-cloud': { side: 'cloud', classes: ['retired_in_cloud'] },
  shrunk: { side: 'cloud', classes: ['shrunk_in_cloud'] },
  'retired-on-premises': { side: 'on_prem', classes: ['retired_on_prem', 'shrunk_on_prem'] },
  'retired-on-premises-share': { side: 'on_prem', classes: ['retired_on_prem', 'shrunk_on_prem'] },
  discovered: { side: 'on_prem', classes: ['discovered', 'grown_on_prem'] },
}

const sideOf: Partial<Record<FigureName, WorkloadSide>> = {
  'on-premises': 'on_prem',
  'on-premises-change': 'on_prem',
  'on-premises-at-baseline': 'on_prem',
  'on-premises-share': 'on_prem',
  'on-premises-forecast': 'on_prem',
  deadline: 'on_prem',
  total: 'total',
  share: 'moved',
  'share-change': 'moved',
}

const untilBaseline: ReadonlySet<FigureName> = new Set(['baseline', 'milestone-amount', 'on-premises-at-baseline'])
const fromTheStart: ReadonlySet<FigureName> = new Set(['total', 'share', 'rolled-back-ever'])
const sinceADay: ReadonlySet<FigureName> = new Set(['cloud-change', 'on-premises-change', 'share-change'])

/**
 * Days of the changes that a figure is the sum of: since the baseline day, unless it is about the baseline itself, about
 * everything from the start, or about a change since another day. As of a day before the baseline there is none yet.
 */
export async function windowOf(
  queries: Queries,
  figure: FigureName,
  view: FigureView,
  since: CalendarDay,
): Promise<Window> {
  const { asOf, programme } = view
  const baselineDay = programme.baselineDay <= asOf ? programme.baselineDay : null
  if (untilBaseline.has(figure)) return { from: baselineDay === null ? asOf : null, to: baselineDay ?? asOf }
  if (fromTheStart.has(figure)) return { from: null, to: asOf }
  if (sinceADay.has(figure)) return { from: since, to: asOf }
  if (isOfCycle(figure) || figure === 'cycle-growth') {
    const train = await trainOf(queries, programme)
    const cycle = view.ofCycle === undefined ? cycleOn(train, asOf) : train.cycles[view.ofCycle - 1]
    return { from: cycle ? dayBefore(cycle) : asOf, to: asOf }
  }
  if (figure === 'running-pace') return paceWindowOf(queries, view)
  if (forecastFigures.has(figure))
    return forecastWindow(view, await scopeDaysKnownAt(queries, view.scope, asOf, view.knownAt))
  return { from: baselineDay, to: asOf }
}

async function changesBehind(
  queries: Queries,
  figure: FigureName,
  view: FigureView,
  since: CalendarDay,
): Promise<Behind> {
  const window = await windowOf(queries, figure, view, since)
  const classed = classesOf[figure]
  if (classed) return { side: classed.side, window, fits: (entry) => classed.classes.includes(entry.class) }
  return { side: sideOf[figure] ?? 'cloud', window, fits: () => true }
}

/** A page of what stands behind a figure. */
export async function entriesBehind(
  queries: Queries,
  view: FigureView,
  figure: FigureName,
  since: CalendarDay,
  { limit, cursor }: Page,
): Promise<Answer> {
  const kind = madeOfServices[figure]
  if (kind) return standingServices(queries, view, kind, { limit, cursor })
  if (madeOfTeams.has(figure)) return pageOf(await teamEntries(queries, view, figure), 'falling', { limit, cursor })
  const { side, window, fits } = await changesBehind(queries, figure, view, since)
  const [day, service] = cursor?.split('.') ?? []
  const below = day === undefined ? undefined : { day: day as CalendarDay, service: Number(service) }
  // A roll-back is one whatever it carried, and counts in whichever measure: each of its moves is an entry.
  const counted = figure === 'rolled-back-ever'
  const page = await pageOfEntries(queries, counted ? { ...view, measure: 'units' } : view, side, window, {
    limit,
    below,
    fits,
  })
  return {
    next: page.next,
    entries: page.entries.map(({ day: on, service: its, team, class: of, amount, evidence, moves }) => ({
      day: on,
      service: its,
      team,
      class: of,
      outcome: null,
      amount: counted ? 1 : amount,
      evidence,
      moves: [...moves],
    })),
  }
}

/**
 * How many entries there are. By services the roll-up has counted the changes already; by units the classes of each day
 * must be read from the books. null where that would mean reading very many.
 */
export async function countEntries(
  queries: Queries,
  view: FigureView,
  figure: FigureName,
  since: CalendarDay,
  days: readonly DayFacts[],
): Promise<number | null> {
  const kind = madeOfServices[figure]
  if (kind) return (await standingOf(queries, view, kind)).length
  if (madeOfTeams.has(figure)) return (await teamEntries(queries, view, figure)).length
  const { side, window, fits } = await changesBehind(queries, figure, view, since)
  if (view.measure === 'units' || figure === 'rolled-back-ever' || side === 'total' || side === 'moved') {
    if (await hasMoreMoves(queries, mostMovesToCount)) return null
    const measure = figure === 'rolled-back-ever' ? 'units' : view.measure
    return (await entriesIn(queries, { ...view, measure }, side, window)).filter(fits).length
  }
  const classes = classesOf[figure]?.classes
  return days
    .filter(({ day }) => day <= window.to && (window.from === null || day > window.from))
    .reduce((count, { facts }) => count + countServiceChanges(facts, side, classes), 0)
}

/** Teams with the day they were last confirmed and what they hold in cloud. */
async function teamEntries(queries: Queries, view: View, figure: FigureName): Promise<Entry[]> {
  const isStale = staleOn(view.asOf)
  const teams = (await teamStandings(queries, view)).filter(runsAnything)
  return (figure === 'teams' ? teams : teams.filter(isStale)).map(({ id, name, cloud, lastConfirmedOn }) => ({
    day: lastConfirmedOn,
    service: null,
    team: { id, name },
    class: null,
    outcome: null,
    amount: cloud,
    evidence: '',
    moves: [],
  }))
}

/** By units no service counts in both, as each part of it is somewhere. */
const standingOf = async (queries: Queries, view: View, kind: StandingKind) =>
  kind === 'split' && view.measure === 'units' ? [] : servicesStanding(queries, view, kind)

async function standingServices(queries: Queries, view: View, kind: StandingKind, page: Page): Promise<Answer> {
  const shown = pageOf(await standingOf(queries, view, kind), 'rising', page)
  const behind = await movesOfDays(queries, view, shown.entries)
  return {
    next: shown.next,
    entries: shown.entries.map(({ day, service, team, ...its }) => {
      const moved = behind.get(`${service.id}.${day}`)
      return {
        day,
        service,
        team,
        class: kind === 'waiting' ? 'rolled_back' : null,
        outcome: null,
        // Of the effort, its points: the entries add up to the figure.
        amount: kind === 'left' ? pointsOf(its) : 1,
        evidence: moved?.evidence ?? '',
        moves: moved?.moves ?? [],
      }
    }),
  }
}

interface Standing {
  readonly day: CalendarDay | null
  readonly service: { readonly id: number } | null
  readonly team: { readonly id: number } | null
}

/** A page of a list that is read whole, by day and id; never comes before every day. */
function pageOf<One extends Standing>(
  all: readonly One[],
  order: 'rising' | 'falling',
  { limit, cursor }: Page,
): { entries: One[]; next: string | null } {
  const key = ({ day, service, team }: Standing): [string, number] => [
    day ?? '0000-01-01',
    service?.id ?? team?.id ?? 0,
  ]
  const compare = ([day, id]: [string, number], [otherDay, otherId]: [string, number]): number =>
    (day === otherDay ? id - otherId : day < otherDay ? -1 : 1) * (order === 'rising' ? 1 : -1)
  const [day, id] = cursor?.split('.') ?? []
  const rest = all
    .filter((one) => day === undefined || compare(key(one), [day, Number(id)]) > 0)
    .sort((one, other) => compare(key(one), key(other)))
  const entries = rest.slice(0, limit)
  const last = entries.at(-1)
  return { entries, next: rest.length > limit && last ? key(last).join('.') : null }
}
