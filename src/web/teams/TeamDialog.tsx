import { type ReactNode, useState } from 'react'
import * as z from 'zod/mini'
import { type Division, Team } from '../../domain/team.ts'
import type { TeamTime } from '../../domain/team-time.ts'
import { Button } from '../shared/Button.tsx'
import { ProblemError } from '../shared/call.ts'
import { DayField } from '../shared/DayField.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Select } from '../shared/Select.tsx'
import { StaleEdit } from '../shared/StaleEdit.tsx'
import { useSession } from '../shared/session-query.ts'
import { TextField } from '../shared/TextField.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { TeamWhere, type Where } from './TeamWhere.tsx'
import { useSaveTeam } from './teams-queries.ts'

interface Props {
  /** undefined adds one. */
  team: Team | undefined
  /** The division a new team goes into. */
  into: number | undefined
  divisions: readonly Division[]
  /** Who belongs to it, where people sign in. */
  members: ReactNode
  onClose: () => void
  onSaved: () => void
}

/** Adds a team, renames it, says from when to when it exists, or puts it into another division. */
export function TeamDialog({ team, into, divisions, members, onClose, onSaved }: Props) {
  const { teams: words, common } = useMessages()
  const mayEdit = useMay()('edit-organisation')
  const problemWords = useProblemWords()
  const [base, setBase] = useState(team)
  const [name, setName] = useState(team?.name ?? '')
  const [division, setDivision] = useState(String(team?.division.id ?? into ?? divisions[0]?.id ?? ''))
  const [time, setTime] = useState(timeOf(team))
  const [where, setWhere] = useState(whereOf(team))
  // What stands in a field and is no day: it must not be saved as none.
  const [unread, setUnread] = useState({ formedOn: false, dissolvedOn: false })
  const { today } = useSession()
  const format = useFormat()
  const [theirs, setTheirs] = useState<Team | undefined>(undefined)
  const save = useSaveTeam()
  const writeKey = useWriteKey()

  const change = {
    ...(base === undefined || name.trim() !== base.name ? { name: name.trim() } : {}),
    ...(base === undefined || Number(division) !== base.division.id ? { division: Number(division) } : {}),
    ...(time.formedOn === timeOf(base).formedOn ? {} : { formedOn: time.formedOn }),
    ...(time.dissolvedOn === timeOf(base).dissolvedOn ? {} : { dissolvedOn: time.dissolvedOn }),
    ...(where.zone.trim() === whereOf(base).zone ? {} : { zone: where.zone.trim() === '' ? null : where.zone.trim() }),
    ...(where.region.trim() === whereOf(base).region ? {} : { region: where.region.trim() }),
  }
  const submit = () => {
    if (save.isPending || unread.formedOn || unread.dissolvedOn) return
    if (base !== undefined && Object.keys(change).length === 0) return onClose()
    save.mutate(
      { team: base, body: change, key: writeKey.keyFor(change) },
      {
        onSuccess: onSaved,
        onError: (error) => {
          const current = staleTeam(error)
          if (current === undefined) return
          setTheirs(current)
          setBase(current)
          save.reset()
        },
      },
    )
  }
  const fields = save.error instanceof ProblemError ? (save.error.problem.fields ?? {}) : {}
  if (!mayEdit) {
    return (
      <Dialog heading={words.membersOf(team?.name ?? '')} onClose={onClose}>
        {members}
      </Dialog>
    )
  }
  return (
    <Dialog
      heading={team === undefined ? words.addTeam : words.editTeam(team.name)}
      onClose={onClose}
      foot={
        <>
          <p className="field-error" role="alert">
            {save.error !== null && Object.keys(fields).length === 0 ? problemWords(save.error) : ''}
          </p>
          <div className="button-row">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button type="submit" form="team-form" look="filled" busy={save.isPending}>
              {team === undefined ? words.addTeamDo : words.saveDo}
            </Button>
          </div>
        </>
      }
    >
      <form
        id="team-form"
        className="teams-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {theirs === undefined ? null : (
          <StaleEdit
            now={[
              theirs.name,
              theirs.division.name,
              theirs.formedOn === null ? '' : `${words.formedOn} ${format.day(theirs.formedOn)}`,
              theirs.dissolvedOn === null ? '' : `${words.dissolvedOn} ${format.day(theirs.dissolvedOn)}`,
              theirs.zone ?? '',
              theirs.region,
            ]
              .filter((part) => part !== '')
              .join(', ')}
            onTake={() => {
              setName(theirs.name)
              setDivision(String(theirs.division.id))
              setTime(timeOf(theirs))
              setWhere(whereOf(theirs))
              setUnread({ formedOn: false, dissolvedOn: false })
              setTheirs(undefined)
            }}
          />
        )}
        <TextField
          label={words.teamName}
          value={name}
          onChange={setName}
          maxLength={200}
          autoFocus
          error={fields['name']}
        />
        <Select
          label={words.division}
          value={division === '' ? undefined : division}
          onChange={setDivision}
          choices={divisions.map((one) => ({ value: String(one.id), label: one.name }))}
          description={team === undefined ? undefined : words.moveWords}
          error={fields['division']}
        />
        <div className="team-days">
          {(['formedOn', 'dissolvedOn'] as const).map((which) => (
            <DayField
              key={which}
              optional
              label={words[which]}
              description={words[`${which}Words`]}
              name={which}
              today={today}
              minimum={which === 'dissolvedOn' ? (time.formedOn ?? undefined) : undefined}
              maximum={which === 'formedOn' ? (time.dissolvedOn ?? undefined) : undefined}
              value={time[which]}
              onChange={(day, typed = '') => {
                setTime({ ...time, [which]: day })
                setUnread({ ...unread, [which]: day === null && typed.trim() !== '' })
              }}
              error={unread[which] ? words.wrongDay : fields[which]}
            />
          ))}
        </div>
        <TeamWhere value={where} onChange={setWhere} errors={fields} />
      </form>
      {members}
    </Dialog>
  )
}

const timeOf = (team: Team | undefined): TeamTime => ({
  formedOn: team?.formedOn ?? null,
  dissolvedOn: team?.dissolvedOn ?? null,
})

const whereOf = (team: Team | undefined): Where => ({ zone: team?.zone ?? '', region: team?.region ?? '' })

function staleTeam(error: unknown): Team | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'stale') return undefined
  const current = z.safeParse(Team, error.problem.current)
  return current.success ? current.data : undefined
}
