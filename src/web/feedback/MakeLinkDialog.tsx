import { useState } from 'react'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { ProblemError } from '../shared/call.ts'
import { DayField } from '../shared/DayField.tsx'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useMakeToken } from '../shared/make-token.ts'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PulseLinkShown } from '../shared/PulseLinkShown.tsx'
import { useSession } from '../shared/session-query.ts'
import { TextField } from '../shared/TextField.tsx'

interface Props {
  service: { readonly id: number; readonly name: string }
  team: { readonly id: number; readonly name: string }
  onClose: () => void
}

/** What a refusal is about, so that it stands under its field. */
const fieldOf: Readonly<Record<string, 'name' | 'lastDay'>> = { 'name-taken': 'name', 'token-day-past': 'lastDay' }

/** Makes a link for the people who use a service and have no account here, and shows it this once. */
export function MakeLinkDialog({ service, team, onClose }: Props) {
  const words = useFeedbackMessages()
  const say = useProblemWords()
  const { today } = useSession()
  const make = useMakeToken()
  const [name, setName] = useState(words.linkNameOf(service.name).slice(0, 200))
  const [day, setDay] = useState<{ day: CalendarDay | null; unreadable: boolean }>({ day: null, unreadable: false })
  const [tried, setTried] = useState(false)
  if (make.data !== undefined)
    return <PulseLinkShown secret={make.data.secret} teams={[team]} service={service} onClose={onClose} />
  const problem = make.error instanceof ProblemError ? make.error.problem : undefined
  const about = problem === undefined ? undefined : fieldOf[problem.code]
  const errorOf = (field: 'name' | 'lastDay') => (about === field ? say(make.error) : problem?.fields?.[field])
  const send = () => {
    setTried(true)
    if (name.trim() === '' || day.unreadable || make.isPending) return
    make.mutate({
      name: name.trim(),
      scope: 'feedback',
      teams: [team.id],
      ...(day.day === null ? {} : { lastDay: day.day }),
    })
  }
  return (
    <FormDialog
      heading={words.makeLinkOf(service.name)}
      onClose={onClose}
      error={make.error !== null && about === undefined && problem?.fields === undefined ? say(make.error) : undefined}
      submit={words.makeLink}
      busy={make.isPending}
      onSubmit={send}
      className="feedback-form"
    >
      <p className="second">{words.linkWords(team.name)}</p>
      <TextField
        label={words.linkName}
        maxLength={200}
        autoFocus
        value={name}
        onChange={setName}
        error={(tried && name.trim() === '' ? words.linkNameMissing : undefined) ?? errorOf('name')}
      />
      <DayField
        optional
        label={words.linkLastDay}
        description={words.linkLastDayWords}
        today={today}
        minimum={today}
        value={day.day}
        onChange={(chosen, typed) =>
          setDay({ day: chosen, unreadable: chosen === null && (typed ?? '').trim() !== '' })
        }
        error={(tried && day.unreadable ? words.dayWrong : undefined) ?? errorOf('lastDay')}
      />
    </FormDialog>
  )
}
