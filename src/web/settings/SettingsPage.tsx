import { useQuery } from '@tanstack/react-query'
import { OpenSessionsCount } from '../access/OpenSessionsCount.tsx'
import { People } from '../access/People.tsx'
import { ReadingRule } from '../access/ReadingRule.tsx'
import { SignInSettings } from '../access/SignInSettings.tsx'
import { Tokens } from '../access/Tokens.tsx'
import { Regions } from '../feedback/Regions.tsx'
import { Mails } from '../mails/Mails.tsx'
import { useAccessMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import { useMay } from '../shared/use-may.ts'
import { SharedLinks } from '../shared-links/SharedLinks.tsx'
import { DevicePreferences } from './DevicePreferences.tsx'
import { Locations } from './Locations.tsx'
import { ProgrammeForm } from './ProgrammeForm.tsx'
import './settings-page.css'
import { programmeQuery } from './settings-queries.ts'
import { Webhooks } from './Webhooks.tsx'

/** The programme, its locations, and what this device prefers. */
export function SettingsPage() {
  const access = useAccessMessages()
  const { settings } = useMessages()
  const { version, counts, signIn } = useSession()
  const may = useMay()
  const programme = useQuery(programmeQuery)
  return (
    <div className="settings-page">
      <header>
        <h1 className="page-title">{settings.title}</h1>
        <p className="second">{settings.words}</p>
      </header>
      <StaleNotice query={programme} />
      {programme.data !== undefined ? (
        <ProgrammeForm read={programme.data} />
      ) : programme.error === null ? (
        <Reading>
          <Skeleton height={320} />
        </Reading>
      ) : (
        <ErrorState error={programme.error} onRetry={() => void programme.refetch()} />
      )}
      <Locations />
      <Regions />
      <Section line={settings.teamsLine} heading={settings.teams(counts.divisions, counts.teams)}>
        <p className="second">{settings.teamsWords}</p>
        <p className="settings-links">
          <PageLink to="/teams" className="button">
            {settings.toTeams}
          </PageLink>
        </p>
      </Section>
      {signIn && may('manage-people') ? (
        <>
          <ReadingRule />
          <People />
          <SignInSettings />
          <OpenSessionsCount />
        </>
      ) : null}
      {may('make-token') ? <Tokens /> : null}
      {may('share') ? <SharedLinks /> : null}
      {may('manage-webhooks') ? <Webhooks /> : null}
      {may('manage-webhooks') ? <Mails /> : null}
      {may('read-audit') ? (
        <Section line={access.auditLine} heading={access.audit}>
          <p className="second">{access.auditWords}</p>
          <p className="settings-links">
            <PageLink to="/audit" className="button">
              {access.toAudit}
            </PageLink>
          </p>
        </Section>
      ) : null}
      <DevicePreferences />
      <p className="quiet settings-about">
        {settings.about(version)} · <PageLink to="/api">{settings.toApi}</PageLink>
      </p>
    </div>
  )
}
