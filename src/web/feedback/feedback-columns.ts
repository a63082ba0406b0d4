import type { Feedback } from '../../domain/feedback.ts'
import type { ColumnsOf } from '../shared/charts/SaveList.tsx'
import { type FeedbackMessages, useFeedbackMessages } from '../shared/messages/messages.tsx'
import type { Group, Pulse } from './feedback-queries.ts'

/** What a file of feedback says of each. */
export function useFeedbackColumns(): ColumnsOf<Feedback> {
  const words = useFeedbackMessages()
  return (say) => [
    { name: 'service', label: words.service, kind: 'text', of: ({ service }) => service.name },
    { name: 'team', label: say.team, kind: 'text', of: ({ team }) => team.name },
    { name: 'rating', label: words.ratingField, kind: 'amount', of: ({ rating }) => rating },
    { name: 'kind', label: words.kindFilter, kind: 'text', of: ({ kind }) => words.kinds[kind] },
    { name: 'region', label: words.regionFilter, kind: 'text', of: ({ region }) => region?.name },
    { name: 'words', label: say.withWords, kind: 'text', of: (one) => one.words },
    { name: 'givenBy', label: say.givenBy, kind: 'text', of: ({ givenBy }) => givenBy },
    { name: 'givenOn', label: say.given, kind: 'day', of: ({ givenOn }) => givenOn },
    { name: 'givenAt', label: say.givenAt, kind: 'instant', of: ({ givenAt }) => givenAt },
    { name: 'pulse', label: say.pulse, kind: 'amount', of: ({ pulse }) => pulse },
    { name: 'state', label: say.state, kind: 'text', of: ({ state }) => words.states[state] },
    { name: 'owner', label: words.owner, kind: 'text', of: ({ owner }) => owner?.name },
    { name: 'answer', label: say.answer, kind: 'text', of: ({ answer }) => answer?.words },
    { name: 'answeredBy', label: say.answeredBy, kind: 'text', of: ({ answer }) => answer?.by },
    { name: 'answeredAt', label: say.answeredAt, kind: 'instant', of: ({ answer }) => answer?.at },
    { name: 'blocker', label: words.blocker, kind: 'number', of: ({ blocker }) => blocker },
    { name: 'move', label: words.move, kind: 'number', of: ({ move }) => move },
  ]
}

export type By = 'none' | 'service' | 'team' | 'region'

export const nameOf = ({ id, name }: Group, by: By, words: FeedbackMessages): string =>
  by === 'none' ? words.bys.none : id === null ? words.withoutRegion : name

/** What a file of ratings says of each group; an average that is withheld stays empty. */
export function useGroupColumns(by: By): ColumnsOf<Group> {
  const words = useFeedbackMessages()
  return (say) => [
    { name: by, label: words.bys[by], kind: 'text', of: (group) => nameOf(group, by, words) },
    { name: 'count', label: words.count, kind: 'amount', of: ({ count }) => count },
    { name: 'average', label: words.average, kind: 'number', of: ({ average }) => average },
    { name: 'answered', label: words.shareAnswered, kind: 'share', of: ({ answered, count }) => answered / count },
    {
      name: 'firstAnswerMinutes',
      label: say.minutes(words.firstAnswer),
      kind: 'amount',
      of: ({ firstAnswerMinutes }) => firstAnswerMinutes,
    },
  ]
}

/** What a file of services whose people are to be asked says of each. */
export function usePulseColumns(): ColumnsOf<Pulse> {
  const words = useFeedbackMessages()
  return (say) => [
    { name: 'service', label: words.service, kind: 'text', of: ({ service }) => service.name },
    { name: 'team', label: say.team, kind: 'text', of: ({ team }) => team.name },
    { name: 'pulse', label: say.pulse, kind: 'amount', of: ({ pulse }) => pulse },
    { name: 'movedOn', label: say.movedOn, kind: 'day', of: ({ movedOn }) => movedOn },
    { name: 'until', label: say.until, kind: 'day', of: ({ until }) => until },
    { name: 'count', label: words.count, kind: 'amount', of: ({ count }) => count },
  ]
}
