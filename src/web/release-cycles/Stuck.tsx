import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CycleReport } from '../../contract/release-cycles.ts'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { stuckQuery } from './cycles-queries.ts'

const shownFirst = 10

/** Promised services that do not get on, each with why. */
export function Stuck({ view, report }: { view: View; report: CycleReport }) {
  const { cycles } = useMessages()
  const words = cycles.stuck
  const format = useFormat()
  const [limit, setLimit] = useState(shownFirst)
  const query = useQuery(stuckQuery(view, report.number, limit))
  if (query.data === undefined)
    return (
      <Section line={words.name(14)} heading={<Skeleton width={220} />}>
        {query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton height={240} />
        )}
      </Section>
    )
  const { items, total, days } = query.data
  return (
    <Section line={words.name(days)} heading={total === 0 ? words.none : words.heading(total)}>
      {total === 0 ? (
        <p className="second">{words.noneWords}</p>
      ) : (
        <ScrollSideways label={words.name(days)}>
          <table className="plain-table cycle-stuck">
            <thead>
              <tr>
                <th scope="col">{words.service}</th>
                <th scope="col">{words.team}</th>
                <th scope="col">{words.since}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <tr key={item.service.id}>
                  <th scope="row">
                    <PageLink to="/services" search={{ service: item.service.id }}>
                      {item.service.name}
                    </PageLink>
                  </th>
                  <td>{item.team.name}</td>
                  <td>
                    {format.days(item.daysWithout)}
                    {item.reasons.includes('rolled-back') ? `, ${words.rolledBack}` : ''}
                    {item.reasons.includes('blocker') ? (
                      <>
                        {', '}
                        <PageLink to="/blockers" search={{ q: item.service.name }}>
                          {words.blocked}
                        </PageLink>
                      </>
                    ) : null}
                    {item.waitsFor.length === 0
                      ? ''
                      : `, ${words.waitsFor(item.waitsFor.map(({ name }) => name).join(', '))}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollSideways>
      )}
      {total > items.length ? (
        <Button look="plain" busy={query.isFetching} onClick={() => setLimit(500)}>
          {words.all(total)}
        </Button>
      ) : null}
    </Section>
  )
}
