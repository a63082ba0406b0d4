import type { ServiceSort } from '../../contract/services.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import { chooseWidth, columnLooks } from './service-columns.tsx'
import { mostChosen } from './services-queries.ts'
import { type ColumnName, isSortable, nextSort, sortDirection } from './services-search.ts'

interface Props {
  columns: readonly ColumnName[]
  sort: ServiceSort
  total: number
  chosen: number
  onSort: (sort: ServiceSort) => void
  onChooseAll: () => void
  onClear: () => void
}

/** Names of the columns; the one sorted by bears an arrow and says so to assistive technology. */
export function ServicesHead({ columns, sort, total, chosen, onSort, onChooseAll, onClear }: Props) {
  const { services } = useMessages()
  const format = useFormat()
  const all = chosen > 0 && chosen >= Math.min(total, mostChosen)
  return (
    <>
      <colgroup>
        <col style={{ inlineSize: chooseWidth }} />
        {columns.map((name) => (
          <col key={name} style={name === 'name' ? undefined : { inlineSize: columnLooks[name].width }} />
        ))}
      </colgroup>
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className="choose">
            <label className="choose-box">
              <input
                type="checkbox"
                className="check-box"
                aria-label={services.chooseAll(Math.min(total, mostChosen))}
                checked={all}
                disabled={total === 0}
                ref={(box) => {
                  if (box !== null) box.indeterminate = chosen > 0 && !all
                }}
                onChange={() => (chosen > 0 ? onClear() : onChooseAll())}
              />
            </label>
          </th>
          {columns.map((name) => {
            const label = name === 'workload' ? format.unitName || services.column.workload : services.column[name]
            const direction = isSortable(name) ? sortDirection(sort, name) : undefined
            return (
              <th
                key={name}
                scope="col"
                className={columnLooks[name].figures && 'figures'}
                aria-sort={direction ?? (isSortable(name) ? 'none' : undefined)}
              >
                {isSortable(name) ? (
                  <button type="button" onClick={() => onSort(nextSort(sort, name))}>
                    {name === 'workload' ? <span className="capital">{label}</span> : label}
                    <span className="arrow" aria-hidden="true">
                      {direction === undefined ? '' : direction === 'ascending' ? ' ↑' : ' ↓'}
                    </span>
                  </button>
                ) : (
                  label
                )}
              </th>
            )
          })}
        </tr>
      </thead>
    </>
  )
}
