import { isSampleAddress } from '../shared/address.ts'
import { Icon } from '../shared/icons.tsx'
import { KeyHint } from '../shared/KeyHint.tsx'
import { Logo } from '../shared/Logo.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink, type PagePath } from '../shared/PageLink.tsx'
import { useSessionIfRead } from '../shared/session-query.ts'
import { useFormat } from '../shared/use-format.ts'
import { useView } from '../shared/view-search.ts'
import { useOpen } from './open.tsx'
import { ProgrammeButton } from './ProgrammeButton.tsx'
import { pages } from './pages.ts'
import { useScreens } from './screens.ts'

export function SideBar() {
  const { shell } = useMessages()
  const format = useFormat()
  const session = useSessionIfRead()
  const { open } = useOpen()
  const [view] = useView()
  // They are of the whole programme now. Beside figures of another day or of one team they would contradict them.
  const whole = view.asOf === undefined && view.knownAt === undefined && !view.division && !view.team
  const counts: Partial<Record<PagePath, number | undefined>> = whole
    ? { '/services': session?.counts.services, '/teams': session?.counts.teams }
    : {}
  return (
    <aside className="side-bar" aria-label={shell.product}>
      <div className="side-bar-name">
        <Logo />
        <span>{shell.product}</span>
      </div>
      <ProgrammeButton className="programme-button">
        <span className="cut">{session?.programme.name ?? (isSampleAddress ? shell.sampleShort : shell.product)}</span>
        <Icon name="chevronDown" size={12} />
      </ProgrammeButton>
      <nav aria-label={shell.screens}>
        <ul>
          {useScreens().map(({ path, title, icon }) => (
            <li key={path}>
              <PageLink to={path} onPointerEnter={() => void pages[path].load().catch(() => {})}>
                <Icon name={icon} />
                <span>{title(shell)}</span>
                {counts[path] ? <span className="side-bar-count">{format.count(counts[path] ?? 0)}</span> : null}
              </PageLink>
            </li>
          ))}
        </ul>
      </nav>
      <div className="side-bar-foot">
        {session === undefined ? null : (
          <p>{session.lastMoveOn === null ? shell.noMoveYet : shell.ledgerReadTo(format.day(session.lastMoveOn))}</p>
        )}
        <button type="button" onClick={() => open('help')} aria-keyshortcuts="?">
          {shell.keyboardHelp} <KeyHint of="?" />
        </button>
        <PageLink to="/api">{shell.api}</PageLink>
      </div>
    </aside>
  )
}
