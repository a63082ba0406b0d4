import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Region } from '../../domain/feedback.ts'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import { sessionQuery, useSession } from '../shared/session-query.ts'
import { EmptyState, ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { regionsQuery } from './feedback-queries.ts'
import { hourIn, regionHours } from './region-hours.ts'

const share = (hour: number): string => `${(hour / 24) * 100}%`

/** Regions on the 24 hours of the programme: when people work there, and where answers are waited for. */
export function AroundTheClock() {
  const words = useFeedbackMessages()
  const { programme } = useSession()
  const mayAdd = useMay()('edit-organisation')
  const query = useQuery(regionsQuery)
  const now = useNow()
  const regions = query.data?.regions
  const first = regions === undefined ? undefined : longestWaiting(regions)
  return (
    <Section
      line={words.clockLine}
      heading={
        regions === undefined ? (
          <Skeleton width={160} />
        ) : regions.length === 0 ? (
          words.noRegions
        ) : (
          words.clock(first?.waiting ?? 0, first?.name ?? '')
        )
      }
      foot={regions === undefined || regions.length === 0 ? undefined : words.clockFoot(programme.zone)}
    >
      <StaleNotice query={query} />
      {regions === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={120} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : regions.length === 0 ? (
        <EmptyState
          heading={words.noRegions}
          actions={
            mayAdd ? (
              <PageLink to="/settings" className="button">
                {words.toSettings}
              </PageLink>
            ) : undefined
          }
        >
          {words.noRegionsWords} {mayAdd ? null : words.noRegionsElse}
        </EmptyState>
      ) : (
        <div className="clock">
          <ul className="clock-regions" aria-label={words.clockLine}>
            {regions.map((region) => (
              <RegionLine key={region.id} region={region} now={now} />
            ))}
          </ul>
          <div className="clock-hours" aria-hidden="true">
            {[0, 6, 12, 18, 24].map((hour) => (
              <span key={hour} style={{ insetInlineStart: share(hour) }}>
                {hour}
              </span>
            ))}
          </div>
        </div>
      )}
    </Section>
  )
}

function RegionLine({ region, now }: { region: Region; now: Temporal.Instant }) {
  const words = useFeedbackMessages()
  const format = useFormat()
  const { programme } = useSession()
  const { there, atWork, bars } = regionHours(region.zone, programme.zone, now)
  return (
    <li>
      <p>
        <b>{region.name}</b> <span className="second">{words.hereNow(there, atWork)}</span>
      </p>
      <p className={region.waiting > 0 ? 'waiting' : 'waiting quiet'}>
        {region.waiting > 0 ? (
          <PageLink to="/feedback" search={{ region: region.id }}>
            {words.waitingThere(region.waiting)}
          </PageLink>
        ) : (
          words.nothingWaits
        )}
        {region.waitingSince === null ? null : (
          <span className="second"> {words.waitingSince(format.instant(region.waitingSince, programme.zone))}</span>
        )}
      </p>
      <div className="clock-track" aria-hidden="true">
        {bars.map(({ from, to }) => (
          <span
            key={from}
            className={atWork ? 'clock-bar at-work' : 'clock-bar'}
            style={{ insetInlineStart: share(from), inlineSize: share(to - from) }}
          />
        ))}
        <span className="clock-now" style={{ insetInlineStart: share(hourIn(programme.zone, now)) }} />
      </div>
    </li>
  )
}

/** Where the oldest of what nobody has answered comes from. */
const longestWaiting = (regions: readonly Region[]): Region | undefined =>
  regions
    .filter(({ waitingSince }) => waitingSince !== null)
    .toSorted((one, other) => ((one.waitingSince ?? '') < (other.waitingSince ?? '') ? -1 : 1))[0]

/** The server's clock as it was read, and what has passed since; once a minute. */
function useNow(): Temporal.Instant {
  const { data, dataUpdatedAt } = useQuery(sessionQuery)
  const [passed, setPassed] = useState(0)
  useEffect(() => {
    const note = () => setPassed(Math.max(0, Date.now() - dataUpdatedAt))
    note()
    const timer = setInterval(note, 60_000)
    return () => clearInterval(timer)
  }, [dataUpdatedAt])
  return Temporal.Instant.from(data?.now ?? '1970-01-01T00:00:00Z').add({ milliseconds: passed })
}
