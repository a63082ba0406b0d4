import { useMessages } from './messages/messages.tsx'
import { useSession } from './session-query.ts'
import { EmptyState } from './states.tsx'

/** The divisions that the reader's figures are sums of, by name; null for whoever reads everything. */
export function useSeenDivisions(): string | null {
  const { reads } = useSession()
  return reads === null ? null : reads.map(({ name }) => name).join(', ')
}

/** Where reading is limited, says whose figures these are: nobody shall take a part for the whole. */
export function WhatYouSee({ className = 'second' }: { className?: string }) {
  const { common } = useMessages()
  const seen = useSeenDivisions()
  return seen === null ? null : <p className={className}>{common.whatYouSee(seen)}</p>
}

/** Nothing of the programme is theirs to see, or nothing is logged there yet: neither is an empty programme. */
export function NothingToSee() {
  const { common } = useMessages()
  const seen = useSeenDivisions()
  return (
    <EmptyState heading={common.nothingToSee}>
      {seen === null || seen === '' ? common.noDivision : common.nothingThere(seen)}
    </EmptyState>
  )
}
