import type { Measure } from '../../domain/units.ts'
import type { ColumnsOf } from '../shared/charts/SaveList.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import type { Entry } from './explanations-queries.ts'

/** What a file of the entries behind a figure says of each, with the numbers of their moves. */
export function useEntryColumns(measure: Measure, ofTeams: boolean): ColumnsOf<Entry> {
  const { explanations: words, words: common } = useMessages()
  return (say) => [
    { name: 'day', label: ofTeams ? words.lastConfirmed : words.day, kind: 'day', of: ({ day }) => day },
    { name: 'service', label: words.service, kind: 'text', of: ({ service }) => service?.name },
    { name: 'team', label: words.teamColumn, kind: 'text', of: ({ team }) => team.name },
    { name: 'class', label: words.entry, kind: 'text', of: (entry) => entry.class && common.moveClass[entry.class] },
    {
      name: 'amount',
      label: say.amount(ofTeams ? words.inCloud : words.change, measure),
      kind: 'amount',
      of: ({ amount }) => amount,
    },
    { name: 'evidence', label: words.evidence, kind: 'text', of: ({ evidence }) => evidence },
    { name: 'moves', label: say.moves, kind: 'text', of: ({ moves }) => moves.join(' ') },
  ]
}
