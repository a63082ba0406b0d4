import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { ComboBox } from './ComboBox.tsx'
import { useProblemWords } from './messages/use-problem-words.ts'
import { servicesFoundQuery } from './services-found-query.ts'
import { useSettled } from './use-settled.ts'

export interface ChosenService {
  readonly id: number
  readonly name: string
}

/** One service, found by a part of its name. */
export function ServiceChoice(props: {
  label: string
  description?: string
  chosen: ChosenService | undefined
  onChoose: (service: ChosenService | undefined) => void
  /** Not among what is offered: the other end. */
  except?: number | undefined
  /** Only of this team. */
  team?: number | undefined
  error?: ReactNode
  autoFocus?: boolean
}) {
  const { chosen, onChoose } = props
  const problemWords = useProblemWords()
  const [text, setText] = useState(chosen?.name ?? '')
  const wanted = text === chosen?.name ? '' : text.trim()
  const settled = useSettled(wanted)
  const found = useQuery(servicesFoundQuery(settled, props.team))
  const services = (found.data?.services ?? []).filter(({ id }) => id !== props.except)
  const options = services.map(({ id, name, team }) => ({ id: String(id), name, aside: team.name }))
  // The list forgets what it does not hold, so what was chosen stays in it.
  if (chosen && !services.some(({ id }) => id === chosen.id))
    options.unshift({ id: String(chosen.id), name: chosen.name, aside: '' })
  return (
    <ComboBox
      label={props.label}
      description={props.description}
      options={options}
      searching={found.isFetching || settled !== wanted}
      text={text}
      onText={setText}
      value={chosen === undefined ? null : String(chosen.id)}
      onChange={(id) => {
        const service = services.find((one) => String(one.id) === id)
        onChoose(service === undefined ? undefined : { id: service.id, name: service.name })
      }}
      error={props.error ?? (found.error === null ? undefined : problemWords(found.error))}
      autoFocus={props.autoFocus ?? false}
    />
  )
}
