import { useEffect, useEffectEvent, useState } from 'react'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { DroppedFiles } from './DroppedFiles.tsx'
import { ImportFormat } from './ImportFormat.tsx'
import { ImportHistory } from './ImportHistory.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { ImportProgress } from './ImportProgress.tsx'
import { ImportResult } from './ImportResult.tsx'
import './import-page.css'
import '../shared/fields.css'
import { EmptyState } from '../shared/states.tsx'
import { useMay } from '../shared/use-may.ts'
import { type ImportFiles, usePreviewImport, useRunImport } from './imports-queries.ts'
import { fileOfPaste, heldFile, kindOfFile } from './recognise-file.ts'

interface Chosen {
  readonly moves?: File
  readonly locations?: File
}

export function ImportPage() {
  const { imports, refusals } = useMessages()
  const mayImport = useMay()('import')
  return mayImport ? <Import /> : <EmptyState heading={imports.title}>{refusals.forbidden()}</EmptyState>
}

/** Drop, look at what it would do, run, undo. Nothing is written before somebody saw what it is. */
function Import() {
  const { imports } = useMessages()
  const say = useProblemWords()
  const [chosen, setChosen] = useState<Chosen>({})
  const [complaint, setComplaint] = useState<string | undefined>(undefined)
  // One key for each sending: the progress is asked for by it, and a run that is sent again counts once.
  const [key, setKey] = useState('')
  const preview = usePreviewImport()
  const run = useRunImport()

  const check = (files: ImportFiles) => {
    const next = crypto.randomUUID()
    setKey(next)
    preview.mutate({ files, key: next, skipRefused: false })
  }

  const take = async (taken: readonly File[]) => {
    setComplaint(undefined)
    run.reset()
    preview.reset()
    const files = await Promise.all(taken.map(heldFile))
    const kinds = await Promise.all(files.map(kindOfFile))
    const [moves, ...moreMoves] = files.filter((_, at) => kinds[at] === 'moves')
    const [locations, ...moreLocations] = files.filter((_, at) => kinds[at] === 'locations')
    if (moreMoves.length > 0 || moreLocations.length > 0) {
      setComplaint(imports.tooManyFiles)
      return
    }
    const next = {
      ...chosen,
      ...(moves === undefined ? {} : { moves }),
      ...(locations === undefined ? {} : { locations }),
    }
    setChosen(next)
    if (next.moves === undefined) setComplaint(imports.onlyLocations)
    else check({ moves: next.moves, locations: next.locations })
  }

  const start = (skipRefused: boolean) => {
    if (chosen.moves === undefined || run.isPending) return
    const next = crypto.randomUUID()
    setKey(next)
    run.mutate({ files: { moves: chosen.moves, locations: chosen.locations }, key: next, skipRefused })
  }

  const startOver = () => {
    setChosen({})
    setComplaint(undefined)
    preview.reset()
    run.reset()
  }

  const busy = preview.isPending || run.isPending
  const problem = complaint ?? (run.error ? say(run.error) : preview.error ? say(preview.error) : undefined)

  usePaste((text) => void take([fileOfPaste(text, `${imports.pasted}.csv`)]), !busy)

  return (
    <div className="import-page">
      <header>
        <h1 className="page-title">{imports.title}</h1>
        <p className="second">{imports.words}</p>
      </header>

      {run.data !== undefined ? (
        <ImportResult report={run.data} onAgain={startOver} />
      ) : (
        <>
          <DroppedFiles
            moves={chosen.moves}
            locations={chosen.locations}
            busy={busy}
            problem={problem}
            onFiles={(files) => void take(files)}
            onStartOver={startOver}
            onComplaint={setComplaint}
          />
          {busy ? <ImportProgress progressKey={key} running={run.isPending} /> : null}
          {!busy && preview.data !== undefined && complaint === undefined ? (
            <ImportPreview
              key={preview.variables.key}
              report={preview.data}
              files={preview.variables.files}
              previewKey={preview.variables.key}
              onRun={start}
              onOther={startOver}
            />
          ) : null}
          {chosen.moves === undefined ? <ImportFormat /> : null}
        </>
      )}
      {/* What was just undone is no result to show any more. */}
      <ImportHistory onUndone={(id) => id === run.data?.importId && startOver()} />
    </div>
  )
}

/** Cells pasted anywhere on the page but into a text field. */
function usePaste(onText: (text: string) => void, enabled: boolean): void {
  const paste = useEffectEvent((event: ClipboardEvent) => {
    if (event.target instanceof HTMLElement && event.target.closest('input, textarea')) return
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (text.trim() === '') return
    event.preventDefault()
    onText(text)
  })
  useEffect(() => {
    if (!enabled) return
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [enabled])
}
