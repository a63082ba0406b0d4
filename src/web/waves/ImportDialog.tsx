import { useRef, useState } from 'react'
import type { DependencyReport } from '../../contract/dependencies.ts'
import { Checkbox } from '../shared/Checkbox.tsx'
import { Field } from '../shared/Field.tsx'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Tag, type Tone } from '../shared/Tag.tsx'
import { useToast } from '../shared/toast.tsx'
import { useReasonWords } from '../shared/use-reason-words.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useImportDependencies, usePreviewDependencies } from './waves-queries.ts'

/** A file is judged as soon as it is chosen, and imported once somebody has seen what it does. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const words = useWavesMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const [file, setFile] = useState<File | undefined>(undefined)
  const [missing, setMissing] = useState(false)
  const [skipRefused, setSkipRefused] = useState(false)
  const preview = usePreviewDependencies()
  const run = useImportDependencies()
  const writeKey = useWriteKey()
  // A file that is chosen in place of another is judged anew; an older answer is not its own.
  const latest = useRef<File | undefined>(undefined)

  const choose = (chosen: File | undefined) => {
    setFile(chosen)
    latest.current = chosen
    setSkipRefused(false)
    preview.reset()
    run.reset()
    if (chosen !== undefined) preview.mutate({ file: chosen, skipRefused: false, key: crypto.randomUUID() })
  }
  const report = latest.current === file ? preview.data : undefined
  const writes = report === undefined ? 0 : report.create + report.change
  const stops = report !== undefined && report.refused > 0 && !skipRefused
  const submit = () => {
    if (run.isPending || preview.isPending) return
    setMissing(file === undefined)
    if (file === undefined || report === undefined || stops) return
    if (writes === 0) return onClose()
    run.mutate(
      { file, skipRefused, key: writeKey.keyFor([file.name, file.size, file.lastModified, skipRefused]) },
      {
        onSuccess: ({ create, change }) => {
          say(words.imported(create + change))
          onClose()
        },
      },
    )
  }
  const error = run.error ?? preview.error
  return (
    <FormDialog
      heading={words.importHeading}
      onClose={onClose}
      keepOpen={file !== undefined}
      error={error !== null ? problemWords(error) : stops ? words.refusedStop : undefined}
      submit={report === undefined || writes === 0 ? words.importDo : words.importCount(writes)}
      busy={run.isPending || preview.isPending}
      onSubmit={submit}
      className="waves-form"
    >
      <Field
        label={words.file}
        description={words.importWords}
        error={missing && file === undefined ? words.fileMissing : undefined}
      >
        {(wiring) => (
          <input
            {...wiring}
            type="file"
            accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
            onChange={(event) => choose(event.target.files?.[0])}
          />
        )}
      </Field>
      <div role="status">
        {preview.isPending ? (
          <p className="second">{words.checking}</p>
        ) : report === undefined ? null : (
          <p>
            <b>
              {writes === 0 && report.refused === 0
                ? words.nothingNew
                : words.preview(report.create, report.change, report.same, report.refused)}
            </b>
          </p>
        )}
      </div>
      {report === undefined || report.refused === 0 ? null : (
        <>
          <RefusedRows report={report} />
          {writes === 0 ? null : (
            <Checkbox label={words.skipRefused(report.refused)} checked={skipRefused} onChange={setSkipRefused} />
          )}
        </>
      )}
      {report === undefined || report.rows === 0 ? null : <FirstRows report={report} />}
    </FormDialog>
  )
}

const shownRefused = 50

function RefusedRows({ report }: { report: DependencyReport }) {
  const words = useWavesMessages()
  const reasonOf = useReasonWords()
  return (
    <ScrollSideways label={words.refusedRows}>
      <table className="plain-table rows-table">
        <caption>{words.refusedRows}</caption>
        <thead>
          <tr>
            <th scope="col" className="figures">
              {words.rowLine}
            </th>
            <th scope="col">{words.reason}</th>
          </tr>
        </thead>
        <tbody>
          {report.refusedRows.slice(0, shownRefused).map((row) => (
            <tr key={row.line}>
              <th scope="row" className="figures">
                {row.line}
              </th>
              <td>{reasonOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {report.refused > shownRefused ? <p className="second">{words.firstOf(shownRefused, report.refused)}</p> : null}
    </ScrollSideways>
  )
}

const tones: Record<DependencyReport['firstRows'][number]['verdict'], Tone> = {
  create: 'good',
  change: 'warning',
  same: 'plain',
  refused: 'bad',
}

function FirstRows({ report }: { report: DependencyReport }) {
  const words = useWavesMessages()
  return (
    <ScrollSideways label={words.firstRows}>
      <table className="plain-table rows-table">
        <caption>{words.firstRows}</caption>
        <tbody>
          {report.firstRows.map((row) => (
            <tr key={row.line}>
              <th scope="row" className="figures quiet">
                {row.line}
              </th>
              <td>
                {row.service} → {row.dependsOn} <span className="quiet">{row.kind}</span>
              </td>
              <td>
                <Tag tone={tones[row.verdict]}>{words.verdict[row.verdict]}</Tag>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}
