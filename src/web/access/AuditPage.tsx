import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from '../shared/Button.tsx'
import { SaveTable } from '../shared/charts/SaveTable.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { EmptyState, ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { usePageSearch } from '../shared/view-search.ts'
import { AuditFilterBar } from './AuditFilterBar.tsx'
import { AuditTable } from './AuditTable.tsx'
import './access.css'
import { AuditSearch, auditFile, auditQuery } from './access-queries.ts'

/** Who did what: searched, opened to what changed, and taken along as a file. */
export function AuditPage() {
  const access = useAccessMessages()
  const [search, change] = usePageSearch(AuditSearch)
  const query = useInfiniteQuery(auditQuery(search))
  const entries = query.data?.pages.flatMap((page) => page.entries)
  const isFiltered = [search.q, search.action, search.from, search.to].some((one) => one !== undefined)
  const clear = () => change({ q: undefined, action: undefined, from: undefined, to: undefined })
  return (
    <div className="audit-page">
      <p className="second audit-words">{access.auditWords}</p>
      <Section
        line={access.auditLine}
        heading={access.auditHeading}
        controls={<SaveTable name={access.auditLine} file="audit" make={(format) => auditFile(search, format)} />}
      >
        <AuditFilterBar search={search} change={change} actions={query.data?.pages[0]?.actions ?? []} />
        <ReadingBar reading={query.isFetching && entries !== undefined} />
        <StaleNotice query={query} />
        {entries === undefined ? (
          query.error === null ? (
            <Reading>
              <Skeleton height={320} />
            </Reading>
          ) : (
            <ErrorState error={query.error} onRetry={() => void query.refetch()} />
          )
        ) : entries.length > 0 ? (
          <AuditTable entries={entries} />
        ) : isFiltered ? (
          <EmptyState heading={access.noneFound} actions={<Button onClick={clear}>{access.clear}</Button>}>
            {access.noneFoundWords}
          </EmptyState>
        ) : (
          <EmptyState heading={access.noEntry}>{access.noEntryWords}</EmptyState>
        )}
        {query.hasNextPage ? (
          <p className="button-row">
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {access.older}
            </Button>
          </p>
        ) : null}
      </Section>
    </div>
  )
}
