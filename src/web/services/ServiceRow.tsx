import { FlexRender, type Row } from '@tanstack/react-table'
import { memo } from 'react'
import type { Service } from '../../domain/service.ts'
import { classes } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { StateTag } from '../shared/Tag.tsx'
import { HereLink } from './HereLink.tsx'
import { columnLooks, type ServiceFeatures } from './service-columns.tsx'
import type { ColumnName } from './services-search.ts'

export interface LinePlace {
  /** Its line in the table, from 0. */
  readonly index: number
  /** It has the keyboard: the only line that Tab reaches. */
  readonly active: boolean
  readonly columns: readonly ColumnName[]
}

/** Attributes every line bears: where it stands, and whether Tab reaches it. */
export const lineAttributes = ({ index, active }: LinePlace) => ({
  'data-line': index,
  'aria-rowindex': index + 2,
  tabIndex: active ? 0 : -1,
})

interface Props extends LinePlace {
  row: Row<ServiceFeatures, Service>
  /** Too narrow for columns: team and state stand under the name. */
  twoLines: boolean
  chosen: boolean
  open: boolean
  onToggle: (service: Service) => void
}

/** A row opens by a press anywhere on it; its name is the link that can be copied and opened in another tab. */
export const ServiceRow = memo(function ServiceRow({ row, twoLines, chosen, open, onToggle, ...place }: Props) {
  const { services } = useMessages()
  const service = row.original
  return (
    <tr
      {...lineAttributes(place)}
      className={classes('service', service.state === 'retired' && 'retired', (chosen || open) && 'chosen')}
      aria-current={open || undefined}
    >
      <td className="choose">
        <label className="choose-box">
          <input
            type="checkbox"
            className="check-box"
            aria-label={services.chooseRow(service.name)}
            checked={chosen}
            tabIndex={place.active ? 0 : -1}
            onChange={(event) => {
              // With Shift the table chooses a whole range; the browser tells the box of the press all the same.
              if ((event.nativeEvent as MouseEvent).shiftKey !== true) onToggle(service)
            }}
          />
        </label>
      </td>
      {row.getVisibleCells().map((cell) => {
        const name = cell.column.id as ColumnName
        if (name !== 'name') {
          return (
            <td key={cell.id} className={classes(columnLooks[name].figures && 'figures', `column-${name}`)}>
              <FlexRender cell={cell} />
            </td>
          )
        }
        return (
          <th key={cell.id} scope="row" className="name">
            <HereLink
              search={(before) => ({ ...before, service: String(service.id) })}
              tabIndex={place.active ? 0 : -1}
              title={service.name}
            >
              {service.name}
            </HereLink>
            {twoLines ? (
              <span className="under-name">
                <StateTag state={service.state} /> <span className="cut">{service.team.name}</span>
              </span>
            ) : null}
          </th>
        )
      })}
    </tr>
  )
})
