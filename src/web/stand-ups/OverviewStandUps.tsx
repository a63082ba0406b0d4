import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { type DigestRead, digestQuery } from './stand-ups-queries.ts'

/** For the overview: one line of what the stand-ups of the day came to, which leads to them. Nothing where nobody said anything. */
export function OverviewStandUps({ view }: { view: View }) {
  const { data } = useQuery(digestQuery(view))
  return data === undefined || data.entries === 0 ? null : (
    // Its words come by themselves, and the rest of the overview does not wait for them.
    <Suspense>
      <Line digest={data} />
    </Suspense>
  )
}

function Line({ digest }: { digest: DigestRead }) {
  const { digest: words } = useStandUpMessages()
  const format = useFormat()
  return (
    <p className="section-foot">
      <PageLink to="/stand-ups" search={{ show: 'digest' }}>
        {words.overview(format.shortWeekday(digest.day))}
      </PageLink>{' '}
      {words.headline(digest)}
    </p>
  )
}
