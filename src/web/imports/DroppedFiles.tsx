import { useRef } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import { Button } from '../shared/Button.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { ReaderLocale } from '../shared/ReaderLocale.tsx'
import { useFormat } from '../shared/use-format.ts'

interface Props {
  moves: File | undefined
  locations: File | undefined
  busy: boolean
  /** Why these files do not do, in words that say what to do. */
  problem: string | undefined
  onFiles: (files: readonly File[]) => void
  onStartOver: () => void
  onComplaint: (words: string) => void
}

/** Where files are dropped, chosen or pasted, and which ones were. */
export function DroppedFiles(props: Props) {
  const { imports } = useMessages()
  const { moves, locations, busy, problem, onFiles } = props
  const input = useRef<HTMLInputElement>(null)
  const choose = () => input.current?.click()
  const nothing = moves === undefined && locations === undefined
  return (
    <ReaderLocale>
      <DropZone
        className={nothing ? 'drop-zone' : 'drop-zone filled'}
        aria-label={imports.dropHeading}
        isDisabled={busy}
        getDropOperation={() => 'copy'}
        onDrop={async (event) => {
          const files = await Promise.all(
            event.items.filter((item) => item.kind === 'file').map((item) => item.getFile()),
          )
          if (files.length > 0) onFiles(files)
          else props.onComplaint(imports.onlyFiles)
        }}
      >
        {nothing ? (
          <>
            <p className="drop-heading">{imports.dropHeading}</p>
            <p className="second">{imports.dropWords}</p>
            <Button look="filled" onClick={choose}>
              {imports.chooseFiles}
            </Button>
            <p className="quiet">{imports.pasteInstead}</p>
          </>
        ) : (
          <>
            <dl className="chosen-files">
              {moves === undefined ? null : <ChosenFile kind={imports.movesFile} file={moves} />}
              {locations === undefined ? null : <ChosenFile kind={imports.locationsFile} file={locations} />}
            </dl>
            <div className="button-row">
              {locations === undefined || moves === undefined ? (
                <Button disabled={busy} onClick={choose}>
                  {moves === undefined ? imports.chooseFiles : imports.addLocations}
                </Button>
              ) : null}
              <Button disabled={busy} onClick={props.onStartOver}>
                {imports.otherFiles}
              </Button>
            </div>
          </>
        )}
        {problem === undefined ? null : (
          <p className="field-error" role="alert">
            {problem}
          </p>
        )}
        <input
          ref={input}
          type="file"
          hidden
          multiple
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
          aria-label={imports.chooseFiles}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])]
            // The same file, mended, may be chosen again.
            event.target.value = ''
            if (files.length > 0) onFiles(files)
          }}
        />
      </DropZone>
    </ReaderLocale>
  )
}

function ChosenFile({ kind, file }: { kind: string; file: File }) {
  const format = useFormat()
  return (
    <div>
      <dt className="caption">{kind}</dt>
      <dd>
        {file.name} <span className="quiet">{format.bytes(file.size)}</span>
      </dd>
    </div>
  )
}
