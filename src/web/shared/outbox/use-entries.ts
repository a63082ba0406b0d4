import { useEffect, useState } from 'react'
import { useSessionIfRead } from '../session-query.ts'
import type { Entry } from './entry.ts'
import { listenTo, outboxOf, ownerOf } from './own-outbox.ts'

const none: readonly Entry[] = []

/** What an owner has on this device, in the order in which it was typed. */
export function useEntriesOf(owner: string | undefined, secret?: string): readonly Entry[] {
  const [read, setRead] = useState<{ owner: string; entries: readonly Entry[] } | undefined>(undefined)
  useEffect(() => {
    if (owner === undefined) return
    let isGone = false
    const look = () =>
      outboxOf(owner, secret)
        .entries()
        .then(
          (entries) => {
            if (!isGone) setRead({ owner, entries })
          },
          // A browser that keeps nothing holds nothing.
          () => {},
        )
    const stop = listenTo(owner, ({ what }) => {
      if (what === 'changed') void look()
    })
    void look()
    return () => {
      isGone = true
      stop()
    }
  }, [owner, secret])
  return read?.owner === owner ? (read?.entries ?? none) : none
}

/** The same of whoever reads the page. */
export function useOwnEntries(): readonly Entry[] {
  const session = useSessionIfRead()
  return useEntriesOf(session === undefined ? undefined : ownerOf(session))
}
