import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
} from 'react'
import { Autocomplete } from 'react-aria-components/Autocomplete'
import { Collection } from 'react-aria-components/Collection'
import { Header } from 'react-aria-components/Header'
import { Input } from 'react-aria-components/Input'
import { Menu, MenuItem, MenuSection } from 'react-aria-components/Menu'
import { SearchField } from 'react-aria-components/SearchField'
import { listServices } from '../../contract/services.ts'
import { listTeams } from '../../contract/teams.ts'
import { organisationPath } from '../shared/address.ts'
import { call } from '../shared/call.ts'
import { Dialog } from '../shared/Dialog.tsx'
import '../shared/fields.css'
import { Icon, type IconName } from '../shared/icons.tsx'
import { KeyHint } from '../shared/KeyHint.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import type { PagePath } from '../shared/PageLink.tsx'
import { prefer, usePreferences } from '../shared/preferences.ts'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import { carriedBy, timesOf, useView, withChanges } from '../shared/view-search.ts'
import './palette.css'
import { useMay } from '../shared/use-may.ts'
import { useOpen } from './open.tsx'
import { useCycleEntries } from './palette-cycles.ts'
import { useScreens } from './screens.ts'

interface Entry {
  id: string
  name: string
  icon: IconName
  aside?: ReactNode
  keys?: string
  act: () => void
}

interface Found {
  id: string
  heading: string
  entries: Entry[]
}

/** Services, teams, cycles, screens and actions by a part of their name. Services and teams are searched by the server. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { keys, common } = useMessages()
  const [text, setText] = useState('')
  const wanted = useDeferredValue(text.trim())
  const { sections: found, current } = useFound(wanted)
  const menu = useRef<HTMLDivElement>(null)
  const { isLed, noticeArrows } = useRingOnFirst(menu, text, current ? found[0]?.entries[0]?.id : undefined)
  const byEnter = useFirstByEnter(
    text,
    isLed,
    current && wanted === text.trim() ? found[0]?.entries[0] : undefined,
    (entry) => {
      onClose()
      entry.act()
    },
  )
  return (
    <Dialog
      shape="palette"
      heading={keys.paletteLabel}
      onClose={onClose}
      foot={
        <span className="palette-keys">
          <KeyHint of="↑" />
          <KeyHint of="↓" /> {keys.choose}
          <KeyHint of="Enter" /> {keys.run}
          <KeyHint of="Escape" /> {keys.close}
        </span>
      }
    >
      <Autocomplete inputValue={text} onInputChange={setText} filter={() => true}>
        <div
          className="palette-top"
          onKeyDownCapture={(event) => {
            noticeArrows(event)
            byEnter(event)
          }}
        >
          <SearchField className="palette-search" aria-label={keys.paletteLabel} autoFocus>
            <Input placeholder={keys.palettePlaceholder} autoComplete="off" spellCheck={false} />
          </SearchField>
          {/* On a phone the palette fills the screen, and there is no Esc to press. */}
          <button type="button" className="button palette-close" onClick={onClose}>
            {common.close}
          </button>
        </div>
        <Menu
          ref={menu}
          className="option-list palette-list"
          aria-label={keys.paletteLabel}
          items={found}
          renderEmptyState={() => (
            <div className="option-empty" role="status">
              {current ? common.nothingFound : common.searching}
            </div>
          )}
          onAction={(key) => {
            onClose()
            found
              .flatMap(({ entries }) => entries)
              .find(({ id }) => id === key)
              ?.act()
          }}
        >
          {(section) => (
            <MenuSection id={section.id}>
              <Header className="option-heading">{section.heading}</Header>
              <Collection items={section.entries}>
                {(entry) => (
                  <MenuItem className="option" id={entry.id} textValue={entry.name}>
                    <Icon name={entry.icon} />
                    <span className="option-main">{entry.name}</span>
                    {entry.aside === undefined ? null : <span className="option-aside">{entry.aside}</span>}
                    {entry.keys?.split(' ').map((key) => (
                      <KeyHint key={key} of={key} />
                    ))}
                  </MenuItem>
                )}
              </Collection>
            </MenuSection>
          )}
        </Menu>
      </Autocomplete>
    </Dialog>
  )
}

/**
 * Puts the ring on the first of what is found, unless the arrows have led it elsewhere since the last letter: React Aria
 * keeps it on what stood first before the answer came, and Enter would take that.
 */
function useRingOnFirst(menu: RefObject<HTMLDivElement | null>, text: string, first: string | undefined) {
  const [ledAt, setLedAt] = useState<string | undefined>(undefined)
  useEffect(() => {
    if (first === undefined || text.trim() === '' || ledAt === text) return
    // By the event with which React Aria does so itself, once it has drawn the list.
    const frame = requestAnimationFrame(() =>
      menu.current?.dispatchEvent(
        new CustomEvent('react-aria-focus', { cancelable: true, bubbles: true, detail: { focusStrategy: 'first' } }),
      ),
    )
    return () => cancelAnimationFrame(frame)
  }, [menu, text, first, ledAt])
  return {
    isLed: ledAt === text,
    noticeArrows: (event: KeyboardEvent) => {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setLedAt(text)
    },
  }
}

/**
 * Enter takes the first that is found, unless the arrows led elsewhere. Pressed before the server has answered, it takes
 * the first of the answer, and never one of the list before.
 */
function useFirstByEnter(text: string, isLed: boolean, first: Entry | undefined, take: (entry: Entry) => void) {
  const [hurried, setHurried] = useState<string | undefined>(undefined)
  const wanted = text.trim()
  const takeFirst = useEffectEvent(take)
  useEffect(() => {
    // Other words were written meanwhile: they are another question.
    if (hurried !== undefined && hurried === wanted && first !== undefined) takeFirst(first)
  }, [hurried, wanted, first])
  return (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || wanted === '' || isLed) return
    if (!(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    event.stopPropagation()
    if (first === undefined) setHurried(wanted)
    else take(first)
  }
}

function useFound(text: string): { sections: Found[]; current: boolean } {
  const { keys, shell, moves, words } = useMessages()
  const [, change] = useView()
  const format = useFormat()
  const go = useGo()
  const [view] = useView()
  const times = timesOf(view)
  const actions = useActions()

  const searched = text !== ''
  // Both in one reading, so that the list changes once: what is first then stays first under a hurried Enter.
  const search = useQuery({
    queryKey: ['services', 'palette', text, times],
    queryFn: async ({ signal }) => {
      const [services, teams] = await Promise.all([
        call(listServices, { query: { q: text, limit: 6, sort: 'state', ...times }, signal }),
        call(listTeams, { query: { q: text, limit: 4, ...times }, signal }),
      ])
      return { text, services, teams: teams.teams }
    },
    enabled: searched,
  })
  const isAnswered = search.isError || (search.data !== undefined && !search.isPlaceholderData)
  // Until the answer is there the list before stays, whole and by its own words.
  const found = searched && !search.isError ? search.data : undefined
  const shownBy = !searched || isAnswered ? text : (found?.text ?? '')
  const cycles = useCycleEntries(shownBy)
  const current = !searched || (isAnswered && cycles.isRead)

  const named = (entry: Entry) => entry.name.toLowerCase().includes(shownBy.toLowerCase())
  const serviceEntries = (found?.services.services ?? []).map(
    (service): Entry => ({
      id: `service-${service.id}`,
      name: service.name,
      icon: 'services',
      aside: `${service.team.name} · ${words.state[service.state]}`,
      act: () => go('/services', { service: service.id }),
    }),
  )
  const teamEntries = (found?.teams ?? []).map(
    (team): Entry => ({
      id: `team-${team.id}`,
      name: team.name,
      icon: 'teams',
      aside: format.services(team.services),
      act: () => go('/services', { team: team.name, division: undefined }),
    }),
  )
  // What is found can be logged as well as opened; it has nothing to log once it runs nowhere.
  const [first] = found?.services.services ?? []
  const logFirst: Entry[] =
    first === undefined || first.cloudLevel === null
      ? []
      : [
          {
            id: 'log-found',
            name: shell.logMove,
            icon: 'act',
            aside: `${first.name} · ${moves.nowAt(format.level(first.cloudLevel))}`,
            keys: 'M',
            act: () => change({ log: String(first.id) }),
          },
        ]
  const isExact = (entry: Entry | undefined) => entry?.name.toLowerCase() === shownBy.toLowerCase()
  const teamSection: Found = { id: 'teams', heading: keys.teamsFound, entries: teamEntries }
  const exactTeam = isExact(teamEntries[0])
  const cycleSection: Found = {
    id: 'cycles',
    heading: keys.cyclesFound,
    entries: cycles.entries.map(
      ({ id, name, search }): Entry => ({ id, name, icon: 'cycles', act: () => go('/cycles', search) }),
    ),
  }
  const sections: Found[] = [
    ...(exactTeam ? [teamSection] : []),
    ...(cycles.isExact ? [cycleSection] : []),
    { id: 'actions', heading: keys.actions, entries: [...logFirst, ...actions.filter(named)] },
    {
      id: 'services',
      heading: keys.servicesFound(format.count(serviceEntries.length), format.count(found?.services.total ?? 0)),
      entries: serviceEntries,
    },
    ...(exactTeam ? [] : [teamSection]),
    ...(cycles.isExact ? [] : [cycleSection]),
    { id: 'screens', heading: keys.screens, entries: useScreenEntries().filter(named) },
  ]
  return { sections: sections.filter(({ entries }) => entries.length > 0), current }
}

function useGo() {
  const [view] = useView()
  const navigate = useNavigate()
  return (to: PagePath, search: Record<string, unknown> = {}) =>
    void navigate({ to, search: withChanges(carriedBy(view), search) as never })
}

function useScreenEntries(): Entry[] {
  const { shell } = useMessages()
  const go = useGo()
  return useScreens().map(({ path, title, icon, letter }) => ({
    id: `screen-${path}`,
    name: title(shell),
    icon,
    keys: `G ${letter}`,
    act: () => go(path),
  }))
}

function useActions(): Entry[] {
  const { shell, keys, present } = useMessages()
  const [, change] = useView()
  const go = useGo()
  const { open } = useOpen()
  const { language } = usePreferences()
  const sample = useSessionIfRead()?.sample ?? false
  const may = useMay()
  const log: Entry = {
    id: 'log',
    name: shell.logMove,
    icon: 'act',
    keys: 'M',
    act: () => change({ log: 'new' }),
  }
  const give: Entry = {
    id: 'give-feedback',
    name: shell.giveFeedback,
    icon: 'feedback',
    act: () => go('/feedback', { act: 'give' }),
  }
  const annotations: Entry = {
    id: 'annotations',
    name: shell.annotations,
    icon: 'overview',
    act: () => go('/', { annotation: 'list' }),
  }
  return [
    ...(may('log-move') ? [log] : []),
    ...(may('give-feedback') ? [give] : []),
    annotations,
    { id: 'today', name: shell.today, icon: 'calendar', aside: shell.asOf, act: () => change({ asOf: undefined }) },
    { id: 'present', name: present.open, icon: 'overview', keys: 'Shift+P', act: () => go('/present') },
    { id: 'light', name: shell.themeLight, icon: 'act', aside: shell.theme, act: () => prefer({ theme: 'light' }) },
    { id: 'dark', name: shell.themeDark, icon: 'act', aside: shell.theme, act: () => prefer({ theme: 'dark' }) },
    {
      id: 'language',
      name: language === 'ko' ? 'English' : '한국어',
      icon: 'act',
      aside: shell.language,
      act: () => prefer({ language: language === 'ko' ? 'en' : 'ko' }),
    },
    {
      id: 'organisation',
      name: sample ? shell.leaveSample : shell.openSample,
      icon: 'act',
      act: () => location.assign(organisationPath(!sample)),
    },
    { id: 'help', name: keys.title, icon: 'act', keys: '?', act: () => open('help') },
  ]
}
