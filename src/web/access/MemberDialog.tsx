import { useState } from 'react'
import type { TeamMember } from '../../contract/members.ts'
import { type CalendarDay, later } from '../../domain/calendar-day.ts'
import type { TeamRole } from '../../domain/permissions.ts'
import { DayField } from '../shared/DayField.tsx'
import { FormDialog } from '../shared/FormDialog.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Select } from '../shared/Select.tsx'
import { useSession } from '../shared/session-query.ts'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import { useChangeMemberRole, useEndMembership } from './people-queries.ts'

interface Props {
  team: number
  member: TeamMember
  /** What changes from a day on: the role, or that they belong to the team at all. */
  what: 'role' | 'end'
  onClose: () => void
}

/** Gives a member another role from a day on, or lets them leave at the end of one. */
export function MemberDialog({ team, member, what, onClose }: Props) {
  const access = useAccessMessages()
  const { members: words, people } = access
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const writeKey = useWriteKey()
  const { today } = useSession()
  const changeRole = useChangeMemberRole(team)
  const end = useEndMembership(team)
  const [role, setRole] = useState<TeamRole>(member.role)
  const [day, setDay] = useState<CalendarDay | null>(later(today, member.since))
  const { name } = member.person
  const busy = changeRole.isPending || end.isPending
  const error = changeRole.error ?? end.error
  const done = (said: string) => {
    writeKey.done()
    say(said)
    onClose()
  }
  const send = () => {
    if (day === null || busy) return
    if (what === 'role') {
      if (role === member.role) return onClose()
      const body = { member: member.id, role, since: day }
      changeRole.mutate(
        { body, key: writeKey.keyFor(body) },
        { onSuccess: () => done(words.isNow(name, people.teamRoles[role], format.day(day))) },
      )
    } else {
      const body = { member: member.id, until: day }
      end.mutate({ body, key: writeKey.keyFor(body) }, { onSuccess: () => done(words.ended(name, format.day(day))) })
    }
  }
  return (
    <FormDialog
      heading={what === 'role' ? words.changeRoleOf(name) : words.endOf(name)}
      onClose={onClose}
      error={error === null ? '' : problemWords(error)}
      submit={what === 'role' ? words.changeRoleDo : words.end}
      danger={what === 'end'}
      busy={busy}
      onSubmit={send}
    >
      <p className="second">{what === 'role' ? words.changeRoleWords : words.endWords}</p>
      {what === 'end' ? null : (
        <Select<TeamRole>
          label={people.role}
          name="teamRole"
          value={role}
          onChange={setRole}
          choices={(['member', 'lead', 'viewer'] as const).map((value) => ({
            value,
            label: people.teamRoleChoices[value],
          }))}
        />
      )}
      <DayField
        label={what === 'role' ? words.roleFrom : words.lastDay}
        name="day"
        today={today}
        minimum={member.since}
        maximum={member.until ?? undefined}
        value={day}
        onChange={setDay}
        error={day === null ? access.wrong.day : undefined}
      />
    </FormDialog>
  )
}
