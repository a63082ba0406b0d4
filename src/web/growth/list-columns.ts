import type { Measure } from '../../domain/units.ts'
import type { ColumnsOf } from '../shared/charts/SaveList.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import type { Changed, Waiting } from './every-row.ts'

/** What a file of what waits after a roll-back says of each team. */
export function useWaitingColumns(): ColumnsOf<Waiting> {
  const { attention: words } = useMessages().growth
  return (say) => [
    { name: 'team', label: words.team, kind: 'text', of: ({ team }) => team.name },
    { name: 'services', label: words.services, kind: 'amount', of: ({ services }) => services },
    { name: 'rolledBackOn', label: words.rolledBackOn, kind: 'day', of: ({ rolledBackOn }) => rolledBackOn },
    { name: 'waitingDays', label: say.waitingDays, kind: 'amount', of: ({ waitingDays }) => waitingDays },
    { name: 'evidence', label: words.evidence, kind: 'text', of: ({ evidence }) => evidence },
  ]
}

/** What a file of what changed says of each day, team and class. */
export function useChangedColumns(measure: Measure): ColumnsOf<Changed['rows'][number]> {
  const { growth, words: common } = useMessages()
  const { changes: words } = growth
  return (say) => [
    { name: 'day', label: words.day, kind: 'day', of: ({ day }) => day },
    { name: 'class', label: words.what, kind: 'text', of: (row) => common.moveClass[row.class] },
    { name: 'team', label: words.team, kind: 'text', of: ({ team }) => team.name },
    { name: 'services', label: words.services, kind: 'amount', of: ({ services }) => services },
    { name: 'amount', label: say.amount(say.change, measure), kind: 'amount', of: ({ amount }) => amount },
    { name: 'evidence', label: words.evidence, kind: 'text', of: ({ evidence }) => evidence },
  ]
}
