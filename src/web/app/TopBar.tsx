import { lazy, Suspense, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { Icon } from '../shared/icons.tsx'
import { useShortcut } from '../shared/keys.tsx'
import { Logo } from '../shared/Logo.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useMay } from '../shared/use-may.ts'
import { useView } from '../shared/view-search.ts'
import { useAsOf } from './as-of.ts'
import { OnThisDevice } from './OnThisDevice.tsx'
import { useOpen } from './open.tsx'
import { useScreen } from './screens.ts'
import { AsOfControl, KnownChip, MeasureSwitch, PhoneViewButton, ScopeChip } from './ViewControls.tsx'

const TimeSlider = lazy(async () => ({ default: (await import('./TimeSlider.tsx')).TimeSlider }))

/** Screens whose figures are of a day and of a part of the organisation. */
const viewedPaths: readonly (string | undefined)[] = [
  '/',
  '/forecast',
  '/compare',
  '/services',
  '/cycles',
  '/waves',
  '/blockers',
  '/feedback',
  '/teams',
]

/** What is kept with two times are moves and plans; these are as they are known now, on whichever day. */
const ofNow: readonly (string | undefined)[] = ['/blockers', '/feedback', '/stand-ups']

export function TopBar({ title }: { title: string }) {
  const { shell } = useMessages()
  const { open } = useOpen()
  const [, change] = useView()
  const may = useMay()
  const session = useSessionIfRead()
  const { path } = useScreen()
  const { known } = useAsOf()
  // Before the first move there is nothing to look back on, and settings are the same on every day.
  const viewed = (session?.counts.moves ?? 0) > 0 && viewedPaths.includes(path)
  // A page with a filled button of its own keeps this one quiet.
  const filled = viewed

  const [isSliderOpen, setSliderOpen] = useState(false)
  const turnSlider = () => setSliderOpen((was) => !was)
  useShortcut('Y', turnSlider, shell.slider, { enabled: viewed })

  return (
    <>
      <header className="top-bar screen-only">
        <div className="top-bar-title">
          <Logo />
          <h1>{title}</h1>
        </div>
        {viewed ? (
          <fieldset className="top-bar-view plain-fieldset" aria-label={shell.view}>
            <AsOfControl isOpen={isSliderOpen} onSlider={turnSlider} />
            <KnownChip />
            <ScopeChip />
          </fieldset>
        ) : null}
        <div className="top-bar-actions">
          <OnThisDevice />
          {viewed ? <MeasureSwitch /> : null}
          <Button className="top-bar-search" shortcut="Mod+K" onClick={() => open('palette')}>
            {shell.search}
          </Button>
          {may('log-move') ? (
            <Button
              className="top-bar-log"
              look={filled ? 'filled' : 'quiet'}
              shortcut="M"
              onClick={() => change({ log: 'new' })}
            >
              {shell.logMove}
            </Button>
          ) : null}
          <button
            type="button"
            className="button phone-search"
            aria-label={shell.search}
            onClick={() => open('palette')}
          >
            <Icon name="search" />
          </button>
          {viewed ? <PhoneViewButton /> : null}
        </div>
      </header>
      {viewed && isSliderOpen ? (
        <Suspense>
          <TimeSlider close={turnSlider} />
        </Suspense>
      ) : null}
      {known !== null && ofNow.includes(path) ? (
        <p className="known-note second screen-only">{shell.knownNote}</p>
      ) : null}
    </>
  )
}
