import { shortestPassword } from '../../domain/person.ts'
import { ProblemError } from '../shared/call.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'

/** What is wrong with a password that was chosen, in the reader's language: too short before it is sent, weak after. */
export function useNewPasswordError(): (password: string, tried: boolean, error: unknown) => string | undefined {
  const { wrong } = useAccessMessages().entrance
  return (password, tried, error) => {
    const missing = shortestPassword - [...password.normalize('NFKC')].length
    if (tried && missing > 0) return wrong.short(missing)
    return isAbout(error, 'password') ? wrong.weak : undefined
  }
}

export const isLongEnough = (password: string): boolean => password.normalize('NFKC').length >= shortestPassword

/** Whether the API found fault with this field. */
export const isAbout = (error: unknown, field: string): boolean =>
  error instanceof ProblemError && error.problem.fields?.[field] !== undefined
