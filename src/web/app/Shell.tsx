import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useMessages } from '../shared/messages/messages.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import { ErrorBoundary } from '../shared/states.tsx'
import { UnusableLink } from '../shared/UnusableLink.tsx'
import { ViewSearch } from '../shared/view-search.ts'
import { Away } from './Away.tsx'
import { BrokenPage } from './BrokenPage.tsx'
import { useLive } from './live/use-live.ts'
import { Overlays } from './Overlays.tsx'
import { OpenContext, type Opened } from './open.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { PrintHead } from './PrintHead.tsx'
import { SampleBanner } from './SampleBanner.tsx'
import { ShellKeys } from './ShellKeys.tsx'
import { SideBar } from './SideBar.tsx'
import { useScreen } from './screens.ts'
import { TopBar } from './TopBar.tsx'

/** The frame that every screen shares. The page inside may wait or fail; the frame stays. */
export function Shell() {
  const { shell } = useMessages()
  const screen = useScreen()
  const { pathname } = useLocation()
  // A wall screen has the whole of it: there is nobody who would go anywhere.
  const isWall = screen.path === '/present'
  const programme = useSessionIfRead()?.programme.name
  const main = useRef<HTMLElement>(null)
  useLive()
  const shownPath = useRef(pathname)

  useEffect(() => {
    document.title = [screen.title, programme, shell.product].filter(Boolean).join(' · ')
  }, [screen.title, programme, shell.product])

  useEffect(() => {
    if (shownPath.current === pathname) return
    shownPath.current = pathname
    // Another screen: a screen reader starts at its top, and reads its title first.
    main.current?.focus({ preventScroll: true })
  }, [pathname])

  const [opened, open] = useState<Opened | undefined>(undefined)
  const opening = useMemo(() => ({ opened, open }), [opened])

  return (
    <OpenContext value={opening}>
      <div className={isWall ? 'shell-wall' : 'shell'}>
        <ShellKeys />
        <a className="skip-link" href="#content">
          {shell.skipToContent}
        </a>
        {isWall ? null : <SideBar />}
        <div className={isWall ? undefined : 'shell-content'}>
          {isWall ? null : (
            <>
              <PrintHead title={screen.title} />
              <TopBar title={screen.title} />
            </>
          )}
          <Away />
          {isWall ? null : <SampleBanner />}
          <UnusableLink schema={ViewSearch} />
          <main id="content" ref={main} tabIndex={-1} aria-label={screen.title} className={isWall ? undefined : 'page'}>
            <ErrorBoundary resetBy={pathname} instead={(error, again) => <BrokenPage error={error} again={again} />}>
              <Outlet />
            </ErrorBoundary>
          </main>
        </div>
        {isWall ? null : <PhoneBar />}
        <Overlays />
      </div>
    </OpenContext>
  )
}
