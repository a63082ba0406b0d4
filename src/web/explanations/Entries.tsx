import { useInfiniteQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import type { FigureName } from '../../contract/explanations.ts'
import type { Measure } from '../../domain/units.ts'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import type { Explained } from '../shared/explained.ts'
import { useExplanationMessages } from '../shared/messages/messages.tsx'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { EntriesTable } from './EntriesTable.tsx'
import { useEntryColumns } from './entry-columns.ts'
import type { Explanation } from './explanation-words.ts'
import { entriesQuery, everyEntry } from './explanations-queries.ts'

/** Figures that come from the calendar and the settings alone. */
const withoutEntries: ReadonlySet<FigureName> = new Set(['deadline'])

/** The moves behind a figure, latest first: a few at once, all of them on request. Very many come uncounted. */
export function Entries(props: {
  figure: FigureName
  of: Explained
  view: View
  count: number | null
  measure: Measure
  kind: Explanation['kind']
}) {
  const words = useExplanationMessages()
  const format = useFormat()
  const query = useInfiniteQuery({ ...entriesQuery(props.figure, props.of, props.view), enabled: props.count !== 0 })
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? []
  const columns = useEntryColumns(props.measure, entries[0])
  const opened = (query.data?.pages.length ?? 0) > 1
  const heading = useRef<HTMLHeadingElement>(null)
  // "Open all" goes away once pressed, and the focus with it: it goes on where the entries begin.
  const openAll = () => void query.fetchNextPage().then(() => heading.current?.focus({ preventScroll: true }))

  return (
    <section className="entries" aria-label={words.entries}>
      <div className="entries-head">
        <h3 ref={heading} tabIndex={-1}>
          {words.entries}
        </h3>
        {query.hasNextPage && !opened ? (
          <Button look="plain" busy={query.isFetchingNextPage} onClick={openAll}>
            {props.count === null ? words.openMore : words.openAll(format.count(props.count))}
          </Button>
        ) : opened ? (
          <span className="caption">
            {props.count === null
              ? words.shown(format.count(entries.length))
              : words.shownOf(format.count(entries.length), format.count(props.count))}
          </span>
        ) : null}
        {entries.length === 0 ? null : (
          <SaveList
            name={words.entries}
            file={props.figure}
            day={props.of.day ?? props.view.asOf}
            columns={columns}
            rows={() => everyEntry(props.figure, props.of, props.view)}
          />
        )}
      </div>
      {props.count === 0 ? (
        <p className="second">{withoutEntries.has(props.figure) ? words.noEntriesByNature : words.noEntries}</p>
      ) : query.data === undefined ? (
        query.isError ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Reading>
            <Skeleton height={180} />
          </Reading>
        )
      ) : (
        <EntriesTable entries={entries} measure={props.measure} kind={props.kind} />
      )}
      {opened && query.hasNextPage ? (
        <p className="entries-more">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.showMore}
          </Button>
        </p>
      ) : null}
    </section>
  )
}
