import { useId, useState } from 'react'
import { addAbsence } from '../../contract/stand-ups.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { personMeant } from '../../domain/stand-up.ts'
import { ProblemError } from '../shared/call.ts'
import { DayField } from '../shared/DayField.tsx'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useStandUpMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Kept } from '../shared/outbox/outbox.ts'
import { useSayKept } from '../shared/outbox/use-write.ts'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { type StandUpRead, useAddAbsence } from './stand-ups-queries.ts'

/** Says who is out of office, from when to when. */
export function AbsenceDialog({ standUp, onClose }: { standUp: StandUpRead; onClose: () => void }) {
  const words = useStandUpMessages()
  const say = useToast()
  const sayKept = useSayKept()
  const problemWords = useProblemWords()
  const names = useId()
  const { team, today, people } = standUp
  const [who, setWho] = useState('')
  const [from, setFrom] = useState<CalendarDay | null>(today)
  const [to, setTo] = useState<CalendarDay | null>(today)
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const add = useAddAbsence()
  const writeKey = useWriteKey()
  const fields = add.error instanceof ProblemError ? (add.error.problem.fields ?? {}) : {}
  const submit = async () => {
    setTried(true)
    if (add.isPending || who.trim() === '' || from === null || to === null) return
    const meant = personMeant(who, people)
    const body = { team: team.id, who: meant?.person ?? meant?.name ?? who.trim(), from, to, words: why.trim() }
    const what = { kind: 'absence' as const, who: meant?.name ?? who.trim(), from, to }
    const added = await add
      .mutateAsync({ endpoint: addAbsence, body, key: writeKey.keyFor(body), what })
      .catch(() => undefined)
    // What was refused stands in the dialog.
    if (added === undefined) return
    if (added instanceof Kept) sayKept(added)
    else say(words.absenceAdded(added.who.name))
    onClose()
  }
  return (
    <FormDialog
      heading={words.outOfOffice}
      onClose={onClose}
      keepOpen={who !== '' || why !== ''}
      error={add.error === null || Object.keys(fields).length > 0 ? undefined : problemWords(add.error)}
      submit={words.save}
      busy={add.isPending}
      onSubmit={() => void submit()}
      className="stand-up-form"
    >
      <TextField
        label={words.who}
        value={who}
        onChange={setWho}
        maxLength={200}
        list={names}
        autoFocus
        error={tried && who.trim() === '' ? words.whoMissing : fields['who']}
      />
      <datalist id={names}>
        {people.map(({ person, name }) => (
          <option key={person ?? name} value={name} />
        ))}
      </datalist>
      <DayField
        label={words.firstDay}
        today={today}
        value={from}
        onChange={(day) => {
          setFrom(day)
          if (day !== null && to !== null && to < day) setTo(day)
        }}
        error={from === null ? words.dayMissing : fields['from']}
      />
      <DayField
        label={words.lastDay}
        today={today}
        minimum={from ?? undefined}
        value={to}
        onChange={setTo}
        error={to === null ? words.dayMissing : fields['to']}
      />
      <TextField label={words.why} value={why} onChange={setWhy} maxLength={200} optional error={fields['words']} />
    </FormDialog>
  )
}
