import type { Measure } from '../../domain/units.ts'
import type { ColumnsOf } from '../shared/charts/SaveList.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { shareOf, type TeamRow } from './team-rows.ts'

/** What a file of teams says of each. */
export function useTeamColumns(measure: Measure): ColumnsOf<TeamRow> {
  const { teams: words } = useMessages()
  return ({ amount, total }) => [
    { name: 'team', label: words.column.name, kind: 'text', of: ({ team }) => team.name },
    { name: 'division', label: words.division, kind: 'text', of: ({ team }) => team.division.name },
    { name: 'people', label: words.members, kind: 'amount', of: ({ team }) => team.members.people },
    { name: 'services', label: words.column.services, kind: 'amount', of: ({ running }) => running },
    { name: 'left', label: amount(words.column.left, measure), kind: 'amount', of: ({ left }) => left },
    { name: 'total', label: amount(total, measure), kind: 'amount', of: ({ whole }) => whole },
    { name: 'share', label: words.column.share, kind: 'share', of: shareOf },
    { name: 'lastConfirmedOn', label: words.column.confirmed, kind: 'day', of: ({ team }) => team.lastConfirmedOn },
    { name: 'formedOn', label: words.formedOn, kind: 'day', of: ({ team }) => team.formedOn },
    { name: 'dissolvedOn', label: words.dissolvedOn, kind: 'day', of: ({ team }) => team.dissolvedOn },
    { name: 'zone', label: words.zone, kind: 'text', of: ({ team }) => team.zone },
    { name: 'region', label: words.region, kind: 'text', of: ({ team }) => team.region },
  ]
}
