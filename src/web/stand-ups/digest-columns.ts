import type { StandUpLine } from '../../domain/stand-up.ts'
import type { ColumnsOf } from '../shared/charts/SaveList.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import type { DigestRead } from './stand-ups-queries.ts'

/** What a file of a day's stand-ups says of each division. */
export function useDivisionColumns(): ColumnsOf<DigestRead['divisions'][number]> {
  const { digest: words } = useStandUpMessages()
  return (say) => [
    { name: 'division', label: words.division, kind: 'text', of: ({ name }) => name },
    { name: 'promises.kept', label: words.kept, kind: 'amount', of: ({ promises }) => promises.kept },
    { name: 'promises.promised', label: say.promisesDue, kind: 'amount', of: ({ promises }) => promises.promised },
    { name: 'moves.toCloud', label: words.moved, kind: 'amount', of: ({ moves }) => moves.toCloud },
    { name: 'moves.units', label: say.amount(words.moved), kind: 'amount', of: ({ moves }) => moves.units },
    { name: 'moves.back', label: words.movedBack, kind: 'amount', of: ({ moves }) => moves.back },
    { name: 'moves.unitsBack', label: say.amount(words.movedBack), kind: 'amount', of: ({ moves }) => moves.unitsBack },
    { name: 'blockers.opened', label: words.opened, kind: 'amount', of: ({ blockers }) => blockers.opened },
    { name: 'blockers.escalated', label: words.escalated, kind: 'amount', of: ({ blockers }) => blockers.escalated },
    { name: 'teams.silent', label: words.silent, kind: 'amount', of: ({ teams }) => teams.silent },
  ]
}

/** What a file of a day's promises says of each. */
export function usePromiseColumns(): ColumnsOf<StandUpLine> {
  const words = useStandUpMessages()
  return (say) => [
    { name: 'team', label: words.team, kind: 'text', of: ({ team }) => team.name },
    { name: 'service', label: say.service, kind: 'text', of: ({ service }) => service?.name ?? words.hiddenService },
    { name: 'level', label: say.level, kind: 'amount', of: ({ level }) => level },
    { name: 'text', label: words.words, kind: 'text', of: ({ text }) => text },
    { name: 'author', label: say.author, kind: 'text', of: ({ author }) => author.name },
    { name: 'carriedFrom', label: say.putOffFrom, kind: 'day', of: ({ carriedFrom }) => carriedFrom?.day },
    {
      name: 'answer',
      label: say.answer,
      kind: 'text',
      of: ({ answer, kind }) =>
        answer !== null ? words.outcomes[answer.answer] : kind === 'promise' ? words.open : null,
    },
    { name: 'answer.level', label: say.reached, kind: 'amount', of: ({ answer }) => answer?.level },
    { name: 'answer.carriedTo', label: say.putOffTo, kind: 'day', of: ({ answer }) => answer?.carriedTo?.day },
    { name: 'answer.words', label: say.withWords, kind: 'text', of: ({ answer }) => answer?.words },
    { name: 'answer.by', label: say.answeredBy, kind: 'text', of: ({ answer }) => answer?.by },
  ]
}

/** What a file of a team's day says of each line, promises and what became of them among them. */
export function useLineColumns(): ColumnsOf<StandUpLine> {
  const words = useStandUpMessages()
  const promises = usePromiseColumns()
  return (say) => [
    { name: 'day', label: say.day, kind: 'day', of: ({ day }) => day },
    { name: 'time', label: words.which, kind: 'text', of: ({ time }) => words.times[time] },
    { name: 'kind', label: say.kind, kind: 'text', of: ({ kind }) => words.kinds[kind] },
    ...promises(say),
  ]
}

/** What a file of teams that said nothing says of each. */
export function useSilentColumns(): ColumnsOf<DigestRead['silent'][number]> {
  const words = useStandUpMessages()
  return (say) => [
    { name: 'team', label: words.team, kind: 'text', of: ({ name }) => name },
    { name: 'division', label: words.digest.division, kind: 'text', of: ({ division }) => division.name },
    { name: 'members', label: say.members, kind: 'amount', of: ({ members }) => members },
    { name: 'isAway', label: say.away, kind: 'text', of: ({ isAway }) => (isAway ? say.yes : say.no) },
    {
      name: 'absent',
      label: say.absent,
      kind: 'text',
      of: ({ absent }) => absent.map(({ name, to }) => `${name} (${to})`).join(', '),
    },
  ]
}
