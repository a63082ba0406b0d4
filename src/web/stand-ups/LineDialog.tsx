import { useState } from 'react'
import * as z from 'zod/mini'
import { StandUpLine } from '../../domain/stand-up.ts'
import { NoAnswerError, ProblemError } from '../shared/call.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useMessages, useStandUpMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { NumberField } from '../shared/NumberField.tsx'
import { StaleEdit } from '../shared/StaleEdit.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useChangeLine } from './stand-ups-queries.ts'

/** Says a line anew: its words, and what a promise will reach. */
export function LineDialog({ line, onClose }: { line: StandUpLine; onClose: () => void }) {
  const words = useStandUpMessages()
  const { states } = useMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const [base, setBase] = useState(line)
  const [text, setText] = useState(line.text)
  const [percent, setPercent] = useState<number | null>(percentOf(line))
  const [theirs, setTheirs] = useState<StandUpLine | undefined>(undefined)
  const change = useChangeLine(line.id)
  const fields = change.error instanceof ProblemError ? (change.error.problem.fields ?? {}) : {}
  const isPromise = line.kind === 'promise'
  // Which version it changes is known only by the server, so it cannot wait on this device.
  const problemOf = (error: unknown) =>
    error instanceof NoAnswerError ? `${problemWords(error)}. ${states.needsNetwork}` : problemWords(error)
  const submit = async () => {
    if (change.isPending) return
    const level = percent === null ? null : Math.round(percent * 10)
    const body = { text: text.trim(), ...(isPromise ? { level } : {}) }
    const changed = await change.mutateAsync({ body, version: base.version }).catch((refused: unknown) => {
      const current = staleLine(refused)
      if (current === undefined) return
      setTheirs(current)
      setBase(current)
      change.reset()
    })
    // What was refused stands in the dialog.
    if (changed === undefined) return
    say(words.lineChanged)
    onClose()
  }
  return (
    <FormDialog
      heading={words.changeOf(line.service?.name ?? line.text)}
      onClose={onClose}
      keepOpen={text !== line.text || percent !== percentOf(line)}
      error={change.error === null || Object.keys(fields).length > 0 ? undefined : problemOf(change.error)}
      submit={words.save}
      busy={change.isPending}
      onSubmit={() => void submit()}
      className="stand-up-form"
    >
      {theirs === undefined ? null : (
        <StaleEdit
          now={[theirs.level === null ? '' : `${theirs.level / 10} %`, theirs.text]
            .filter((part) => part !== '')
            .join(', ')}
          onTake={() => {
            setText(theirs.text)
            setPercent(percentOf(theirs))
            setTheirs(undefined)
          }}
        />
      )}
      {isPromise ? (
        <NumberField
          label={words.level}
          suffix="%"
          value={percent}
          onChange={setPercent}
          minimum={0}
          maximum={100}
          step={5}
          places={1}
          optional
          autoFocus
          error={fields['level']}
        />
      ) : null}
      <TextField
        label={isPromise ? words.step : words.words}
        value={text}
        onChange={setText}
        maxLength={2000}
        autoFocus={!isPromise}
        error={fields['text']}
      />
    </FormDialog>
  )
}

const percentOf = ({ level }: StandUpLine): number | null => (level === null ? null : level / 10)

function staleLine(error: unknown): StandUpLine | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'stale') return undefined
  const current = z.safeParse(StandUpLine, error.problem.current)
  return current.success ? current.data : undefined
}
