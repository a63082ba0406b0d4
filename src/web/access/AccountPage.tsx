import { OwnMails } from '../mails/OwnMails.tsx'
import { useAccessMessages, useMessages } from '../shared/messages/messages.tsx'
import { PageLink } from '../shared/PageLink.tsx'
import { Section } from '../shared/Section.tsx'
import { useSession } from '../shared/session-query.ts'
import { EmptyState } from '../shared/states.tsx'
import { WhatYouSee } from '../shared/WhatYouSee.tsx'
import './access.css'
import { ChangePassword } from './ChangePassword.tsx'
import { OwnSessions } from './OwnSessions.tsx'
import { OwnSkills } from './OwnSkills.tsx'
import { Passkeys } from './Passkeys.tsx'

/** What somebody may do, where they are signed in, and their password. */
export function AccountPage() {
  const access = useAccessMessages()
  const { common, refusals, shell } = useMessages()
  const { account, people } = access
  const { signIn, actor, teams, reads } = useSession()
  if (!signIn) {
    return (
      <EmptyState
        heading={account.title}
        actions={
          <PageLink className="button" to="/">
            {shell.backToOverview}
          </PageLink>
        }
      >
        {refusals['no-sign-in']()}
      </EmptyState>
    )
  }
  return (
    <div className="account-page">
      <p className="second">{account.line(actor.name)}</p>
      <Section line={account.teamsLine} heading={account.teams(teams.length)}>
        {actor.role === 'administrator' ? <p>{account.administrator}</p> : null}
        {actor.role !== 'administrator' && teams.length === 0 ? (
          <p>{reads === null ? account.noTeamWords : common.noDivision}</p>
        ) : null}
        <WhatYouSee />
        <ul className="own-teams">
          {teams.map((team) => (
            <li key={team.id}>
              <PageLink to="/services" search={{ team: team.name, division: undefined }}>
                {team.name}
              </PageLink>{' '}
              <span className="quiet">{people.teamRoles[team.role as keyof typeof people.teamRoles]}</span>
            </li>
          ))}
        </ul>
      </Section>
      <OwnSkills />
      <OwnMails />
      <OwnSessions />
      <Passkeys />
      <ChangePassword />
    </div>
  )
}
