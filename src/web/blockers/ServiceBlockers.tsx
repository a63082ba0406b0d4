import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { Blocker } from '../../domain/blocker.ts'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useMay } from '../shared/use-may.ts'
import type { View } from '../shared/view-search.ts'
import './blockers.css'
import { blockersOfQuery } from './blockers-queries.ts'

const BlockerDialog = lazy(async () => ({ default: (await import('./BlockerDialog.tsx')).BlockerDialog }))
const ResolveDialog = lazy(async () => ({ default: (await import('./ResolveDialog.tsx')).ResolveDialog }))

interface Props {
  service: { readonly id: number; readonly name: string; readonly team: number }
  view: View
}

/** For the drawer of a service: what stops it, and the way to say so. */
export function ServiceBlockers({ service, view }: Props) {
  const { blockers: words } = useMessages()
  const mayRaise = useMay()('raise-blocker', service.team)
  const [doing, setDoing] = useState<'open' | Blocker | undefined>(undefined)
  const query = useQuery(blockersOfQuery(service.id, view))
  const list = query.data
  const done = () => setDoing(undefined)
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
      ) : list.blockers.length === 0 ? (
        <p className="second">{words.ofServiceNone}</p>
      ) : (
        <ul className="service-blockers">
          {list.blockers.map((blocker) => (
            <li key={blocker.id}>
              <p className="lines-kept">{blocker.what}</p>
              <p className="second">
                {[
                  words.kinds[blocker.kind],
                  blocker.owner?.name ?? words.noOwner,
                  blocker.days === 0 ? words.today : words.days(blocker.days),
                ].join(' · ')}{' '}
                {blocker.isEscalated ? <Tag tone="bad">{words.escalated}</Tag> : null}
              </p>
              {mayRaise ? (
                <Button look="plain" onClick={() => setDoing(blocker)}>
                  {words.resolve}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {mayRaise ? (
        <div className="button-row screen-only">
          <Button onClick={() => setDoing('open')}>{words.open}</Button>
        </div>
      ) : null}
      <Suspense>
        {doing === undefined ? null : doing === 'open' ? (
          <BlockerDialog of={undefined} service={service} onClose={done} />
        ) : (
          <ResolveDialog blocker={doing} onClose={done} />
        )}
      </Suspense>
    </section>
  )
}
