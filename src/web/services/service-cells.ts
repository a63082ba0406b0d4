import type { Service } from '../../domain/service.ts'
import type { Cell } from '../shared/charts/csv.ts'
import type { Messages } from '../shared/messages/messages.tsx'
import type { ColumnName } from './services-search.ts'

interface Saying {
  readonly services: Messages['services']
  readonly words: Messages['words']
  readonly runsIn: (service: Service) => string
  readonly partsPerShownUnit: number
  readonly unitName: string
}

/** The rows as a spreadsheet reads them: amounts and percentages are numbers, days are ISO days. */
export function cellsOf(rows: readonly Service[], columns: readonly ColumnName[], say: Saying): Cell[][] {
  const { services, words } = say
  const heads = columns.map((column) => {
    if (column === 'workload') return services.inUnit(services.column.workload, say.unitName)
    return column === 'level' ? `${services.column.level}, %` : services.column[column]
  })
  const cell = (service: Service, column: ColumnName): Cell => {
    switch (column) {
      case 'team':
      case 'division':
        return service[column].name
      case 'level':
        return service.cloudLevel === null ? null : service.cloudLevel / 10
      case 'workload':
        return service.total / say.partsPerShownUnit
      case 'runsIn':
        return service.total === 0 ? '' : say.runsIn(service)
      case 'state':
        return words.state[service.state]
      case 'strategy':
        return words.strategy[service.strategy]
      case 'criticality':
        return words.criticality[service.criticality]
      case 'tags':
        return service.tags.join(', ')
      default:
        return service[column]
    }
  }
  return [heads, ...rows.map((service) => columns.map((column) => cell(service, column)))]
}

/** For the clipboard: cells parted by tabs, and none that a spreadsheet would run as a formula. */
export const tabbed = (rows: readonly (readonly Cell[])[]): string =>
  rows.map((row) => row.map(tabbedCell).join('\t')).join('\n')

function tabbedCell(cell: Cell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const oneLine = cell.replaceAll(/[\t\r\n]+/g, ' ')
  return /^\s*[=+\-@]/.test(oneLine) ? `'${oneLine}` : oneLine
}
