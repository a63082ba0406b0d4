import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CycleChangesAnswer } from '../../contract/cycle-changes.ts'
import type { CycleReport } from '../../contract/release-cycles.ts'
import type { ChangeKind } from '../../domain/cycle-changes.ts'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { useBoardMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { usePageSearch } from '../shared/view-search.ts'
import { ChangesList } from './ChangesList.tsx'
import { useChangeColumns } from './change-columns.ts'
import { changesQuery } from './cycles-queries.ts'
import { CyclesSearch, type SinceChoice, sinceChoices } from './cycles-search.ts'
import { everyChange } from './every-row.ts'
import { useLastVisit } from './visits.ts'
import './board.css'

const day = 86_400_000
const listedAtOnce = 100
const mostListed = 1000

/** What was recorded of the cycle since the reader was here last: a line, that opens to a list. */
export function CycleChanges({ report }: { report: CycleReport }) {
  const [{ since, asOf, knownAt }] = usePageSearch(CyclesSearch)
  const now = Temporal.Instant.from(useSession().now).epochMilliseconds
  const { seen, markSeen } = useLastVisit(now)
  // As of a day of the past, what was recorded since says nothing; at a first visit there is nothing to look back to.
  if (asOf !== undefined || knownAt !== undefined || (seen === null && since === undefined)) return null
  return <ChangesSince report={report} now={now} seen={seen} onSeen={markSeen} />
}

function ChangesSince(props: {
  report: CycleReport
  now: number
  seen: number | null
  onSeen: (upTo: number) => void
}) {
  const { report, now, seen } = props
  const words = useBoardMessages().changes
  const [search, change] = usePageSearch(CyclesSearch)
  const session = useSession()
  const [limit, setLimit] = useState(listedAtOnce)
  const columns = useChangeColumns()
  const choice = search.since ?? 'visit'
  const isOpen = search.since !== undefined
  const start = Temporal.PlainDate.from(report.firstDay)
    .toZonedDateTime(session.programme.zone)
    .toInstant().epochMilliseconds
  const instants: Record<SinceChoice, number | null> = {
    visit: seen,
    day: now - day,
    week: now - 7 * day,
    start: Math.min(start, now),
  }
  const since = instants[choice]
  const query = useQuery({
    ...changesQuery(search, report.number, since ?? now, isOpen ? limit : 1),
    enabled: since !== null,
  })
  const said = query.data?.number === report.number ? query.data : undefined
  const markAll = () => props.onSeen(said === undefined ? now : Temporal.Instant.from(said.upTo).epochMilliseconds)
  const ago = since === null ? '' : agoOf(now - since, words.ago)
  const heading = since === null ? words.first : headingOf(said, choice, ago, words, report.isCommitted)
  const open = (to: SinceChoice | undefined) => {
    setLimit(listedAtOnce)
    change({ since: to }, { replace: true })
  }
  if (!isOpen)
    return (
      <p className="changes-line screen-only">
        <span>{heading}</span>
        {said === undefined || said.total === 0 ? null : (
          <Button look="plain" onClick={() => open('visit')}>
            {words.open}
          </Button>
        )}
        <Button look="plain" onClick={markAll}>
          {words.seen}
        </Button>
      </p>
    )
  return (
    <Section
      line={words.name}
      heading={heading}
      controls={
        since === null || said === undefined || said.total === 0 ? undefined : (
          <SaveList
            name={words.name}
            file={`cycle-${report.number}-changes`}
            columns={columns}
            rows={() => everyChange(search, report.number, since)}
          />
        )
      }
    >
      <div className="changes-bar screen-only">
        <Segmented
          label={words.since}
          value={choice}
          onChange={open}
          segments={sinceChoices.map((value) => ({
            value,
            label: words.choices[value],
            disabled: value === 'visit' && seen === null,
          }))}
        />
        <Button
          onClick={() => {
            markAll()
            open(undefined)
          }}
        >
          {words.seen}
        </Button>
        <Button look="plain" onClick={() => open(undefined)}>
          {words.close}
        </Button>
      </div>
      {since === null ? null : query.error !== null && said === undefined ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : said === undefined ? (
        <Reading>
          <Skeleton height={160} />
        </Reading>
      ) : (
        <ChangesList
          changes={said}
          onMore={query.isPlaceholderData || limit === mostListed ? undefined : () => setLimit(mostListed)}
        />
      )}
    </Section>
  )
}

type Words = ReturnType<typeof useBoardMessages>['changes']

/** In the order in which they matter; what moved back is said by its roll-backs, where that is all of it. */
const inLine: readonly ChangeKind[] = [
  'to-cloud',
  'done',
  'rolled-back',
  'back',
  'added',
  'removed',
  'changed',
  'corrected',
  'stuck',
]

function headingOf(
  said: CycleChangesAnswer | undefined,
  choice: SinceChoice,
  ago: string,
  words: Words,
  isCommitted: boolean,
): string {
  const when = choice === 'visit' ? words.visit(ago) : words.over[choice]
  if (said === undefined) return when
  const count = new Map(said.counts.map(({ kind, services }) => [kind, services]))
  const parts = inLine.flatMap((kind) => {
    const services = count.get(kind)
    if (services === undefined || (kind === 'back' && services === count.get('rolled-back'))) return []
    const isPlan = kind === 'added' || kind === 'removed'
    return [isPlan && !isCommitted ? words.planCounts[kind](services) : words.counts[kind](services)]
  })
  return `${when}: ${parts.length === 0 ? words.nothing : parts.join(', ')}`
}

function agoOf(passed: number, { moments, minutes, hours, days }: Words['ago']): string {
  if (passed >= day) return days(Math.floor(passed / day))
  if (passed >= 3_600_000) return hours(Math.floor(passed / 3_600_000))
  return passed >= 60_000 ? minutes(Math.floor(passed / 60_000)) : moments
}
