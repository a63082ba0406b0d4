import type { AnswerOf } from '../../contract/endpoint.ts'
import type { logMove } from '../../contract/moves.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'

type Logged = AnswerOf<typeof logMove>

/** What a write does to the figures, in one line: what moves, then cloud before and after. */
export function useEffectWords(): (logged: Logged) => string {
  const { services, words } = useMessages()
  const format = useFormat()
  return ({ moves, effect, keptLevels }) => {
    if (moves.length === 0) return services.alreadyThere
    const [move] = moves.filter(({ reverses }) => reverses === null)
    const { cloud, onPrem, levels } = effect
    const level = levels[0]
    return [
      move !== undefined &&
        (move.class === 'rolled_back' ? services.effectRollsBack : services.effectMoves)(
          format.amount(move.units),
          move.from?.name ?? words.outside,
          move.to?.name ?? words.outside,
        ),
      level !== undefined &&
        move === undefined &&
        level.before !== level.after &&
        services.effectLevel(format.level(level.before), format.level(level.after)),
      cloud.before.services !== cloud.after.services
        ? services.effectCloudServices(format.count(cloud.before.services), format.count(cloud.after.services))
        : cloud.before.units !== cloud.after.units &&
          services.effectCloud(format.amountNumber(cloud.before.units), format.amount(cloud.after.units)),
      onPrem.before.services !== onPrem.after.services &&
        services.effectOnPrem(format.count(onPrem.before.services), format.services(onPrem.after.services)),
      keptLevels > 0 && services.keptLevels(keptLevels),
    ]
      .filter((part) => part !== false)
      .join(' ')
  }
}
