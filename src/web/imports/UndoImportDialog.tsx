import { useState } from 'react'
import type { ImportRun } from '../../contract/imports.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useToast } from '../shared/toast.tsx'
import { useUndoImport } from './imports-queries.ts'

/** Says what undoing does before it is done: much at once, and only once. */
export function UndoImportDialog(props: { run: ImportRun; onUndone: () => void; onClose: () => void }) {
  const { run, onUndone, onClose } = props
  const { imports, common } = useMessages()
  const say = useProblemWords()
  const toast = useToast()
  const undo = useUndoImport()
  const [key] = useState(() => crypto.randomUUID())
  return (
    <Dialog
      heading={imports.undoHeading(run.created)}
      onClose={onClose}
      keepOpen={undo.isPending}
      foot={
        <div className="button-row">
          <Button
            danger
            busy={undo.isPending}
            onClick={() =>
              undo.mutate(
                { id: run.id, key },
                {
                  onSuccess: ({ reversed }) => {
                    toast(imports.undoDone(reversed))
                    onUndone()
                    onClose()
                  },
                },
              )
            }
          >
            {imports.undoNow(run.created)}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      }
    >
      <p>{imports.undoWords(run.fileName)}</p>
      {undo.error === null ? null : (
        <p className="field-error" role="alert">
          {say(undo.error)}
        </p>
      )}
    </Dialog>
  )
}
