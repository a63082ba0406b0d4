import { useState } from 'react'
import type { AnswerOf } from '../../contract/endpoint.ts'
import type { CycleReport } from '../../contract/release-cycles.ts'
import type { listSignOffs } from '../../contract/sign-offs.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Segmented } from '../shared/Segmented.tsx'
import { Select } from '../shared/Select.tsx'
import { useSession } from '../shared/session-query.ts'
import { type TeamChoice, TeamField } from '../shared/TeamField.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useSignOff } from './cycles-queries.ts'

/** A person answers for a team, or for the whole organisation, or takes that back. Each adds an entry. */
export function SignOffDialog(props: {
  cycle: Pick<CycleReport, 'number'>
  standing: AnswerOf<typeof listSignOffs>
  onClose: () => void
}) {
  const { cycle, standing, onClose } = props
  const { cycles } = useMessages()
  const words = cycles.signOffs
  const problemWords = useProblemWords()
  const say = useToast()
  const { may, teams } = useSession()
  const mayWhole = may.includes('sign-off')
  const own = teams.filter((team) => team.may.includes('sign-off'))
  const [isWhole, setWhole] = useState(mayWhole)
  const [team, setTeam] = useState<TeamChoice | null>(own[0] ?? null)
  const [kind, setKind] = useState<'signed' | 'withdrawn'>('signed')
  const [note, setNote] = useState('')
  const writeKey = useWriteKey()
  const sign = useSignOff()
  const name = isWhole ? words.organisation : (team?.name ?? '')
  const signed = isWhole
    ? standing.organisation
    : (standing.entries.find((entry) => entry.team !== null && entry.team.id === team?.id) ?? null)
  const isSigned = signed !== null && signed.kind !== 'withdrawn'
  const submit = () => {
    if (sign.isPending || (!isWhole && team === null)) return
    const body = { number: cycle.number, team: isWhole ? null : (team as TeamChoice).id, kind, note }
    sign.mutate(
      { ...body, key: writeKey.keyFor(body) },
      {
        onSuccess: () => {
          writeKey.done()
          say(kind === 'signed' ? words.signed(name) : words.takenBack)
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      heading={words.dialog(cycles.short(cycle.number))}
      onClose={onClose}
      keepOpen={note.trim() !== ''}
      error={sign.error === null ? '' : problemWords(sign.error)}
      submit={kind === 'withdrawn' ? words.takeBack : isSigned ? words.signAgain : words.sign}
      busy={sign.isPending}
      onSubmit={submit}
      className="cycle-form"
    >
      <p className="second">{words.words}</p>
      {mayWhole ? (
        <Segmented
          label={words.forWhom}
          value={isWhole ? 'whole' : 'team'}
          onChange={(value) => setWhole(value === 'whole')}
          segments={[
            { value: 'whole', label: words.organisation },
            { value: 'team', label: words.team },
          ]}
        />
      ) : null}
      {isWhole ? null : mayWhole ? (
        <TeamField label={words.team} value={team} onChange={setTeam} />
      ) : (
        <Select
          label={words.team}
          value={team === null ? undefined : String(team.id)}
          onChange={(id) => setTeam(own.find((one) => String(one.id) === id) ?? null)}
          choices={own.map((one) => ({ value: String(one.id), label: one.name }))}
        />
      )}
      {isSigned && signed.kind !== 'closed' ? (
        <Segmented
          label={words.name}
          value={kind}
          onChange={setKind}
          segments={[
            { value: 'signed', label: words.signAgain },
            { value: 'withdrawn', label: words.takeBack },
          ]}
        />
      ) : null}
      <TextField
        label={words.note}
        optional
        description={words.noteWords}
        lines
        value={note}
        onChange={setNote}
        maxLength={2_000}
      />
    </FormDialog>
  )
}
