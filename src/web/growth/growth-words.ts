import type { Growth, Milestone } from '../../contract/growth.ts'
import type { Programme } from '../../domain/programme.ts'
import type { Format } from '../../drawing/format.ts'
import type { Messages } from '../shared/messages/messages.tsx'

type Words = Messages['growth']

/**
 * The sentence over the ladder, in the reader's language, from the code and the facts that the server found; `part` is
 * whose figures they are where they are not the whole programme's.
 */
export function ladderFinding(growth: Growth, words: Words, format: Format, part: string | null): string {
  const { code, reached, lost, next } = growth.finding
  const { ladder } = words
  const away = next === null ? '' : format.measured(growth.measure, next.away)
  if (code === 'no-baseline') {
    if (growth.asOf < growth.baselineDay) return ladder.beforeBaseline
    const day = format.day(growth.baselineDay)
    return part === null ? ladder.noBaseline(day) : ladder.startedAfter(part, day)
  }
  if (code === 'lost' && lost !== null) {
    return ladder.lost(format.rung(lost.multiple), format.day(lost.reachedOn), format.day(lost.day))
  }
  if (code === 'all-reached' && reached !== null) {
    return ladder.allReached(format.rung(reached.multiple), format.day(reached.day))
  }
  if (next !== null && reached !== null) {
    return ladder.nextMilestone(
      format.rung(reached.multiple),
      format.day(reached.day),
      format.rung(next.multiple),
      away,
    )
  }
  if (next !== null) return ladder.noneReached(format.rung(next.multiple), away)
  return ladder.nothingLogged
}

/** The next rung that does not hold; without one, the highest. */
export const milestoneInView = (growth: Growth): Milestone | undefined =>
  growth.milestones.find(({ away }) => away !== null && away > 0) ?? growth.milestones.at(-1)

/** A multiple from a small baseline looks heroic, so below 10 services (or 10 of the shown unit) its base stands beside it. */
export const isSmallBase = (growth: Pick<Growth, 'measure' | 'baseline'>, programme: Programme): boolean =>
  growth.baseline < (growth.measure === 'services' ? 10 : 10 * programme.partsPerShownUnit)

/** The same sentence as plain text, for a caption or a file. */
export const sentenceWith = (sentence: string, places: Readonly<Record<string, string>>): string =>
  sentenceParts(sentence)
    .map(({ text, place }) => (place ? (places[text] ?? '') : text))
    .join('')

/** `{now} services, from {baseline}` cut into words and places. */
export const sentenceParts = (sentence: string): { text: string; place: boolean }[] =>
  sentence
    .split(/(\{\w+\})/)
    .filter((part) => part !== '')
    .map((part) => (part.startsWith('{') ? { text: part.slice(1, -1), place: true } : { text: part, place: false }))
