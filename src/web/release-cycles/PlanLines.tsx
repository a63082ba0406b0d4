import { useRef, useState } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ReaderLocale } from '../shared/ReaderLocale.tsx'
import { TextField } from '../shared/TextField.tsx'
import { linesOfFile } from './plan-file.ts'

/** Where services are written, pasted, or put by a file, which shows as lines before anything is sent. */
export function PlanLines({
  text,
  onText,
  error,
}: {
  text: string
  onText: (text: string) => void
  error: string | undefined
}) {
  const words = useMessages().cycles.planDialog
  const input = useRef<HTMLInputElement>(null)
  const [fault, setFault] = useState<string | undefined>(undefined)
  // What the last file put there is replaced by the next; what somebody wrote is kept.
  const [fromFile, setFromFile] = useState('')

  const write = (written: string) => {
    setFault(undefined)
    onText(written)
  }
  const take = async (file: File | undefined) => {
    if (file === undefined) return setFault(words.oneFile)
    const read = await linesOfFile(file, words.units)
    if ('fault' in read)
      return setFault(read.fault === 'row' ? words.fileRow(read.line, read.row) : words.file[read.fault])
    setFromFile(read.lines)
    write(text.trim() === '' || text === fromFile ? read.lines : `${text.trimEnd()}\n${read.lines}`)
  }
  return (
    <ReaderLocale>
      <DropZone
        className="plan-lines"
        aria-label={words.drop}
        getDropOperation={() => 'copy'}
        onDrop={async ({ items }) => {
          const files = items.filter((item) => item.kind === 'file')
          await take(files.length === 1 ? await files[0]?.getFile() : undefined)
        }}
      >
        <TextField
          label={words.services}
          description={words.servicesWords}
          lines
          value={text}
          onChange={write}
          maxLength={1_000_000}
          error={fault ?? error}
        />
        <div className="plan-file">
          <Button onClick={() => input.current?.click()}>{words.chooseFile}</Button>
          <span className="quiet">{words.fileWords}</span>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          aria-label={words.chooseFile}
          onChange={(event) => {
            const [file] = event.target.files ?? []
            // The same file, mended, may be chosen again.
            event.target.value = ''
            if (file !== undefined) void take(file)
          }}
        />
      </DropZone>
    </ReaderLocale>
  )
}
