import type { ImportReport } from '../../contract/imports.ts'
import { Button } from '../shared/Button.tsx'
import { csvOf } from '../shared/charts/csv.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { useReasonWords } from '../shared/use-reason-words.ts'
import { downloadText } from './download-text.ts'

const listed = 100

/** Every refused row with its line and what to do, and the same as a file to mend them by. */
export function RefusedRows({ report }: { report: ImportReport }) {
  const { imports } = useMessages()
  const reasonOf = useReasonWords()
  const rows = report.refusedRows
  const download = () =>
    downloadText(
      `refused-${report.fileName.replace(/\.[^.]*$/, '')}.csv`,
      csvOf([['line', 'reason', 'row'], ...rows.map((row) => [row.line, reasonOf(row), row.row])]),
    )
  return (
    <Section
      line={imports.refusedLine}
      heading={imports.refusedHeading(report.refused)}
      controls={<Button onClick={download}>{imports.downloadRefused}</Button>}
      foot={report.refused > rows.length ? imports.refusedFirst(rows.length, report.refused) : undefined}
    >
      <ScrollSideways label={imports.refusedHeading(report.refused)}>
        <table className="import-table refused">
          <thead>
            <tr>
              <th scope="col" className="figures">
                {imports.line}
              </th>
              <th scope="col">{imports.reason}</th>
              <th scope="col">{imports.row}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, listed).map((row) => (
              <tr key={row.line}>
                <th scope="row" className="figures" data-label={imports.line}>
                  {row.line}
                </th>
                <td className="wide">{reasonOf(row)}</td>
                <td className="wide">
                  <code>{row.row}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollSideways>
    </Section>
  )
}
