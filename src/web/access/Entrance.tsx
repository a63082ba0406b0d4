import { useLocation, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { isSampleAddress, organisationPath } from '../shared/address.ts'
import { Logo } from '../shared/Logo.tsx'
import { useAccessMessages, useMessages } from '../shared/messages/messages.tsx'
import { type Language, prefer, usePreferences } from '../shared/preferences.ts'
import { Segmented } from '../shared/Segmented.tsx'
import './entrance.css'
import { NeedsSetUp } from './NeedsSetUp.tsx'
import { PasskeySignIn } from './PasskeySignIn.tsx'
import { SetUpForm } from './SetUpForm.tsx'
import { SignInForm } from './SignInForm.tsx'
import { WelcomeForm } from './WelcomeForm.tsx'

export type EntranceName = 'sign-in' | 'needs-set-up' | 'set-up' | 'welcome'

/** What stands in front of the programme for whoever is not let in yet. */
export function Entrance({ to }: { to: EntranceName }) {
  const { entrance } = useAccessMessages()
  const secret = useSecret()
  switch (to) {
    case 'sign-in':
      // The sample has no people of its own: on a network it is shown to whoever is signed in to the real organisation.
      if (isSampleAddress)
        return (
          <Frame title={entrance.signIn} words={entrance.sampleSignInWords}>
            <p className="button-row">
              <a className="button" href={organisationPath(false)}>
                {entrance.toSignIn}
              </a>
            </p>
          </Frame>
        )
      return (
        <Frame title={entrance.signIn} words={entrance.signInWords}>
          <SignInForm />
          <PasskeySignIn />
        </Frame>
      )
    case 'needs-set-up':
      return (
        <Frame title={entrance.needsSetUp}>
          <NeedsSetUp />
        </Frame>
      )
    case 'set-up':
      return secret === '' ? (
        <Frame title={entrance.noSecret}>
          <p>{entrance.noSecretSetUp}</p>
        </Frame>
      ) : (
        <Frame title={entrance.setUp} words={entrance.setUpWords}>
          <SetUpForm secret={secret} />
        </Frame>
      )
    case 'welcome':
      return secret === '' ? (
        <Frame title={entrance.noSecret}>
          <p>{entrance.noSecretWelcome}</p>
        </Frame>
      ) : (
        <Frame title={entrance.welcome} words={entrance.welcomeWords}>
          <WelcomeForm secret={secret} />
        </Frame>
      )
  }
}

/** The secret of the link, which leaves the address, and so the history, as soon as it was read. */
function useSecret(): string {
  const { hash, pathname } = useLocation()
  const navigate = useNavigate()
  const [secret, setSecret] = useState(hash)
  // Another link, opened in the same window.
  if (hash !== '' && hash !== secret) setSecret(hash)
  useEffect(() => {
    if (hash !== '') void navigate({ to: pathname, hash: '', replace: true })
  }, [hash, pathname, navigate])
  return secret
}

function Frame({ title, words, children }: { title: string; words?: string; children: ReactNode }) {
  const { shell } = useMessages()
  const { language } = usePreferences()
  useEffect(() => {
    document.title = `${title} · ${shell.product}`
  }, [title, shell.product])
  return (
    <div className="entrance">
      <header className="entrance-head">
        <span className="entrance-name">
          <Logo />
          {shell.product}
        </span>
        <Segmented<Language>
          label={shell.language}
          value={language}
          onChange={(chosen) => prefer({ language: chosen })}
          segments={[
            { value: 'en', label: <span lang="en">English</span> },
            { value: 'ko', label: <span lang="ko">한국어</span> },
          ]}
        />
      </header>
      <main className="entrance-main" aria-label={title}>
        <h1 className="page-title">{title}</h1>
        {words === undefined ? null : <p className="second">{words}</p>}
        {children}
      </main>
    </div>
  )
}
