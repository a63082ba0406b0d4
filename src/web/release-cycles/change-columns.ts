import type { ColumnsOf } from '../shared/charts/SaveList.tsx'
import { useBoardMessages } from '../shared/messages/messages.tsx'
import type { Change } from './every-row.ts'

/** What a file of what changed in a cycle says of each change. */
export function useChangeColumns(): ColumnsOf<Change> {
  const words = useBoardMessages().changes
  return (say) => [
    { name: 'service', label: words.service, kind: 'text', of: ({ service }) => service.name },
    { name: 'kind', label: words.what, kind: 'text', of: ({ kind }) => words.kinds[kind] },
    { name: 'units', label: say.amount(words.amount), kind: 'amount', of: ({ units }) => units },
    { name: 'team', label: words.team, kind: 'text', of: ({ team }) => team.name },
    { name: 'at', label: words.recorded, kind: 'instant', of: ({ at }) => at },
    { name: 'isLate', label: say.lateEntry, kind: 'text', of: ({ isLate }) => (isLate ? say.yes : say.no) },
  ]
}
