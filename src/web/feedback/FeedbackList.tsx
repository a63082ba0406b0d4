import { useQuery } from '@tanstack/react-query'
import { feedbackKinds } from '../../domain/feedback.ts'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { type FeedbackMessages, useFeedbackMessages } from '../shared/messages/messages.tsx'
import { SearchBox } from '../shared/SearchBox.tsx'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { SmallSelect } from '../shared/Select.tsx'
import { EmptyState, ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useSettled } from '../shared/use-settled.ts'
import type { View } from '../shared/view-search.ts'
import { FeedbackLines } from './FeedbackLines.tsx'
import { useFeedbackColumns } from './feedback-columns.ts'
import {
  everyFeedback,
  type FeedbackRead,
  type FeedbackWanted,
  feedbackQuery,
  pageSize,
  regionsQuery,
  type Shown,
} from './feedback-queries.ts'
import { ServiceFilter } from './ServiceFilter.tsx'

const shows: readonly Shown[] = ['waiting', 'open', 'acknowledged', 'resolved', 'all']

interface Props {
  view: View
  wanted: FeedbackWanted
  onChange: (changes: Partial<FeedbackWanted>) => void
  /** Missing where the reader may give none. */
  onGive: (() => void) | undefined
}

/** The inbox: what waits first, with how many there are of each state. */
export function FeedbackList({ view, wanted, onChange, onGive }: Props) {
  const words = useFeedbackMessages()
  const format = useFormat()
  const asked = { ...wanted, q: useSettled(wanted.q.trim()) }
  const query = useQuery(feedbackQuery(view, asked))
  const columns = useFeedbackColumns()
  const list = query.data
  const count = (show: Shown) => (list === undefined ? '' : ` ${format.count(list.counts[show])}`)
  const give =
    onGive === undefined ? null : (
      <Button onClick={onGive} shortcut="N">
        {words.give}
      </Button>
    )
  return (
    <Section
      line={words.line}
      heading={list === undefined ? <Skeleton width={160} /> : headingOf(list, wanted, words)}
      controls={
        <>
          <Segmented<Shown>
            label={words.show}
            segments={shows.map((value) => ({ value, label: words.shown[value] + count(value) }))}
            value={wanted.show}
            onChange={(show) => onChange({ show })}
          />
          {list === undefined || list.total === 0 ? null : (
            <SaveList name={words.list} file="feedback" columns={columns} rows={() => everyFeedback(view, asked)} />
          )}
          {give}
        </>
      }
      foot={view.asOf === undefined ? undefined : words.ofNow}
    >
      <Filters wanted={wanted} onChange={onChange} />
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
      ) : list.feedback.length > 0 ? (
        <>
          <FeedbackLines feedback={list.feedback} />
          <Pages page={wanted.page} total={list.total} onPage={(page) => onChange({ page })} />
        </>
      ) : (
        <Nothing list={list} wanted={wanted} onChange={onChange} give={give} />
      )}
    </Section>
  )
}

function Filters({ wanted, onChange }: Pick<Props, 'wanted' | 'onChange'>) {
  const words = useFeedbackMessages()
  const regions = useQuery(regionsQuery).data?.regions ?? []
  const known = regions.some(({ id }) => String(id) === wanted.region)
  return (
    <div className="feedback-filters screen-only">
      <SearchBox label={words.find} value={wanted.q} onChange={(q) => onChange({ q })} />
      <SmallSelect
        label={words.kindFilter}
        choices={[
          { value: '', label: words.anyKind },
          ...feedbackKinds.map((value) => ({ value, label: words.kinds[value] })),
        ]}
        value={wanted.kind ?? ''}
        onChange={(kind) => onChange({ kind: kind === '' ? undefined : kind })}
      />
      {regions.length === 0 ? null : (
        <SmallSelect
          label={words.regionFilter}
          choices={[
            { value: '', label: words.anyRegion },
            ...regions.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          value={known ? (wanted.region ?? '') : ''}
          onChange={(region) => onChange({ region: region === '' ? undefined : region })}
        />
      )}
      <SmallSelect
        label={words.ratingFilter}
        choices={[
          { value: '', label: words.anyRating },
          ...[1, 2, 3, 4].map((rating) => ({ value: String(rating), label: words.ratingUpTo(rating) })),
        ]}
        value={wanted.ratingTo === undefined ? '' : String(wanted.ratingTo)}
        onChange={(rating) => onChange({ ratingTo: rating === '' ? undefined : Number(rating) })}
      />
      <ServiceFilter service={wanted.service} onChange={(service) => onChange({ service })} />
    </div>
  )
}

function Pages({ page, total, onPage }: { page: number; total: number; onPage: (page: number) => void }) {
  const words = useFeedbackMessages()
  if (total <= pageSize) return null
  const last = Math.ceil(total / pageSize)
  return (
    <nav className="button-row feedback-pages screen-only" aria-label={words.list}>
      <Button resting={page <= 1} onClick={() => onPage(page - 1)}>
        {words.previousPage}
      </Button>
      <span className="second">{words.pageOf((page - 1) * pageSize + 1, Math.min(total, page * pageSize), total)}</span>
      <Button resting={page >= last} onClick={() => onPage(page + 1)}>
        {words.nextPage}
      </Button>
    </nav>
  )
}

/** Why there is no line, and the way on. */
function Nothing(props: Pick<Props, 'wanted' | 'onChange'> & { list: FeedbackRead; give: React.ReactNode }) {
  const { list, wanted, onChange } = props
  const words = useFeedbackMessages()
  // A page that is gone, since what stood on it was answered meanwhile.
  if (list.total > 0)
    return (
      <EmptyState
        heading={words.noneFound}
        actions={<Button onClick={() => onChange({ page: 1 })}>{words.previousPage}</Button>}
      />
    )
  if (isNarrowed(wanted))
    return (
      <EmptyState
        heading={words.noneFound}
        actions={
          <Button
            onClick={() =>
              onChange({ q: '', kind: undefined, region: undefined, ratingTo: undefined, service: undefined })
            }
          >
            {words.dropFilters}
          </Button>
        }
      >
        {words.noneFoundWords}
      </EmptyState>
    )
  if (list.counts.all === 0)
    return (
      <EmptyState heading={words.none} actions={props.give}>
        {words.noneWords}
      </EmptyState>
    )
  return (
    <EmptyState
      heading={wanted.show === 'waiting' ? words.noneWaiting : words.heading[wanted.show](0)}
      actions={<Button onClick={() => onChange({ show: 'all' })}>{words.showAll}</Button>}
    >
      {words.noneWaitingWords}
    </EmptyState>
  )
}

const isNarrowed = ({ q, kind, region, ratingTo, service }: FeedbackWanted): boolean =>
  q !== '' || [kind, region, ratingTo, service].some((said) => said !== undefined)

const headingOf = (list: FeedbackRead, wanted: FeedbackWanted, words: FeedbackMessages): string =>
  isNarrowed(wanted) ? words.found(list.total) : words.heading[wanted.show](list.counts[wanted.show])
