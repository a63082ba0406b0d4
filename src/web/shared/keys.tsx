import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useId,
  useState,
  useSyncExternalStore,
} from 'react'
import { preferences } from './preferences.ts'

/** A key that acts: `M`, `?`, `Shift+F`, `Mod+K`, or a sequence `G O`. Mod is ⌘ on a Mac and Ctrl elsewhere. */
interface Registered {
  readonly key: string
  readonly label: string
  readonly id: string
  readonly scope: string
  /** Acts over a dialog too: the list of keys. */
  readonly overDialogs: boolean
  readonly act: (event: KeyboardEvent) => void
}

/** How long after the first key of a sequence the second still counts. */
const sequencePause = 1200

/**
 * Keeps every shortcut that is on screen, so that the help marks exactly what works. A modal dialog opens a scope of its
 * own: the page's keys rest until it closes.
 */
export class Shortcuts {
  #registered: readonly Registered[] = []
  #scopes: readonly string[] = ['page']
  #started: { key: string; at: number } | undefined
  #listeners = new Set<() => void>()

  add(shortcut: Registered): () => void {
    this.#set([...this.#registered, shortcut])
    return () => this.#set(this.#registered.filter((one) => one !== shortcut))
  }

  enter(scope: string): () => void {
    this.#scopes = [...this.#scopes, scope]
    return () => {
      this.#scopes = this.#scopes.filter((one) => one !== scope)
    }
  }

  /** Where keys act now: on the page, or in the dialog that was opened last. */
  scope = (): string => this.#scopes.at(-1) ?? 'page'

  /** Everything on screen, in whatever scope. */
  list = (): readonly Registered[] => this.#registered

  listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  press(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.repeat) return
    const pressed = nameOf(event)
    if (pressed === undefined) return
    // A single letter belongs to the text field that has focus, and may be switched off (WCAG 2.1.4).
    const single = !event.metaKey && !event.ctrlKey && !event.altKey
    if (single && (isTyping(event.target) || !preferences().singleKeys)) return

    const started = this.#started
    this.#started = undefined
    const sequence =
      started !== undefined && event.timeStamp - started.at < sequencePause ? `${started.key} ${pressed}` : undefined
    const found = (sequence && this.#find(sequence)) || this.#find(pressed)
    if (found) {
      event.preventDefault()
      found.act(event)
    } else if (this.#registered.some((one) => one.key.startsWith(`${pressed} `))) {
      this.#started = { key: pressed, at: event.timeStamp }
    }
  }

  #find(key: string): Registered | undefined {
    const scope = this.scope()
    return this.#registered.findLast((one) => one.key === key && (one.scope === scope || one.overDialogs))
  }

  #set(registered: readonly Registered[]): void {
    this.#registered = registered
    for (const listener of this.#listeners) listener()
  }
}

function nameOf(event: KeyboardEvent): string | undefined {
  const { key } = event
  if (['Shift', 'Control', 'Alt', 'Meta', 'Dead', 'Process'].includes(key)) return undefined
  // A Korean keyboard sends ㅡ for the key that says M: the place on the keyboard is what people learn.
  const letter = /^Key([A-Z])$/.exec(event.code)?.[1]
  const name = letter !== undefined && (event.altKey || !/^[a-z]$/i.test(key)) ? letter : key
  const named = name.length === 1 ? name.toUpperCase() : name
  const shift = event.shiftKey && (/^[A-Z]$/.test(named) || named.length > 1) ? 'Shift+' : ''
  return (event.metaKey || event.ctrlKey ? 'Mod+' : '') + (event.altKey ? 'Alt+' : '') + shift + named
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select, [role="spinbutton"], [role="combobox"]'))
    return true
  return (
    target instanceof HTMLInputElement &&
    !['checkbox', 'radio', 'button', 'submit', 'reset', 'file'].includes(target.type)
  )
}

const ShortcutsContext = createContext<Shortcuts | undefined>(undefined)
const ScopeContext = createContext('page')

export function KeysProvider({ children }: { children: ReactNode }) {
  const [shortcuts] = useState(() => new Shortcuts())
  useEffect(() => {
    const press = (event: KeyboardEvent) => shortcuts.press(event)
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [shortcuts])
  return <ShortcutsContext value={shortcuts}>{children}</ShortcutsContext>
}

function useShortcuts(): Shortcuts {
  const shortcuts = use(ShortcutsContext)
  if (shortcuts === undefined) throw new Error('useShortcut needs a KeysProvider around it.')
  return shortcuts
}

/**
 * Lets a key act while the component is on screen, and marks it under `?`, where key-table.ts lists every key. Off while typing, when the reader switched
 * single letters off, when `enabled` is false, and while a dialog lies over the component.
 */
export function useShortcut(
  key: string,
  act: (event: KeyboardEvent) => void,
  label: string,
  { enabled = true, overDialogs = false }: { enabled?: boolean; overDialogs?: boolean } = {},
): void {
  const shortcuts = useShortcuts()
  const scope = use(ScopeContext)
  const id = useId()
  const onPress = useEffectEvent(act)
  useEffect(() => {
    if (!enabled) return
    return shortcuts.add({ id, key, label, overDialogs, scope, act: (event) => onPress(event) })
  }, [shortcuts, scope, id, key, label, overDialogs, enabled])
}

/** Around a modal's content: only its own keys act while it is open. */
export function KeyScope({ children }: { children: ReactNode }) {
  const shortcuts = useShortcuts()
  const scope = useId()
  useEffect(() => shortcuts.enter(scope), [shortcuts, scope])
  return <ScopeContext value={scope}>{children}</ScopeContext>
}

/** For the help, which opens over them: the keys that act where it was opened, with what they do there. */
export function useActingKeys(): ReadonlyMap<string, string> {
  const shortcuts = useShortcuts()
  const all = useSyncExternalStore(shortcuts.listen, shortcuts.list)
  // As of the first draw: the help then enters a scope of its own.
  const [where] = useState(() => shortcuts.scope())
  const acting = all.filter(({ scope, overDialogs }) => scope === where || overDialogs)
  // The latest to register wins, as it does when pressed.
  return new Map(acting.map(({ key, label }) => [key, label]))
}

export const isMac = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)

/** `Mod+K` as it is printed on the reader's keyboard: `⌘K` or `Ctrl K`. */
export function shownKey(key: string): string {
  const mac = isMac()
  return key
    .split('+')
    .map(
      (part) =>
        ({ Mod: mac ? '⌘' : 'Ctrl ', Shift: '⇧', Alt: mac ? '⌥' : 'Alt ', Enter: '↵', Escape: 'Esc' })[part] ?? part,
    )
    .join('')
}

/** The same for `aria-keyshortcuts`. */
export const ariaKey = (key: string): string => key.replace('Mod', isMac() ? 'Meta' : 'Control')
