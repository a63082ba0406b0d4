import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useEffectEvent, useState } from 'react'
import type { Service } from '../../domain/service.ts'
import type { Format } from '../../drawing/format.ts'
import { ComboBox, type Option } from '../shared/ComboBox.tsx'
import { isAway } from '../shared/call.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { StateTag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { useSettled } from '../shared/use-settled.ts'
import { knownServicesQuery } from './known-services.ts'
import { findRetiredQuery, findServicesQuery } from './moves-queries.ts'

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
  const [hurried, setHurried] = useState(false)
  const text = typed ?? chosen?.name ?? ''
  const wanted = text === chosen?.name ? '' : text.trim()
  const settled = useSettled(wanted)
  const asked = useQuery(findServicesQuery(settled))
  const away = isAway(asked.error)
  const onDevice = useQuery({ ...knownServicesQuery(settled), enabled: away && asked.data === undefined })
  // What this device knows stands in, and where that is nothing, why nothing is found.
  const found = away && asked.data === undefined ? onDevice : asked

  const few = settled !== '' && found.data !== undefined && !found.isPlaceholderData && found.data.total < 6 && !away
  const retired = useQuery({ ...findRetiredQuery(settled), enabled: few })

  const listed = [...(found.data?.services ?? []), ...(few ? (retired.data?.services ?? []) : [])]
  const options = listed.map((service) => optionOf(service, format))
  // The list forgets what it does not hold, so what was chosen stays in it.
  if (chosen && !listed.some(({ id }) => id === chosen.id)) options.unshift(optionOf(chosen, format))

  // What is listed was found by exactly this text.
  const current = settled === wanted && !found.isPlaceholderData && (!few || !retired.isFetching)
  const first = wanted === '' ? undefined : listed[0]?.id
  const choose = (id: number) => {
    setTyped(undefined)
    setHurried(false)
    props.onChoose(id)
  }
  const chooseFound = useEffectEvent(choose)
  useEffect(() => {
    if (hurried && current && first !== undefined) chooseFound(first)
  }, [hurried, current, first])

  /**
   * Enter takes the first that is found, unless the arrows chose another; pressed before the server has answered, it
   * takes the first of the answer. Fewer keys for what is meant most often.
   */
  const takeFirst = (event: KeyboardEvent<HTMLDivElement>) => {
    const input = event.target
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(input instanceof HTMLInputElement)) return
    if (wanted === '' || input.hasAttribute('aria-activedescendant')) return
    event.preventDefault()
    event.stopPropagation()
    if (!current) setHurried(true)
    else if (first !== undefined) choose(first)
  }

  return (
    <div className="service-picker" onKeyDownCapture={takeFirst}>
      <ComboBox
        label={moves.service}
        placeholder={moves.servicePlaceholder}
        options={options}
        searching={found.isFetching || settled !== wanted}
        text={text}
        onText={(next) => {
          setTyped(next === chosen?.name ? undefined : next)
          // React Aria says the same text again when its list changes, which is no reason to forget Enter.
          if (next !== text) setHurried(false)
        }}
        value={chosen && typed === undefined ? String(chosen.id) : null}
        onChange={(id) => {
          if (id !== null) choose(Number(id))
        }}
        error={props.error ?? (asked.error === null || (away && listed.length > 0) ? undefined : say(asked.error))}
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
