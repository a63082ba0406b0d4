import { Button } from '../shared/Button.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Tag } from '../shared/Tag.tsx'
import { useFormat } from '../shared/use-format.ts'
import { type SlideName, slideNames } from './present-search.ts'
import { useReadAt } from './use-wall.ts'

/** Where one is, of when the figures are, and everything that moves it on: by the keys as well. */
export function PresentBar(props: {
  /** How many times larger it is drawn than at a desk. */
  zoom: number
  slide: SlideName
  seconds: number
  paused: boolean
  onPause: (paused: boolean) => void
  onMove: (by: 1 | -1) => void
}) {
  const { present: words } = useMessages()
  const format = useFormat()
  const read = useReadAt()
  const { paused, onMove, onPause } = props
  const toggle = () => onPause(!paused)
  const fill = () => {
    // A browser that does not allow it goes on as it is: its own key for it works all the same.
    const done =
      document.fullscreenElement === null ? document.documentElement.requestFullscreen?.() : document.exitFullscreen()
    done?.catch(() => {})
  }
  useShortcut('J', () => onMove(1), words.next)
  useShortcut('K', () => onMove(-1), words.previous)
  useShortcut('P', toggle, paused ? words.go : words.pause)
  useShortcut('F', fill, words.fullScreen)
  const number = slideNames.indexOf(props.slide) + 1
  return (
    <footer className="present-bar" style={{ zoom: props.zoom }}>
      <p className="present-where">
        <strong>{words.place(number, slideNames.length, words.slides[props.slide])}</strong>
        <span className="second">{paused ? words.paused : words.every(props.seconds)}</span>
        {read === undefined ? null : read.isOld ? (
          <Tag tone="warning">{words.old(format.time(read.at))}</Tag>
        ) : (
          <span className="second">{words.readAt(format.time(read.at))}</span>
        )}
      </p>
      <nav className="button-row" aria-label={words.bar}>
        <Button shortcut="K" onClick={() => onMove(-1)}>
          {words.previous}
        </Button>
        <Button shortcut="P" onClick={toggle}>
          {paused ? words.go : words.pause}
        </Button>
        <Button shortcut="J" onClick={() => onMove(1)}>
          {words.next}
        </Button>
        <Button shortcut="F" onClick={fill}>
          {words.fullScreen}
        </Button>
        <PageLink className="button" to="/">
          {words.leave}
        </PageLink>
      </nav>
    </footer>
  )
}
