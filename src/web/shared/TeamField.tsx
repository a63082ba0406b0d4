import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ComboBox } from './ComboBox.tsx'
import type { FieldProps } from './Field.tsx'
import { teamsFoundQuery } from './teams-found-query.ts'

export interface TeamChoice {
  readonly id: number
  readonly name: string
}

interface Props extends FieldProps {
  value: TeamChoice | null
  onChange: (team: TeamChoice | null) => void
  /** Where a name that nobody bears yet is welcome: what stands in the field. */
  onText?: (text: string) => void
  autoFocus?: boolean
}

/** A team found by a part of its name: there may be 5,000 of them. */
export function TeamField({ value, onChange, onText, ...rest }: Props) {
  const [text, setText] = useState(value?.name ?? '')
  const wanted = value !== null && text === value.name ? '' : text.trim()
  const { data, isFetching } = useQuery(teamsFoundQuery(wanted))
  const found = data?.teams ?? []
  const options =
    value === null || found.some(({ id }) => id === value.id) ? found : [{ ...value, division: undefined }, ...found]
  return (
    <ComboBox
      {...rest}
      options={options.map((team) => ({ id: String(team.id), name: team.name, aside: team.division?.name }))}
      text={text}
      onText={(typed) => {
        setText(typed)
        onText?.(typed)
      }}
      value={value === null ? null : String(value.id)}
      onChange={(id) => {
        const team = options.find((one) => String(one.id) === id)
        onChange(team === undefined ? null : { id: team.id, name: team.name })
      }}
      searching={isFetching}
      allowNew={onText !== undefined}
    />
  )
}
