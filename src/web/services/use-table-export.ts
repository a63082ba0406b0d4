import { useState } from 'react'
import type { Service } from '../../domain/service.ts'
import type { TableFormat } from '../../domain/table-format.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { cellsOf, tabbed } from './service-cells.ts'
import { useRunsIn } from './service-columns.tsx'
import { readAllShown } from './services-queries.ts'
import type { ColumnName } from './services-search.ts'
import type { Asked } from './use-shown-services.ts'

/** What a column holds, where that is less than the API's field of its name. */
const nameInFile: Partial<Record<ColumnName, string>> = { level: 'levelPercent', workload: 'shownUnits' }

/** Takes what is shown along: as a file of every row the filters leave, or chosen rows onto the clipboard. */
export function useTableExport(columns: readonly ColumnName[]) {
  const { services, words, charts } = useMessages()
  const { programme, today } = useSession()
  const { unitName } = useFormat()
  const runsIn = useRunsIn()
  const say = useToast()
  const [failed, setFailed] = useState<string | undefined>(undefined)

  const cells = (rows: readonly Service[]) =>
    cellsOf(rows, columns, { services, words, runsIn, unitName, partsPerShownUnit: programme.partsPerShownUnit })

  const fileOfShown = async ({ filters, sort }: Asked, format: TableFormat): Promise<Blob> => {
    const [rows, { tableBlob }] = await Promise.all([
      readAllShown(filters, sort, Number.POSITIVE_INFINITY),
      import('../shared/charts/table-files.ts'),
    ])
    const [heads = [], ...lines] = cells(rows)
    const day = filters.asOf ?? today
    const said = Object.entries(filters).filter(([, value]) => value !== undefined)
    return tableBlob(format, {
      name: services.title,
      columns: columns.map((name, at) => ({ name: nameInFile[name] ?? name, label: String(heads[at]) })),
      rows: lines,
      about: [
        [charts.about.asOf, charts.asOf(day)],
        ...said.map(([name, value]): [string, string] => [name, String(value)]),
        [charts.about.from, location.href],
        [unitName, programme.unitDefinition],
      ],
      aboutName: charts.about.name,
    })
  }

  const copyText = (rows: readonly Service[]): string => tabbed(cells(rows))
  const copyRows = async (rows: readonly Service[]) => {
    try {
      await navigator.clipboard.writeText(copyText(rows))
      say(services.rowsCopied(rows.length))
    } catch {
      // A browser may refuse the clipboard: then say so, and what works instead.
      setFailed(services.copyRefused)
    }
  }

  return { fileOfShown, failed, copyRows, copyText }
}
