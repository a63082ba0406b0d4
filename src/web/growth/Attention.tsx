import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { Evidence } from '../shared/Evidence.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { attentionQuery } from './growth-queries.ts'

/** From here on a roll-back has waited longer than any release cycle should let it. */
const longWait = 365

/** Services that came back and still run on-premises, by team. */
export function Attention({ view }: { view: View }) {
  const { growth: words, states } = useMessages()
  const { attention } = words
  const format = useFormat()
  const [limit, setLimit] = useState(6)
  const query = useQuery(attentionQuery(view, limit))
  const data = query.data
  const heading =
    data === undefined
      ? states.loading
      : data.services === 0
        ? attention.none
        : attention.finding(format.services(data.services), data.services === 1)

  return (
    <Section
      line={attention.name}
      heading={heading}
      className="attention"
      foot={
        data !== undefined && data.more > 0 ? (
          <Button look="plain" busy={query.isFetching} onClick={() => setLimit(Math.min(200, limit + 20))}>
            {attention.more(format.count(Math.min(20, data.more)))}
          </Button>
        ) : undefined
      }
    >
      {data === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={220} />
        )
      ) : data.services === 0 ? (
        <p className="second">
          {data.rolledBackEver === 0 ? attention.noneEver : attention.allDone(format.count(data.rolledBackEver))}
        </p>
      ) : (
        <table className="plain-table">
          <caption className="unseen">{heading}</caption>
          <thead>
            <tr>
              <th scope="col">{attention.team}</th>
              <th scope="col" className="figures">
                {attention.services}
              </th>
              <th scope="col" className="roomy-only">
                {attention.rolledBackOn}
              </th>
              <th scope="col" className="figures">
                {attention.waiting}
              </th>
              <th scope="col">{attention.evidence}</th>
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.team.id}>
                <th scope="row" className="cut">
                  {row.team.name}
                </th>
                <td className="figures">
                  <PageLink
                    to="/services"
                    className="figure"
                    search={{ team: String(row.team.id), division: undefined, state: 'rolled_back' }}
                  >
                    {format.count(row.services)}
                  </PageLink>
                </td>
                <td className="roomy-only">{format.day(row.rolledBackOn)}</td>
                <td className={row.waitingDays > longWait ? 'figures bad-text' : 'figures'}>
                  {format.age(row.waitingDays)}
                </td>
                <td className="cut evidence">
                  <Evidence of={row.evidence} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}
