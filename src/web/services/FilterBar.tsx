import { lazy, Suspense, useDeferredValue, useEffect, useRef, useState } from 'react'
import { Icon } from '../shared/icons.tsx'
import { KeyHint } from '../shared/KeyHint.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PopoverButton } from '../shared/PopoverButton.tsx'
import { useFilterWords } from './filter-words.ts'
import { type ChangeSearch, filterFields, filtersInUse, noFilters, type ServicesSearch } from './services-search.ts'

const FilterMenu = lazy(async () => ({ default: (await import('./FilterMenu.tsx')).FilterMenu }))

interface Props {
  search: ServicesSearch
  change: ChangeSearch
}

/** How long after the last letter the search goes out. */
const typingPause = 180

/** Search and filters. Division and team stand in the top bar, where every screen has them. */
export function FilterBar({ search, change }: Props) {
  const { services } = useMessages()
  const filterWords = useFilterWords()
  const filterButton = 'services-filter'
  const used = filtersInUse(search)
  useShortcut('F', () => document.getElementById(filterButton)?.click(), services.filter)
  useShortcut('Shift+F', () => change(noFilters), services.dropAll, { enabled: used.length > 0 })
  const chips = filterFields.filter((field) => field !== 'team' && field !== 'division' && search[field] !== undefined)

  return (
    // biome-ignore lint/a11y/useSemanticElements: the tests' browser has no <search>, and the role says the same.
    <div className="filter-bar" role="search">
      <SearchBox search={search} change={change} />
      {chips.map((field) => (
        <span key={field} className="button chip chosen">
          <span>
            {services.field[field]} <b>{filterWords.value(search, field)}</b>
          </span>
          <button
            type="button"
            aria-label={services.drop(services.field[field])}
            onClick={() => change({ [field]: undefined })}
          >
            <Icon name="cross" size={12} />
          </button>
        </span>
      ))}
      <PopoverButton
        id={filterButton}
        className="button chip dashed"
        aria-keyshortcuts="F"
        label={services.filterBy}
        panel={(close) => (
          <Suspense>
            <FilterMenu search={search} change={change} close={close} />
          </Suspense>
        )}
      >
        <Icon name="plus" size={12} />
        {services.filter}
        <KeyHint of="F" />
      </PopoverButton>
      {used.length > 1 ? (
        <button type="button" className="button plain" aria-keyshortcuts="Shift+F" onClick={() => change(noFilters)}>
          {services.clearAll}
          <KeyHint of="Shift+F" />
        </button>
      ) : null}
    </div>
  )
}

/** Writes into the address after a pause, and follows it when Back or a view changes it. */
function SearchBox({ search, change }: Props) {
  const { services } = useMessages()
  const box = useRef<HTMLInputElement>(null)
  const inAddress = search.q ?? ''
  const [typed, setTyped] = useState(inAddress)
  const [followed, setFollowed] = useState(inAddress)
  if (followed !== inAddress) {
    setFollowed(inAddress)
    if (typed.trim() !== inAddress) setTyped(inAddress)
  }
  const wanted = useDeferredValue(typed.trim())
  useEffect(() => {
    if (wanted === inAddress) return
    const timer = setTimeout(() => change({ q: wanted === '' ? undefined : wanted }, { replace: true }), typingPause)
    return () => clearTimeout(timer)
  }, [wanted, inAddress, change])
  useShortcut('/', () => box.current?.focus(), services.search)

  return (
    <label className="field-box small search-box">
      <Icon name="search" size={14} />
      <input
        ref={box}
        type="search"
        autoComplete="off"
        spellCheck={false}
        aria-label={services.search}
        aria-keyshortcuts="/"
        placeholder={services.searchFor}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            // The first Esc empties the box, the next one leaves it; neither closes the drawer beside.
            event.preventDefault()
            if (typed === '') event.currentTarget.blur()
            else setTyped('')
          } else if (event.key === 'Enter' || event.key === 'ArrowDown') {
            event.preventDefault()
            document.querySelector<HTMLElement>('.table-region tr[data-line][tabindex="0"]')?.focus()
          }
        }}
      />
      <KeyHint of="/" />
    </label>
  )
}
