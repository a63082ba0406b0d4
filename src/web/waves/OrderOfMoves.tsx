import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { Figure } from '../shared/Figure.tsx'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { useOrderColumns } from './wave-columns.ts'
import { everyStep, orderOfMovesQuery } from './waves-queries.ts'

const atFirst = 10
const atOnce = 500

/** Which service to move next, and what is left of the debt after each. */
export function OrderOfMoves({ view }: { view: View }) {
  const words = useWavesMessages()
  const format = useFormat()
  const [limit, setLimit] = useState(atFirst)
  const query = useQuery(orderOfMovesQuery(view, limit))
  const order = query.data
  const columns = useOrderColumns()
  return (
    <Section
      line={words.orderLine}
      heading={order === undefined ? <Skeleton width={200} /> : words.orderHeading(order.total)}
      controls={
        order === undefined || order.total === 0 ? undefined : (
          <SaveList
            name={words.orderTable}
            file="order-of-moves"
            day={view.asOf}
            columns={columns}
            rows={() => everyStep(view)}
          />
        )
      }
      foot={order === undefined || order.total === 0 ? undefined : words.orderFoot}
    >
      <StaleNotice query={query} />
      {order === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={120} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : order.total === 0 ? (
        <p className="second">{words.orderNothing}</p>
      ) : (
        <>
          <ScrollSideways label={words.orderTable}>
            <table className="plain-table order-table">
              <caption className="unseen">{words.orderTable}</caption>
              <thead>
                <tr>
                  <th scope="col" className="figures">
                    {words.place}
                  </th>
                  <th scope="col">{words.column.service}</th>
                  <th scope="col" className="wide-only">
                    {words.column.team}
                  </th>
                  <th scope="col" className="figures">
                    {words.leftOfIt}
                  </th>
                  <th scope="col" className="figures">
                    {words.ends}
                  </th>
                  <th scope="col" className="figures">
                    {words.debtAfter}
                  </th>
                </tr>
              </thead>
              <tbody>
                {order.moves.map(({ service, team, units, gain, debt }, at) => (
                  <tr key={service.id}>
                    <td className="figures quiet rank">{at + 1}</td>
                    <th scope="row" className="name">
                      <PageLink to="/services" search={{ service: String(service.id) }}>
                        {service.name}
                      </PageLink>
                    </th>
                    <td className="wide-only">{team.name}</td>
                    <td className="figures amount">
                      <PageLink to="/services" className="figure" search={{ service: String(service.id) }}>
                        {format.amount(units)}
                      </PageLink>
                    </td>
                    <td className="figures">
                      <Figure of="move-gain" within={{ service: service.id }}>
                        {format.count(gain)}
                      </Figure>
                    </td>
                    <td className="figures">
                      <Figure of="move-debt" within={{ service: service.id }}>
                        {format.count(debt)}
                      </Figure>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollSideways>
          {order.moves.length < order.total && limit < atOnce ? (
            <Button look="plain" busy={query.isFetching} onClick={() => setLimit(atOnce)}>
              {words.more}
            </Button>
          ) : order.moves.length < order.total ? (
            <p className="second">{words.firstOf(order.moves.length, order.total)}</p>
          ) : null}
        </>
      )}
    </Section>
  )
}
