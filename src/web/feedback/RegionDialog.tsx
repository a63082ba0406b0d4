import { useId, useState } from 'react'
import * as z from 'zod/mini'
import { Region } from '../../domain/feedback.ts'
import { ProblemError } from '../shared/call.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useSaveRegion } from './regions-queries.ts'

/** Adds a region, or changes its name and its clock. */
export function RegionDialog({ region, onClose }: { region: Region | undefined; onClose: () => void }) {
  const words = useFeedbackMessages()
  const say = useProblemWords()
  const toast = useToast()
  const zones = useId()
  const [name, setName] = useState(region?.name ?? '')
  const [zone, setZone] = useState(region?.zone ?? '')
  const [tried, setTried] = useState(false)
  const save = useSaveRegion()
  const writeKey = useWriteKey()
  const problem = save.error instanceof ProblemError ? save.error.problem : undefined
  const byName = problem?.code === 'name-taken' ? say(save.error) : problem?.fields?.['name']
  const byZone = problem?.fields?.['zone']
  const elsewhere = save.error !== null && byName === undefined && byZone === undefined ? say(save.error) : undefined

  const send = async () => {
    setTried(true)
    const said = { name: name.trim(), zone: zone.trim() }
    if (said.name === '' || said.zone === '' || save.isPending) return
    const version = versionNow(save.error) ?? region?.version ?? 0
    const saved = await save
      .mutateAsync(
        region === undefined ? { said, key: writeKey.keyFor(said) } : { id: region.id, version, change: said },
      )
      .catch(() => undefined)
    // What was refused stands in the dialog.
    if (saved === undefined) return
    toast(region === undefined ? words.regionAdded(saved.name) : words.regionChanged(saved.name))
    onClose()
  }
  return (
    <FormDialog
      heading={region === undefined ? words.addRegion : words.editRegion(region.name)}
      onClose={onClose}
      keepOpen={name !== (region?.name ?? '')}
      error={elsewhere}
      submit={region === undefined ? words.addRegion : words.save}
      busy={save.isPending}
      onSubmit={() => void send()}
      className="feedback-form"
    >
      <TextField
        label={words.regionName}
        maxLength={200}
        autoFocus
        value={name}
        onChange={setName}
        error={tried && name.trim() === '' ? words.regionNameMissing : byName}
      />
      <TextField
        label={words.zone}
        description={words.zoneWords}
        list={zones}
        maxLength={100}
        value={zone}
        onChange={setZone}
        error={tried && zone.trim() === '' ? words.zoneMissing : byZone}
      />
      <datalist id={zones}>
        {['UTC', ...Intl.supportedValuesOf('timeZone')].map((known) => (
          <option key={known} value={known} />
        ))}
      </datalist>
    </FormDialog>
  )
}

/** Somebody was faster: the dialog has said so, and the next press writes over what stands there now. */
function versionNow(error: unknown): number | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'stale') return undefined
  const current = z.safeParse(Region, error.problem.current)
  return current.success ? current.data.version : undefined
}
