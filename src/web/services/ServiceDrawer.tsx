import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { ProblemError } from '../shared/call.ts'
import { Drawer } from '../shared/Drawer.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { StateTag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { View } from '../shared/view-search.ts'
import './service-drawer.css'
import { useMay } from '../shared/use-may.ts'
import { LevelHistory } from './LevelHistory.tsx'
import { QuickLog } from './QuickLog.tsx'
import { ServiceBalances } from './ServiceBalances.tsx'
import { ServiceDetails } from './ServiceDetails.tsx'
import { ServiceFigures } from './ServiceFigures.tsx'
import { ServiceMoves } from './ServiceMoves.tsx'
import { type ServiceRead, serviceQuery } from './services-queries.ts'
import { useShownDay } from './use-shown-day.ts'

const EditServiceDialog = lazy(async () => ({ default: (await import('./EditServiceDialog.tsx')).EditServiceDialog }))

interface Props {
  id: number
  view: View
  onClose: () => void
  /** To the service of the next or the previous row. */
  onStep: (by: 1 | -1) => void
  /** M means this service, as no rows are chosen that it could mean. */
  logByKey: boolean
  /** What stops it, the wave it moves with and what it is tied to: other subjects'. */
  ties: (service: ServiceRead) => ReactNode
}

/** One service, beside the table: where it stands, how it came there, and the next move. */
export function ServiceDrawer({ id, view, onClose, onStep, logByKey, ties }: Props) {
  const { services } = useMessages()
  const query = useQuery(serviceQuery(id, view))
  const service = query.data
  const [editing, setEditing] = useState(false)
  const may = useMay()

  const gone = query.error instanceof ProblemError && query.error.status === 404
  return (
    <>
      <Drawer
        of={id}
        line={
          service !== undefined ? (
            `${service.team.name}, ${service.division.name}`
          ) : query.error !== null ? undefined : (
            <Skeleton width={160} height={12} />
          )
        }
        heading={
          service?.name ??
          (gone ? services.gone : query.error !== null ? services.column.name : <Skeleton width={240} height={20} />)
        }
        onClose={onClose}
        actions={
          <>
            <Button
              className="step"
              shortcut="K"
              aria-label={services.previous}
              title={services.previous}
              onClick={() => onStep(-1)}
            />
            <Button
              className="step"
              shortcut="J"
              aria-label={services.next}
              title={services.next}
              onClick={() => onStep(1)}
            />
          </>
        }
        foot={
          service === undefined || !may('log-move', service.team.id) ? undefined : (
            <QuickLog key={id} service={service} view={view} byKey={logByKey} />
          )
        }
      >
        <ReadingBar reading={query.isFetching && service !== undefined} />
        {service !== undefined ? (
          <div className="service-drawer">
            <StaleNotice query={query} />
            <Standing service={service} view={view} />
            <ServiceFigures service={service} view={view} />
            <LevelHistory service={service} view={view} />
            <ServiceMoves service={service} view={view} />
            {ties(service)}
            <ServiceBalances service={service} />
            <ServiceDetails
              service={service}
              onEdit={may('edit-service', service.team.id) ? () => setEditing(true) : undefined}
            />
          </div>
        ) : gone ? (
          <p className="second">{services.goneWords}</p>
        ) : query.error !== null ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <DrawerShape />
        )}
      </Drawer>
      {editing && service !== undefined ? (
        <Suspense>
          <EditServiceDialog service={service} onClose={() => setEditing(false)} />
        </Suspense>
      ) : null}
    </>
  )
}

function Standing({ service, view }: { service: ServiceRead; view: View }) {
  const { services } = useMessages()
  const format = useFormat()
  const day = useShownDay(view)
  return (
    <p className="standing">
      <StateTag state={service.state} />
      {service.since === null ? null : (
        <span className="second">
          {services.stateSince[service.state](
            format.day(service.since),
            format.days(format.ageSince(service.since, day)),
          )}
        </span>
      )}
    </p>
  )
}

function DrawerShape() {
  return (
    <Reading>
      <div className="service-drawer">
        <Skeleton width={200} />
        <Skeleton width={320} height={40} />
        <Skeleton height={112} />
        <Skeleton width={280} />
        <Skeleton width={300} />
      </div>
    </Reading>
  )
}
