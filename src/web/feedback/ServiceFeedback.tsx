import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { useFeedbackMessages, Words } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import type { View } from '../shared/view-search.ts'
import './feedback.css'
import { feedbackOfQuery, figuresQuery } from './feedback-queries.ts'
import { Rating } from './Rating.tsx'
import { ratingText } from './rating-text.ts'

const GiveDialog = lazy(async () => ({ default: (await import('./GiveDialog.tsx')).GiveDialog }))

const shownFirst = 3

interface Props {
  service: { readonly id: number; readonly name: string; readonly team: number }
  view: View
}

/** For the drawer of a service: how it is rated, what was said last, and the way to say something. */
export function ServiceFeedback({ service, view }: Props) {
  const words = useFeedbackMessages()
  const format = useFormat()
  const mayGive = useMay()('give-feedback', service.team)
  const [giving, setGiving] = useState(false)
  const query = useQuery(feedbackOfQuery(service.id, shownFirst))
  const figures = useQuery(figuresQuery(view, 'none', service.id))
  const list = query.data
  const whole = figures.data?.groups[0]
  return (
    <section className="drawer-part" aria-label={words.ofService}>
      <h3>{words.ofService}</h3>
      {list === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={24} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : list.total === 0 ? (
        <p className="second">{words.ofServiceNone}</p>
      ) : (
        <>
          {whole === undefined ? null : (
            <p>
              {whole.average === null ? (
                words.ofServiceWithheld(whole.count, figures.data?.leastForAverage ?? 0)
              ) : (
                <Words of={words.ofServiceAverage(ratingText(whole.average), whole.count)} />
              )}
            </p>
          )}
          <ul className="service-feedback">
            {list.feedback.map((one) => (
              <li key={one.id}>
                <p>
                  <Rating of={one.rating} />
                </p>
                {one.words === '' ? null : <p className="lines-kept">{one.words}</p>}
                <p className="second">
                  {[words.kinds[one.kind], one.givenBy || words.nobody, format.day(one.givenOn)].join(' · ')}
                </p>
                {one.answer === null ? null : (
                  <p className="second lines-kept">
                    <b>{words.weDid}</b> {one.answer.words}
                  </p>
                )}
              </li>
            ))}
          </ul>
          {list.total > shownFirst ? (
            <p>
              <PageLink
                to="/feedback"
                search={{ show: 'all', service: service.name, team: undefined, division: undefined }}
              >
                {words.allOfService(list.total)}
              </PageLink>
            </p>
          ) : null}
        </>
      )}
      {mayGive ? (
        <div className="button-row screen-only">
          <Button onClick={() => setGiving(true)}>{words.give}</Button>
        </div>
      ) : null}
      <Suspense>{giving ? <GiveDialog service={service} onClose={() => setGiving(false)} /> : null}</Suspense>
    </section>
  )
}
