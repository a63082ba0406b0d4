import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Person } from '../../domain/person.ts'
import { Button } from '../shared/Button.tsx'
import { SaveList } from '../shared/charts/SaveList.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Reading, ReadingBar, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useToast } from '../shared/toast.tsx'
import { usePageSearch } from '../shared/view-search.ts'
import './access.css'
import { ShownOnce } from '../shared/ShownOnce.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { PeopleFilterBar } from './PeopleFilterBar.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { PersonDialog } from './PersonDialog.tsx'
import {
  everyPerson,
  PeopleSearch,
  pageOfPeople,
  peopleQuery,
  useChangePerson,
  useNewLink,
  welcomeLink,
} from './people-queries.ts'
import { usePersonColumns } from './person-columns.ts'
import { SessionsDialog } from './SessionsDialog.tsx'
import { ShutOutDialog } from './ShutOutDialog.tsx'

/** Who may sign in and as what, for administrators: invited, given a new link, shut out and let in again. */
export function People() {
  const { people } = useAccessMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const [search, changeSearch] = usePageSearch(PeopleSearch)
  const query = useInfiniteQuery(peopleQuery(search))
  const columns = usePersonColumns()
  const change = useChangePerson()
  const newLink = useNewLink()
  const [inviting, setInviting] = useState(false)
  const [editing, setEditing] = useState<Person | undefined>(undefined)
  const [seeingSessionsOf, setSeeingSessionsOf] = useState<Person | undefined>(undefined)
  const [shuttingOut, setShuttingOut] = useState<Person | undefined>(undefined)
  const found = query.data?.pages.flatMap((page) => page.people)
  const { total = 0, all = 0 } = query.data?.pages[0] ?? {}
  const { q, home, member, role, state } = search
  const isFiltered = [q, home, member, role, state].some((one) => one !== undefined)
  const problem = change.error ?? newLink.error

  const changeRole = (person: Person) => {
    const role = person.role === 'administrator' ? 'viewer' : 'administrator'
    change.mutate({ person, change: { role } }, { onSuccess: () => say(people.isNow(person.name, people.roles[role])) })
  }
  const changeReading = (person: Person) => {
    const readsEverything = !person.readsEverything
    change.mutate(
      { person, change: { readsEverything } },
      {
        onSuccess: () =>
          say(readsEverything ? people.nowReadsEverything(person.name) : people.nowReadsOwn(person.name)),
      },
    )
  }
  const letIn = (person: Person) =>
    change.mutate({ person, change: { disabled: false } }, { onSuccess: () => say(people.isIn(person.name)) })
  return (
    <Section
      line={people.line}
      heading={
        found === undefined ? (
          <Skeleton width={120} height={20} />
        ) : isFiltered ? (
          people.countOf(total, all)
        ) : (
          people.count(all)
        )
      }
      controls={
        <>
          {total === 0 ? null : (
            <SaveList name={people.line} file="people" columns={columns} rows={() => everyPerson(search)} />
          )}
          <Button onClick={() => setInviting(true)}>{people.invite}</Button>
        </>
      }
    >
      <PeopleFilterBar search={search} change={changeSearch} />
      <ReadingBar reading={query.isFetching && found !== undefined} />
      <StaleNotice query={query} />
      {problem === null ? null : (
        <p className="field-error" role="alert">
          {problemWords(problem)}
        </p>
      )}
      {found === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={96} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : found.length > 0 ? (
        <PeopleTable
          people={found}
          onEdit={setEditing}
          onNewLink={({ id }) => newLink.mutate(id)}
          onSessions={setSeeingSessionsOf}
          onChangeRole={changeRole}
          onChangeReading={changeReading}
          onShutOut={setShuttingOut}
          onLetIn={letIn}
        />
      ) : (
        <>
          <p className="second">{people.noneFound}</p>
          <p className="button-row">
            <Button onClick={() => changeSearch(noFilter)}>{people.clear}</Button>
          </p>
        </>
      )}
      {found !== undefined && query.hasNextPage ? (
        <p className="button-row">
          <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {people.more(Math.min(pageOfPeople, total - found.length))}
          </Button>
        </p>
      ) : null}
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
      {editing === undefined ? null : <PersonDialog person={editing} onClose={() => setEditing(undefined)} />}
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

const noFilter = { q: undefined, home: undefined, member: undefined, role: undefined, state: undefined }
