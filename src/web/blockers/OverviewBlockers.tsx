import { useQuery } from '@tanstack/react-query'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import type { View } from '../shared/view-search.ts'
import './blockers.css'
import { BlockerLines } from './BlockerLines.tsx'
import { blockersQuery } from './blockers-queries.ts'

const shownFirst = 5

/** For the overview: what has stood in the way longest. Nothing where nothing does. */
export function OverviewBlockers({ view }: { view: View }) {
  const { blockers: words } = useMessages()
  const wanted = { state: 'open', q: '', kind: undefined, escalated: false } as const
  const { data } = useQuery(blockersQuery(view, wanted, shownFirst))
  if (data === undefined || data.open === 0) return null
  return (
    <Section
      line={words.overviewLine}
      heading={words.overview(data.open, data.escalated)}
      foot={data.open > shownFirst ? <PageLink to="/blockers">{words.allOf(data.open)}</PageLink> : undefined}
    >
      <BlockerLines blockers={data.blockers} />
    </Section>
  )
}
