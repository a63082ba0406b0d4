import { useExplanationMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'
import type { Explanation } from './explanation-words.ts'

/** How much of what stands here comes from teams that nobody heard from of late. */
export function FreshnessLine({ of }: { of: Explanation['freshness'] }) {
  const words = useExplanationMessages()
  const format = useFormat()
  return (
    <p>
      {of.staleTeams === 0
        ? words.freshAll
        : words.freshness(format.share(of.staleShare), format.count(of.staleTeams), format.count(of.teams))}
    </p>
  )
}
