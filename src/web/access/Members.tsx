import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TeamMember } from '../../contract/members.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import type { Team } from '../../domain/team.ts'
import { MenuButton } from '../shared/MenuButton.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import './access.css'
import { AddMember } from './AddMember.tsx'
import { MemberDialog } from './MemberDialog.tsx'
import { membersQuery } from './people-queries.ts'

type Member = TeamMember

/**
 * Who belongs to a team, from whichever divisions, on the day shown; its leads and administrators add people, change their
 * roles and let them leave.
 */
export function Members({ team, day }: { team: Pick<Team, 'id' | 'dissolvedOn'>; day: CalendarDay }) {
  const { members: words } = useAccessMessages()
  const format = useFormat()
  const { today } = useSession()
  const query = useQuery(membersQuery(team.id))
  const mayEdit = useMay()('edit-team', team.id)
  const members = query.data?.members
  const isOver = ({ until }: Member) => until !== null && until < day
  const present = members?.filter((member) => !isOver(member)) ?? []
  const former = members?.filter(isOver) ?? []
  const belonging = present.filter(({ since }) => since <= day)
  const people = new Set(belonging.map(({ person }) => person.id)).size
  const divisions = new Set(belonging.flatMap(({ person }) => person.division ?? [])).size
  const isDissolved = team.dissolvedOn !== null && team.dissolvedOn < today
  return (
    <Section
      line={words.line}
      heading={members === undefined ? <Skeleton width={160} /> : words.heading(people, divisions)}
    >
      <StaleNotice query={query} />
      {members === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={64} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : (
        <>
          <MemberList team={team.id} members={present} mayEdit={mayEdit && !isDissolved} />
          {former.length === 0 ? null : (
            <details className="tokens-ended">
              <summary>{words.before(former.length)}</summary>
              <MemberList team={team.id} members={former} mayEdit={false} />
            </details>
          )}
          {team.dissolvedOn !== null && isDissolved ? (
            <p className="second">{words.teamOver(format.day(team.dissolvedOn))}</p>
          ) : mayEdit ? (
            <AddMember team={team.id} />
          ) : null}
        </>
      )}
    </Section>
  )
}

function MemberList({ team, members, mayEdit }: { team: number; members: readonly Member[]; mayEdit: boolean }) {
  const { members: words, people } = useAccessMessages()
  const format = useFormat()
  const { today } = useSession()
  const [changing, setChanging] = useState<{ member: Member; what: 'role' | 'end' } | undefined>(undefined)
  const time = ({ since, until }: Member): string => {
    if (until !== null) return words.untilDay(format.day(since), format.day(until))
    return since > today ? words.fromDay(format.day(since)) : words.sinceDay(format.day(since))
  }
  return (
    <>
      <ul className="member-list">
        {members.map((member) => (
          <li key={member.id}>
            <span>
              <b>{member.person.name}</b>{' '}
              <span className="quiet">
                {[people.teamRoles[member.role], member.person.division, time(member)].filter(Boolean).join(' · ')}
              </span>
            </span>
            {mayEdit && (member.until === null || member.until >= today) ? (
              <MenuButton
                label={words.change(member.person.name)}
                actions={[
                  { id: 'role', label: words.changeRole, act: () => setChanging({ member, what: 'role' }) },
                  { id: 'end', label: words.end, act: () => setChanging({ member, what: 'end' }) },
                ]}
              >
                ⋯
              </MenuButton>
            ) : null}
          </li>
        ))}
      </ul>
      {changing === undefined ? null : (
        <MemberDialog {...changing} team={team} onClose={() => setChanging(undefined)} />
      )}
    </>
  )
}
