import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Candidate } from '../../contract/members.ts'
import { ComboBox } from '../shared/ComboBox.tsx'
import type { FieldProps } from '../shared/Field.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { candidatesQuery } from './people-queries.ts'

interface Props extends FieldProps {
  team: number
  value: Candidate | null
  onChange: (person: Candidate | null) => void
}

/** Somebody found by words of their name or skills, of whichever division: their home, skills and teams stand beside. */
export function PersonField({ team, value, onChange, ...rest }: Props) {
  const { members: words } = useAccessMessages()
  const [text, setText] = useState(value?.name ?? '')
  const { data, isFetching } = useQuery(candidatesQuery(team, value !== null && text === value.name ? '' : text.trim()))
  const found = data?.people ?? []
  const options = value === null || found.some(({ id }) => id === value.id) ? found : [value, ...found]
  return (
    <ComboBox
      {...rest}
      options={options.map((person) => ({
        id: String(person.id),
        name: person.name,
        aside: [person.division, person.skills.join(', '), person.teams.join(', ') || words.noTeams]
          .filter((part) => part !== null && part !== '')
          .join(' · '),
      }))}
      text={text}
      onText={setText}
      value={value === null ? null : String(value.id)}
      onChange={(id) => onChange(options.find((one) => String(one.id) === id) ?? null)}
      searching={isFetching}
    />
  )
}
