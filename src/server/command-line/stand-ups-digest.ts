import { readStandUpDigest } from '../../contract/stand-ups.ts'
import type { DigestFigures } from '../../domain/digest.ts'
import { aligned, facts } from './aligned.ts'
import { counted, grouped } from './counted.ts'
import { queryOf, queryOptions } from './query-options.ts'
import type { Verb } from './verbs.ts'

const rowOf = (name: string, { promises, moves, blockers, teams }: DigestFigures) => [
  name,
  promises.kept,
  promises.promised,
  moves.toCloud,
  moves.units,
  moves.services,
  moves.back,
  blockers.opened,
  blockers.escalated,
  teams.silent,
]
const heads = [
  'division',
  'kept',
  'promised',
  'moves',
  'units',
  'services',
  'moves back',
  'new blockers',
  'escalated',
  'not heard',
]

export const digest: Verb = {
  name: 'digest',
  says: 'writes a day of all stand-ups: promises kept, moves, blockers new and old, and the teams not heard from',
  asks: [readStandUpDigest],
  options: queryOptions(readStandUpDigest),
  async run({ ask, values }) {
    const answer = await ask(readStandUpDigest, { query: queryOf(readStandUpDigest, values) })
    const { promises, moves, blockers, teams, divisions, silent } = answer
    const unheard = teams.silent + teams.away
    const more = unheard - silent.length - Number(values['offset'] ?? 0)
    const names = silent.map(({ name, isAway }) => (isAway ? `${name} (out of office)` : name))
    return {
      answer,
      lines: [
        `${answer.day}: ${promises.kept} kept of ${counted(promises.promised, 'promise')}, ${promises.open} open.`,
        ...facts([
          ['moves to cloud', moves.toCloud],
          ['units', moves.units],
          ['services come to cloud', moves.services],
          ['moves back', moves.back],
          ['new blockers', blockers.opened],
          ['escalated blockers', blockers.escalated],
          ['blockers resolved', blockers.resolved],
          ['teams heard', teams.heard],
          ['teams not heard', teams.silent],
          ['teams out of office', teams.away],
        ]),
        ...(divisions.length < 2
          ? []
          : aligned(
              heads,
              divisions.map((one) => rowOf(one.name, one)),
            )),
        ...(names.length === 0
          ? []
          : [`Not heard: ${names.join(', ')}${more > 0 ? ` and ${grouped(more)} more` : ''}`]),
        ...(answer.isWorkingDay ? [] : ['On a weekend nobody is waited for.']),
      ],
    }
  },
}
