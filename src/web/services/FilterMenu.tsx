import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { Criticality, ServiceState, Strategy } from '../../domain/service.ts'
import { Button } from '../shared/Button.tsx'
import { Checkbox } from '../shared/Checkbox.tsx'
import { divisionsQuery } from '../shared/divisions-query.ts'
import { Icon } from '../shared/icons.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { TextField } from '../shared/TextField.tsx'
import { teamsFoundQuery } from '../shared/teams-found-query.ts'
import { useFilterWords } from './filter-words.ts'
import { locationsQuery } from './services-queries.ts'
import { type ChangeSearch, type FilterField, filterFields, type ServicesSearch } from './services-search.ts'

interface Props {
  search: ServicesSearch
  change: ChangeSearch
  close: () => void
}

/** Every field that can be filtered by; choosing one shows its values. What is chosen takes effect at once. */
export function FilterMenu({ search, change, close }: Props) {
  const { services } = useMessages()
  const filterWords = useFilterWords()
  const [field, setField] = useState<FilterField | undefined>(undefined)
  const panel = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step starts on its first control.
  useEffect(() => {
    panel.current?.querySelector<HTMLElement>('input, li button')?.focus()
  }, [field])

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows move between the controls inside, which have their roles.
    <div ref={panel} className="filter-menu" onKeyDown={moveByArrows}>
      {field === undefined ? (
        <>
          <h2>{services.filterBy}</h2>
          <ul className="plain-options">
            {filterFields.map((one) => (
              <li key={one}>
                <button type="button" className="option" onClick={() => setField(one)}>
                  <span className="option-main">{services.field[one]}</span>
                  <span className="option-aside">{filterWords.value(search, one)}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <h2>
            <button type="button" className="button plain" onClick={() => setField(undefined)}>
              <Icon name="chevronLeft" size={14} />
              <span className="unseen">{services.backToFields}. </span>
              {services.field[field]}
            </button>
          </h2>
          <Values field={field} search={search} change={change} close={close} />
        </>
      )}
    </div>
  )
}

function Values({ field, search, change, close }: Props & { field: FilterField }) {
  const { words, services } = useMessages()
  const choose = (chosen: Parameters<ChangeSearch>[0]) => {
    change(chosen)
    close()
  }
  switch (field) {
    case 'state':
      return (
        <Several
          values={ServiceState.options}
          names={words.state}
          chosen={search.state}
          onChange={(state) => change({ state })}
        />
      )
    case 'strategy':
      return (
        <Several
          values={Strategy.options}
          names={words.strategy}
          chosen={search.strategy}
          onChange={(strategy) => change({ strategy })}
        />
      )
    case 'criticality':
      return (
        <Several
          values={Criticality.options}
          names={words.criticality}
          chosen={search.criticality}
          onChange={(criticality) => change({ criticality })}
        />
      )
    case 'team':
      return <OneTeam onChoose={(team) => choose({ team })} />
    case 'division':
      return <OneDivision onChoose={(division) => choose({ division })} />
    case 'location':
      return <OneLocation onChoose={(location) => choose({ location })} />
    case 'owner':
      return (
        <Written label={services.ownerIs} first={search.owner} longest={200} onApply={(owner) => choose({ owner })} />
      )
    case 'tag':
      return <Written label={services.tagIs} first={search.tag} longest={60} onApply={(tag) => choose({ tag })} />
  }
}

function Several<Value extends string>(props: {
  values: readonly Value[]
  names: Readonly<Record<Value, string>>
  chosen: Value[] | undefined
  onChange: (values: Value[] | undefined) => void
}) {
  const chosen = new Set(props.chosen)
  return (
    <div className="several">
      {props.values.map((value) => (
        <Checkbox
          key={value}
          label={props.names[value]}
          checked={chosen.has(value)}
          onChange={(checked) => {
            const after = props.values.filter((one) => (one === value ? checked : chosen.has(one)))
            props.onChange(after.length === 0 ? undefined : after)
          }}
        />
      ))}
    </div>
  )
}

function OneOf({
  options,
  onChoose,
}: {
  options: readonly { name: string; aside?: ReactNode }[] | undefined
  onChoose: (name: string) => void
}) {
  const { common } = useMessages()
  if (options === undefined) return <p className="option-empty">{common.searching}</p>
  if (options.length === 0) return <p className="option-empty">{common.nothingFound}</p>
  return (
    <ul className="plain-options">
      {options.map(({ name, aside }) => (
        <li key={name}>
          <button type="button" className="option" onClick={() => onChoose(name)}>
            <span className="option-main">{name}</span>
            {aside === undefined ? null : <span className="option-aside">{aside}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}

function OneTeam({ onChoose }: { onChoose: (name: string) => void }) {
  const { services } = useMessages()
  const [q, setQ] = useState('')
  const { data } = useQuery(teamsFoundQuery(q.trim()))
  return (
    <>
      <TextField label={services.findTeam} value={q} onChange={setQ} type="search" />
      <OneOf options={data?.teams.map(({ name, division }) => ({ name, aside: division.name }))} onChoose={onChoose} />
    </>
  )
}

function OneDivision({ onChoose }: { onChoose: (name: string) => void }) {
  return <OneOf options={useQuery(divisionsQuery).data?.divisions} onChoose={onChoose} />
}

function OneLocation({ onChoose }: { onChoose: (name: string) => void }) {
  const { words } = useMessages()
  const { data } = useQuery(locationsQuery)
  return (
    <OneOf
      options={data?.locations.map(({ name, kind }) => ({ name, aside: words.locationKind[kind] }))}
      onChoose={onChoose}
    />
  )
}

function Written(props: {
  label: string
  first: string | undefined
  longest: number
  onApply: (text: string | undefined) => void
}) {
  const { common } = useMessages()
  const [text, setText] = useState(props.first ?? '')
  return (
    <form
      className="popover-form"
      onSubmit={(event) => {
        event.preventDefault()
        props.onApply(text.trim() === '' ? undefined : text.trim())
      }}
    >
      <TextField label={props.label} value={text} onChange={setText} maxLength={props.longest} />
      <Button type="submit">{common.apply}</Button>
    </form>
  )
}

/** Up and down go from control to control, as in a menu. */
function moveByArrows(event: KeyboardEvent<HTMLDivElement>): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const controls = [...event.currentTarget.querySelectorAll<HTMLElement>('button, input')]
  const at = controls.indexOf(document.activeElement as HTMLElement)
  const next = controls[(at + (event.key === 'ArrowDown' ? 1 : -1) + controls.length) % controls.length]
  event.preventDefault()
  next?.focus()
}
