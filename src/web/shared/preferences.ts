import { useSyncExternalStore } from 'react'

export type Language = 'en' | 'ko'
export type Theme = 'system' | 'light' | 'dark'

/** What a reader chose on this device. Nothing here changes a figure, so it stays out of the address. */
export interface Preferences {
  readonly language: Language
  readonly theme: Theme
  /** Single-letter keys act (WCAG 2.1.4 lets a reader switch them off). */
  readonly singleKeys: boolean
}

const listeners = new Set<() => void>()
let current: Preferences | undefined
let source = ''

function choose(): Preferences {
  const language = stored('language')
  const theme = stored('theme')
  return {
    language: language === 'en' || language === 'ko' ? language : languageOf(globalThis.navigator?.languages ?? []),
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    singleKeys: stored('keys') !== 'off',
  }
}

/** The first of the reader's languages that we speak; English when none. */
export function languageOf(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.toLowerCase().split('-')[0]
    if (language === 'en' || language === 'ko') return language
  }
  return 'en'
}

/** Read anew when storage or the browser's languages differ from what was read last: a second tab may have chosen. */
export function preferences(): Preferences {
  const read = ['language', 'theme', 'keys'].map(stored).join() + (globalThis.navigator?.languages ?? []).join()
  if (current === undefined || read !== source) {
    current = choose()
    source = read
  }
  return current
}

export function prefer(change: Partial<Preferences>): void {
  const chosen = { ...preferences(), ...change }
  store('language', chosen.language)
  store('theme', chosen.theme)
  store('keys', chosen.singleKeys ? 'on' : 'off')
  preferences()
  // Where storage is refused, the choice lasts as long as the page.
  current = chosen
  showTheme(chosen.theme)
  tell()
}

function tell(): void {
  for (const listener of listeners) listener()
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(listen, preferences)
}

/** `system` leaves the root without `data-theme`, so that `prefers-color-scheme` decides. */
export function showTheme(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') delete root.dataset['theme']
  else root.dataset['theme'] = theme
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  addEventListener('storage', tell)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) removeEventListener('storage', tell)
  }
}

// Storage is refused in some private windows.
function stored(key: string): string | null {
  try {
    return localStorage.getItem(`tenfold.${key}`)
  } catch {
    return null
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(`tenfold.${key}`, value)
  } catch {
    // Nothing to do: see above.
  }
}
