import { type ReactNode, useState } from 'react'
import * as z from 'zod/mini'
import { Criticality, Service, Strategy } from '../../domain/service.ts'
import { Button } from '../shared/Button.tsx'
import { ProblemError } from '../shared/call.ts'
import { Dialog } from '../shared/Dialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Select } from '../shared/Select.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import './service-forms.css'
import { TeamField } from '../shared/TeamField.tsx'
import { CustomFields } from './CustomFields.tsx'
import { StaleChoices } from './StaleChoices.tsx'
import {
  changedFields,
  changeOf,
  conflictsOf,
  type DraftField,
  draftOf,
  faultsOfCustom,
  type Meanwhile,
  merged,
  type ServiceDraft,
} from './service-draft.ts'
import { type ServiceRead, useChangeService } from './services-queries.ts'

export function EditServiceDialog({ service, onClose }: { service: ServiceRead; onClose: () => void }) {
  const { services, words, common } = useMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const [base, setBase] = useState<{ version: number; draft: ServiceDraft }>(() => ({
    version: service.version,
    draft: draftOf(service),
  }))
  const [draft, setDraft] = useState(base.draft)
  const [meanwhile, setMeanwhile] = useState<Meanwhile | undefined>(undefined)
  const save = useChangeService(service.id)
  const set =
    <Field extends DraftField>(field: Field) =>
    (value: ServiceDraft[Field]) =>
      setDraft((before) => ({ ...before, [field]: value }))

  const changed = changedFields(base.draft, draft)
  const customFaults = faultsOfCustom(draft.custom)
  const submit = () => {
    if (save.isPending || customFaults.size > 0 || draft.team === null) return
    if (changed.length === 0) return onClose()
    save.mutate(
      { body: changeOf(base.draft, draft), version: base.version },
      {
        onSuccess: () => {
          say(services.saved)
          onClose()
        },
        onError: (error) => {
          const current = staleRow(error)
          if (current === undefined) return
          const theirs = draftOf(current)
          setMeanwhile({ mine: draft, theirs, fields: conflictsOf(base.draft, draft, theirs) })
          setDraft(merged(base.draft, draft, theirs))
          setBase({ version: current.version, draft: theirs })
          save.reset()
        },
      },
    )
  }

  const fields = save.error instanceof ProblemError ? (save.error.problem.fields ?? {}) : {}
  const errorOf = (field: DraftField): string | undefined =>
    Object.entries(fields).find(([path]) => path.split('.')[0] === field)?.[1]
  const elsewhere = save.error !== null && Object.keys(fields).length === 0
  const text = (
    field: 'name' | 'owner' | 'description' | 'tags' | 'cloudServices' | 'problem' | 'solution',
    label: string,
    rest: { lines?: boolean; longest?: number; description?: ReactNode } = {},
  ) => (
    <TextField
      label={label}
      value={draft[field]}
      onChange={set(field)}
      lines={rest.lines ?? false}
      maxLength={rest.longest ?? 4000}
      description={rest.description}
      error={errorOf(field)}
      optional={field !== 'name'}
    />
  )
  return (
    <Dialog
      heading={services.edit}
      line={service.name}
      onClose={onClose}
      keepOpen={changed.length > 0}
      foot={
        <>
          <p className="field-error" role="alert">
            {elsewhere ? problemWords(save.error) : ''}
          </p>
          <div className="button-row">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button type="submit" form="edit-service" look="filled" busy={save.isPending}>
              {services.saveDetails}
            </Button>
          </div>
        </>
      }
    >
      <form
        id="edit-service"
        className="service-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {meanwhile === undefined ? null : <StaleChoices meanwhile={meanwhile} draft={draft} onDraft={setDraft} />}
        {text('name', services.name, { longest: 200 })}
        <TeamField
          key={draft.team?.id ?? 'none'}
          label={services.team}
          value={draft.team}
          onChange={(team) => {
            // While somebody writes, the field names no team yet; the one chosen before stays until another is.
            if (team !== null) set('team')(team)
          }}
          error={errorOf('team')}
        />
        <div className="pair">
          <Select
            label={services.column.strategy}
            value={draft.strategy}
            onChange={set('strategy')}
            choices={Strategy.options.map((value) => ({ value, label: words.strategy[value] }))}
          />
          <Select
            label={services.column.criticality}
            value={draft.criticality}
            onChange={set('criticality')}
            choices={Criticality.options.map((value) => ({ value, label: words.criticality[value] }))}
          />
        </div>
        {text('owner', services.column.owner, { longest: 200 })}
        {text('description', services.description, { lines: true })}
        {text('tags', services.tags, { description: services.tagsWords })}
        {text('cloudServices', services.cloudServices, { description: services.cloudServicesWords })}
        {text('problem', services.problem, { lines: true })}
        {text('solution', services.solution, { lines: true })}
        <CustomFields custom={draft.custom} faults={customFaults} onChange={set('custom')} error={errorOf('custom')} />
      </form>
    </Dialog>
  )
}

/** The row as it stands now, when the edit was made on an older one. */
function staleRow(error: unknown): Service | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'stale') return undefined
  const current = z.safeParse(Service, error.problem.current)
  return current.success ? current.data : undefined
}
