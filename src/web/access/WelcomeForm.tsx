import { useRef, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import './access.css'
import { useWelcome } from './entrance-queries.ts'
import { isLinkOver, LinkOver } from './LinkOver.tsx'
import { isAbout, isLongEnough, useNewPasswordError } from './new-password.ts'
import { PasswordField } from './PasswordField.tsx'

/** Whoever was invited, or has lost the password, chooses one and is signed in. */
export function WelcomeForm({ secret }: { secret: string }) {
  const { entrance } = useAccessMessages()
  const say = useProblemWords()
  const passwordError = useNewPasswordError()
  const enter = useWelcome()
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const box = useRef<HTMLInputElement>(null)
  if (isLinkOver(enter.error)) return <LinkOver error={enter.error} />
  const elsewhere = enter.error !== null && !isAbout(enter.error, 'password') ? say(enter.error) : ''
  return (
    <form
      className="access-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (enter.isPending) return
        if (isLongEnough(password)) enter.mutate({ token: secret, password })
        else box.current?.focus()
      }}
    >
      <PasswordField
        ref={box}
        label={entrance.password}
        description={entrance.passwordWords}
        name="new-password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        error={passwordError(password, tried, enter.error)}
      />
      <p className="field-error" role="alert">
        {elsewhere}
      </p>
      <div className="button-row">
        <Button look="filled" type="submit" busy={enter.isPending}>
          {entrance.welcomeDo}
        </Button>
      </div>
    </form>
  )
}
