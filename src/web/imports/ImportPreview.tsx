import { useEffect, useRef } from 'react'
import type { ImportReport } from '../../contract/imports.ts'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { ImportFiles } from './imports-queries.ts'
import { RefusedRows } from './RefusedRows.tsx'
import { RowVerdicts } from './RowVerdicts.tsx'

/** What the import would do, and the one press that does it. */
export function ImportPreview(props: {
  report: ImportReport
  files: ImportFiles
  /** Of the preview that was asked for. */
  previewKey: string
  onRun: (skipRefused: boolean) => void
  onOther: () => void
}) {
  const { imports } = useMessages()
  const { report, files, previewKey, onRun, onOther } = props
  const run = useRef<HTMLButtonElement>(null)
  // The press that is next lies under the finger; the heading above is read by the status of the section.
  useEffect(() => run.current?.focus(), [])

  const heading =
    report.refused > 0
      ? imports.previewRefused(report.refused, report.rows)
      : report.create === 0
        ? imports.previewNone
        : imports.previewAll(report.create)
  return (
    <>
      <Section line={imports.previewLine(report.fileName)} heading={<span aria-live="polite">{heading}</span>}>
        {report.refused > 0 ? (
          <p>{report.create > 0 ? imports.previewRefusedWords : imports.allRefusedWords}</p>
        ) : report.create === 0 ? (
          <p>{imports.previewNoneWords}</p>
        ) : null}
        <Counts report={report} />
        <div className="button-row import-run">
          {report.create === 0 ? null : (
            <Button ref={run} look="filled" onClick={() => onRun(report.refused > 0)}>
              {report.refused > 0 ? imports.runWithout(report.create) : imports.run(report.create)}
            </Button>
          )}
          <Button onClick={onOther}>{imports.otherFiles}</Button>
        </div>
      </Section>
      {report.refused > 0 ? <RefusedRows report={report} /> : null}
      {report.rows > 0 ? <RowVerdicts report={report} files={files} previewKey={previewKey} /> : null}
    </>
  )
}

function Counts({ report }: { report: ImportReport }) {
  const { imports } = useMessages()
  const format = useFormat()
  const added = [
    [imports.newServices, report.newServices],
    [imports.newTeams, report.newTeams],
    [imports.newDivisions, report.newDivisions],
    [imports.newLocations, report.newLocations],
  ] as const
  return (
    <>
      <dl className="import-counts">
        <Count label={imports.create} value={format.count(report.create)} words={imports.createWords} />
        <Count label={imports.same} value={format.count(report.same)} words={imports.sameWords} />
        <Count
          label={imports.refused}
          value={format.count(report.refused)}
          words={imports.refusedWords}
          bad={report.refused > 0}
        />
        {report.firstDay === null || report.lastDay === null ? null : (
          <Count
            label={imports.days}
            value={format.dayRange(report.firstDay, report.lastDay)}
            words={imports.daysWords}
          />
        )}
      </dl>
      <dl className="import-added">
        {added.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{format.count(count)}</dd>
          </div>
        ))}
        {report.customColumns.length === 0 ? null : (
          <div>
            <dt>{imports.customColumns}</dt>
            <dd>{report.customColumns.join(', ')}</dd>
          </div>
        )}
      </dl>
    </>
  )
}

function Count({ label, value, words, bad = false }: { label: string; value: string; words: string; bad?: boolean }) {
  return (
    <div>
      <dt className="caption">{label}</dt>
      <dd>
        <span className={bad ? 'figure-text bad' : 'figure-text'}>{value}</span>
        <span className="quiet">{words}</span>
      </dd>
    </div>
  )
}
