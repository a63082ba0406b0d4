import type { CycleReport } from '../../contract/release-cycles.ts'
import { Figure } from '../shared/Figure.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'

type OfCycle = Pick<CycleReport, 'moves' | 'firstDay'> & {
  /** The last day that is counted. */
  readonly asOf: CycleReport['asOf']
}

/** The count of moves back in a cycle: opens to them, each with the day on which the service moved to cloud again. */
export function MovesBack({ of }: { of: OfCycle }) {
  const { cycles: words } = useMessages()
  const format = useFormat()
  return (
    <Figure of="rolled-back" label={words.movedBack} moves={{ class: 'rolled_back', from: of.firstDay, to: of.asOf }}>
      {format.count(of.moves.back)}
    </Figure>
  )
}

/** The outcome is one of promised services only: what else came back is told beside the list of them. */
export function OnlyPromised({ report }: { report: CycleReport }) {
  const { cycles: words } = useMessages()
  return (
    <p className="second cycle-source">
      {words.items.onlyPromised} <MovesBack of={report} />
    </p>
  )
}
