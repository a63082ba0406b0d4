import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { SignInSettings as Settings } from '../../contract/sign-in-settings.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { usePreferences } from '../shared/preferences.ts'
import { ScrollSideways } from '../shared/ScrollSideways.tsx'
import { Section } from '../shared/Section.tsx'
import { ErrorState, Reading, Skeleton, StaleNotice } from '../shared/states.tsx'
import './access.css'
import { GroupRules } from './GroupRules.tsx'
import { ProviderState } from './ProviderState.tsx'
import { signInSettingsQuery } from './sign-in-settings-query.ts'

/** How people sign in. It is set where the server runs, so it is only shown here, with the names of its variables. */
export function SignInSettings() {
  const { signInSettings: words } = useAccessMessages()
  const query = useQuery(signInSettingsQuery)
  const headingOf = useHeading()
  const settings = query.data
  return (
    <Section
      line={words.line}
      heading={settings === undefined ? <Skeleton width={240} height={20} /> : headingOf(settings)}
    >
      <StaleNotice query={query} />
      {settings === undefined ? (
        query.error === null ? (
          <Reading>
            <Skeleton height={240} />
          </Reading>
        ) : (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        )
      ) : (
        <div className="sign-in-settings">
          <p className="second audit-words">{words.words}</p>
          <SettingsTable settings={settings} />
          {settings.provider === null ? null : <GroupRules provider={settings.provider} />}
        </div>
      )}
    </Section>
  )
}

/** By what people come, the company's own way first. */
function useHeading(): (settings: Settings) => string {
  const { signInSettings: words } = useAccessMessages()
  const { language } = usePreferences()
  return ({ provider, passwords, passkeys, proxy }) => {
    const ways = [
      ...(provider === null ? [] : [provider.name]),
      ...(proxy === null ? [] : [words.ways.proxy]),
      ...(passwords.people === 0 ? [] : [words.ways.password]),
      ...(passkeys.people === 0 ? [] : [words.ways.passkey]),
    ]
    if (ways.length === 0) return words.nobody
    return words.heading(new Intl.ListFormat(language, { type: 'disjunction' }).format(ways))
  }
}

function SettingsTable({ settings }: { settings: Settings }) {
  const { signInSettings: words } = useAccessMessages()
  const { provider, passwords, passkeys, proxy, publicUrl, sessions } = settings
  return (
    <ScrollSideways label={words.line}>
      <table className="access-table setting-table">
        <thead>
          <tr>
            <th scope="col">{words.setting}</th>
            <th scope="col">{words.is}</th>
            <th scope="col">{words.variable}</th>
          </tr>
        </thead>
        <tbody>
          {provider === null ? (
            <Row name={words.provider} variable="TENFOLD_OIDC_ISSUER">
              {words.none}
            </Row>
          ) : (
            <>
              <Row name={words.provider} variable="TENFOLD_OIDC_NAME">
                {provider.name} <ProviderState state={provider.state} />
                <More>{words.come(provider.people)}</More>
              </Row>
              <Row name={words.issuer} variable="TENFOLD_OIDC_ISSUER">
                {provider.issuer}
              </Row>
              <Row name={words.clientId} variable="TENFOLD_OIDC_CLIENT_ID">
                {provider.clientId}
              </Row>
              <Row name={words.groupsClaim} variable="TENFOLD_OIDC_GROUPS_CLAIM">
                {provider.groupsClaim}
              </Row>
            </>
          )}
          <Row name={words.proxy} variable="TENFOLD_PROXY_USER_HEADER">
            {proxy === null ? (
              words.none
            ) : (
              <>
                {words.proxyNames(proxy.header)}
                <More>{words.come(proxy.people)}</More>
              </>
            )}
          </Row>
          <Row name={words.password} variable="TENFOLD_SIGN_IN">
            {words.passwords(passwords.people)}
          </Row>
          <Row name={words.passkey} variable="TENFOLD_PUBLIC_URL">
            {words.passkeys(passkeys.people)}
            <More>{passkeys.boundTo === null ? words.needName : words.boundTo(passkeys.boundTo)}</More>
          </Row>
          <Row name={words.session}>
            {words.ends(sessions.here.idleHours, sessions.here.wholeHours)}
            {provider === null ? null : (
              <More>{words.endsBy(provider.name, sessions.provider.idleHours, sessions.provider.wholeHours)}</More>
            )}
          </Row>
          <Row name={words.publicUrl} variable="TENFOLD_PUBLIC_URL">
            {publicUrl ?? words.thisMachine}
          </Row>
        </tbody>
      </table>
    </ScrollSideways>
  )
}

function Row({ name, variable, children }: { name: string; variable?: string; children: ReactNode }) {
  const { signInSettings: words } = useAccessMessages()
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children}</td>
      <td className="variable">{variable === undefined ? words.noVariable : <code>{variable}</code>}</td>
    </tr>
  )
}

const More = ({ children }: { children: ReactNode }) => <div className="quiet">{children}</div>
