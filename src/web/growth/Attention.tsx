import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { Evidence } from '../shared/Evidence.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { everyWaiting } from './every-row.ts'
import { attentionQuery } from './growth-queries.ts'
import { sentenceWith } from './growth-words.ts'
import { useWaitingColumns } from './list-columns.ts'
import { Sentence } from './Sentence.tsx'

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
  const columns = useWaitingColumns()
  const heading =
    data === undefined
      ? states.loading
      : data.services === 0
        ? attention.none
        : sentenceWith(attention.finding(data.services === 1), { services: format.services(data.services) })

  return (
    <Section
      line={attention.name}
      heading={
        data === undefined || data.services === 0 ? (
          heading
        ) : (
          <Sentence
            of={attention.finding(data.services === 1)}
            places={{ services: <Figure of="rolled-back-waiting">{format.services(data.services)}</Figure> }}
          />
        )
      }
      className="attention"
      controls={
        data === undefined || data.services === 0 ? undefined : (
          <SaveList
            name={attention.name}
            file="waiting-after-roll-back"
            day={view.asOf}
            columns={columns}
            rows={() => everyWaiting(view)}
          />
        )
      }
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
          {data.rolledBackEver === 0 ? (
            attention.noneEver
          ) : (
            <Sentence
              of={attention.allDone}
              places={{ count: <Figure of="rolled-back-ever">{format.count(data.rolledBackEver)}</Figure> }}
            />
          )}
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
                  <PageLink
                    to="/services"
                    search={{ team: String(row.team.id), division: undefined, state: 'rolled_back' }}
                    title={row.team.name}
                  >
                    {row.team.name}
                  </PageLink>
                </th>
                <td className="figures">
                  <Figure of="rolled-back-waiting" within={{ team: String(row.team.id) }}>
                    {format.count(row.services)}
                  </Figure>
                </td>
                <td className="roomy-only">{format.day(row.rolledBackOn)}</td>
                <td className={row.waitingDays > longWait ? 'figures bad-text' : 'figures'}>
                  <Figure of="waiting-days" within={{ team: String(row.team.id) }}>
                    {format.age(row.waitingDays)}
                  </Figure>
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
