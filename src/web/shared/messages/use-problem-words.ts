import { useCallback } from 'react'
import { NoAnswerError, ProblemError } from '../call.ts'
import { useFormat } from '../use-format.ts'
import type { RefusalCode } from './en/refusals.ts'
import { useMessages } from './messages.tsx'
import type { SaidFrom } from './said-from.ts'

/** Says in the reader's language why something was refused: by its code and facts, else in the API's own words. */
export function useProblemWords(): (error: unknown) => string {
  const { refusals, states } = useMessages()
  const format = useFormat()
  return useCallback(
    (error) => {
      if (error instanceof NoAnswerError) return states.noAnswer
      if (!(error instanceof ProblemError)) return states.partBrokeWords
      const { code, facts, detail } = error.problem
      const say: SaidFrom | undefined = refusals[code as RefusalCode]
      return say?.(facts ?? {}, format) ?? detail
    },
    [refusals, states, format],
  )
}
