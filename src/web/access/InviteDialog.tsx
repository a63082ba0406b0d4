import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TeamRole } from '../../domain/permissions.ts'
import { type ProgrammeRole, SignInName } from '../../domain/person.ts'
import { Checkbox } from '../shared/Checkbox.tsx'
import { ProblemError } from '../shared/call.ts'
import { divisionsQuery } from '../shared/divisions-query.ts'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Select } from '../shared/Select.tsx'
import { type TeamChoice, TeamField } from '../shared/TeamField.tsx'
import { TextField } from '../shared/TextField.tsx'
import './access.css'
import { ShownOnce } from '../shared/ShownOnce.tsx'
import { isAbout } from './new-password.ts'
import { useInvite, welcomeLink } from './people-queries.ts'

/** What a refusal is about, so that it stands under its field. */
const fieldOf: Readonly<Record<string, string>> = {
  'name-taken': 'name',
  'sign-in-name-taken': 'signInName',
  'unknown-division': 'division',
  'unknown-team': 'team',
}

/** Invites somebody, then shows their link this once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const access = useAccessMessages()
  const { people, entrance } = access
  const say = useProblemWords()
  const invite = useInvite()
  const [name, setName] = useState('')
  const [signInName, setSignInName] = useState('')
  const [email, setEmail] = useState('')
  const [division, setDivision] = useState('')
  const [role, setRole] = useState<ProgrammeRole>('viewer')
  const [readsEverything, setReadsEverything] = useState(false)
  const [team, setTeam] = useState<TeamChoice | null>(null)
  const [teamRole, setTeamRole] = useState<TeamRole>('member')
  const [tried, setTried] = useState(false)
  const divisions = useQuery(divisionsQuery)
  if (invite.data !== undefined) {
    return (
      <ShownOnce
        heading={people.linkFor(invite.data.person.name)}
        words={people.linkWords}
        secret={welcomeLink(invite.data.welcomeToken)}
        copyRefused={people.copyRefused}
        done={people.linkKept}
        onClose={onClose}
      />
    )
  }
  const about = invite.error instanceof ProblemError ? fieldOf[invite.error.problem.code] : undefined
  const refusedAt = (field: string, own: string) =>
    about === field ? say(invite.error) : isAbout(invite.error, field) ? own : undefined
  const isSaidAbove = about !== undefined || ['name', 'signInName', 'email'].some((one) => isAbout(invite.error, one))
  const isSignInName = SignInName.safeParse(signInName).success
  const send = () => {
    setTried(true)
    if (name.trim() === '' || !isSignInName || invite.isPending) return
    invite.mutate({
      name: name.trim(),
      signInName,
      email: email.trim(),
      division: division === '' ? null : Number(division),
      role,
      readsEverything: role === 'viewer' && readsEverything,
      teams: team === null ? [] : [{ team: team.id, role: teamRole }],
    })
  }
  return (
    <FormDialog
      heading={people.invite}
      onClose={onClose}
      keepOpen={name !== ''}
      error={invite.error === null || isSaidAbove ? '' : say(invite.error)}
      submit={people.inviteDo}
      busy={invite.isPending}
      onSubmit={send}
    >
      <TextField
        label={people.name}
        name="name"
        maxLength={200}
        autoFocus
        value={name}
        onChange={setName}
        error={(tried && name.trim() === '' ? people.wrong.name : undefined) ?? refusedAt('name', people.wrong.name)}
      />
      <TextField
        label={entrance.signInName}
        description={entrance.signInNameWords}
        name="signInName"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        value={signInName}
        onChange={setSignInName}
        error={
          (tried && !isSignInName ? entrance.wrong.signInName : undefined) ??
          refusedAt('signInName', entrance.wrong.signInName)
        }
      />
      <TextField
        optional
        label={people.email}
        name="email"
        type="email"
        maxLength={200}
        value={email}
        onChange={setEmail}
        error={refusedAt('email', people.wrong.email)}
      />
      <Select
        optional
        label={people.division}
        name="division"
        value={division}
        onChange={setDivision}
        choices={[
          { value: '', label: people.noDivision },
          ...(divisions.data?.divisions ?? []).map(({ id, name: called }) => ({ value: String(id), label: called })),
        ]}
        error={refusedAt('division', '')}
      />
      <Select<ProgrammeRole>
        label={people.role}
        name="role"
        value={role}
        onChange={setRole}
        choices={(['viewer', 'administrator'] as const).map((value) => ({ value, label: people.roleChoices[value] }))}
      />
      {role === 'administrator' ? null : (
        <Checkbox
          label={people.readsEverything}
          description={people.readsEverythingWords}
          checked={readsEverything}
          onChange={setReadsEverything}
        />
      )}
      <TeamField
        optional
        label={people.team}
        description={people.teamWords}
        value={team}
        onChange={setTeam}
        error={refusedAt('team', '')}
      />
      {team === null ? null : (
        <Select<TeamRole>
          label={people.teamRole}
          name="teamRole"
          value={teamRole}
          onChange={setTeamRole}
          choices={(['member', 'lead', 'viewer'] as const).map((value) => ({
            value,
            label: people.teamRoleChoices[value],
          }))}
        />
      )}
    </FormDialog>
  )
}
