import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import * as z from 'zod/mini'
import { Button } from '../shared/Button.tsx'
import { Icon } from '../shared/icons.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PopoverButton } from '../shared/PopoverButton.tsx'
import { TextField } from '../shared/TextField.tsx'
import { useToast } from '../shared/toast.tsx'
import { useFormat } from '../shared/use-format.ts'
import { HereLink } from './HereLink.tsx'
import {
  inView,
  isSameView,
  isStanding,
  removeView,
  type SavedView,
  type StandingView,
  saveView,
  standingViews,
  useSavedViews,
  viewOf,
} from './saved-views.ts'
import { countOf } from './service-states.ts'
import { servicesCountQuery } from './services-queries.ts'
import { filtersOf, ServicesSearch, scopeOf, usualStates } from './services-search.ts'

/** Views as links with their live counts; the one shown is marked, whoever made the address. */
export function ViewTabs({ search }: { search: ServicesSearch }) {
  const { services } = useMessages()
  const own = useSavedViews()
  const view = viewOf(search)
  const { data: counted } = useQuery(servicesCountQuery(scopeOf(search)))
  const shownOwn = own.find((one) => isSameView(one.search, view))
  const { sort, group, columns, division, team } = view
  const carried = { sort, group, columns, division, team }
  return (
    <nav className="view-tabs" aria-label={services.views}>
      <ul>
        {standingViews.map((standing) => (
          <li key={standing.key}>
            <HereLink
              search={(before) => inView(before, { ...carried, state: standing.states?.join(',') })}
              shown={shownOwn === undefined && isStanding(view, standing)}
            >
              {services[standing.key]} <Count of={counted && countIn(standing, counted)} />
            </HereLink>
          </li>
        ))}
        {own.map((one) => (
          <li key={one.name}>
            <OwnView view={one} search={search} shown={one === shownOwn} />
          </li>
        ))}
      </ul>
      <SaveViewButton view={view} />
    </nav>
  )
}

const countIn = (
  { states }: StandingView,
  counted: { total: number; states: Readonly<Record<string, number>> },
): number => countOf(counted.states, states ?? usualStates)

function Count({ of }: { of: number | undefined }) {
  const format = useFormat()
  return of === undefined ? null : <span className="quiet">{format.count(of)}</span>
}

/** Counted as of the day on screen, like everything else; the view itself keeps no day. */
function OwnView({ view, search, shown }: { view: SavedView; search: ServicesSearch; shown: boolean }) {
  const { asOf, knownAt } = search
  const parsed = z.parse(ServicesSearch, { ...view.search, asOf, knownAt })
  const { data } = useQuery(servicesCountQuery(filtersOf(parsed)))
  const { services } = useMessages()
  return (
    <span className="own-view">
      <HereLink search={(before) => inView(before, view.search)} shown={shown}>
        {view.name} <Count of={data?.total} />
      </HereLink>
      {shown ? (
        <button
          type="button"
          className="drop"
          aria-label={services.removeView(view.name)}
          onClick={() => removeView(view.name)}
        >
          <Icon name="cross" size={12} />
        </button>
      ) : null}
    </span>
  )
}

function SaveViewButton({ view }: { view: Record<string, string> }) {
  const { services } = useMessages()
  return (
    <PopoverButton
      className="button dashed square"
      label={services.saveView}
      aria-label={services.saveView}
      title={services.saveView}
      panel={(close) => <SaveView view={view} close={close} />}
    >
      <Icon name="plus" size={12} />
    </PopoverButton>
  )
}

function SaveView({ view, close }: { view: Record<string, string>; close: () => void }) {
  const { services, common } = useMessages()
  const own = useSavedViews()
  const say = useToast()
  const [name, setName] = useState('')
  const form = useId()
  const taken = own.some((one) => one.name === name.trim())
  return (
    <form
      id={form}
      className="popover-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (name.trim() === '') return
        saveView({ name: name.trim(), search: view })
        close()
      }}
    >
      <TextField
        label={services.viewName}
        value={name}
        onChange={setName}
        maxLength={60}
        required
        autoFocus
        description={taken ? services.viewNameTaken : services.saveViewWords}
      />
      <div className="button-row">
        <Button type="submit" disabled={name.trim() === ''}>
          {services.saveView}
        </Button>
        <Button
          onClick={() => {
            void navigator.clipboard.writeText(location.href).then(() => say(common.copied))
            close()
          }}
        >
          {services.copyLink}
        </Button>
      </div>
    </form>
  )
}
