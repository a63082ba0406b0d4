import { useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useState } from 'react'
import { listDivisions } from '../../contract/teams.ts'
import type { ProgrammeRole } from '../../domain/person.ts'
import { call } from '../shared/call.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { Select } from '../shared/Select.tsx'
import { TeamField } from '../shared/TeamField.tsx'
import { TextField } from '../shared/TextField.tsx'
import { teamsFoundQuery } from '../shared/teams-found-query.ts'
import type { PeopleFilters } from './people-queries.ts'

/** How long after the last letter the search goes out. */
const typingPause = 250

export function PeopleFilterBar(props: {
  search: PeopleFilters
  change: (change: PeopleFilters, how?: { replace?: boolean }) => void
}) {
  const { people: words } = useAccessMessages()
  const { search, change } = props
  const inAddress = search.q ?? ''
  const [typed, setTyped] = useState(inAddress)
  const [followed, setFollowed] = useState(inAddress)
  // Back, and dropping all filters, change the address: the box follows it.
  if (followed !== inAddress) {
    setFollowed(inAddress)
    setTyped(inAddress)
  }
  const send = useEffectEvent(() => {
    if (typed !== inAddress) change({ q: typed === '' ? undefined : typed }, { replace: true })
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter starts the pause anew.
  useEffect(() => {
    const timer = setTimeout(() => send(), typingPause)
    return () => clearTimeout(timer)
  }, [typed])
  const divisions = useQuery({ queryKey: ['divisions'], queryFn: ({ signal }) => call(listDivisions, { signal }) })
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
