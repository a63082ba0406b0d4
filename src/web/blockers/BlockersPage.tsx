import { lazy, Suspense, useCallback } from 'react'
import * as z from 'zod/mini'
import { whole } from '../../contract/queries.ts'
import { BlockerKind } from '../../domain/blocker.ts'
import { useChartKeys } from '../shared/charts/use-chart-keys.ts'
import { UnusableLink } from '../shared/UnusableLink.tsx'
import { usePageSearch, ViewSearch } from '../shared/view-search.ts'
import { WhatYouSee } from '../shared/WhatYouSee.tsx'
import '../shared/charts/charts.css'
import '../shared/fields.css'
import './blockers.css'
import { Ageing } from './Ageing.tsx'
import { BlockersList } from './BlockersList.tsx'

const BlockerDialog = lazy(async () => ({ default: (await import('./BlockerDialog.tsx')).BlockerDialog }))

const BlockersSearch = z.object({
  ...ViewSearch.shape,
  show: z.catch(z.optional(z.enum(['resolved', 'all'])), undefined),
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  kind: z.catch(z.optional(BlockerKind), undefined),
  escalated: z.catch(z.optional(z.literal('true')), undefined),
  cycle: z.catch(z.optional(whole(1, 1_000_000)), undefined),
  /** The dialog that opens one. */
  act: z.catch(z.optional(z.literal('open')), undefined),
})

const sharedKeys = Object.keys(ViewSearch.shape)

/** What stops services and teams, since when, who sees to it, and how long such things take. */
export function BlockersPage() {
  const [search, change] = usePageSearch(BlockersSearch)
  const { show = 'open', q = '', kind, escalated, cycle, act } = search
  const close = useCallback(() => change({ act: undefined }), [change])
  useChartKeys()
  return (
    <div className="blockers-page">
      <UnusableLink schema={BlockersSearch} except={sharedKeys} />
      <WhatYouSee className="second what-you-see" />
      <BlockersList
        view={search}
        wanted={{ state: show, q, kind, escalated: escalated === 'true', cycle }}
        onChange={({ state, ...changes }) =>
          change(
            {
              ...('q' in changes ? { q: changes.q === '' ? undefined : changes.q } : {}),
              ...('kind' in changes ? { kind: changes.kind } : {}),
              ...('escalated' in changes ? { escalated: changes.escalated ? ('true' as const) : undefined } : {}),
              ...('cycle' in changes ? { cycle: changes.cycle } : {}),
              ...(state === undefined ? {} : { show: state === 'open' ? undefined : state }),
            },
            { replace: 'q' in changes },
          )
        }
        onOpen={() => change({ act: 'open' })}
      />
      <Ageing view={search} />
      {act === 'open' ? (
        <Suspense>
          <BlockerDialog of={undefined} onClose={close} />
        </Suspense>
      ) : null}
    </div>
  )
}
