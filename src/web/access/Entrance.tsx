import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { isSampleAddress, organisationPath } from '../shared/address.ts'
import { EntranceFrame } from '../shared/EntranceFrame.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useSecret } from '../shared/use-secret.ts'
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
  const why = refused === null ? null : <Refused code={refused} />
  switch (to) {
    case 'sign-in':
      // The sample has no people of its own: on a network it is shown to whoever is signed in to the real organisation.
      if (isSampleAddress)
        return (
          <EntranceFrame title={entrance.signIn} words={entrance.sampleSignInWords}>
            <p className="button-row">
              <a className="button" href={organisationPath(false)}>
                {entrance.toSignIn}
              </a>
            </p>
          </EntranceFrame>
        )
      return (
        <EntranceFrame title={entrance.signIn} words={entrance.signInWords}>
          {why}
          <SignIn />
        </EntranceFrame>
      )
    case 'needs-set-up':
      return (
        <EntranceFrame title={entrance.needsSetUp}>
          {why}
          <NeedsSetUp />
        </EntranceFrame>
      )
    case 'set-up':
      return secret === '' ? (
        <EntranceFrame title={entrance.noSecret}>
          <p>{entrance.noSecretSetUp}</p>
        </EntranceFrame>
      ) : (
        <EntranceFrame title={entrance.setUp} words={entrance.setUpWords}>
          <SetUpForm secret={secret} />
        </EntranceFrame>
      )
    case 'welcome':
      return secret === '' ? (
        <EntranceFrame title={entrance.noSecret}>
          <p>{entrance.noSecretWelcome}</p>
        </EntranceFrame>
      ) : (
        <EntranceFrame title={entrance.welcome} words={entrance.welcomeWords}>
          <WelcomeForm secret={secret} />
        </EntranceFrame>
      )
  }
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
