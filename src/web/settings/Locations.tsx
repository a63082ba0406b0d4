import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { daysBetween } from '../../domain/calendar-day.ts'
import type { Location } from '../../domain/location.ts'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyState, ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { LocationDialog } from './LocationDialog.tsx'
import { locationsQuery } from './settings-queries.ts'

/** Where workload runs. The colour of its kind is the one it has in every chart. */
export function Locations() {
  const { settings } = useMessages()
  const query = useQuery(locationsQuery)
  const [open, setOpen] = useState<Location | 'new' | undefined>(undefined)
  const locations = query.data?.locations
  const mayEdit = useMay()('edit-organisation')
  return (
    <Section
      line={settings.locationsLine}
      heading={settings.locations(locations?.length ?? 0)}
      controls={mayEdit ? <Button onClick={() => setOpen('new')}>{settings.addLocation}</Button> : undefined}
    >
      <StaleNotice query={query} />
      {locations !== undefined ? (
        locations.length === 0 ? (
          <EmptyState heading={settings.noLocations}>{settings.noLocationsWords}</EmptyState>
        ) : (
          <LocationTable locations={locations} onEdit={mayEdit ? setOpen : undefined} />
        )
      ) : query.error === null ? (
        <Reading>
          <Skeleton height={160} />
        </Reading>
      ) : (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {open === undefined ? null : (
        <LocationDialog location={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />
      )}
    </Section>
  )
}

function LocationTable({
  locations,
  onEdit,
}: {
  locations: readonly Location[]
  onEdit: ((location: Location) => void) | undefined
}) {
  const { settings, words, common } = useMessages()
  return (
    <ScrollSideways label={settings.locations(locations.length)}>
      <table className="location-table">
        <thead>
          <tr>
            <th scope="col">{settings.locationName}</th>
            <th scope="col">{settings.kind}</th>
            <th scope="col">{settings.provider}</th>
            <th scope="col">{settings.region}</th>
            <th scope="col">{settings.exitDay}</th>
            <th>
              <span className="unseen">{common.change}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {locations.map((location) => (
            <tr key={location.id}>
              <th scope="row">{location.name}</th>
              <td>
                <span className={`kind-mark ${location.kind}`} aria-hidden="true" />
                {words.locationKind[location.kind]}
              </td>
              <td>{location.provider || <span className="quiet">–</span>}</td>
              <td>{location.region || <span className="quiet">–</span>}</td>
              <td>
                <ExitDay day={location.exitDay} />
              </td>
              <td>
                {onEdit === undefined ? null : (
                  <Button aria-label={settings.editLocation(location.name)} onClick={() => onEdit(location)}>
                    {common.change}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

function ExitDay({ day }: { day: Location['exitDay'] }) {
  const { settings } = useMessages()
  const format = useFormat()
  const { today } = useSession()
  if (day === null) return <span className="quiet">–</span>
  const left = daysBetween(today, day)
  return (
    <>
      {format.day(day)}{' '}
      <span className="quiet">
        {left >= 0 ? settings.exitIn(format.days(left)) : settings.exitPast(format.days(-left))}
      </span>
    </>
  )
}
