import { useNavigate } from '@tanstack/react-router'
import { Button } from '../shared/Button.tsx'
import { ProblemError } from '../shared/call.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'

/** The link was used, has expired, or was never made here. */
export const isLinkOver = (error: unknown): boolean => error instanceof ProblemError && error.status === 410

/** Which of these it is, and what to do then. */
export function LinkOver({ error }: { error: unknown }) {
  const { entrance } = useAccessMessages()
  const say = useProblemWords()
  const navigate = useNavigate()
  return (
    <div className="access-form" role="alert">
      <p className="field-error">{say(error)}</p>
      <p className="button-row">
        <Button onClick={() => void navigate({ to: '/', replace: true })}>{entrance.signIn}</Button>
      </p>
    </div>
  )
}
