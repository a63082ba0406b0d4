import { ProblemError } from '../shared/call.ts'
import { useAccessMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'

/** The sentence of a code that came by the address: one that is not known here says no more than that it did not work. */
export function Refused({ code }: { code: string }) {
  const { entrance } = useAccessMessages()
  const say = useProblemWords()
  const problem = { type: 'about:blank', title: '', status: 401, code, detail: entrance.refused }
  return (
    <p className="entrance-refused" role="alert">
      {say(new ProblemError(problem))}
    </p>
  )
}
