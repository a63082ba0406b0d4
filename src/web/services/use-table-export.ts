import { useState } from 'react'
import type { Service } from '../../domain/service.ts'
import { saveFile } from '../shared/charts/chart-export.ts'
import { csvOf } from '../shared/charts/csv.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useSession } from '../shared/session-query.ts'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { cellsOf, tabbed } from './service-cells.ts'
import { useRunsIn } from './service-columns.tsx'
import { readAllShown } from './services-queries.ts'
import type { ColumnName } from './services-search.ts'
import type { Asked } from './use-shown-services.ts'

/** A spreadsheet takes about a million rows; this is what a programme holds at most. */
const mostExported = 100_000

/** Takes what is shown along: as a CSV file of every row the filters leave, or chosen rows onto the clipboard. */
export function useTableExport(columns: readonly ColumnName[]) {
  const { services, words } = useMessages()
  const { programme, today } = useSession()
  const { unitName } = useFormat()
  const runsIn = useRunsIn()
  const say = useToast()
  const problemWords = useProblemWords()
  const [exporting, setExporting] = useState(false)
  const [failed, setFailed] = useState<string | undefined>(undefined)

  const cells = (rows: readonly Service[]) =>
    cellsOf(rows, columns, { services, words, runsIn, unitName, partsPerShownUnit: programme.partsPerShownUnit })

  const exportShown = async ({ filters, sort }: Asked) => {
    setExporting(true)
    setFailed(undefined)
    try {
      const rows = await readAllShown(filters, sort, mostExported)
      // The mark at the start makes a spreadsheet read the file as UTF-8.
      saveFile(
        `services-${filters.asOf ?? today}.csv`,
        new Blob(['\ufeff', csvOf(cells(rows))], { type: 'text/csv;charset=utf-8' }),
      )
      if (rows.length === mostExported) say(services.exportCut(mostExported))
    } catch (error) {
      setFailed(problemWords(error))
    } finally {
      setExporting(false)
    }
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

  return { exportShown, exporting, failed, copyRows, copyText }
}
