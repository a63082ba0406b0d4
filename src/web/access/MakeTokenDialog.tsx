import { useState } from 'react'
import { readCalendar } from '../../contract/calendar-feed.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { MachineToken, TokenScope } from '../../domain/machine-token.ts'
import { basePath } from '../shared/address.ts'
import { addressOf, ProblemError } from '../shared/call.ts'
import { DayField } from '../shared/DayField.tsx'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useMakeToken } from '../shared/make-token.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { PulseLinkShown } from '../shared/PulseLinkShown.tsx'
import { usePreferences } from '../shared/preferences.ts'
import { Select } from '../shared/Select.tsx'
import { useSession } from '../shared/session-query.ts'
import { TextField } from '../shared/TextField.tsx'
import './access.css'
import { ShownOnce } from '../shared/ShownOnce.tsx'

/** What a refusal is about, so that it stands under its field. */
const fieldOf: Readonly<Record<string, 'name' | 'teams' | 'lastDay'>> = {
  'name-taken': 'name',
  'unknown-team': 'teams',
  'token-day-past': 'lastDay',
}

/** Makes a token, then shows its secret this once; for a calendar the address that it fetches. */
export function MakeTokenDialog({ forCalendar = false, onClose }: { forCalendar?: boolean; onClose: () => void }) {
  const access = useAccessMessages()
  const say = useProblemWords()
  const { today } = useSession()
  const make = useMakeToken()
  const [name, setName] = useState(forCalendar ? access.subscribe.name : '')
  const [scope, setScope] = useState<TokenScope>(forCalendar ? 'calendar' : 'write')
  const [teams, setTeams] = useState('')
  const [day, setDay] = useState<{ day: CalendarDay | null; unreadable: boolean }>({ day: null, unreadable: false })
  const [tried, setTried] = useState(false)

  if (make.data !== undefined) {
    return <Secret token={make.data.token} secret={make.data.secret} onClose={onClose} />
  }
  const problem = make.error instanceof ProblemError ? make.error.problem : undefined
  const about = problem === undefined ? undefined : fieldOf[problem.code]
  const errorOf = (field: 'name' | 'teams' | 'lastDay') =>
    about === field ? say(make.error) : problem?.fields?.[field]
  const elsewhere = make.error !== null && about === undefined && problem?.fields === undefined ? say(make.error) : ''
  const named = teams
    .split(',')
    .map((team) => team.trim())
    .filter((team) => team !== '')

  const teamsMissing = scope === 'feedback' && named.length === 0

  const send = () => {
    setTried(true)
    if (name.trim() === '' || day.unreadable || make.isPending || teamsMissing) return
    make.mutate({
      name: name.trim(),
      scope,
      ...(named.length === 0 || scope === 'calendar' ? {} : { teams: named }),
      ...(day.day === null ? {} : { lastDay: day.day }),
    })
  }
  return (
    <FormDialog
      heading={forCalendar ? access.subscribe.heading : access.makeToken}
      onClose={onClose}
      keepOpen={!forCalendar && name !== ''}
      error={elsewhere}
      submit={forCalendar ? access.subscribe.submit : access.makeToken}
      busy={make.isPending}
      onSubmit={send}
    >
      {forCalendar ? (
        <>
          <p>{access.subscribe.words}</p>
          <p className="second">{access.subscribe.token}</p>
        </>
      ) : null}
      <TextField
        label={access.tokenName}
        description={access.tokenNameWords}
        name="name"
        maxLength={200}
        autoFocus
        value={name}
        onChange={setName}
        error={(tried && name.trim() === '' ? access.wrong.name : undefined) ?? errorOf('name')}
      />
      {forCalendar ? null : (
        <Select<TokenScope>
          label={access.scope}
          name="scope"
          value={scope}
          onChange={setScope}
          choices={(['write', 'read', 'calendar', 'feedback'] as const).map((value) => ({
            value,
            label: access.scopeChoices[value],
          }))}
        />
      )}
      {scope === 'calendar' ? null : (
        <TextField
          optional={scope !== 'feedback'}
          label={access.teams}
          description={scope === 'feedback' ? access.teamsOfLinkWords : access.teamsWords}
          name="teams"
          value={teams}
          onChange={setTeams}
          error={(tried && teamsMissing ? access.wrong.teams : undefined) ?? errorOf('teams')}
        />
      )}
      <DayField
        optional
        label={access.lastDay}
        description={access.lastDayWords}
        name="lastDay"
        today={today}
        minimum={today}
        value={day.day}
        onChange={(chosen, typed) =>
          setDay({ day: chosen, unreadable: chosen === null && (typed ?? '').trim() !== '' })
        }
        error={(tried && day.unreadable ? access.wrong.day : undefined) ?? errorOf('lastDay')}
      />
    </FormDialog>
  )
}

function Secret({ token, secret, onClose }: { token: MachineToken; secret: string; onClose: () => void }) {
  const access = useAccessMessages()
  const { language } = usePreferences()
  if (token.scope === 'feedback') return <PulseLinkShown secret={secret} teams={token.teams ?? []} onClose={onClose} />
  if (token.scope === 'calendar') {
    return (
      <ShownOnce
        heading={access.made(token.name)}
        words={access.calendarWords}
        secret={`${location.origin}${addressOf(readCalendar, undefined, { token: secret, lang: language })}`}
        copyRefused={access.calendarCopyRefused}
        done={access.done}
        onClose={onClose}
      />
    )
  }
  return (
    <ShownOnce
      heading={access.made(token.name)}
      words={access.secretWords}
      secret={secret}
      copyRefused={access.copyRefused}
      done={access.done}
      onClose={onClose}
    >
      <p className="second">{access.howTo}</p>
      <code className="secret">
        curl {location.origin}
        {basePath}/api/v1/growth -H "Authorization: Bearer $TENFOLD_TOKEN"
      </code>
    </ShownOnce>
  )
}
