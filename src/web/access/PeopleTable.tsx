import type { Person } from '../../domain/person.ts'
import { MenuButton } from '../shared/MenuButton.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { useSession } from '../shared/session-query.ts'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { stateOfPerson } from './person-columns.ts'

interface Actions {
  onEdit: (person: Person) => void
  onNewLink: (person: Person) => void
  onSessions: (person: Person) => void
  onChangeRole: (person: Person) => void
  onChangeReading: (person: Person) => void
  onShutOut: (person: Person) => void
  onLetIn: (person: Person) => void
}

export function PeopleTable({ people, ...actions }: Actions & { people: readonly Person[] }) {
  const words = useAccessMessages().people
  return (
    <ScrollSideways label={words.line}>
      <table className="access-table token-table">
        <thead>
          <tr>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.role}</th>
            <th scope="col">{words.home}</th>
            <th scope="col">{words.teams}</th>
            <th scope="col">{words.skills}</th>
            <th scope="col">{words.state}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <PersonRow key={person.id} person={person} {...actions} />
          ))}
        </tbody>
      </table>
    </ScrollSideways>
  )
}

function PersonRow({ person, ...actions }: Actions & { person: Person }) {
  const { people: words, members } = useAccessMessages()
  const format = useFormat()
  const { today } = useSession()
  const teams = person.teams.filter(({ until }) => until === null || until >= today)
  const inTeam = ({ team, role, since }: Person['teams'][number]) =>
    `${team.name} (${[words.teamRoles[role], since > today ? members.fromDay(format.day(since)) : ''].filter(Boolean).join(', ')})`
  const isOut = person.disabledAt !== null
  const state = stateOfPerson(person)
  return (
    <tr>
      <th scope="row">
        {person.name} <span className="quiet">{person.signInName}</span>
      </th>
      <td data-label={words.role}>
        {person.readsEverything && person.role === 'viewer' ? words.readsEverything : words.roles[person.role]}
      </td>
      <td data-label={words.home}>{person.division?.name ?? '–'}</td>
      <td data-label={words.teams}>{teams.length === 0 ? '–' : teams.map(inTeam).join(', ')}</td>
      <td data-label={words.skills}>{person.skills.length === 0 ? '–' : person.skills.join(', ')}</td>
      <td>
        <Tag tone={{ out: 'bad', active: 'good', invited: 'plain' }[state] as 'bad' | 'good' | 'plain'}>
          {words.states[state]}
        </Tag>
      </td>
      <td className="revoke">
        <MenuButton
          label={words.actions(person.name)}
          actions={[
            { id: 'edit', label: words.edit, act: () => actions.onEdit(person) },
            {
              id: 'link',
              label: words.newLink,
              disabled: isOut || person.isNamedElsewhere,
              act: () => actions.onNewLink(person),
            },
            { id: 'sessions', label: words.sessions, disabled: isOut, act: () => actions.onSessions(person) },
            {
              id: 'role',
              label: person.role === 'administrator' ? words.takeAdministrator : words.makeAdministrator,
              act: () => actions.onChangeRole(person),
            },
            {
              id: 'reading',
              label: person.readsEverything ? words.readOwnOnly : words.readEverything,
              // An administrator reads everything anyway.
              disabled: person.role === 'administrator',
              act: () => actions.onChangeReading(person),
            },
            isOut
              ? { id: 'in', label: words.letIn, act: () => actions.onLetIn(person) }
              : { id: 'out', label: words.shutOut, act: () => actions.onShutOut(person) },
          ]}
        >
          ⋯
        </MenuButton>
      </td>
    </tr>
  )
}
