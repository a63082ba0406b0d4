import { useWavesMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Tag } from '../shared/Tag.tsx'
import { SideMark } from './SideMark.tsx'
import type { Tied } from './waves-queries.ts'

type End = Tied['service']

/** Dependencies as lines: which service needs which, where each of them runs, and whether they straddle. */
export function TiedList<One extends Tied>({ of, aside }: { of: readonly One[]; aside?: (one: One) => string }) {
  const words = useWavesMessages()
  return (
    <ul className="tied-list">
      {of.map((one) => (
        <li key={`${one.service.id} ${one.dependsOn.id}`}>
          <EndLink of={one.service} />
          <span className="quiet" aria-hidden="true">
            →
          </span>
          <span className="unseen">{words.needs}</span>
          <EndLink of={one.dependsOn} />
          {one.kind === '' ? null : <span className="quiet">{one.kind}</span>}
          {aside === undefined ? (
            one.straddles ? (
              <Tag tone="bad">{words.straddles}</Tag>
            ) : null
          ) : (
            <span className="quiet">{aside(one)}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

export function EndLink({ of }: { of: End }) {
  return (
    <span className="end">
      <SideMark onPrem={of.onPrem} cloud={of.cloud} />
      <PageLink to="/services" search={{ service: String(of.id) }} title={`${of.name}, ${of.team.name}`}>
        {of.name}
      </PageLink>
    </span>
  )
}
