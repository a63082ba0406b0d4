import { useState } from 'react'
import { TableFormat } from '../../../domain/table-format.ts'
import { useMessages } from '../messages/messages.tsx'
import { useProblemWords } from '../messages/use-problem-words.ts'
import { PopoverButton } from '../PopoverButton.tsx'
import './charts.css'

/** Saves a table of any length as CSV, XLSX or JSON: what is read for it, and how, is the table's own affair. */
export function SaveTable(props: { name: string; disabled?: boolean; save: (format: TableFormat) => Promise<void> }) {
  const { charts } = useMessages()
  const problemWords = useProblemWords()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const save = async (format: TableFormat) => {
    setBusy(true)
    setFailed(undefined)
    try {
      await props.save(format)
    } catch (error) {
      setFailed(problemWords(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <PopoverButton
        className="button"
        label={charts.saveOf(props.name)}
        disabled={props.disabled}
        aria-busy={busy}
        panel={(close) => (
          <div className="save-choices">
            {TableFormat.options.map((format) => (
              <button
                key={format}
                type="button"
                disabled={busy}
                onClick={() => {
                  close()
                  void save(format)
                }}
              >
                {charts.saveTable[format]}
              </button>
            ))}
          </div>
        )}
      >
        {charts.save}
        <span className="unseen">{props.name}</span>
      </PopoverButton>
      {failed === undefined ? null : (
        <span role="alert" className="save-failed">
          {failed}
        </span>
      )}
    </>
  )
}
