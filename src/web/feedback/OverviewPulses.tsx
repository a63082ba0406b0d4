import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import type { View } from '../shared/view-search.ts'
import { pulsesQuery } from './feedback-queries.ts'

/**
 * For the overview: one line of the services that ask now, which leads to them. Nothing where none does, and nothing on a
 * day that is looked back at: whoever looks back is asked nothing.
 */
export function OverviewPulses({ view }: { view: View }) {
  const isNow = view.asOf === undefined && view.knownAt === undefined
  const { data } = useQuery({ ...pulsesQuery(view, 1), enabled: isNow })
  return !isNow || data === undefined || data.total === 0 ? null : (
    // Its words come by themselves, and the rest of the overview does not wait for them.
    <Suspense>
      <Line count={data.total} days={data.days} />
    </Suspense>
  )
}

function Line({ count, days }: { count: number; days: readonly number[] }) {
  const words = useFeedbackMessages()
  return (
    <p className="section-foot screen-only">
      <PageLink to="/feedback">{words.overviewAsk(count)}</PageLink> {words.overviewDays(days)}
    </p>
  )
}
