import { useId, useState } from 'react'
import type { TeamMember } from '../../contract/members.ts'
import { type CalendarDay, later } from '../../domain/calendar-day.ts'
import type { TeamRole } from '../../domain/permissions.ts'
import { Button } from '../shared/Button.tsx'
import { DayField } from '../shared/DayField.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { useAccessMessages, useMessages } from '../shared/messages/messages.tsx'
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
  const { common } = useMessages()
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const writeKey = useWriteKey()
  const form = useId()
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
    <Dialog
      heading={what === 'role' ? words.changeRoleOf(name) : words.endOf(name)}
      onClose={onClose}
      foot={
        <>
          <p className="field-error" role="alert">
            {error === null ? '' : problemWords(error)}
          </p>
          <div className="button-row">
            <Button onClick={onClose}>{common.cancel}</Button>
            <Button
              look={what === 'role' ? 'filled' : 'quiet'}
              danger={what === 'end'}
              type="submit"
              form={form}
              busy={busy}
            >
              {what === 'role' ? words.changeRoleDo : words.end}
            </Button>
          </div>
        </>
      }
    >
      <form
        id={form}
        className="access-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
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
      </form>
    </Dialog>
  )
}
