import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { blockerKinds } from '../../domain/blocker.ts'
import { Button } from '../shared/Button.tsx'
import { Checkbox } from '../shared/Checkbox.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { type Messages, useMessages } from '../shared/messages/messages.tsx'
import { SearchBox } from '../shared/SearchBox.tsx'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { SmallSelect } from '../shared/Select.tsx'
import { EmptyState, ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useMay } from '../shared/use-may.ts'
import { useSettled } from '../shared/use-settled.ts'
import type { View } from '../shared/view-search.ts'
import { BlockerLines } from './BlockerLines.tsx'
import { useBlockerColumns } from './blocker-columns.ts'
import { type BlockersRead, type BlockersWanted, blockersQuery, everyBlocker } from './blockers-queries.ts'

interface Props {
  view: View
  wanted: BlockersWanted
  onChange: (changes: Partial<BlockersWanted>) => void
  onOpen: () => void
}

const pageSize = 100

/** Blockers of the part that is looked at, those that have stood longest first. */
export function BlockersList({ view, wanted, onChange, onOpen }: Props) {
  const { blockers: words } = useMessages()
  const mayOpen = useMay()('raise-blocker')
  const [limit, setLimit] = useState(pageSize)
  const asked = { ...wanted, q: useSettled(wanted.q.trim()) }
  const query = useQuery(blockersQuery(view, asked, limit))
  const columns = useBlockerColumns()
  const list = query.data
  const open = mayOpen ? <Button onClick={onOpen}>{words.open}</Button> : null
  return (
    <Section
      line={words.line}
      heading={list === undefined ? <Skeleton width={160} /> : headingOf(list, wanted, words)}
      controls={
        <>
          <Segmented
            label={words.show}
            segments={(['open', 'resolved', 'all'] as const).map((value) => ({ value, label: words.state[value] }))}
            value={wanted.state}
            onChange={(state) => onChange({ state })}
          />
          {list === undefined || list.total === 0 ? null : (
            <SaveList
              name={words.list}
              file="blockers"
              day={view.asOf}
              columns={columns}
              rows={() => everyBlocker(view, asked)}
            />
          )}
          {open}
        </>
      }
      foot={list === undefined ? undefined : words.foot(list.escalationDays)}
    >
      <div className="blockers-filters screen-only">
        <SearchBox label={words.find} value={wanted.q} onChange={(text) => onChange({ q: text })} />
        <SmallSelect
          label={words.kindFilter}
          choices={[
            { value: '', label: words.anyKind },
            ...blockerKinds.map((value) => ({ value, label: words.kinds[value] })),
          ]}
          value={wanted.kind ?? ''}
          onChange={(kind) => onChange({ kind: kind === '' ? undefined : kind })}
        />
        {wanted.cycle === undefined ? null : (
          <Checkbox label={words.ofCycle(wanted.cycle)} checked onChange={() => onChange({ cycle: undefined })} />
        )}
        {wanted.state === 'resolved' ? null : (
          <Checkbox
            label={words.escalatedOnly}
            checked={wanted.escalated}
            onChange={(escalated) => onChange({ escalated })}
          />
        )}
      </div>
      <ReadingBar reading={query.isFetching && list !== undefined} />
      <StaleNotice query={query} />
      {list === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={160} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : list.total > 0 ? (
        <>
          <BlockerLines blockers={list.blockers} />
          {list.blockers.length < list.total ? (
            <p className="second">
              {words.firstOf(list.blockers.length, list.total)}{' '}
              {limit < 500 ? (
                <Button look="plain" busy={query.isFetching} onClick={() => setLimit(Math.min(500, limit + pageSize))}>
                  {words.more}
                </Button>
              ) : null}
            </p>
          ) : null}
        </>
      ) : isNarrowed(wanted) ? (
        <EmptyState
          heading={words.noneFound}
          actions={
            <Button onClick={() => onChange({ q: '', kind: undefined, escalated: false, cycle: undefined })}>
              {words.dropFilters}
            </Button>
          }
        >
          {words.noneFoundWords}
        </EmptyState>
      ) : (
        <EmptyState heading={words.none} actions={open}>
          {words.noneWords}
        </EmptyState>
      )}
    </Section>
  )
}

const isNarrowed = ({ q, kind, escalated, cycle }: BlockersWanted): boolean =>
  q !== '' || kind !== undefined || escalated || cycle !== undefined

function headingOf(
  { open, escalated, total }: BlockersRead,
  wanted: BlockersWanted,
  { heading }: Messages['blockers'],
): string {
  if (wanted.state === 'open' && !isNarrowed({ ...wanted, cycle: undefined })) return heading.open(open, escalated)
  return wanted.state === 'resolved' ? heading.resolved(total) : heading.all(total)
}
