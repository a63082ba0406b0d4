import { useQuery } from '@tanstack/react-query'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Skeleton, StaleNotice } from '../shared/states.tsx'
import { openSessionsCountQuery } from './open-sessions-queries.ts'

/** How many sessions are open, and the way to them: they may be thousands, so they have a page of their own. */
export function OpenSessionsCount() {
  const { openSessions: words } = useAccessMessages()
  const query = useQuery(openSessionsCountQuery)
  return (
    <Section
      line={words.line}
      heading={query.data === undefined ? <Skeleton width={160} height={20} /> : words.count(query.data)}
    >
      <StaleNotice query={query} />
      {query.data === undefined && query.error !== null ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <p className="second audit-words">{words.words}</p>
          <p className="settings-links">
            <PageLink to="/sessions" className="button">
              {words.open}
            </PageLink>
          </p>
        </>
      )}
    </Section>
  )
}
