import { lazy, Suspense, useCallback } from 'react'
import * as z from 'zod/mini'
import { FeedbackKind } from '../../domain/feedback.ts'
import { useChartKeys } from '../shared/charts/use-chart-keys.ts'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { UnusableLink } from '../shared/UnusableLink.tsx'
import { useMay } from '../shared/use-may.ts'
import { usePageSearch, ViewSearch } from '../shared/view-search.ts'
import { WhatYouSee } from '../shared/WhatYouSee.tsx'
import '../shared/charts/charts.css'
import '../shared/fields.css'
import './feedback.css'
import { AroundTheClock } from './AroundTheClock.tsx'
import { FeedbackFigures } from './FeedbackFigures.tsx'
import { FeedbackList } from './FeedbackList.tsx'
import type { FeedbackWanted } from './feedback-queries.ts'
import { PulsesDue } from './PulsesDue.tsx'

const GiveDialog = lazy(async () => ({ default: (await import('./GiveDialog.tsx')).GiveDialog }))

const Text = z.string().check(z.minLength(1), z.maxLength(200))

const FeedbackSearch = z.object({
  ...ViewSearch.shape,
  show: z.catch(z.optional(z.enum(['open', 'acknowledged', 'resolved', 'all'])), undefined),
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  kind: z.catch(z.optional(FeedbackKind), undefined),
  region: z.catch(z.optional(Text), undefined),
  ratingTo: z.catch(z.optional(z.enum(['1', '2', '3', '4'])), undefined),
  service: z.catch(z.optional(Text), undefined),
  page: z.catch(z.optional(z.string().check(z.regex(/^[1-9]\d{0,4}$/))), undefined),
  /** The dialog that gives some. */
  act: z.catch(z.optional(z.literal('give')), undefined),
})

const sharedKeys = Object.keys(ViewSearch.shape)

/** What people say of services that moved, until each of them has an answer. */
export function FeedbackPage() {
  const [search, change] = usePageSearch(FeedbackSearch)
  const { show = 'waiting', q = '', kind, region, ratingTo, service, page, act } = search
  const { keys } = useMessages()
  const mayGive = useMay()('give-feedback')
  const give = () => change({ act: 'give' })
  useChartKeys()
  useShortcut('N', give, keys.giveFeedback, { enabled: mayGive })
  const onChange = useCallback(
    (changes: Partial<FeedbackWanted>) => {
      const { show: shown, q: text, ratingTo: rating, page: to, ...rest } = changes
      change(
        {
          ...rest,
          ...('show' in changes ? { show: shown === 'waiting' ? undefined : shown } : {}),
          ...('q' in changes ? { q: text === '' ? undefined : text } : {}),
          ...('ratingTo' in changes ? { ratingTo: rating === undefined ? undefined : (String(rating) as '1') } : {}),
          // Whatever else is looked for begins on its first page.
          page: to === undefined || to === 1 ? undefined : String(to),
        },
        { replace: 'q' in changes },
      )
    },
    [change],
  )
  return (
    <div className="feedback-page">
      <UnusableLink schema={FeedbackSearch} except={sharedKeys} />
      <WhatYouSee className="second what-you-see" />
      <FeedbackList
        view={search}
        wanted={{
          show,
          q,
          kind,
          region,
          ratingTo: ratingTo === undefined ? undefined : Number(ratingTo),
          service,
          page: Number(page ?? 1),
        }}
        onChange={onChange}
        onGive={mayGive ? give : undefined}
      />
      <AroundTheClock />
      <FeedbackFigures view={search} />
      <PulsesDue view={search} />
      {act === 'give' && mayGive ? (
        <Suspense>
          <GiveDialog onClose={() => change({ act: undefined })} />
        </Suspense>
      ) : null}
    </div>
  )
}
