import type { Person } from '../../domain/person.ts'
import type { ColumnsOf } from '../shared/charts/SaveList.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useSession } from '../shared/session-query.ts'

/** Of a person: whether they sign in, have yet to, or may no more. */
export const stateOfPerson = (person: Person): 'out' | 'active' | 'invited' =>
  person.disabledAt !== null ? 'out' : person.hasPassword || person.isNamedElsewhere ? 'active' : 'invited'

/** What a file of people says of each. */
export function usePersonColumns(): ColumnsOf<Person> {
  const { people: words, entrance } = useAccessMessages()
  const { today } = useSession()
  return () => [
    { name: 'name', label: words.person, kind: 'text', of: ({ name }) => name },
    { name: 'signInName', label: entrance.signInName, kind: 'text', of: ({ signInName }) => signInName },
    { name: 'email', label: words.email, kind: 'text', of: ({ email }) => email },
    {
      name: 'role',
      label: words.role,
      kind: 'text',
      of: ({ role, readsEverything }) =>
        readsEverything && role === 'viewer' ? words.readsEverything : words.roles[role],
    },
    { name: 'division', label: words.home, kind: 'text', of: ({ division }) => division?.name },
    {
      name: 'teams',
      label: words.teams,
      kind: 'text',
      of: ({ teams }) =>
        teams
          .filter(({ until }) => until === null || until >= today)
          .map(({ team, role }) => `${team.name} (${words.teamRoles[role]})`)
          .join(', '),
    },
    { name: 'skills', label: words.skills, kind: 'text', of: ({ skills }) => skills.join(', ') },
    { name: 'state', label: words.state, kind: 'text', of: (person) => words.states[stateOfPerson(person)] },
  ]
}
