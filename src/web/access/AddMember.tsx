import { useState } from 'react'
import type { Candidate } from '../../contract/members.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { TeamRole } from '../../domain/permissions.ts'
import { Button } from '../shared/Button.tsx'
import { DayField } from '../shared/DayField.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Select } from '../shared/Select.tsx'
import { useSession } from '../shared/session-query.ts'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { PersonField } from './PersonField.tsx'
import { useAddMember } from './people-queries.ts'

/** Takes somebody into a team, found by name or by what they know. */
export function AddMember({ team }: { team: number }) {
  const access = useAccessMessages()
  const { members: words, people } = access
  const say = useToast()
  const problemWords = useProblemWords()
  const writeKey = useWriteKey()
  const { today } = useSession()
  const add = useAddMember(team)
  const [person, setPerson] = useState<Candidate | null>(null)
  // A new field for the next one: what was typed goes with the old.
  const [added, setAdded] = useState(0)
  const [role, setRole] = useState<TeamRole>('member')
  const [since, setSince] = useState<CalendarDay | null>(today)
  const [tried, setTried] = useState(false)
  const send = () => {
    setTried(true)
    if (person === null || since === null || add.isPending) return
    const body = { person: person.id, role, since }
    add.mutate(
      { body, key: writeKey.keyFor(body) },
      {
        onSuccess: (member) => {
          writeKey.done()
          say(words.added(member.person.name))
          setPerson(null)
          setAdded(added + 1)
          setTried(false)
        },
      },
    )
  }
  return (
    <form
      className="access-form member-form"
      aria-label={words.add}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <PersonField
        key={added}
        team={team}
        label={words.person}
        description={words.personWords}
        value={person}
        onChange={setPerson}
        error={tried && person === null ? words.missing : add.error === null ? undefined : problemWords(add.error)}
      />
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
      <DayField
        label={words.since}
        name="since"
        today={today}
        value={since}
        onChange={setSince}
        error={tried && since === null ? access.wrong.day : undefined}
      />
      <div className="button-row">
        <Button type="submit" busy={add.isPending}>
          {words.addDo}
        </Button>
      </div>
    </form>
  )
}
