import { leftStates, type ServiceState, type Strategy } from '../../domain/service.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { Skeleton } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { type LinePlace, lineAttributes } from './ServiceRow.tsx'
import { columnLooks, LevelCell } from './service-columns.tsx'
import { countOf } from './service-states.ts'
import type { ServiceGroup } from './services-queries.ts'
import type { Grouping } from './services-search.ts'

/** A strategy or a state is a word of ours; a team or a division bears its own name. */
export function useGroupName(): (group: ServiceGroup | undefined, by: Grouping | undefined) => string {
  const { words } = useMessages()
  return (group, by) => {
    if (group === undefined) return ''
    if (by === 'strategy') return words.strategy[group.key as Strategy] ?? group.name
    if (by === 'state') return words.state[group.key as ServiceState] ?? group.name
    return group.name
  }
}

/** How many of these states there are, those that matter: `80 in cloud, 16 left, 1 retired`. */
export function useStateCounts(): (states: Readonly<Record<string, number>>) => string[] {
  const { services } = useMessages()
  return (states) => {
    const left = countOf(states, leftStates)
    return [
      (states['in_cloud'] ?? 0) > 0 && services.countedState.in_cloud(states['in_cloud'] ?? 0),
      left > 0 && services.countedLeft(left),
      (states['retired'] ?? 0) > 0 && services.countedState.retired(states['retired'] ?? 0),
      (states['empty'] ?? 0) > 0 && services.countedState.empty(states['empty'] ?? 0),
    ].filter((part) => part !== false)
  }
}

/** Pixels that the counts of a group need in either language. */
const roomForCounts = 200

interface GroupProps extends LinePlace {
  group: ServiceGroup | undefined
  by: Grouping | undefined
}

export function GroupRow({
  group,
  by,
  open,
  onToggle,
  ...place
}: GroupProps & { open: boolean; onToggle: (key: string) => void }) {
  const { services } = useMessages()
  const format = useFormat()
  const nameOf = useGroupName()
  const countsOf = useStateCounts()
  if (group === undefined) return <LoadingRow {...place} />
  const name = nameOf(group, by)
  const stateAt = place.columns.indexOf('state')
  const parts = countsOf(group.states)
  const room = place.columns.slice(stateAt).reduce((sum, column) => sum + columnLooks[column].width, 0)
  // Figures are never cut: where there is room for one, it is what is left; the bar says the rest.
  const left = countOf(group.states, leftStates)
  const counts = room > roomForCounts ? services.groupStates(parts) : left > 0 ? services.countedLeft(left) : parts[0]
  return (
    <tr {...lineAttributes(place)} className="group">
      <td className="choose">
        <button
          type="button"
          className="toggle"
          aria-expanded={open}
          aria-label={open ? services.closeGroup(name) : services.openGroup(name)}
          tabIndex={place.active ? 0 : -1}
          onClick={() => onToggle(group.key)}
        >
          <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
            <path d={open ? 'M1 3h8L5 8z' : 'M3 1v8l5-4z'} fill="currentColor" />
          </svg>
        </button>
      </td>
      {place.columns.map((column, at) => {
        if (stateAt >= 0 && at > stateAt) return null
        if (column === 'name') {
          return (
            <th key={column} scope="row" className="name">
              <span title={name}>{name}</span> <span className="quiet">{format.count(group.services)}</span>
            </th>
          )
        }
        return (
          <td
            key={column}
            className={columnLooks[column].figures && 'figures'}
            colSpan={column === 'state' ? place.columns.length - at : undefined}
          >
            {column === 'level' && group.share !== null ? (
              <LevelCell share={group.share} text={format.share(group.share)} />
            ) : column === 'workload' ? (
              format.amountNumber(group.total)
            ) : column === 'state' ? (
              <span title={services.groupStates(parts)}>{counts}</span>
            ) : null}
          </td>
        )
      })}
    </tr>
  )
}

export function MoreRow({
  group,
  by,
  left,
  onShow,
  ...place
}: GroupProps & { left: number; onShow: (key: string) => void }) {
  const { services } = useMessages()
  const nameOf = useGroupName()
  return (
    <tr {...lineAttributes(place)} className="more">
      <td className="choose" />
      <td colSpan={place.columns.length}>
        <button
          type="button"
          className="button plain"
          tabIndex={place.active ? 0 : -1}
          onClick={() => group && onShow(group.key)}
        >
          {services.showMoreOf(left, nameOf(group, by))}
        </button>
      </td>
    </tr>
  )
}

/** The place of a row that is being read. */
export function LoadingRow(place: LinePlace) {
  const { services } = useMessages()
  return (
    <tr {...lineAttributes(place)} className="loading" aria-busy="true">
      <td className="choose" />
      <td colSpan={place.columns.length}>
        <span className="unseen">{services.rowLoading}</span>
        <Skeleton width={180 + ((place.index * 37) % 120)} height={10} />
      </td>
    </tr>
  )
}
