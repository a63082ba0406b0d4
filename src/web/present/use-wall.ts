import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'

/** The room that a slide is laid out for, in pixels of its own: a wall has more, so there everything is as much larger. */
const room = { width: 1040, height: 600 } as const
/** What the bar under the slide takes; it grows with it, a little less. */
const barHeight = 64
export const barGrowth = 0.75

/** How many times larger a slide is drawn than at a desk; never smaller. */
export function useZoom(): number {
  const [zoom, setZoom] = useState(zoomNow)
  useEffect(() => {
    const measure = () => setZoom(zoomNow())
    addEventListener('resize', measure)
    return () => removeEventListener('resize', measure)
  }, [])
  return zoom
}

const zoomNow = (): number => Math.max(1, Math.min(innerWidth / room.width, innerHeight / (room.height + barHeight)))
/** Keeps the screen lit while it is looked at, where the browser can; a page that was hidden asks again. */
export function useLitScreen(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return
    let lock: WakeLockSentinel | undefined
    let isGone = false
    const ask = () => {
      if (document.visibilityState !== 'visible') return
      navigator.wakeLock.request('screen').then(
        (given) => {
          lock = given
          if (isGone) void given.release()
        },
        // A machine that saves its battery says no, and then the screen goes dark as it was set to: nothing is lost.
        () => {},
      )
    }
    ask()
    document.addEventListener('visibilitychange', ask)
    return () => {
      isGone = true
      document.removeEventListener('visibilitychange', ask)
      void lock?.release()
    }
  }, [])
}

/** So often everything is read anew, beside what is told of changes: a wall that hears nothing shall say so. */
const readEvery = 5 * 60_000
/** Figures that were not read for longer are called old. */
const oldAfter = 2 * readEvery + 60_000

/** When what is on screen was read, and whether that is too long ago; undefined before anything was. */
export function useReadAt(): { readonly at: number; readonly isOld: boolean } | undefined {
  const queries = useQueryClient()
  const cache = queries.getQueryCache()
  const at = useSyncExternalStore(
    (changed) => cache.subscribe(changed),
    () => {
      const times = cache
        .getAll()
        .filter((query) => query.isActive() && query.state.dataUpdatedAt > 0)
        .map(({ state }) => state.dataUpdatedAt)
      return times.length === 0 ? undefined : Math.min(...times)
    },
  )
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const looking = setInterval(() => setNow(Date.now()), 20_000)
    const reading = setInterval(() => void queries.invalidateQueries({ refetchType: 'active' }), readEvery)
    return () => {
      clearInterval(looking)
      clearInterval(reading)
    }
  }, [queries])
  return at === undefined ? undefined : { at, isOld: now - at > oldAfter }
}
