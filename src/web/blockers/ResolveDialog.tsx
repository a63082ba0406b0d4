import { useState } from 'react'
import type { Blocker } from '../../domain/blocker.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { ProblemError } from '../shared/call.ts'
import { DayField } from '../shared/DayField.tsx'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useSession } from '../shared/session-query.ts'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { nameOf, useReopenBlocker, useResolveBlocker } from './blockers-queries.ts'

/** Says that it stands no more, since when, and what helped, so that the next team knows. */
export function ResolveDialog({ blocker, onClose }: { blocker: Blocker; onClose: () => void }) {
  const { blockers: words } = useMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const { today } = useSession()
  const [note, setNote] = useState('')
  const [on, setOn] = useState<CalendarDay | null>(today)
  const resolve = useResolveBlocker()
  const reopen = useReopenBlocker()
  const writeKey = useWriteKey()
  const undoKey = useWriteKey()
  const fields = resolve.error instanceof ProblemError ? (resolve.error.problem.fields ?? {}) : {}
  const name = nameOf(blocker)
  const submit = async () => {
    if (resolve.isPending || on === null) return
    const body = { note: note.trim(), on }
    const resolved = await resolve
      .mutateAsync({ id: blocker.id, body, key: writeKey.keyFor(body) })
      .catch(() => undefined)
    // What was refused stands in the dialog.
    if (resolved === undefined) return
    say(words.resolved(name), () => reopen.mutate({ id: blocker.id, key: undoKey.keyFor({ id: blocker.id }) }))
    onClose()
  }
  return (
    <FormDialog
      heading={words.resolveOf(name)}
      onClose={onClose}
      keepOpen={note !== ''}
      error={resolve.error === null || Object.keys(fields).length > 0 ? undefined : problemWords(resolve.error)}
      submit={words.resolve}
      busy={resolve.isPending}
      onSubmit={() => void submit()}
      className="blockers-form"
    >
      <p className="lines-kept">{blocker.what}</p>
      <TextField
        label={words.note}
        value={note}
        onChange={setNote}
        maxLength={2000}
        lines
        optional
        autoFocus
        error={fields['note']}
      />
      <DayField
        label={words.on}
        today={today}
        minimum={blocker.since}
        maximum={today}
        value={on}
        onChange={setOn}
        error={on === null ? words.sinceMissing : fields['on']}
      />
    </FormDialog>
  )
}
