import { useNavigate } from '@tanstack/react-router'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useToast } from '../shared/toast.tsx'
import { keepTyping } from '../shared/type-ahead.ts'
import { useMay } from '../shared/use-may.ts'
import { carriedBy, useView } from '../shared/view-search.ts'
import { useAsOf } from './as-of.ts'
import { useOpen } from './open.tsx'
import { type Screen, useScreens } from './screens.ts'

/** The keys that act on every screen. */
export function ShellKeys() {
  const { shell, keys, present } = useMessages()
  const navigate = useNavigate()
  const { open } = useOpen()
  const may = useMay()
  const [view, change] = useView()
  const { past, step } = useAsOf()
  const say = useToast()
  const openPalette = () => {
    keepTyping(() => open(undefined))
    open('palette')
  }
  const openLog = () => {
    keepTyping(() => change({ log: undefined }, { replace: true }))
    change({ log: 'new' })
  }
  useShortcut('Mod+K', openPalette, keys.palette)
  // A list of keys is of most use where one hesitates: in the middle of a form too.
  useShortcut('?', () => open('help'), keys.help, { overDialogs: true })
  useShortcut('M', openLog, shell.logMove, { enabled: view.log === undefined && may('log-move') })
  useShortcut('[', () => step(-7), keys.weekBack)
  useShortcut(']', () => step(7), keys.weekOn, { enabled: past })
  useShortcut('E', () => explain() || say(keys.nothingToExplain), keys.explain)
  useShortcut('Shift+P', () => void navigate({ to: '/present', search: carriedBy(view) as never }), present.open)
  return useScreens().map((screen) => <GoKey key={screen.path} screen={screen} />)
}

function GoKey({ screen }: { screen: Screen }) {
  const { shell, keys } = useMessages()
  const [view] = useView()
  const navigate = useNavigate()
  const go = () => void navigate({ to: screen.path, search: carriedBy(view) as never })
  useShortcut(`G ${screen.letter}`, go, keys.goTo(screen.title(shell)))
  return null
}

/**
 * The focused figure is a button that Enter presses; E is the same, for a finger that rests on the letters. Without one
 * it opens the page's main figure, which is the first. False where the page has none.
 */
function explain(): boolean {
  const { activeElement } = document
  const figure =
    activeElement instanceof HTMLElement && activeElement.dataset['figure'] !== undefined
      ? activeElement
      : document.querySelector<HTMLElement>('main [data-figure]')
  // It holds the focus, so that closing leads back to it.
  figure?.focus()
  figure?.click()
  return figure !== null
}
