import { useQuery } from '@tanstack/react-query'
import type { ListedMove } from '../../contract/moves.ts'
import { moveClassVersion } from '../../domain/move.ts'
import { netCount } from '../../domain/roll-back.ts'
import type { Explained } from '../shared/explained.ts'
import { useExplanationMessages, useMessages } from '../shared/messages/messages.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { explanationQuery } from './explanations-queries.ts'
import { FreshnessLine } from './FreshnessLine.tsx'

/** What a list of moves means, and how many they come to once those that were corrected are taken away. */
export function MovesHead({
  of,
  moves,
  isWhole,
}: {
  of: Explained
  moves: readonly ListedMove[]
  /** Every page of them is read: only then is the sum the whole one. */
  isWhole: boolean
}) {
  const words = useExplanationMessages()
  const { words: common } = useMessages()
  const format = useFormat()
  const { definition } = words.moves[of.class ?? 'any']
  const logged = moves.filter(({ reverses }) => reverses === null)
  const corrections = moves.filter(({ reverses }) => reverses !== null)
  const unitsOf = (some: readonly ListedMove[]) => some.reduce((sum, { units }) => sum + units, 0)
  // Ways there and back do not add up to an amount.
  const hasUnits = of.class !== undefined
  const line = (what: string, count: number, units: number, isSum = false) => (
    <tr className={isSum ? 'sum' : undefined}>
      <th scope="row">{what}</th>
      <td className="figures">{format.count(count)}</td>
      {hasUnits ? <td className="figures">{format.amountNumber(units)}</td> : null}
    </tr>
  )
  return (
    <div className="explained">
      <p>
        <b>{of.class === undefined ? words.moves.any.name : common.moveClass[of.class]}.</b> {definition}
      </p>
      {moves.length === 0 ? null : (
        <section aria-label={words.formula} className="formula">
          <table>
            <caption className="unseen">{words.formula}</caption>
            <thead>
              <tr>
                <th scope="col">
                  <span className="unseen">{words.entry}</span>
                </th>
                <th scope="col" className="figures">
                  {words.moves.count}
                </th>
                {hasUnits ? (
                  <th scope="col" className="figures">
                    {format.unitName || words.change}
                  </th>
                ) : null}
              </tr>
            </thead>
            <tbody>
              {line(words.moves.logged, logged.length, unitsOf(logged))}
              {corrections.length === 0
                ? null
                : line(`− ${words.moves.corrected}`, corrections.length, unitsOf(corrections))}
              {line(
                `= ${isWhole ? words.moves.together : words.moves.soFar}`,
                netCount(moves),
                unitsOf(logged) - unitsOf(corrections),
                true,
              )}
            </tbody>
          </table>
        </section>
      )}
    </div>
  )
}

/** Of which days, as known when, by which definition, and how fresh what these teams say is. */
export function MovesFoot({ of, view }: { of: Explained; view: View }) {
  const words = useExplanationMessages()
  const { words: common } = useMessages()
  const format = useFormat()
  const session = useSessionIfRead()
  const until = of.to ?? of.day
  const shown = view.asOf ?? session?.today
  // Days to come cannot be asked about: a cycle that runs is told of up to the day shown.
  const day = until !== undefined && shown !== undefined && until < shown ? until : shown
  const known = of.knownAt ?? view.knownAt
  const { data } = useQuery(
    explanationQuery('freshness', { figure: 'freshness', team: of.team, division: of.division, day }, view),
  )
  return (
    <div className="explained-foot">
      <p>
        {[
          ...(day === undefined ? [] : [words.asOf(format.day(day))]),
          known === undefined ? words.knownNow : words.knownAt(format.instant(known)),
          words.version(
            of.class === undefined ? words.moves.any.name : common.moveClass[of.class],
            String(moveClassVersion),
          ),
        ].join(' · ')}
      </p>
      {data === undefined ? null : <FreshnessLine of={data.freshness} />}
    </div>
  )
}
