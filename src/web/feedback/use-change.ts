import * as z from 'zod/mini'
import { Feedback, type FeedbackChange } from '../../domain/feedback.ts'
import { ProblemError } from '../shared/call.ts'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useToast } from '../shared/toast.tsx'
import { useChangeFeedback } from './feedback-queries.ts'

/** Changes one of the inbox on the version that was read; the way back writes what stood there before. */
export function useChange(of: Feedback) {
  const words = useFeedbackMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const { mutateAsync, isPending, error } = useChangeFeedback()
  const change = async (body: FeedbackChange, before: FeedbackChange, said: string): Promise<boolean> => {
    if (isPending) return false
    const version = versionNow(error) ?? of.version
    const changed = await mutateAsync({ id: of.id, body, version }).catch(() => undefined)
    // What was refused stands in the dialog.
    if (changed === undefined) return false
    say(said, () => {
      void mutateAsync({ id: of.id, body: before, version: changed.version }).catch((refused: unknown) =>
        say(words.undoFailed(problemWords(refused))),
      )
    })
    return true
  }
  return { change, busy: isPending, error, problem: error === null ? undefined : problemWords(error) }
}

/** Somebody was faster: the dialog has said so, and the next press writes over what stands there now. */
function versionNow(error: unknown): number | undefined {
  if (!(error instanceof ProblemError) || error.problem.code !== 'stale') return undefined
  const current = z.safeParse(Feedback, error.problem.current)
  return current.success ? current.data.version : undefined
}
