import { useQuery } from '@tanstack/react-query'
import type { TeamMember } from '../../contract/members.ts'
import type { CalendarDay } from '../../domain/calendar-day.ts'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useMay } from '../shared/use-may.ts'
import { useWriteKey } from '../shared/use-write-key.ts'
import './access.css'
import { AddMember } from './AddMember.tsx'
import { membersQuery, useEndMembership } from './people-queries.ts'

type Member = TeamMember

/** Who belongs to a team, from whichever divisions; its leads and administrators add people and let them leave. */
export function Members({ team }: { team: number }) {
  const { members: words } = useAccessMessages()
  const { today } = useSession()
  const query = useQuery(membersQuery(team))
  const mayEdit = useMay()('edit-team', team)
  const members = query.data?.members
  const isOver = ({ until }: Member) => until !== null && until < today
  const present = members?.filter((member) => !isOver(member)) ?? []
  const former = members?.filter(isOver) ?? []
  const people = new Set(present.map(({ person }) => person.id)).size
  const divisions = new Set(present.flatMap(({ person }) => person.division ?? [])).size
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
          <MemberList team={team} members={present} mayEnd={mayEdit} />
          {former.length === 0 ? null : (
            <details className="tokens-ended">
              <summary>{words.before(former.length)}</summary>
              <MemberList team={team} members={former} mayEnd={false} />
            </details>
          )}
          {mayEdit ? <AddMember team={team} /> : null}
        </>
      )}
    </Section>
  )
}

function MemberList({ team, members, mayEnd }: { team: number; members: readonly Member[]; mayEnd: boolean }) {
  const { members: words, people } = useAccessMessages()
  const format = useFormat()
  const say = useToast()
  const problemWords = useProblemWords()
  const writeKey = useWriteKey()
  const { today } = useSession()
  const end = useEndMembership(team)
  const time = ({ since, until }: Member): string => {
    if (until !== null) return words.untilDay(format.day(since), format.day(until))
    return since > today ? words.fromDay(format.day(since)) : words.sinceDay(format.day(since))
  }
  const leave = ({ id, person }: Member) =>
    end.mutate(
      { member: id, key: writeKey.keyFor([id, today]) },
      {
        onSuccess: ({ until }) => {
          writeKey.done()
          say(words.ended(person.name, format.day(until as CalendarDay)))
        },
      },
    )
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
            {mayEnd && member.until === null ? (
              <Button
                aria-label={words.endNamed(member.person.name)}
                busy={end.isPending && end.variables.member === member.id}
                onClick={() => leave(member)}
              >
                {words.end}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {end.error === null ? null : (
        <p className="field-error" role="alert">
          {problemWords(end.error)}
        </p>
      )}
    </>
  )
}
