import { useNavigate } from '@tanstack/react-router'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { keepTyping } from '../shared/type-ahead.ts'
import { carriedBy, useView } from '../shared/view-search.ts'
import { useAsOf } from './as-of.ts'
import { useOpen } from './open.tsx'
import { type Screen, screens } from './screens.ts'

/** The keys that act on every screen. */
export function ShellKeys() {
  const { shell, keys } = useMessages()
  const { open } = useOpen()
  const [view, change] = useView()
  const { past, step } = useAsOf()
  const everywhere = { everywhere: true }
  const openPalette = () => {
    keepTyping(() => open(undefined))
    open('palette')
  }
  const openLog = () => {
    keepTyping(() => change({ log: undefined }, { replace: true }))
    change({ log: 'new' })
  }
  useShortcut('Mod+K', openPalette, keys.palette, everywhere)
  useShortcut('?', () => open('help'), keys.help, everywhere)
  useShortcut('M', openLog, shell.logMove, { everywhere: true, enabled: view.log === undefined })
  useShortcut('[', () => step(-7), keys.weekBack, everywhere)
  useShortcut(']', () => step(7), keys.weekOn, { everywhere: true, enabled: past })
  // The focused figure is a button that Enter presses; E is the same, for a finger that rests on the letters.
  useShortcut('E', () => explainFocused(), keys.explain, everywhere)
  return screens.map((screen) => <GoKey key={screen.path} screen={screen} />)
}

function GoKey({ screen }: { screen: Screen }) {
  const { shell, keys } = useMessages()
  const [view] = useView()
  const navigate = useNavigate()
  const go = () => void navigate({ to: screen.path, search: carriedBy(view) as never })
  useShortcut(`G ${screen.letter}`, go, keys.goTo(screen.title(shell)), { everywhere: true })
  return null
}

function explainFocused(): void {
  const { activeElement } = document
  if (activeElement instanceof HTMLElement && activeElement.dataset['figure'] !== undefined) activeElement.click()
}
