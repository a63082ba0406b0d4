import { useQuery } from '@tanstack/react-query'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import type { View } from '../shared/view-search.ts'
import './blockers.css'
import { BlockerLines } from './BlockerLines.tsx'
import { anyOpen, blockersQuery } from './blockers-queries.ts'

const shownFirst = 5

interface Props {
  readonly view: View
  /** Its number: only what stops its plan. */
  readonly cycle?: number
}

/** For the overview and the page of a cycle: what has stood in the way longest. Nothing where nothing does. */
export function LongestBlockers({ view, cycle }: Props) {
  const { blockers: words } = useMessages()
  const { data } = useQuery(blockersQuery(view, { ...anyOpen, cycle }, shownFirst))
  if (data === undefined || data.open === 0) return null
  return (
    <Section
      className="longest-blockers"
      line={cycle === undefined ? words.overviewLine : words.cycleLine}
      heading={words.overview(data.open, data.escalated)}
      foot={
        data.open > shownFirst ? (
          <PageLink to="/blockers" search={{ cycle }}>
            {words.allOf(data.open)}
          </PageLink>
        ) : undefined
      }
    >
      <BlockerLines blockers={data.blockers} />
    </Section>
  )
}
