import { useInfiniteQuery } from '@tanstack/react-query'
import type { TableFormat } from '../../domain/table-format.ts'
import { Button } from '../shared/Button.tsx'
import { saveFile } from '../shared/charts/chart-export.ts'
import { SaveTable } from '../shared/charts/SaveTable.tsx'
import { useAccessMessages, useMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyState, ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useToast } from '../shared/toast.tsx'
import { usePageSearch } from '../shared/view-search.ts'
import { AuditFilterBar } from './AuditFilterBar.tsx'
import { AuditTable } from './AuditTable.tsx'
import './access.css'
import { AuditSearch, auditQuery, mostExported, readWholeAudit } from './access-queries.ts'
import { changesOf } from './audit-changes.ts'

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
      <Section line={access.auditLine} heading={access.auditHeading} controls={<SaveAll search={search} />}>
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

function SaveAll({ search }: { search: Parameters<typeof readWholeAudit>[0] }) {
  const access = useAccessMessages()
  const { charts } = useMessages()
  const { today } = useSession()
  const say = useToast()
  const save = async (format: TableFormat) => {
    const [entries, { tableBlob }] = await Promise.all([
      readWholeAudit(search),
      import('../shared/charts/table-files.ts'),
    ])
    const names = ['id', 'recorded_at', 'actor', 'actor_id', 'means', 'address', 'action', 'subject', 'changes', 'hash']
    const rows = entries.map((entry) => [
      entry.id,
      entry.recordedAt,
      entry.actor,
      entry.actorId,
      entry.means,
      entry.address,
      entry.action,
      entry.subject,
      changesOf(entry.before, entry.after)
        .map(({ field, before, after }) => `${field}: ${before} → ${after}`)
        .join('\n'),
      entry.hash,
    ])
    const file = await tableBlob(format, {
      name: 'audit',
      columns: names.map((label) => ({ label })),
      rows,
      about: [
        [charts.about.asOf, today],
        [charts.about.from, location.href],
      ],
      aboutName: charts.about.name,
    })
    saveFile(`audit-${today}.${format}`, file)
    say(entries.length === mostExported ? access.exportCut(mostExported) : access.exported(entries.length))
  }
  return <SaveTable name={access.auditLine} save={save} />
}
