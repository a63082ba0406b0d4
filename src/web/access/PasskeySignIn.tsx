import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { PasskeysElsewhere } from './PasskeysElsewhere.tsx'
import { usePasskeySignIn, usePasskeyWords } from './passkey-queries.ts'
import { passkeySupport } from './passkey-support.ts'

/** The way in without a name or a password, where this browser knows it. */
export function PasskeySignIn() {
  const support = passkeySupport()
  if (support.is === 'nowhere') return null
  return (
    <div className="other-way">
      {support.is === 'elsewhere' ? <PasskeysElsewhere at={support.at} /> : <ByPasskey />}
    </div>
  )
}

function ByPasskey() {
  const { passkeys } = useAccessMessages()
  const say = usePasskeyWords()
  const enter = usePasskeySignIn()
  return (
    <>
      <div className="button-row">
        <Button busy={enter.isPending} onClick={() => enter.mutate()}>
          {passkeys.signIn}
        </Button>
      </div>
      {enter.error === null || enter.isPending ? null : (
        <p className="field-error" role="alert">
          {say(enter.error)}
        </p>
      )}
    </>
  )
}
