import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { Icon } from '../shared/icons.tsx'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PageLink } from '../shared/PageLink.tsx'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useMay } from '../shared/use-may.ts'
import type { View } from '../shared/view-search.ts'
import './waves.css'
import { EndLink } from './TiedList.tsx'
import { useTieBack } from './use-tie-back.ts'
import { dependenciesOfQuery, type Tied, waveOfQuery } from './waves-queries.ts'

const DependencyDialog = lazy(async () => ({ default: (await import('./DependencyDialog.tsx')).DependencyDialog }))

/** For the drawer of a service: the wave it moves with, and what it is tied to, each with its side. */
export function ServiceTies({ service, name, view }: { service: number; name: string; view: View }) {
  const words = useWavesMessages()
  const wave = useQuery(waveOfQuery(service))
  const tied = useQuery(dependenciesOfQuery(service, view))
  const failed = [wave, tied].find(({ error }) => error !== null)
  const needs = tied.data?.dependencies.filter((one) => one.service.id === service) ?? []
  const neededBy = tied.data?.dependencies.filter((one) => one.dependsOn.id === service) ?? []
  const [its] = wave.data?.waves ?? []
  const mayPlan = useMay()('plan')
  const problemWords = useProblemWords()
  const tieBack = useTieBack()
  const [adding, setAdding] = useState(false)
  return (
    <section className="drawer-part" aria-label={words.ties}>
      <h3>{words.ties}</h3>
      {failed !== undefined ? (
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />
      ) : wave.data === undefined || tied.data === undefined ? (
        <Reading>
          <Skeleton height={48} />
        </Reading>
      ) : (
        <dl className="ties">
          <dt>{words.inWave}</dt>
          <dd>
            {its === undefined ? (
              <span className="quiet">{words.inNoWave}</span>
            ) : (
              <PageLink to="/waves" search={{ wave: String(its.id) }}>
                {its.name}
              </PageLink>
            )}
          </dd>
          {tied.data.total === 0 ? (
            <dd className="second whole">{words.noTies}</dd>
          ) : (
            <>
              <Ends name={words.needs} of={needs} end="dependsOn" onUntie={tieBack.untie} />
              <Ends name={words.neededBy} of={neededBy} end="service" onUntie={tieBack.untie} />
            </>
          )}
        </dl>
      )}
      {tieBack.error === null ? null : (
        <p className="field-error" role="alert">
          {problemWords(tieBack.error)}
        </p>
      )}
      {mayPlan && tied.data !== undefined ? (
        <Button look="plain" className="add-tie screen-only" onClick={() => setAdding(true)}>
          {words.addDependency}
        </Button>
      ) : null}
      {adding ? (
        <Suspense>
          <DependencyDialog of={{ id: service, name }} onClose={() => setAdding(false)} />
        </Suspense>
      ) : null}
    </section>
  )
}

function Ends(props: {
  name: string
  of: readonly Tied[]
  end: 'service' | 'dependsOn'
  onUntie: (pair: Pick<Tied, 'service' | 'dependsOn'>, kind: string) => void
}) {
  const { name, of, end } = props
  const words = useWavesMessages()
  const may = useMay()
  if (of.length === 0) return null
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <ul className="tied-list">
          {of.map((one) => (
            <li key={one[end].id}>
              <EndLink of={one[end]} />
              {one.kind === '' ? null : <span className="quiet">{one.kind}</span>}
              {one.straddles ? <Tag tone="bad">{words.straddles}</Tag> : null}
              {may('plan', one.service.team.id) ? (
                <Button
                  look="plain"
                  className="untie screen-only"
                  aria-label={words.untie(one.service.name, one.dependsOn.name)}
                  title={words.untie(one.service.name, one.dependsOn.name)}
                  onClick={() => props.onUntie(one, one.kind)}
                >
                  <Icon name="cross" size={12} />
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      </dd>
    </>
  )
}
