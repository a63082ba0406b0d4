import type { Service } from '../../domain/service.ts'
import type { Wave } from '../../domain/wave.ts'
import type { ColumnsOf } from '../shared/charts/SaveList.tsx'
import { useMessages, useWavesMessages } from '../shared/messages/messages.tsx'
import type { StepOfOrder } from './waves-queries.ts'

/** Per mille as a share; null without any workload. */
const shareOf = (level: number | null): number | null => (level === null ? null : level / 1000)

/** What a file of waves says of each. */
export function useWaveColumns(): ColumnsOf<Wave> {
  const words = useWavesMessages()
  return (say) => [
    { name: 'name', label: words.column.name, kind: 'text', of: ({ name }) => name },
    { name: 'description', label: words.description, kind: 'text', of: ({ description }) => description },
    { name: 'services', label: words.column.services, kind: 'amount', of: ({ services }) => services },
    { name: 'remaining', label: words.column.left, kind: 'amount', of: ({ remaining }) => remaining },
    { name: 'units.onPrem', label: say.amount(words.column.left), kind: 'amount', of: ({ units }) => units.onPrem },
    { name: 'units.total', label: say.amount(say.total), kind: 'amount', of: ({ units }) => units.total },
    { name: 'share', label: words.column.share, kind: 'share', of: ({ cloudLevel }) => shareOf(cloudLevel) },
    {
      name: 'wouldStraddle',
      label: words.column.straddling,
      kind: 'amount',
      of: ({ wouldStraddle }) => wouldStraddle,
    },
  ]
}

/** What a file of the services of a wave says of each. */
export function useServiceOfWaveColumns(): ColumnsOf<Service> {
  const words = useWavesMessages()
  const { words: common } = useMessages()
  return (say) => [
    { name: 'service', label: words.column.service, kind: 'text', of: ({ name }) => name },
    { name: 'team', label: words.column.team, kind: 'text', of: ({ team }) => team.name },
    { name: 'share', label: words.column.share, kind: 'share', of: ({ cloudLevel }) => shareOf(cloudLevel) },
    { name: 'onPrem', label: say.amount(words.leftOfIt), kind: 'amount', of: ({ onPrem }) => onPrem },
    { name: 'total', label: say.amount(say.total), kind: 'amount', of: ({ total }) => total },
    { name: 'state', label: say.state, kind: 'text', of: ({ state }) => common.state[state] },
  ]
}

/** What a file of the order of moves says of each. */
export function useOrderColumns(): ColumnsOf<StepOfOrder> {
  const words = useWavesMessages()
  return (say) => [
    { name: 'place', label: words.place, kind: 'amount', of: ({ place }) => place },
    { name: 'service', label: words.column.service, kind: 'text', of: ({ service }) => service.name },
    { name: 'team', label: words.column.team, kind: 'text', of: ({ team }) => team.name },
    { name: 'units', label: say.amount(words.leftOfIt), kind: 'amount', of: ({ units }) => units },
    { name: 'gain', label: words.ends, kind: 'amount', of: ({ gain }) => gain },
    { name: 'debt', label: words.debtAfter, kind: 'amount', of: ({ debt }) => debt },
  ]
}
