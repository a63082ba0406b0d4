import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listTeams } from '../../contract/teams.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { Button } from '../shared/Button.tsx'
import { ComboBox } from '../shared/ComboBox.tsx'
import { call } from '../shared/call.ts'
import { DayCalendar } from '../shared/DayCalendar.tsx'
import { DayField } from '../shared/DayField.tsx'
import { divisionsQuery } from '../shared/divisions-query.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useView } from '../shared/view-search.ts'
import { endOf, useAsOf } from './as-of.ts'

interface PanelProps {
  close: () => void
}

/** The day to look at: written, or chosen in the calendar. */
export function AsOfPanel({ close }: PanelProps) {
  const { shell } = useMessages()
  const { shown, today, past, show } = useAsOf()
  const session = useSessionIfRead()
  const [written, setWritten] = useState<CalendarDay | null>(shown ?? null)
  if (shown === undefined || today === undefined) return null
  const choose = (day: CalendarDay) => {
    show(day)
    close()
  }
  return (
    <form
      className="view-panel"
      onSubmit={(event) => {
        event.preventDefault()
        if (written !== null) choose(written)
      }}
    >
      <DayField
        label={shell.asOf}
        description={shell.asOfWords}
        value={written}
        onChange={setWritten}
        today={today}
        minimum={session?.firstMoveOn ?? undefined}
        maximum={today}
        withCalendar={false}
      />
      <DayCalendar
        value={shown}
        today={today}
        minimum={session?.firstMoveOn ?? undefined}
        maximum={today}
        autoFocus={false}
        onChange={choose}
      />
      <Button disabled={!past} onClick={() => choose(today)}>
        {shell.today}
      </Button>
    </form>
  )
}

/** What was known when: the end of a day in the programme's zone, or now. */
export function KnownPanel({ close }: PanelProps) {
  const { shell, common } = useMessages()
  const [view, change] = useView()
  const session = useSessionIfRead()
  const [day, setDay] = useState<CalendarDay | null>(null)
  if (session === undefined) return null
  const zone = session.programme.zone
  const knownDay =
    view.knownAt === undefined || !view.knownAt.includes('T')
      ? null
      : (Temporal.Instant.from(view.knownAt).toZonedDateTimeISO(zone).toPlainDate().toString() as CalendarDay)
  return (
    <form
      className="view-panel"
      onSubmit={(event) => {
        event.preventDefault()
        if (day === null) return
        change({ knownAt: endOf(day, zone, session.now) })
        close()
      }}
    >
      <DayField
        label={shell.knownDay}
        description={shell.knownWords}
        value={day ?? knownDay}
        onChange={setDay}
        today={session.today}
        maximum={session.today}
      />
      <div className="button-row">
        <Button type="submit" disabled={day === null}>
          {common.apply}
        </Button>
        <Button
          disabled={view.knownAt === undefined}
          onClick={() => {
            change({ knownAt: undefined })
            close()
          }}
        >
          {shell.knownNow}
        </Button>
      </div>
    </form>
  )
}

/** Whose figures. Choosing a team keeps the division out of the way, since a team has only one. */
export function ScopePanel({ close }: PanelProps) {
  const { shell } = useMessages()
  const [view, change] = useView()
  const [divisionText, setDivisionText] = useState(view.division ?? '')
  const [teamText, setTeamText] = useState(view.team ?? '')
  const divisions = useQuery(divisionsQuery)
  const teamQuery = { q: teamText, limit: 50, ...(view.division === undefined ? {} : { division: view.division }) }
  const teams = useQuery({
    queryKey: ['teams', 'search', teamQuery],
    queryFn: ({ signal }) => call(listTeams, { query: teamQuery, signal }),
  })
  const wanted = divisionText.toLowerCase()
  const divisionOptions = (divisions.data?.divisions ?? [])
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .map(({ name }) => ({ id: name, name }))
  const teamOptions = (teams.data?.teams ?? []).map((team) => ({
    id: team.name,
    name: team.name,
    aside: team.division.name,
  }))
  return (
    <div className="view-panel">
      <ComboBox
        label={shell.division}
        placeholder={shell.allDivisions}
        options={divisionOptions}
        text={divisionText}
        onText={setDivisionText}
        value={view.division ?? null}
        searching={divisions.isPending}
        onChange={(division) => {
          change({ division: division ?? undefined, team: undefined })
          if (division !== null) close()
        }}
      />
      <ComboBox
        label={shell.team}
        placeholder={shell.allTeams}
        options={teamOptions}
        text={teamText}
        onText={setTeamText}
        value={view.team ?? null}
        searching={teams.isPending}
        onChange={(team) => {
          change({ team: team ?? undefined })
          if (team !== null) close()
        }}
      />
    </div>
  )
}
