import { useLocation, useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import { isSampleAddress, organisationPath } from '../shared/address.ts'
import { Logo } from '../shared/Logo.tsx'
import { useAccessMessages, useMessages } from '../shared/messages/messages.tsx'
import { type Language, prefer, usePreferences } from '../shared/preferences.ts'
import { Segmented } from '../shared/Segmented.tsx'
import './entrance.css'
import { NeedsSetUp } from './NeedsSetUp.tsx'
import { Refused } from './Refused.tsx'
import { SetUpForm } from './SetUpForm.tsx'
import { SignIn } from './SignIn.tsx'
import { WelcomeForm } from './WelcomeForm.tsx'

export type EntranceName = 'sign-in' | 'needs-set-up' | 'set-up' | 'welcome'

/** What stands in front of the programme for whoever is not let in yet. */
export function Entrance({ to }: { to: EntranceName }) {
  const { entrance } = useAccessMessages()
  const secret = useSecret()
  const refused = useRefused()
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
        <Frame title={entrance.signIn} words={entrance.signInWords} refused={refused}>
          <SignIn />
        </Frame>
      )
    case 'needs-set-up':
      return (
        <Frame title={entrance.needsSetUp} refused={refused}>
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

/** Why the provider's way in led back here: a code in the address, which leaves it as soon as it was read. */
function useRefused(): string | null {
  const { search, pathname } = useLocation()
  const navigate = useNavigate()
  const { refused: code, ...rest } = search as Record<string, unknown>
  const [refused, setRefused] = useState<unknown>(code)
  if (code !== undefined && code !== refused) setRefused(code)
  useEffect(() => {
    if (code !== undefined) void navigate({ to: pathname, search: rest as never, replace: true })
  })
  return typeof refused === 'string' ? refused : null
}

interface Framed {
  title: string
  words?: string
  refused?: string | null
  children: ReactNode
}

function Frame({ title, words, refused = null, children }: Framed) {
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
        {refused === null ? null : <Refused code={refused} />}
        {children}
      </main>
    </div>
  )
}
