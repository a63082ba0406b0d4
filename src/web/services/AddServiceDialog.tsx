import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createDivision, createTeam, listTeams } from '../../contract/teams.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { NewService, Service } from '../../domain/service.ts'
import { Button } from '../shared/Button.tsx'
import { ComboBox } from '../shared/ComboBox.tsx'
import { call, ProblemError } from '../shared/call.ts'
import { DayField } from '../shared/DayField.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { divisionsQuery } from '../shared/divisions-query.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { NumberField } from '../shared/NumberField.tsx'
import { Select } from '../shared/Select.tsx'
import { useSession } from '../shared/session-query.ts'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import './service-forms.css'
import { type TeamChoice, TeamField } from '../shared/TeamField.tsx'
import { locationsQuery, useCreateService } from './services-queries.ts'

interface Props {
  onClose: () => void
  onAdded?: (service: Service) => void
}

/** A service with the workload it enters with. A team or a division that nobody has yet is made on the way. */
export function AddServiceDialog({ onClose, onAdded }: Props) {
  const { services, common, words } = useMessages()
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const queryClient = useQueryClient()
  const { today, programme } = useSession()
  const [name, setName] = useState('')
  const [team, setTeam] = useState<TeamChoice | null>(null)
  const [teamText, setTeamText] = useState('')
  const [division, setDivision] = useState('')
  const [amount, setAmount] = useState<number | null>(null)
  const [location, setLocation] = useState<string | undefined>(undefined)
  const [day, setDay] = useState<CalendarDay | null>(today)
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<unknown>(null)
  const [busy, setBusy] = useState(false)
  const create = useCreateService()
  const teamKey = useWriteKey()
  const divisionKey = useWriteKey()
  const serviceKey = useWriteKey()
  const locations = useQuery(locationsQuery).data?.locations ?? []
  const divisions = useQuery(divisionsQuery).data?.divisions ?? []

  const newTeam = team === null && teamText.trim() !== ''
  const places = Math.min(9, Math.ceil(Math.log10(programme.partsPerShownUnit)))
  const parts = amount === null ? null : Math.round(amount * programme.partsPerShownUnit)
  const chosenLocation = location ?? (locations[0] === undefined ? undefined : String(locations[0].id))
  const missing = {
    name: name.trim() === '' ? services.nameMissing : undefined,
    team: team === null && teamText.trim() === '' ? services.teamMissing : undefined,
    division: newTeam && division.trim() === '' ? services.divisionMissing : undefined,
    units: parts === null || parts <= 0 ? services.amountUnreadable : undefined,
    occurredOn: day === null ? services.dayMissing : undefined,
  }
  const fields = refused instanceof ProblemError ? (refused.problem.fields ?? {}) : {}
  const errorOf = (field: keyof typeof missing): string | undefined =>
    fields[field] ?? (tried ? missing[field] : undefined)

  /** The team's number: chosen, or made together with its division. A second press finds what the first one made. */
  const teamToUse = async (): Promise<number> => {
    if (team !== null) return team.id
    const wanted = teamText.trim()
    const { teams } = await call(listTeams, { query: { q: wanted, limit: 500 } })
    const found = teams.find((one) => one.name.toLowerCase() === wanted.toLowerCase())
    if (found !== undefined) return found.id
    const known = divisions.find((one) => one.name.toLowerCase() === division.trim().toLowerCase())
    const body = { name: division.trim() }
    const into = known ?? (await call(createDivision, { body, idempotencyKey: divisionKey.keyFor(body) }))
    const made = { name: wanted, division: into.id }
    return (await call(createTeam, { body: made, idempotencyKey: teamKey.keyFor(made) })).id
  }

  const submit = async () => {
    setTried(true)
    if (busy || Object.values(missing).some((one) => one !== undefined)) return
    if (parts === null || day === null || chosenLocation === undefined) return
    setBusy(true)
    setRefused(null)
    try {
      const body: NewService = {
        name: name.trim(),
        team: await teamToUse(),
        units: parts,
        location: Number(chosenLocation),
        occurredOn: day,
      }
      const service = await create.mutateAsync({ body, key: serviceKey.keyFor(body) })
      say(services.added(service.name))
      if (onAdded === undefined) onClose()
      else onAdded(service)
    } catch (error) {
      setRefused(error)
      // A team may have been made before the service was refused.
      await queryClient.invalidateQueries({ queryKey: ['teams'] })
    } finally {
      setBusy(false)
    }
  }

  return (
    <Dialog
      heading={services.add}
      onClose={onClose}
      keepOpen={name !== '' || amount !== null}
      foot={
        <>
          <p className="field-error" role="alert">
            {refused !== null && Object.keys(fields).length === 0 ? problemWords(refused) : ''}
          </p>
          <div className="button-row">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button type="submit" form="add-service" look="filled" busy={busy}>
              {services.addDo}
            </Button>
          </div>
        </>
      }
    >
      <form
        id="add-service"
        className="service-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        <TextField
          label={services.name}
          value={name}
          onChange={setName}
          maxLength={200}
          autoFocus
          error={errorOf('name')}
        />
        <TeamField
          label={services.team}
          value={team}
          onChange={setTeam}
          onText={setTeamText}
          description={newTeam ? services.teamIsNew(teamText.trim()) : services.teamWords}
          error={errorOf('team')}
        />
        {newTeam ? (
          <ComboBox
            label={services.newTeamIn}
            options={divisions
              .filter((one) => one.name.toLowerCase().includes(division.trim().toLowerCase()))
              .map((one) => ({ id: String(one.id), name: one.name }))}
            text={division}
            onText={setDivision}
            value={null}
            onChange={(id) => {
              const found = divisions.find((one) => String(one.id) === id)
              if (found !== undefined) setDivision(found.name)
            }}
            allowNew
            error={errorOf('division')}
          />
        ) : null}
        <div className="pair">
          <NumberField
            label={services.workload(format.unitName)}
            value={amount}
            onChange={setAmount}
            places={places}
            {...(programme.unitDefinition === '' ? {} : { description: programme.unitDefinition })}
            error={errorOf('units')}
          />
          <Select
            label={services.where}
            value={chosenLocation}
            onChange={setLocation}
            choices={locations.map((one) => ({
              value: String(one.id),
              label: `${one.name}, ${words.locationKind[one.kind]}`,
            }))}
          />
        </div>
        <DayField
          label={services.since}
          value={day}
          onChange={setDay}
          today={today}
          maximum={today}
          description={services.sinceWords}
          error={errorOf('occurredOn')}
        />
      </form>
    </Dialog>
  )
}
