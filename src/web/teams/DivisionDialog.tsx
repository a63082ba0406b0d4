import { useState } from 'react'
import * as z from 'zod/mini'
import { Division } from '../../domain/team.ts'
import { Button } from '../shared/Button.tsx'
import { ProblemError } from '../shared/call.ts'
import { Dialog } from '../shared/Dialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { StaleEdit } from '../shared/StaleEdit.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useSaveDivision } from './teams-queries.ts'

/** Adds a division, or renames it. */
export function DivisionDialog({
  division,
  onClose,
}: {
  division: Pick<Division, 'id' | 'name' | 'version'> | undefined
  onClose: () => void
}) {
  const { teams: words, common } = useMessages()
  const problemWords = useProblemWords()
  const [base, setBase] = useState(division)
  const [name, setName] = useState(division?.name ?? '')
  const [theirs, setTheirs] = useState<Division | undefined>(undefined)
  const save = useSaveDivision()
  const writeKey = useWriteKey()

  const submit = () => {
    if (save.isPending) return
    if (base !== undefined && name.trim() === base.name) return onClose()
    save.mutate(
      { division: base, name: name.trim(), key: writeKey.keyFor(name.trim()) },
      {
        onSuccess: onClose,
        onError: (error) => {
          const current = staleDivision(error)
          if (current === undefined) return
          setTheirs(current)
          setBase(current)
          save.reset()
        },
      },
    )
  }
  const fields = save.error instanceof ProblemError ? (save.error.problem.fields ?? {}) : {}
  return (
    <Dialog
      heading={division === undefined ? words.addDivision : words.renameDivision(division.name)}
      onClose={onClose}
      foot={
        <>
          <p className="field-error" role="alert">
            {save.error !== null && Object.keys(fields).length === 0 ? problemWords(save.error) : ''}
          </p>
          <div className="button-row">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button type="submit" form="division-form" look="filled" busy={save.isPending}>
              {division === undefined ? words.addDivisionDo : words.saveDo}
            </Button>
          </div>
        </>
      }
    >
      <form
        id="division-form"
        className="teams-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {theirs === undefined ? null : (
          <StaleEdit
            now={theirs.name}
            onTake={() => {
              setName(theirs.name)
              setTheirs(undefined)
            }}
          />
        )}
        <TextField
          label={words.divisionName}
          value={name}
          onChange={setName}
          maxLength={200}
          autoFocus
          error={fields['name']}
        />
      </form>
    </Dialog>
  )
}

function staleDivision(error: unknown): Division | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'stale') return undefined
  const current = z.safeParse(Division, error.problem.current)
  return current.success ? current.data : undefined
}
