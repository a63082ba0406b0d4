import { useState } from 'react'
import type { Feedback } from '../../domain/feedback.ts'
import { ProblemError } from '../shared/call.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useChange } from './use-change.ts'

/** Who sees to what was said. */
export function OwnerDialog({ of, onClose }: { of: Feedback; onClose: () => void }) {
  const words = useFeedbackMessages()
  const before = of.owner?.name ?? ''
  const [owner, setOwner] = useState(before)
  const { change, busy, error, problem } = useChange(of)
  const fields = error instanceof ProblemError ? (error.problem.fields ?? {}) : {}
  const submit = async () => {
    const said = owner.trim()
    if (said === before) onClose()
    else if (await change({ owner: said }, { owner: before }, words.ownerSet(of.service.name))) onClose()
  }
  return (
    <FormDialog
      heading={words.ownerOf(of.service.name)}
      onClose={onClose}
      keepOpen={owner !== before}
      error={Object.keys(fields).length > 0 ? undefined : problem}
      submit={words.save}
      busy={busy}
      onSubmit={() => void submit()}
      className="feedback-form"
    >
      <TextField
        label={words.ownerField}
        description={words.ownerWords}
        value={owner}
        onChange={setOwner}
        maxLength={200}
        optional
        autoFocus
        error={fields['owner']}
      />
    </FormDialog>
  )
}
