import { useState } from 'react'
import type { CalendarDay } from '../../../domain/calendar-day.ts'
import { TableFormat } from '../../../domain/table-format.ts'
import { useMessages } from '../messages/messages.tsx'
import { useProblemWords } from '../messages/use-problem-words.ts'
import { PopoverButton } from '../PopoverButton.tsx'
import { useSession } from '../session-query.ts'
import './charts.css'

/** Saves a list of any length as CSV, XLSX or JSON: what is read for it, and how, is the list's own affair. */
export function SaveTable(props: {
  name: string
  /** Begins the name of the file: `audit`. The programme and the day follow. */
  file: string
  /** As of which day; today where nothing is said. */
  day?: CalendarDay | undefined
  disabled?: boolean
  make: (format: TableFormat) => Promise<Blob>
}) {
  const { charts } = useMessages()
  const { programme, today } = useSession()
  const problemWords = useProblemWords()
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<string>()
  const save = async (format: TableFormat) => {
    setBusy(true)
    setFailed(undefined)
    try {
      const [{ saveFile }, file] = await Promise.all([import('./chart-export.ts'), props.make(format)])
      const name = [props.file, inFileName(programme.name), props.day ?? today].filter((part) => part !== '').join('-')
      saveFile(`${name}.${format}`, file)
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

/** A name as any file system takes it: letters and digits of whatever script. */
const inFileName = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
