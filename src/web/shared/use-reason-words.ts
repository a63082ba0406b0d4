import { useMessages } from './messages/messages.tsx'
import { useFormat } from './use-format.ts'

interface Reason {
  readonly code: string
  readonly facts: Readonly<Record<string, string | number>>
  /** In the API's own words. */
  readonly reason: string
}

/** Says why a row is refused in the reader's language, with its days and amounts as every page writes them. */
export function useReasonWords(): (refused: Reason) => string {
  const { imports } = useMessages()
  const format = useFormat()
  return ({ code, facts, reason }) => imports.reasons[code]?.(facts, format) ?? reason
}
