import { useState } from 'react'
import type { Feedback } from '../../domain/feedback.ts'
import { useFeedbackMessages } from '../shared/messages/messages.tsx'
import { useProblemWords } from '../shared/messages/use-problem-words.ts'
import { useToast } from '../shared/toast.tsx'
import { useWriteKey } from '../shared/use-write-key.ts'
import { type Step, useStepFeedback } from './feedback-queries.ts'

/** Steps that take no words, each said in a toast with the way back; a refusal stays with its line. */
export function useTriage() {
  const words = useFeedbackMessages()
  const say = useToast()
  const problemWords = useProblemWords()
  const { mutateAsync, isPending } = useStepFeedback()
  const writeKey = useWriteKey()
  const [refused, setRefused] = useState<{ readonly id: number; readonly words: string } | undefined>(undefined)

  const done = {
    acknowledge: words.acknowledged,
    withdraw: words.withdrawn,
    resolve: words.resolved,
    reopen: words.reopened,
  }
  const back: Record<Step, Step> = {
    acknowledge: 'withdraw',
    withdraw: 'acknowledge',
    resolve: 'reopen',
    reopen: 'resolve',
  }

  const take = async (feedback: Feedback, step: Step): Promise<void> => {
    if (isPending) return
    const { id, service } = feedback
    setRefused(undefined)
    try {
      await mutateAsync({ id, step, key: writeKey.keyFor({ id, step, version: feedback.version }) })
    } catch (error) {
      setRefused({ id, words: problemWords(error) })
      return
    }
    say(done[step](service.name), () => void takeBack(feedback, back[step]))
  }
  /** The line may be gone by then, so what is refused is said in a toast. */
  const takeBack = async ({ id, service }: Feedback, step: Step): Promise<void> => {
    await mutateAsync({ id, step, key: crypto.randomUUID() }).then(
      () => say(done[step](service.name)),
      (error: unknown) => say(words.undoFailed(problemWords(error))),
    )
  }
  return { take, takeBack, refused, busy: isPending }
}
