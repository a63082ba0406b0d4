import { useState } from 'react'
import * as z from 'zod/mini'
import { Wave } from '../../domain/wave.ts'
import { ProblemError } from '../shared/call.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useWavesMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { StaleEdit } from '../shared/StaleEdit.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useChangeWave, useCreateWave } from './waves-queries.ts'

/** Makes a wave, or says its name and what it is for. */
export function WaveDialog(props: { wave: Wave | undefined; onClose: () => void; onDone: (wave: number) => void }) {
  const words = useWavesMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const [base, setBase] = useState(props.wave)
  const [name, setName] = useState(base?.name ?? '')
  const [description, setDescription] = useState(base?.description ?? '')
  const [theirs, setTheirs] = useState<Wave | undefined>(undefined)
  const [missing, setMissing] = useState(false)
  const create = useCreateWave()
  const change = useChangeWave(base?.id ?? 0)
  const writeKey = useWriteKey()
  const error = create.error ?? change.error
  const fields = error instanceof ProblemError ? (error.problem.fields ?? {}) : {}
  const typed = name !== (base?.name ?? '') || description !== (base?.description ?? '')

  const submit = () => {
    if (create.isPending || change.isPending) return
    setMissing(name.trim() === '')
    if (name.trim() === '') return
    const body = { name: name.trim(), description: description.trim() }
    if (base === undefined) {
      create.mutate(
        { body, key: writeKey.keyFor(body) },
        {
          onSuccess: ({ wave }) => {
            say(words.made(wave.name))
            props.onDone(wave.id)
          },
        },
      )
      return
    }
    change.mutate(
      { body, version: base.version },
      {
        onSuccess: (wave) => {
          say(words.changed(wave.name))
          props.onDone(wave.id)
        },
        onError: (refused) => {
          const current = staleWave(refused)
          if (current === undefined) return
          setTheirs(current)
          setBase(current)
          change.reset()
        },
      },
    )
  }
  return (
    <FormDialog
      heading={props.wave === undefined ? words.make : words.editWave(props.wave.name)}
      onClose={props.onClose}
      keepOpen={typed}
      error={error !== null && Object.keys(fields).length === 0 ? problemWords(error) : undefined}
      submit={props.wave === undefined ? words.makeDo : words.save}
      busy={create.isPending || change.isPending}
      onSubmit={submit}
      className="waves-form"
    >
      {theirs === undefined ? null : (
        <StaleEdit
          now={theirs.name}
          onTake={() => {
            setName(theirs.name)
            setDescription(theirs.description)
            setTheirs(undefined)
          }}
        />
      )}
      <TextField
        label={words.name}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus
        error={missing && name.trim() === '' ? words.nameMissing : fields['name']}
      />
      <TextField
        label={words.description}
        value={description}
        onChange={setDescription}
        maxLength={2000}
        lines
        optional
        error={fields['description']}
      />
    </FormDialog>
  )
}

function staleWave(error: unknown): Wave | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'stale') return undefined
  const current = z.safeParse(Wave, error.problem.current)
  return current.success ? current.data : undefined
}
