import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person } from '../../domain/person.ts'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import './access.css'
import { InviteDialog } from './InviteDialog.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { peopleQuery, useChangePerson, useNewLink, welcomeLink } from './people-queries.ts'
import { SessionsDialog } from './SessionsDialog.tsx'
import { ShownOnce } from './ShownOnce.tsx'
import { ShutOutDialog } from './ShutOutDialog.tsx'

/** How many lines are drawn before somebody asks for more: a company may have 50,000 people. */
const shownAtOnce = 100

/** Who may sign in and as what, for administrators: invited, given a new link, shut out and let in again. */
export function People() {
  const { people } = useAccessMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const query = useQuery(peopleQuery)
  const change = useChangePerson()
  const newLink = useNewLink()
  const [q, setQ] = useState('')
  const [limit, setLimit] = useState(shownAtOnce)
  const [inviting, setInviting] = useState(false)
  const [seeingSessionsOf, setSeeingSessionsOf] = useState<Person | undefined>(undefined)
  const [shuttingOut, setShuttingOut] = useState<Person | undefined>(undefined)
  const everybody = query.data?.people
  const found = everybody?.filter((person) => matches(person, q.trim().toLowerCase())) ?? []
  const problem = change.error ?? newLink.error

  const changeRole = (person: Person) => {
    const role = person.role === 'administrator' ? 'viewer' : 'administrator'
    change.mutate({ person, change: { role } }, { onSuccess: () => say(people.isNow(person.name, people.roles[role])) })
  }
  const letIn = (person: Person) =>
    change.mutate({ person, change: { disabled: false } }, { onSuccess: () => say(people.isIn(person.name)) })
  return (
    <Section
      line={people.line}
      heading={everybody === undefined ? <Skeleton width={120} height={20} /> : people.count(everybody.length)}
      controls={<Button onClick={() => setInviting(true)}>{people.invite}</Button>}
    >
      <StaleNotice query={query} />
      {everybody === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={96} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : (
        <>
          {everybody.length < 10 ? null : (
            <div className="people-find">
              <TextField type="search" label={people.find} value={q} onChange={setQ} />
            </div>
          )}
          {problem === null ? null : (
            <p className="field-error" role="alert">
              {problemWords(problem)}
            </p>
          )}
          {found.length === 0 ? <p className="second">{people.noneFound}</p> : null}
          {found.length === 0 ? null : (
            <PeopleTable
              people={found.slice(0, limit)}
              onNewLink={({ id }) => newLink.mutate(id)}
              onSessions={setSeeingSessionsOf}
              onChangeRole={changeRole}
              onShutOut={setShuttingOut}
              onLetIn={letIn}
            />
          )}
          {found.length <= limit ? null : (
            <p className="button-row">
              <Button onClick={() => setLimit(limit + shownAtOnce)}>
                {people.more(Math.min(shownAtOnce, found.length - limit))}
              </Button>
            </p>
          )}
        </>
      )}
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
      {seeingSessionsOf === undefined ? null : (
        <SessionsDialog person={seeingSessionsOf} onClose={() => setSeeingSessionsOf(undefined)} />
      )}
      {shuttingOut === undefined ? null : (
        <ShutOutDialog person={shuttingOut} onClose={() => setShuttingOut(undefined)} />
      )}
      {newLink.data === undefined ? null : (
        <ShownOnce
          heading={people.linkFor(newLink.data.person.name)}
          words={people.linkWords}
          secret={welcomeLink(newLink.data.welcomeToken)}
          copyRefused={people.copyRefused}
          done={people.linkKept}
          onClose={newLink.reset}
        />
      )}
    </Section>
  )
}

const matches = ({ name, signInName, teams }: Person, wanted: string): boolean =>
  [name, signInName ?? '', ...teams.map(({ team }) => team.name)].some((text) => text.toLowerCase().includes(wanted))
