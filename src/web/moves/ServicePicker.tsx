import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react'
import type { Service } from '../../domain/service.ts'
import { ComboBox, type Option } from '../shared/ComboBox.tsx'
import type { Format } from '../shared/format.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { StateTag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { findRetiredQuery, findServicesQuery } from './moves-queries.ts'
import { useSettled } from './use-settled.ts'

type Chosen = Pick<Service, 'id' | 'name' | 'team' | 'state' | 'cloudLevel'>

/** A service, found by the server from a part of its name. Before anything is typed: what still has to move. */
export function ServicePicker(props: {
  chosen: Chosen | undefined
  onChoose: (id: number | undefined) => void
  error: ReactNode
  autoFocus: boolean
  inputRef: Ref<HTMLInputElement>
}) {
  const { moves } = useMessages()
  const format = useFormat()
  const say = useProblemWords()
  const { chosen } = props
  // Once something is typed the text is the reader's, until a service is chosen again.
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const text = typed ?? chosen?.name ?? ''
  const wanted = text === chosen?.name ? '' : text.trim()
  const settled = useSettled(wanted)
  const found = useQuery(findServicesQuery(settled))

  const few = settled !== '' && found.data !== undefined && !found.isPlaceholderData && found.data.total < 6
  const retired = useQuery({ ...findRetiredQuery(settled), enabled: few })

  const listed = [...(found.data?.services ?? []), ...(few ? (retired.data?.services ?? []) : [])]
  const options = listed.map((service) => optionOf(service, format))
  // The list forgets what it does not hold, so what was chosen stays in it.
  if (chosen && !listed.some(({ id }) => id === chosen.id)) options.unshift(optionOf(chosen, format))

  /** Enter takes the first of the list, unless the arrows chose another: fewer keys for what is meant most often. */
  const takeFirst = (event: KeyboardEvent<HTMLDivElement>) => {
    const input = event.target
    const [first] = options
    const open = input instanceof HTMLInputElement && input.getAttribute('aria-expanded') === 'true'
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !open || first === undefined || text === '') return
    if (settled !== wanted || input.hasAttribute('aria-activedescendant')) return
    event.preventDefault()
    event.stopPropagation()
    setTyped(undefined)
    props.onChoose(Number(first.id))
  }

  return (
    <div className="service-picker" onKeyDownCapture={takeFirst}>
      <ComboBox
        label={moves.service}
        placeholder={moves.servicePlaceholder}
        options={options}
        searching={found.isFetching || settled !== wanted}
        text={text}
        onText={(next) => setTyped(next === chosen?.name ? undefined : next)}
        value={chosen && typed === undefined ? String(chosen.id) : null}
        onChange={(id) => {
          if (id === null) return
          setTyped(undefined)
          props.onChoose(Number(id))
        }}
        error={props.error ?? (found.error === null ? undefined : say(found.error))}
        autoFocus={props.autoFocus}
        inputRef={props.inputRef}
        {...(chosen && typed === undefined
          ? {
              suffix: (
                <span className="service-standing">
                  <span className="quiet cut">{chosen.team.name}</span>
                  <StateTag state={chosen.state} />
                </span>
              ),
            }
          : {})}
      />
    </div>
  )
}

const optionOf = (service: Chosen, format: Format): Option => ({
  id: String(service.id),
  name: service.name,
  aside: (
    <span className="service-standing">
      <span className="cut">{service.team.name}</span>
      <span>{format.level(service.cloudLevel)}</span>
      <StateTag state={service.state} />
    </span>
  ),
})
