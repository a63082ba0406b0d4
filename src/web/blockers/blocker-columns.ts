import type { Blocker } from '../../domain/blocker.ts'
import type { ColumnsOf } from '../shared/charts/SaveList.tsx'
import { useMessages } from '../shared/messages/messages.tsx'

/** What a file of blockers says of each. */
export function useBlockerColumns(): ColumnsOf<Blocker> {
  const { blockers: words } = useMessages()
  return (say) => [
    { name: 'service', label: words.service, kind: 'text', of: ({ service }) => service?.name },
    { name: 'team', label: words.team, kind: 'text', of: ({ team }) => team.name },
    { name: 'kind', label: words.kindFilter, kind: 'text', of: ({ kind }) => words.kinds[kind] },
    { name: 'what', label: words.what, kind: 'text', of: ({ what }) => what },
    { name: 'owner', label: words.owner, kind: 'text', of: ({ owner }) => owner?.name },
    { name: 'since', label: words.since, kind: 'day', of: ({ since }) => since },
    { name: 'days', label: say.days, kind: 'amount', of: ({ days }) => days },
    {
      name: 'isEscalated',
      label: say.escalated,
      kind: 'text',
      of: ({ isEscalated }) => (isEscalated ? say.yes : say.no),
    },
    { name: 'openedBy', label: say.openedBy, kind: 'text', of: ({ openedBy }) => openedBy },
    { name: 'openedAt', label: say.openedAt, kind: 'instant', of: ({ openedAt }) => openedAt },
    { name: 'resolvedOn', label: words.on, kind: 'day', of: ({ resolved }) => resolved?.on },
    { name: 'resolvedBy', label: say.resolvedBy, kind: 'text', of: ({ resolved }) => resolved?.by },
    { name: 'resolvedNote', label: words.note, kind: 'text', of: ({ resolved }) => resolved?.note },
  ]
}
