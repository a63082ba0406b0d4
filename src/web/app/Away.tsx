import { type QueryCache, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Button } from '../shared/Button.tsx'
import { isAway } from '../shared/call.ts'
import { useMessages } from '../shared/messages/messages.tsx'
import { useFormat } from '../shared/use-format.ts'

/** When the oldest of what is on screen was read, of what got no answer since; undefined while all is answered. */
function awaySince(cache: QueryCache): number | undefined {
  const times = cache
    .getAll()
    .filter((query) => query.isActive() && query.state.data !== undefined && isAway(query.state.error))
    .map(({ state }) => state.dataUpdatedAt)
  return times.length === 0 ? undefined : Math.min(...times)
}

/** Under the top bar while nobody answers: of when the figures are, so that nobody takes them for those of now. */
export function Away() {
  const { states, common } = useMessages()
  const format = useFormat()
  const queries = useQueryClient()
  const cache = queries.getQueryCache()
  const since = useSyncExternalStore(
    (changed) => cache.subscribe(changed),
    () => awaySince(cache),
  )
  const [busy, setBusy] = useState(false)
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (since === undefined) return
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 20_000)
    return () => clearInterval(timer)
  }, [since])
  useEffect(() => {
    const readAgain = () => void queries.invalidateQueries({ predicate: ({ state }) => isAway(state.error) })
    addEventListener('online', readAgain)
    return () => removeEventListener('online', readAgain)
  }, [queries])

  if (since === undefined) return null
  const isOfToday = new Intl.DateTimeFormat('en-CA').format(since) === new Intl.DateTimeFormat('en-CA').format(now)
  return (
    <aside className="banner away screen-only" role="status">
      <span>
        {states.away(isOfToday ? format.time(since) : format.instant(since), states.ago(Math.max(0, now - since)))}
      </span>
      <Button
        busy={busy}
        onClick={() => {
          setBusy(true)
          void queries
            .refetchQueries({ type: 'active', predicate: ({ state }) => isAway(state.error) })
            .finally(() => setBusy(false))
        }}
      >
        {common.tryNow}
      </Button>
    </aside>
  )
}
