import { useState } from 'react'
import type { Location, LocationKind, NewLocation } from '../../domain/location.ts'
import { ProblemError } from '../shared/call.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Select } from '../shared/Select.tsx'
import { useSession } from '../shared/session-query.ts'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import type { DayInField } from './programme-draft.ts'
import { SettingDay } from './SettingDay.tsx'
import { useSaveLocation } from './settings-queries.ts'

type Draft = Omit<NewLocation, 'exitDay'> & { exitDay: DayInField }

const empty: Draft = { name: '', kind: 'public_cloud', provider: '', region: '', exitDay: null }

/** Adds a location, or changes one: a data centre that is to close gets its day here. */
export function LocationDialog({ location, onClose }: { location: Location | undefined; onClose: () => void }) {
  const { settings, words, common } = useMessages()
  const say = useProblemWords()
  const toast = useToast()
  const { today } = useSession()
  const [key] = useState(() => crypto.randomUUID())
  // A version that was changed meanwhile is taken over once it has been shown.
  const [read, setRead] = useState(location)
  const [draft, setDraft] = useState<Draft>(location ?? empty)
  const [tried, setTried] = useState(false)
  const save = useSaveLocation()
  const change = (said: Partial<Draft>) => setDraft((before) => ({ ...before, ...said }))

  const problem = save.error instanceof ProblemError ? save.error.problem : undefined
  const nameFault = draft.name.trim() === '' ? settings.wrong.missing : undefined
  const dayFault = draft.exitDay === 'unreadable' ? settings.wrong['day-unreadable'] : undefined
  const byName = problem?.code === 'name-taken' ? say(save.error) : problem?.fields?.['name']
  const byKind = problem?.code === 'location-in-use' ? say(save.error) : problem?.fields?.['kind']
  const elsewhere = save.error !== null && byName === undefined && byKind === undefined ? say(save.error) : undefined

  const send = () => {
    setTried(true)
    const { exitDay } = draft
    if (nameFault !== undefined || exitDay === 'unreadable' || save.isPending) return
    const said: NewLocation = {
      name: draft.name.trim(),
      kind: draft.kind,
      provider: draft.provider.trim(),
      region: draft.region.trim(),
      exitDay,
    }
    save.mutate(
      read === undefined
        ? { location: said, key }
        : { id: read.id, version: read.version, change: changed(read, said) },
      {
        onSuccess: ({ name }) => {
          toast(read === undefined ? settings.locationAdded(name) : settings.locationSaved(name))
          onClose()
        },
        onError: (error) => {
          if (error instanceof ProblemError && error.problem.code === 'stale')
            setRead(error.problem.current as Location)
        },
      },
    )
  }

  return (
    <FormDialog
      heading={location === undefined ? settings.addLocation : settings.editLocation(location.name)}
      onClose={onClose}
      keepOpen
      error={elsewhere}
      submit={location === undefined ? settings.addLocation : common.save}
      busy={save.isPending}
      onSubmit={send}
      className="location-form"
    >
      <TextField
        label={settings.locationName}
        name="name"
        maxLength={200}
        autoFocus
        value={draft.name}
        onChange={(name) => change({ name })}
        error={(tried ? nameFault : undefined) ?? byName}
      />
      <Select<LocationKind>
        label={settings.kind}
        name="kind"
        description={settings.kindWords}
        value={draft.kind}
        onChange={(kind) => change({ kind })}
        choices={(['on_prem', 'private_cloud', 'public_cloud'] as const).map((kind) => ({
          value: kind,
          label: words.locationKind[kind],
        }))}
        error={byKind}
      />
      <div className="setting-fields">
        <TextField
          optional
          label={settings.provider}
          name="provider"
          maxLength={200}
          value={draft.provider}
          onChange={(provider) => change({ provider })}
        />
        <TextField
          optional
          label={settings.region}
          name="region"
          maxLength={200}
          value={draft.region}
          onChange={(region) => change({ region })}
        />
      </div>
      <SettingDay
        optional
        label={settings.exitDay}
        description={settings.exitDayWords}
        name="exitDay"
        today={today}
        value={draft.exitDay}
        onChange={(exitDay) => change({ exitDay })}
        error={dayFault}
      />
    </FormDialog>
  )
}

/** Only what is said anew, so that somebody else's change of another field stands. */
const changed = (before: NewLocation, after: NewLocation): Partial<NewLocation> =>
  Object.fromEntries(Object.entries(after).filter(([field, value]) => before[field as keyof NewLocation] !== value))
