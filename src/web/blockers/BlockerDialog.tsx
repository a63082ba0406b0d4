import { useState } from 'react'
import * as z from 'zod/mini'
import { Blocker, type BlockerKind, blockerKinds } from '../../domain/blocker.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { ProblemError } from '../shared/call.ts'
import { DayField } from '../shared/DayField.tsx'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Segmented } from '../shared/Segmented.tsx'
import { Select } from '../shared/Select.tsx'
import { ServiceChoice } from '../shared/ServiceChoice.tsx'
import { StaleEdit } from '../shared/StaleEdit.tsx'
import { useSession } from '../shared/session-query.ts'
import { TeamField } from '../shared/TeamField.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { nameOf, useChangeBlocker, useOpenBlocker } from './blockers-queries.ts'

interface Named {
  readonly id: number
  readonly name: string
}

/** Opens a blocker, of a service that is given or chosen, or of a team; or says anew what one is. */
export function BlockerDialog(props: { of: Blocker | undefined; service?: Named; onClose: () => void }) {
  const { blockers: words } = useMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const { today } = useSession()
  const [base, setBase] = useState(props.of)
  const [stops, setStops] = useState<'service' | 'team'>('service')
  const [service, setService] = useState<Named | null>(props.service ?? null)
  const [team, setTeam] = useState<Named | null>(null)
  const [kind, setKind] = useState<BlockerKind>(base?.kind ?? 'other')
  const [what, setWhat] = useState(base?.what ?? '')
  const [owner, setOwner] = useState(base?.owner?.name ?? '')
  const [since, setSince] = useState<CalendarDay | null>(base?.since ?? today)
  const [tried, setTried] = useState(false)
  const [theirs, setTheirs] = useState<Blocker | undefined>(undefined)
  const open = useOpenBlocker()
  const change = useChangeBlocker(base?.id ?? 0)
  const writeKey = useWriteKey()
  const error = open.error ?? change.error
  const fields = error instanceof ProblemError ? (error.problem.fields ?? {}) : {}
  const target = stops === 'service' ? service : team
  const busy = open.isPending || change.isPending

  const submit = async () => {
    setTried(true)
    if (busy || what.trim() === '' || since === null) return
    const said = { kind, what: what.trim(), owner: owner.trim(), since }
    if (base !== undefined) {
      const changed = await change.mutateAsync({ body: said, version: base.version }).catch((refused: unknown) => {
        const current = staleBlocker(refused)
        if (current === undefined) return
        setTheirs(current)
        setBase(current)
        change.reset()
      })
      if (changed === undefined) return
      say(words.changed)
      props.onClose()
      return
    }
    if (target === null) return
    const body = { ...said, [stops]: target.id }
    const opened = await open.mutateAsync({ body, key: writeKey.keyFor(body) }).catch(() => undefined)
    // What was refused stands in the dialog.
    if (opened === undefined) return
    say(words.opened(nameOf(opened)))
    props.onClose()
  }
  return (
    <FormDialog
      heading={
        props.of !== undefined
          ? words.changeOf(nameOf(props.of))
          : props.service !== undefined
            ? words.openFor(props.service.name)
            : words.open
      }
      onClose={props.onClose}
      keepOpen={what !== (props.of?.what ?? '')}
      error={error === null || Object.keys(fields).length > 0 ? undefined : problemWords(error)}
      submit={props.of === undefined ? words.openDo : words.save}
      busy={busy}
      onSubmit={() => void submit()}
      className="blockers-form"
    >
      {theirs === undefined ? null : (
        <StaleEdit
          now={theirs.what}
          onTake={() => {
            setKind(theirs.kind)
            setWhat(theirs.what)
            setOwner(theirs.owner?.name ?? '')
            setSince(theirs.since)
            setTheirs(undefined)
          }}
        />
      )}
      {props.of !== undefined || props.service !== undefined ? null : (
        <>
          <Segmented
            label={words.stops}
            segments={[
              { value: 'service', label: words.aService },
              { value: 'team', label: words.aTeam },
            ]}
            value={stops}
            onChange={setStops}
          />
          {stops === 'service' ? (
            <ServiceChoice
              label={words.service}
              chosen={service ?? undefined}
              onChoose={(chosen) => setService(chosen ?? null)}
              error={tried && service === null ? words.serviceMissing : fields['service']}
            />
          ) : (
            <TeamField
              label={words.team}
              value={team}
              onChange={setTeam}
              error={tried && team === null ? words.teamMissing : fields['team']}
            />
          )}
        </>
      )}
      <TextField
        label={words.what}
        value={what}
        onChange={setWhat}
        maxLength={2000}
        lines
        autoFocus={props.of !== undefined || props.service !== undefined}
        error={tried && what.trim() === '' ? words.whatMissing : fields['what']}
      />
      <Select
        label={words.kindFilter}
        choices={blockerKinds.map((value) => ({ value, label: words.kinds[value] }))}
        value={kind}
        onChange={setKind}
      />
      <TextField
        label={words.owner}
        description={words.ownerWords}
        value={owner}
        onChange={setOwner}
        maxLength={200}
        optional
        error={fields['owner']}
      />
      <DayField
        label={words.since}
        today={today}
        maximum={today}
        value={since}
        onChange={setSince}
        error={since === null ? words.sinceMissing : fields['since']}
      />
    </FormDialog>
  )
}

function staleBlocker(error: unknown): Blocker | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'stale') return undefined
  const current = z.safeParse(Blocker, error.problem.current)
  return current.success ? current.data : undefined
}
