import { Icon } from '../shared/icons.tsx'
import { useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { useMay } from '../shared/use-may.ts'
import { useView } from '../shared/view-search.ts'
import { ProgrammeButton } from './ProgrammeButton.tsx'

/** At the thumb: the screens of every day and, in the middle, the one thing to do. */
export function PhoneBar() {
  const { shell } = useMessages()
  const [, change] = useView()
  const may = useMay()
  return (
    <nav className="phone-bar screen-only" aria-label={shell.screens}>
      <PageLink to="/">
        <Icon name="overview" />
        {shell.overview}
      </PageLink>
      <PageLink to="/services">
        <Icon name="services" />
        {shell.services}
      </PageLink>
      {may('log-move') ? (
        <button type="button" className="phone-log" aria-label={shell.logMove} onClick={() => change({ log: 'new' })}>
          <Icon name="plus" size={18} />
        </button>
      ) : null}
      <PageLink to="/stand-ups">
        <Icon name="standUps" />
        {shell.standUps}
      </PageLink>
      <ProgrammeButton className="phone-more" withScreens>
        <Icon name="more" />
        {shell.more}
      </ProgrammeButton>
    </nav>
  )
}
