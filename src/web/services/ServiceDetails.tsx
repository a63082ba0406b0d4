import type { ReactNode } from 'react'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import type { ServiceRead } from './services-queries.ts'

/** What people noted of a service. Fields nobody filled take no room. */
export function ServiceDetails({ service, onEdit }: { service: ServiceRead; onEdit: (() => void) | undefined }) {
  const { services, words } = useMessages()
  const lines: [string, ReactNode][] = [
    [services.column.strategy, service.strategy === 'undecided' ? '' : words.strategy[service.strategy]],
    [services.column.criticality, service.criticality === 'unknown' ? '' : words.criticality[service.criticality]],
    [services.column.owner, service.owner],
    [services.description, service.description],
    [services.tags, service.tags.join(', ')],
    [services.cloudServices, service.cloudServices.join(', ')],
    [services.problem, service.problem],
    [services.solution, service.solution],
    ...Object.entries(service.custom),
  ]
  const noted = lines.filter(([, value]) => value !== '')
  return (
    <section className="drawer-part" aria-label={services.details}>
      <div className="part-head">
        <h3>{services.details}</h3>
        {onEdit === undefined ? null : <Button onClick={onEdit}>{services.edit}</Button>}
      </div>
      {noted.length === 0 ? (
        <p className="second">{services.noDetails}</p>
      ) : (
        <dl className="details">
          {noted.map(([label, value]) => (
            <div key={label}>
              <dt className="caption">{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
