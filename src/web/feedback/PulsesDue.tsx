import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import type { View } from '../shared/view-search.ts'
import { usePulseColumns } from './feedback-columns.ts'
import { everyPulse, type Pulse, pulsesQuery } from './feedback-queries.ts'

const GiveDialog = lazy(async () => ({ default: (await import('./GiveDialog.tsx')).GiveDialog }))
const MakeLinkDialog = lazy(async () => ({ default: (await import('./MakeLinkDialog.tsx')).MakeLinkDialog }))

const shownFirst = 5
const mostShown = 500

/** Services whose people are to be asked now, those asked least first. */
export function PulsesDue({ view }: { view: View }) {
  const words = useFeedbackMessages()
  const format = useFormat()
  const may = useMay()
  const [limit, setLimit] = useState(shownFirst)
  const [giving, setGiving] = useState<Pulse | undefined>(undefined)
  const [linking, setLinking] = useState<Pulse | undefined>(undefined)
  const query = useQuery(pulsesQuery(view, limit))
  const due = query.data
  const columns = usePulseColumns()
  return (
    <Section
      line={words.askLine}
      heading={due === undefined ? <Skeleton width={160} /> : words.ask(due.total)}
      controls={
        due === undefined || due.total === 0 ? undefined : (
          <SaveList name={words.askLine} file="feedback-to-ask" columns={columns} rows={() => everyPulse(view)} />
        )
      }
      foot={words.askFoot}
    >
      <StaleNotice query={query} />
      {due === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={96} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : due.total === 0 ? (
        <p className="second">{words.askNone}</p>
      ) : (
        <ul className="pulses-due" aria-label={words.askLine}>
          {due.pulses.map((one) => (
            <li key={one.service.id}>
              <h3>
                <PageLink to="/services" search={{ service: one.service.id }}>
                  {one.service.name}
                </PageLink>{' '}
                <span className="quiet">{one.team.name}</span>
              </h3>
              <p className="second">
                <b>{words.pulseDay(one.pulse)}</b> · {words.movedOn(format.day(one.movedOn))} ·{' '}
                {words.until(format.shortDay(one.until))} · {words.askedSoFar(one.count)}
              </p>
              <div className="acts screen-only">
                {may('give-feedback', one.team.id) ? (
                  <Button look="plain" aria-label={`${words.give}: ${one.service.name}`} onClick={() => setGiving(one)}>
                    {words.give}
                  </Button>
                ) : null}
                {may('make-token', one.team.id) ? (
                  <Button look="plain" aria-label={words.makeLinkOf(one.service.name)} onClick={() => setLinking(one)}>
                    {words.makeLink}
                  </Button>
                ) : null}
              </div>
            </li>
          ))}
        </ul>
      )}
      {due === undefined || due.total <= limit || limit === mostShown ? null : (
        <p className="screen-only">
          <Button look="plain" busy={query.isFetching} onClick={() => setLimit(mostShown)}>
            {words.allPulses(due.total)}
          </Button>
        </p>
      )}
      <Suspense>
        {giving === undefined ? null : <GiveDialog service={giving.service} onClose={() => setGiving(undefined)} />}
        {linking === undefined ? null : (
          <MakeLinkDialog service={linking.service} team={linking.team} onClose={() => setLinking(undefined)} />
        )}
      </Suspense>
    </Section>
  )
}
