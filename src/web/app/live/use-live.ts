import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { sessionQuery, useSessionIfRead } from '../../shared/session-query.ts'
import { whenQuiet } from '../when-quiet.ts'

/** From the first figures on the page follows what others change. Its code comes after them, and nobody waits for it. */
export function useLive(): void {
  const queries = useQueryClient()
  const actor = useSessionIfRead()?.actor.id
  useEffect(() => {
    if (actor === undefined) return
    // Everything else was read after the session, so whatever came since then is told.
    const from = queries.getQueryData(sessionQuery.queryKey)?.sequence ?? 0
    let stop: (() => void) | undefined
    let isGone = false
    whenQuiet(queries, 2_000, () => {
      if (isGone) return
      import('./follow.ts').then(
        ({ follow }) => {
          if (!isGone) stop = follow(queries, actor, from)
        },
        // Without it the page reads anew when somebody comes back to it, as ever.
        () => {},
      )
    })
    return () => {
      isGone = true
      stop?.()
    }
  }, [actor, queries])
}
