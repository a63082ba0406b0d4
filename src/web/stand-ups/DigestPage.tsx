import { useInfiniteQuery } from '@tanstack/react-query'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { BlockerLines } from '../blockers/BlockerLines.tsx'
import { useBlockerColumns } from '../blockers/blocker-columns.ts'
import { DigestByMail } from '../mails/DigestByMail.tsx'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { EmptyState, ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import { WhatYouSee } from '../shared/WhatYouSee.tsx'
import '../blockers/blockers.css'
import '../shared/charts/charts.css'
import { DayStepper } from './DayStepper.tsx'
import { DigestDivisions } from './DigestDivisions.tsx'
import { DigestFigures } from './DigestFigures.tsx'
import { DigestPromises, DigestSilent } from './DigestLists.tsx'
import { usePromiseColumns, useSilentColumns } from './digest-columns.ts'
import { type DigestList, digestLists } from './digest-lists.ts'
import { type DigestRead, digestListsQuery, everyRowOf } from './stand-ups-queries.ts'

interface Props {
  view: View
  list: DigestList | undefined
  onDay: (day: CalendarDay | undefined) => void
  onList: (list: DigestList) => void
}

/** A day of all stand-ups: what was kept, what moved, what stands in the way, and who was not heard from. */
export function DigestPage({ view, list, onDay, onList }: Props) {
  const { digest: words } = useStandUpMessages()
  const format = useFormat()
  const query = useInfiniteQuery(digestListsQuery(view))
  const digest = query.data
  if (digest === undefined)
    return query.error === null ? (
      <Reading>
        <Skeleton height={240} />
      </Reading>
    ) : (
      <ErrorState error={query.error} onRetry={() => void query.refetch()} />
    )
  const whose = view.team ?? view.division
  const narrowed = whose === undefined ? undefined : (nameOf(digest, view) ?? whose)
  const shownList = list ?? digestLists.find((one) => countOf(digest, one) > 0) ?? 'promised'
  const rows = rowsOf(digest, shownList)
  const left = countOf(digest, shownList) - rows
  return (
    <>
      <WhatYouSee className="second what-you-see" />
      <Section
        line={words.line(format.weekday(digest.day), narrowed, digest.day === digest.today)}
        heading={words.headline(digest)}
        controls={
          <>
            {whose === undefined ? null : (
              <PageLink to="/stand-ups" search={{ show: 'digest', division: undefined, team: undefined }}>
                {words.whole}
              </PageLink>
            )}
            <DigestByMail />
            <DayStepper day={digest.day} today={digest.today} onDay={onDay} />
          </>
        }
        foot={digest.isWorkingDay ? undefined : words.weekend}
      >
        <ReadingBar reading={query.isFetching && query.isPlaceholderData} />
        <StaleNotice query={query} />
        <DigestFigures digest={digest} />
      </Section>
      {digest.divisions.length < 2 ? null : <DigestDivisions digest={digest} />}
      <Section
        line={words.facts}
        heading={words.factsOf[shownList](countOf(digest, shownList))}
        controls={
          <>
            <Segmented
              label={words.facts}
              segments={digestLists.map((value) => ({ value, label: words.lists[value] }))}
              value={shownList}
              onChange={onList}
            />
            {rows === 0 ? null : <SaveFacts view={view} digest={digest} list={shownList} />}
          </>
        }
        className="digest-facts"
      >
        {rows === 0 ? <NoRows list={shownList} /> : <Facts digest={digest} list={shownList} />}
        {left > 0 && query.hasNextPage ? (
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more(left)}
          </Button>
        ) : null}
      </Section>
    </>
  )
}

/** The division by its name, which the address may name by its number. */
const nameOf = ({ divisions }: DigestRead, { team, division }: View): string | undefined =>
  team === undefined && division !== undefined ? divisions[0]?.name : undefined

/** What the figure says: the list may hold fewer. */
function countOf({ promises, blockers, teams }: DigestRead, list: DigestList): number {
  if (list === 'promised') return promises.promised + promises.open
  return list === 'silent' ? teams.silent + teams.away : blockers[list]
}

const rowsOf = (digest: DigestRead, list: DigestList): number => digest[list].length

function NoRows({ list }: { list: DigestList }) {
  const { digest: words } = useStandUpMessages()
  return <EmptyState heading={words.none[list]} />
}

/** The list that is shown, whole. */
function SaveFacts({ view, digest, list }: { view: View; digest: DigestRead; list: DigestList }) {
  const { digest: words } = useStandUpMessages()
  const promises = usePromiseColumns()
  const blockers = useBlockerColumns()
  const silent = useSilentColumns()
  const file = { name: words.lists[list], file: `stand-ups-${list}`, day: digest.day }
  if (list === 'promised') return <SaveList {...file} columns={promises} rows={() => everyRowOf(view, 'promised')} />
  if (list === 'silent') return <SaveList {...file} columns={silent} rows={() => everyRowOf(view, 'silent')} />
  return <SaveList {...file} columns={blockers} rows={() => everyRowOf(view, list)} />
}

function Facts({ digest, list }: { digest: DigestRead; list: DigestList }) {
  if (list === 'promised') return <DigestPromises digest={digest} />
  if (list === 'silent') return <DigestSilent digest={digest} />
  return <BlockerLines key={list} blockers={digest[list]} />
}
