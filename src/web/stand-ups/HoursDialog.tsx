import { useState } from 'react'
import { ProblemError } from '../shared/call.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useSetHours } from './hand-overs-queries.ts'
import type { StandUpRead } from './stand-ups-queries.ts'

/** When a team has its stand-ups; empty where nobody is reminded. */
export function HoursDialog({ standUp, onClose }: { standUp: StandUpRead; onClose: () => void }) {
  const { hours: words, save } = useStandUpMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const { team, hours } = standUp
  const [morning, setMorning] = useState(hours.morning ?? '')
  const [evening, setEvening] = useState(hours.evening ?? '')
  const send = useSetHours()
  const writeKey = useWriteKey()
  const fields = send.error instanceof ProblemError ? (send.error.problem.fields ?? {}) : {}
  const submit = () => {
    if (send.isPending) return
    const said = (hour: string) => (hour === '' ? null : hour)
    const body = { team: team.id, morning: said(morning), evening: said(evening) }
    send.mutate(
      { body, key: writeKey.keyFor(body) },
      {
        onSuccess: () => {
          say(words.saved)
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      heading={words.dialog(team.name)}
      onClose={onClose}
      error={send.error === null || Object.keys(fields).length > 0 ? undefined : problemWords(send.error)}
      submit={save}
      busy={send.isPending}
      onSubmit={submit}
      className="stand-up-form"
    >
      <p className="second">{words.words(team.zone)}</p>
      <TextField
        label={words.morning}
        type="time"
        value={morning}
        onChange={setMorning}
        optional
        autoFocus
        error={fields['morning']}
      />
      <TextField
        label={words.evening}
        type="time"
        value={evening}
        onChange={setEvening}
        optional
        error={fields['evening']}
      />
    </FormDialog>
  )
}
