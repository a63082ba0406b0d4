import type { readOrderOfMoves } from '../../contract/dependencies.ts'
import type { AnswerOf } from '../../contract/endpoint.ts'
import { aligned } from './aligned.ts'

/** Moves with what each gains, in their order. */
export const orderRows = (moves: AnswerOf<typeof readOrderOfMoves>['moves']): string[] =>
  aligned(
    ['service', 'team', 'units', 'gain', 'debt after'],
    moves.map(({ service, team, units, gain, debt }) => [service.name, team.name, units, gain, debt]),
  )
