import { useState } from 'react'
import type { CycleReport } from '../../contract/release-cycles.ts'
import { type CalendarDay, later } from '../../domain/calendar-day.ts'
import { ProblemError } from '../shared/call.ts'
import { DayField } from '../shared/DayField.tsx'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useSession } from '../shared/session-query.ts'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useChangeCycle } from './cycles-queries.ts'

/** Names a cycle, or moves its end. */
export function EditCycleDialog({ cycle: read, onClose }: { cycle: CycleReport; onClose: () => void }) {
  const { cycles } = useMessages()
  const words = cycles.editDialog
  const problemWords = useProblemWords()
  const say = useToast()
  const { today } = useSession()
  // As it was opened: what others change meanwhile is refused by its version, not written over.
  const [cycle] = useState(read)
  const [name, setName] = useState(cycle.name)
  const [lastDay, setLastDay] = useState<CalendarDay | null>(cycle.lastDay)
  const save = useChangeCycle()
  const fields = save.error instanceof ProblemError ? (save.error.problem.fields ?? {}) : {}
  const isOver = cycle.state === 'late'

  const submit = () => {
    if (save.isPending || lastDay === null) return
    const body = {
      ...(name.trim() === cycle.name ? {} : { name: name.trim() }),
      ...(lastDay === cycle.lastDay ? {} : { lastDay }),
    }
    if (Object.keys(body).length === 0) return onClose()
    save.mutate(
      { number: cycle.number, version: cycle.version, body },
      {
        onSuccess: (after) => {
          say(words.saved(cycles.cycle(after.number, after.name)))
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      heading={cycles.editOf(cycles.short(cycle.number))}
      onClose={onClose}
      error={save.error !== null && Object.keys(fields).length === 0 ? problemWords(save.error) : ''}
      submit={words.save}
      busy={save.isPending}
      onSubmit={submit}
      className="cycle-form"
    >
      <TextField
        label={words.name}
        optional
        description={words.nameWords}
        value={name}
        onChange={setName}
        maxLength={200}
        autoFocus
        error={fields['name']}
      />
      {isOver ? null : (
        <DayField
          label={words.lastDay}
          description={words.lastDayWords}
          value={lastDay}
          onChange={setLastDay}
          today={today}
          minimum={later(today, cycle.firstDay)}
          error={fields['lastDay'] ?? (lastDay === null ? words.noDay : undefined)}
        />
      )}
    </FormDialog>
  )
}
