import { useRef, useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { ProblemError } from '../shared/call.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { TextField } from '../shared/TextField.tsx'
import './access.css'
import { useSignIn } from './entrance-queries.ts'
import { PasswordField } from './PasswordField.tsx'

/** Name and password, where a provider stands above it, less prominently. What is refused stands under the password, since nobody is told which of the two was wrong. */
export function SignInForm({ isSecond = false }: { isSecond?: boolean }) {
  const { entrance } = useAccessMessages()
  const say = useProblemWords()
  const enter = useSignIn()
  const [signInName, setSignInName] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const nameBox = useRef<HTMLInputElement>(null)
  const passwordBox = useRef<HTMLInputElement>(null)

  const send = () => {
    if (enter.isPending) return
    setTried(true)
    if (signInName.trim() === '') return nameBox.current?.focus()
    if (password === '') return passwordBox.current?.focus()
    enter.mutate(
      { signInName, password },
      {
        onError: (error) => {
          if (error instanceof ProblemError && error.problem.code === 'wrong-password') passwordBox.current?.select()
        },
      },
    )
  }
  return (
    <form
      className="access-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextField
        ref={nameBox}
        label={entrance.signInName}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        autoFocus={!isSecond}
        value={signInName}
        onChange={setSignInName}
        error={tried && signInName.trim() === '' ? entrance.wrong.signInNameMissing : undefined}
      />
      <PasswordField
        ref={passwordBox}
        label={entrance.password}
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        error={
          tried && password === ''
            ? entrance.wrong.passwordMissing
            : enter.error === null || enter.isPending
              ? undefined
              : say(enter.error)
        }
      />
      <div className="button-row">
        <Button look={isSecond ? 'quiet' : 'filled'} type="submit" busy={enter.isPending}>
          {entrance.signIn}
        </Button>
      </div>
      <p className="field-description">{entrance.forgotten}</p>
    </form>
  )
}
