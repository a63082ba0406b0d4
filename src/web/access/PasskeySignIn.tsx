import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { PasskeysElsewhere } from './PasskeysElsewhere.tsx'
import { usePasskeySignIn, usePasskeyWords } from './passkey-queries.ts'
import { passkeySupport } from './passkey-support.ts'

/** The way in without a name or a password, where this browser knows it. */
export function PasskeySignIn() {
  const { passkeys } = useAccessMessages()
  const say = usePasskeyWords()
  const enter = usePasskeySignIn()
  const support = passkeySupport()
  if (support.is === 'nowhere') return null
  if (support.is === 'elsewhere') return <PasskeysElsewhere at={support.at} />
  return (
    <div className="access-form">
      <div className="button-row">
        <Button busy={enter.isPending} onClick={() => enter.mutate()}>
          {passkeys.signIn}
        </Button>
      </div>
      <p className="field-error" role="alert">
        {enter.error === null ? '' : say(enter.error)}
      </p>
    </div>
  )
}
