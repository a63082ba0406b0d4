import type { Held } from '../../domain/forecast-score.ts'
import { useForecastMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'

/** How far a forecast can be trusted: how often such bands held what came so far, and what it knows nothing of. */
export function useTrustWords(): (held: Held) => string[] {
  const words = useForecastMessages()
  const format = useFormat()
  return ({ n, within }) => [
    n === 0 ? words.notJudged : words.heldSoFar(format.share(within / n), format.count(within), format.count(n)),
    words.knowsNot,
  ]
}
