import { useLocation } from '@tanstack/react-router'
import type { IconName } from '../shared/icons.tsx'
import type { Messages } from '../shared/messages/messages.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import type { PagePath } from '../shared/PageLink.tsx'
import { useMay } from '../shared/use-may.ts'

export interface Screen {
  readonly path: PagePath
  readonly title: (shell: Messages['shell']) => string
  readonly icon: IconName
  /** After G. */
  readonly letter: string
}

/** In the order of the side bar. A screen gets its entry when it is built. */
export const screens: readonly Screen[] = [
  { path: '/', title: (shell) => shell.overview, icon: 'overview', letter: 'O' },
  { path: '/forecast', title: (shell) => shell.forecast, icon: 'forecast', letter: 'P' },
  { path: '/compare', title: (shell) => shell.compare, icon: 'compare', letter: 'D' },
  { path: '/services', title: (shell) => shell.services, icon: 'services', letter: 'S' },
  { path: '/cycles', title: (shell) => shell.cycles, icon: 'cycles', letter: 'C' },
  { path: '/waves', title: (shell) => shell.waves, icon: 'waves', letter: 'W' },
  { path: '/blockers', title: (shell) => shell.blockers, icon: 'blockers', letter: 'B' },
  { path: '/stand-ups', title: (shell) => shell.standUps, icon: 'standUps', letter: 'U' },
  { path: '/feedback', title: (shell) => shell.feedback, icon: 'feedback', letter: 'F' },
  { path: '/teams', title: (shell) => shell.teams, icon: 'teams', letter: 'T' },
  { path: '/import', title: (shell) => shell.import, icon: 'import', letter: 'I' },
  { path: '/settings', title: (shell) => shell.settings, icon: 'settings', letter: 'A' },
]

/** Those that the reader has a use for. */
export function useScreens(): readonly Screen[] {
  const may = useMay()
  return screens.filter(({ path }) => path !== '/import' || may('import'))
}

/** The screen of the address, and what it is called. */
export function useScreen(): { path: PagePath | undefined; title: string } {
  const { shell, present } = useMessages()
  const { pathname } = useLocation()
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname
  const screen = screens.find((one) => one.path === path)
  if (screen !== undefined) return { path: screen.path, title: screen.title(shell) }
  if (path === '/audit') return { path, title: shell.audit }
  if (path === '/sessions') return { path, title: shell.sessions }
  if (path === '/present') return { path, title: present.title }
  if (path === '/account') return { path, title: shell.account }
  return path === '/api' ? { path, title: shell.api } : { path: undefined, title: shell.notFound }
}
