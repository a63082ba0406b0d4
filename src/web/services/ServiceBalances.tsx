import type { LocationKind } from '../../domain/location.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { ServiceRead } from './services-queries.ts'

const colours: Record<LocationKind, string> = {
  on_prem: 'var(--on-prem)',
  private_cloud: 'var(--private-cloud)',
  public_cloud: 'var(--public-cloud)',
}

/** How much of it runs in which location. */
export function ServiceBalances({ service }: { service: ServiceRead }) {
  const { services, words } = useMessages()
  const format = useFormat()
  const balances = service.balances.filter(({ units }) => units > 0)
  return (
    <section className="drawer-part" aria-label={services.balances}>
      <h3>{services.balances}</h3>
      {balances.length === 0 ? (
        <p className="second">{services.noBalance}</p>
      ) : (
        <ul className="balances">
          {balances.map(({ location, units }) => (
            <li key={location.id}>
              <span
                className="swatch"
                style={{ background: colours[location.kind as LocationKind] }}
                aria-hidden="true"
              />
              <span className="cut" title={location.name}>
                {location.name}
              </span>
              <span className="quiet">{words.locationKind[location.kind as LocationKind]}</span>
              <span className="figures">{format.amount(units)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
