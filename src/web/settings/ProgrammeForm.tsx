import { type ReactNode, useState } from 'react'
import type { Programme, ProgrammeChange } from '../../domain/programme.ts'
import { Button } from '../shared/Button.tsx'
import { ProblemError } from '../shared/call.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useToast } from '../shared/toast.tsx'
import { useMay } from '../shared/use-may.ts'
import { CalendarFields } from './CalendarFields.tsx'
import { CountedFields } from './CountedFields.tsx'
import { GrowthFields } from './GrowthFields.tsx'
import { draftOf, type ProgrammeDraft, type ProgrammeField, readProgrammeDraft } from './programme-draft.ts'
import { StaleProgramme } from './StaleProgramme.tsx'
import { useChangeProgramme } from './settings-queries.ts'

/** What the groups of fields share. */
export interface ProgrammeFieldsProps {
  draft: ProgrammeDraft
  change: (change: Partial<ProgrammeDraft>) => void
  errorOf: (field: ProgrammeField) => ReactNode
}

/**
 * Every setting of the programme, saved together: baseline, unit and cycles belong to one another. `base` is what was
 * read when the form was last clean; a newer one that is read meanwhile takes its place only while nothing was typed.
 */
export function ProgrammeForm({ read }: { read: Programme }) {
  const { settings } = useMessages()
  const mayEdit = useMay()('edit-programme')
  const say = useProblemWords()
  const toast = useToast()
  const [base, setBase] = useState(read)
  const [draft, setDraft] = useState(() => draftOf(read))
  const [tried, setTried] = useState(false)
  const save = useChangeProgramme()
  const { change, faults } = readProgrammeDraft(draft, base)
  const changes = Object.keys(change).length
  const wrong = Object.keys(faults).length
  const dirty = changes > 0 || wrong > 0

  const startFrom = (programme: Programme) => {
    setBase(programme)
    setDraft(draftOf(programme))
    setTried(false)
    save.reset()
  }
  if (!dirty && read.version !== base.version) startFrom(read)

  const send = (said: ProgrammeChange, version: number) => {
    setTried(true)
    if (wrong > 0 || Object.keys(said).length === 0 || save.isPending) return
    save.mutate(
      { change: said, version },
      {
        onSuccess: (saved) => {
          startFrom(saved)
          toast(settings.saved)
        },
      },
    )
  }

  const problem = save.error instanceof ProblemError ? save.error.problem : undefined
  const stale = problem?.code === 'stale' ? (problem.current as Programme) : undefined
  const errorOf = (field: ProgrammeField): ReactNode => {
    const fault = faults[field]
    if (fault !== undefined) return settings.wrong[fault]
    return problem?.fields?.[field]
  }
  const parts = {
    draft,
    errorOf,
    change: (said: Partial<ProgrammeDraft>) => {
      setDraft((before) => ({ ...before, ...said }))
      if (stale === undefined) save.reset()
    },
  }
  return (
    <form
      className="programme-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send(change, base.version)
      }}
    >
      {mayEdit ? null : <p className="second">{settings.onlyAdministrators}</p>}
      <fieldset className="plain-fieldset programme-form" disabled={!mayEdit} aria-label={settings.title}>
        <CountedFields {...parts} />
        <GrowthFields {...parts} />
        <CalendarFields {...parts} />
      </fieldset>
      {stale === undefined ? null : (
        <StaleProgramme
          base={base}
          current={stale}
          mine={change}
          onKeep={() => send(change, stale.version)}
          onTake={() => startFrom(stale)}
        />
      )}
      {dirty ? (
        <div className="save-bar">
          <p role="status">
            {tried && wrong > 0 ? settings.faults(wrong) : settings.unsaved(Math.max(changes, 1))}
            {save.error !== null && stale === undefined ? (
              <span className="field-error"> {say(save.error)}</span>
            ) : null}
          </p>
          <div className="button-row">
            <Button onClick={() => startFrom(read)}>{settings.discard}</Button>
            <Button look="filled" type="submit" busy={save.isPending}>
              {settings.save(Math.max(changes, 1))}
            </Button>
          </div>
        </div>
      ) : null}
    </form>
  )
}
