import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { Section } from '../shared/Section.tsx'
import { useToast } from '../shared/toast.tsx'
import { useChangePassword } from './account-queries.ts'
import { isAbout, isLongEnough, useNewPasswordError } from './new-password.ts'
import { PasswordField } from './PasswordField.tsx'
import { passkeysQuery } from './passkey-queries.ts'

/** Nothing for whoever is let in by the company's provider or proxy: they have no password here. */
export function ChangePassword() {
  const { account, entrance } = useAccessMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const passwordError = useNewPasswordError()
  const change = useChangePassword()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const hasAccountHere = useQuery(passkeysQuery).data?.possible !== false
  const isSaidAbove = isAbout(change.error, 'current') || isAbout(change.error, 'password')
  const send = () => {
    setTried(true)
    if (current === '' || !isLongEnough(password) || change.isPending) return
    change.mutate(
      { current, password },
      {
        onSuccess: () => {
          setCurrent('')
          setPassword('')
          setTried(false)
          say(account.changed)
        },
      },
    )
  }
  if (!hasAccountHere) return null
  return (
    <Section line={account.passwordLine} heading={account.passwordHeading}>
      <form
        className="access-form narrow-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <PasswordField
          label={account.current}
          name="current-password"
          autoComplete="current-password"
          value={current}
          onChange={setCurrent}
          error={
            tried && current === ''
              ? entrance.wrong.passwordMissing
              : isAbout(change.error, 'current')
                ? entrance.wrong.current
                : undefined
          }
        />
        <PasswordField
          label={account.next}
          description={entrance.passwordWords}
          name="new-password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
          error={passwordError(password, tried, change.error)}
        />
        {change.error === null || isSaidAbove ? null : (
          <p className="field-error" role="alert">
            {problemWords(change.error)}
          </p>
        )}
        <div className="button-row">
          <Button type="submit" busy={change.isPending}>
            {account.change}
          </Button>
        </div>
      </form>
    </Section>
  )
}
