import { lazy, Suspense, useCallback } from 'react'
import * as z from 'zod/mini'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { Segmented } from '../shared/Segmented.tsx'
import { Reading, Skeleton } from '../shared/states.tsx'
import { UnusableLink } from '../shared/UnusableLink.tsx'
import { useMay } from '../shared/use-may.ts'
import { usePageSearch, ViewSearch } from '../shared/view-search.ts'
import { WhatYouSee } from '../shared/WhatYouSee.tsx'
import '../shared/charts/charts.css'
import '../shared/fields.css'
import './waves.css'
import { WavesList } from './WavesList.tsx'

const WaveDrawer = lazy(async () => ({ default: (await import('./WaveDrawer.tsx')).WaveDrawer }))
const WaveDialog = lazy(async () => ({ default: (await import('./WaveDialog.tsx')).WaveDialog }))
const PlanChosenDialog = lazy(async () => ({
  default: (await import('../release-cycles/PlanChosenDialog.tsx')).PlanChosenDialog,
}))
const Dependencies = lazy(async () => ({ default: (await import('./Dependencies.tsx')).Dependencies }))

const Id = z.string().check(z.regex(/^\d{1,15}$/))

const WavesSearch = z.object({
  ...ViewSearch.shape,
  show: z.catch(z.optional(z.enum(['dependencies'])), undefined),
  /** The open wave, or `new` for the dialog that makes one. */
  wave: z.catch(z.optional(z.union([Id, z.literal('new')])), undefined),
  /** The form that plans the open wave. */
  act: z.catch(z.optional(z.enum(['plan'])), undefined),
  q: z.catch(z.optional(z.string().check(z.maxLength(200))), undefined),
  straddling: z.catch(z.optional(z.literal('true')), undefined),
})

const sharedKeys = Object.keys(ViewSearch.shape)

/** What is planned to move together, and what would straddle because of it. */
export function WavesPage() {
  const words = useWavesMessages()
  const [search, change] = usePageSearch(WavesSearch)
  const { show, wave, q = '' } = search
  const mayPlan = useMay()('plan')
  const close = useCallback(() => change({ wave: undefined, act: undefined }), [change])
  const open = useCallback((id: number) => change({ wave: String(id) }), [change])
  return (
    <div className="waves-page beside">
      <div className="waves-main">
        <UnusableLink schema={WavesSearch} except={sharedKeys} />
        <div className="waves-bar screen-only">
          <Segmented
            label={words.show}
            segments={[
              { value: 'waves', label: words.showWaves },
              { value: 'dependencies', label: words.showDependencies },
            ]}
            value={show ?? 'waves'}
            onChange={(to) =>
              change({
                show: to === 'dependencies' ? to : undefined,
                q: undefined,
                straddling: undefined,
                wave: undefined,
              })
            }
          />
        </div>
        {show === 'dependencies' ? (
          <>
            <WhatYouSee className="second what-you-see" />
            <Suspense
              fallback={
                <Reading>
                  <Skeleton height={320} />
                </Reading>
              }
            >
              <Dependencies
                view={search}
                q={q}
                straddling={search.straddling === 'true'}
                onChange={(changes) =>
                  change(
                    {
                      ...('q' in changes ? { q: changes.q } : {}),
                      ...('straddling' in changes ? { straddling: changes.straddling ? 'true' : undefined } : {}),
                    },
                    { replace: true },
                  )
                }
              />
            </Suspense>
          </>
        ) : (
          <WavesList
            view={search}
            q={q}
            opened={wave === undefined || wave === 'new' ? undefined : Number(wave)}
            onFind={(text) => change({ q: text }, { replace: true })}
            onOpen={open}
            onMake={() => change({ wave: 'new' })}
          />
        )}
      </div>
      <Suspense>
        {wave === 'new' ? (
          <WaveDialog wave={undefined} onClose={close} onDone={(made) => change({ wave: String(made) })} />
        ) : wave === undefined ? null : (
          <WaveDrawer
            key={wave}
            id={Number(wave)}
            view={search}
            onClose={close}
            onPlan={() => change({ act: 'plan' })}
            planning={
              search.act === 'plan' && mayPlan
                ? (of) => <PlanChosenDialog wave={of} onClose={() => change({ act: undefined }, { replace: true })} />
                : undefined
            }
          />
        )}
      </Suspense>
    </div>
  )
}
