import { useQuery } from '@tanstack/react-query'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { ErrorState, Reading, Skeleton } from '../shared/states.tsx'
import { Tag } from '../shared/Tag.tsx'
import type { View } from '../shared/view-search.ts'
import './waves.css'
import { EndLink } from './TiedList.tsx'
import { dependenciesOfQuery, type Tied, waveOfQuery } from './waves-queries.ts'

/** For the drawer of a service: the wave it moves with, and what it is tied to, each with its side. */
export function ServiceTies({ service, view }: { service: number; view: View }) {
  const words = useWavesMessages()
  const wave = useQuery(waveOfQuery(service))
  const tied = useQuery(dependenciesOfQuery(service, view))
  const failed = [wave, tied].find(({ error }) => error !== null)
  const needs = tied.data?.dependencies.filter((one) => one.service.id === service) ?? []
  const neededBy = tied.data?.dependencies.filter((one) => one.dependsOn.id === service) ?? []
  const [its] = wave.data?.waves ?? []
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
              <Ends name={words.needs} of={needs} end="dependsOn" />
              <Ends name={words.neededBy} of={neededBy} end="service" />
            </>
          )}
        </dl>
      )}
    </section>
  )
}

function Ends({ name, of, end }: { name: string; of: readonly Tied[]; end: 'service' | 'dependsOn' }) {
  const words = useWavesMessages()
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
            </li>
          ))}
        </ul>
      </dd>
    </>
  )
}
