import type { AnswerOf } from '../../contract/endpoint.ts'
import { type ListedMove, listMoves } from '../../contract/moves.ts'
import { readReleaseCycle } from '../../contract/release-cycles.ts'
import { netCount } from '../../domain/roll-back.ts'
import { aligned } from './aligned.ts'
import type { Ask } from './ask.ts'
import { counted } from './counted.ts'
import { cycle, cycleIn } from './cycle-option.ts'
import { queryOf } from './query-options.ts'
import type { Verb } from './verbs.ts'

const mostAtOnce = 500

/** What stands behind the moves there and back of a cycle. */
export const cycleMoves: Verb = {
  name: 'moves',
  says: 'writes the moves of a cycle, latest first; with --class rolled_back what came back, and when it moved again',
  asks: [readReleaseCycle, listMoves],
  options: {
    ...cycle,
    division: { value: 'DIVISION' },
    team: { value: 'TEAM' },
    class: { value: 'CLASS' },
    'known-at': { value: 'INSTANT' },
    limit: { value: 'N' },
  },
  async run(asked) {
    const query = queryOf(listMoves, asked.values)
    const { limit, class: _, ...view } = query
    const { firstDay, lastDay } = await asked.ask(readReleaseCycle, { params: cycleIn(asked), query: view })
    const answer = await movesOf(asked.ask, { ...query, from: firstDay, to: lastDay }, limit)
    const heads = ['day', 'service', 'team', 'class', 'from', 'to', 'units', 'moved again']
    const rows = answer.moves.map((move) => [
      move.occurredOn,
      move.service.name,
      move.team.name,
      move.class,
      move.from?.name ?? 'outside',
      move.to?.name ?? 'outside',
      // A correction takes away what it corrects.
      move.reverses === null ? move.units : -move.units,
      move.movedAgainOn,
    ])
    const more = answer.next === null ? '' : ', and more'
    return { answer, lines: [...aligned(heads, rows), `${counted(netCount(answer.moves), 'move')}${more}`] }
  },
}

/** All of them, or as many as somebody asks for. */
async function movesOf(
  ask: Ask,
  query: Readonly<Record<string, string>>,
  limit: string | undefined,
): Promise<AnswerOf<typeof listMoves>> {
  if (limit !== undefined) return ask(listMoves, { query })
  const moves: ListedMove[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: AnswerOf<typeof listMoves> = await ask(listMoves, {
      query: { ...query, limit: mostAtOnce, ...(cursor === '' ? {} : { cursor }) },
    })
    moves.push(...page.moves)
    cursor = page.next
  }
  return { moves, next: null }
}
