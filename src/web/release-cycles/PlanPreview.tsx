import { useQuery } from '@tanstack/react-query'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { planServices } from '../../contract/release-cycles.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { type PlanBody, planPreviewQuery } from './cycles-queries.ts'

const teamsShown = 5

/** Under the form of a plan: what it would change, each team's load against what it has moved before, and what would straddle. */
export function PlanPreview({ number, body }: { number: number; body: PlanBody }) {
  const words = useMessages().cycles.planDialog.preview
  const problemWords = useProblemWords()
  const query = useQuery(planPreviewQuery(number, body))
  return (
    <section className="plan-preview" aria-label={words.name} aria-busy={query.isFetching}>
      <h3>{words.name}</h3>
      {query.isError && !query.isFetching ? (
        <p className="second">{problemWords(query.error)}</p>
      ) : query.data === undefined ? (
        <p className="second">{words.reading}</p>
      ) : (
        <Told answer={query.data} number={number} />
      )}
    </section>
  )
}

function Told({ answer, number }: { answer: AnswerOf<typeof planServices>; number: number }) {
  const words = useMessages().cycles.planDialog.preview
  const { added, changed, unchanged, preview } = answer
  const format = useFormat()
  if (preview === null) return null
  const { planned, capacity, teams, teamsTouched, straddling } = preview
  const shown = teams.slice(0, teamsShown)
  return (
    <>
      <p>
        {words.changes(added, changed, unchanged)}{' '}
        {capacity === null
          ? words.noCapacity(number, format.amount(planned))
          : words.load(
              number,
              format.amount(planned),
              format.amount(capacity.median),
              words.range(format.amount(capacity.least), format.amount(capacity.most)),
            )}
      </p>
      {shown.length === 0 ? null : (
        <ScrollSideways label={words.teams}>
          <table className="plain-table plan-teams">
            <caption className="unseen">{words.teams}</caption>
            <thead>
              <tr>
                <th scope="col">{words.team}</th>
                <th scope="col" className="figures">
                  {words.comesIn}
                </th>
                <th scope="col" className="figures">
                  {words.planned}
                </th>
                <th scope="col" className="figures">
                  {words.moved}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((one) => (
                <tr key={one.team.id}>
                  <th scope="row">{one.team.name}</th>
                  <td className="figures">{format.amount(one.added)}</td>
                  <td className="figures strong">{format.amount(one.planned)}</td>
                  <td className="figures">
                    {one.capacity === null ? (
                      <span className="second">{words.nothingBefore}</span>
                    ) : (
                      <>
                        {format.amount(one.capacity.median)}
                        <span className="second since-record">
                          {words.range(format.amount(one.capacity.least), format.amount(one.capacity.most))}
                        </span>
                        {one.planned > one.capacity.most ? <Tag tone="warning">{words.above}</Tag> : null}
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollSideways>
      )}
      {teamsTouched > shown.length ? <p className="second">{words.moreTeams(teamsTouched - shown.length)}</p> : null}
      {straddling.total === 0 ? (
        <p className="second">{words.nothingStraddles}</p>
      ) : (
        <details>
          <summary>{words.straddles(straddling.total, straddling.begin)}</summary>
          <ul>
            {straddling.first.map((one) => (
              <li key={`${one.service.id} ${one.dependsOn.id}`}>
                {one.service.name} → {one.dependsOn.name}{' '}
                <span className="second">{one.straddlesNow ? words.already : words.begins}</span>
              </li>
            ))}
          </ul>
          {straddling.total > straddling.first.length ? (
            <p className="second">{words.more(straddling.total - straddling.first.length)}</p>
          ) : null}
        </details>
      )}
    </>
  )
}
