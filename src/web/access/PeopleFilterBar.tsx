import { useQuery } from '@tanstack/react-query'
import type { ProgrammeRole } from '../../domain/person.ts'
import { divisionsQuery } from '../shared/divisions-query.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { Select } from '../shared/Select.tsx'
import { TeamField } from '../shared/TeamField.tsx'
import { TextField } from '../shared/TextField.tsx'
import { teamsFoundQuery } from '../shared/teams-found-query.ts'
import type { PeopleFilters } from './people-queries.ts'
import { useTypedSearch } from './use-typed-search.ts'

export function PeopleFilterBar(props: {
  search: PeopleFilters
  change: (change: PeopleFilters, how?: { replace?: boolean }) => void
}) {
  const { people: words } = useAccessMessages()
  const { search, change } = props
  const [typed, setTyped] = useTypedSearch(search.q ?? '', (q) => change({ q }, { replace: true }))
  const divisions = useQuery(divisionsQuery)
  const homes = (divisions.data?.divisions ?? []).map(({ name }) => name)
  const { home, member } = search
  const named = useQuery({ ...teamsFoundQuery(member ?? ''), enabled: member !== undefined })
  const team = named.data?.teams.find(({ name }) => name === member)
  return (
    // biome-ignore lint/a11y/useSemanticElements: the tests' browser has no <search>, and the role says the same.
    <div className="audit-filters people-filters" role="search" aria-label={words.line}>
      <TextField
        label={words.find}
        placeholder={words.findWords}
        type="search"
        maxLength={200}
        value={typed}
        onChange={setTyped}
      />
      <Select
        label={words.division}
        value={home ?? ''}
        onChange={(value) => change({ home: value === '' ? undefined : value })}
        choices={[
          { value: '', label: words.anyDivision },
          ...(home === undefined || homes.includes(home) ? homes : [home, ...homes]).map((value) => ({
            value,
            label: value,
          })),
        ]}
      />
      <TeamField
        // Dropping all filters empties the field, which keeps what is typed to itself.
        key={`${member} ${team?.id}`}
        label={words.team}
        value={member === undefined ? null : (team ?? { id: 0, name: member })}
        onChange={(chosen) => {
          if (chosen?.name !== member) change({ member: chosen?.name })
        }}
      />
      <Select<ProgrammeRole | ''>
        label={words.role}
        value={search.role ?? ''}
        onChange={(role) => change({ role: role === '' ? undefined : role })}
        choices={[
          { value: '', label: words.anyRole },
          ...(['viewer', 'administrator'] as const).map((value) => ({ value, label: words.roles[value] })),
        ]}
      />
      <Select<'in' | 'out' | ''>
        label={words.state}
        value={search.state ?? ''}
        onChange={(state) => change({ state: state === '' ? undefined : state })}
        choices={[
          { value: '', label: words.anyState },
          { value: 'in', label: words.mayEnter },
          { value: 'out', label: words.states.out },
        ]}
      />
    </div>
  )
}
