import { useEffect, useRef } from 'react'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { isAbout } from './new-password.ts'
import { PasswordField } from './PasswordField.tsx'
import { isCode } from './passkey-queries.ts'

/** Whether the server wants to know once more who sits there. */
export const wantsProof = (error: unknown): boolean => isCode(error, 'proof-needed') || isAbout(error, 'current')

/** The present password, asked for where the sign-in is too old to do without; it takes the focus as it comes. */
export function ProofField(props: { value: string; onChange: (value: string) => void; error: unknown }) {
  const { account, entrance } = useAccessMessages()
  const say = useProblemWords()
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <PasswordField
      ref={box}
      label={account.current}
      name="current-password"
      autoComplete="current-password"
      value={props.value}
      onChange={props.onChange}
      error={
        isAbout(props.error, 'current')
          ? entrance.wrong.current
          : isCode(props.error, 'proof-needed')
            ? say(props.error)
            : undefined
      }
    />
  )
}
