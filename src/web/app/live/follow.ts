import type { QueryClient } from '@tanstack/react-query'
import { followChanges } from '../../../contract/live.ts'
import { noticeInput } from '../../shared/attended.ts'
import { addressOf } from '../../shared/call.ts'
import { nextTryAfter } from '../../shared/query-client.ts'
import { isOfThePast, keysOf } from './keys-of-kinds.ts'
import { followWithOthers } from './one-for-all-tabs.ts'
import type { Told } from './stream.ts'

/** A tab that nobody has looked at for so long, in milliseconds, follows no more until somebody does. */
const restsAfter = 5 * 60_000
/** What comes together is read together; a little later in each browser, so that not all ask in the same moment. */
const gathers = () => 60 + Math.random() * 240

/**
 * Reads anew what others have changed, as they change it, and only that: what is on screen stays until the new is there.
 * While nothing comes, everything is read now and then, which says itself what is wrong. Gives the way to stop.
 */
export function follow(queries: QueryClient, actor: string, from: number): () => void {
  const address = addressOf(followChanges)
  // In the demo each tab has a database of its own.
  const name = import.meta.env.MODE === 'demo' ? null : `tenfold ${address} ${actor}`
  let position = from
  let stopFollowing: (() => number) | undefined
  let gathered: Set<string> | undefined
  let resting: ReturnType<typeof setTimeout> | undefined
  let lost: ReturnType<typeof setInterval> | undefined
  const timers = new Set<ReturnType<typeof setTimeout>>()
  const stopNoticing = noticeInput()

  const later = (milliseconds: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      act()
    }, milliseconds)
    timers.add(timer)
  }

  const readAgain = (kinds: Iterable<string>): void => {
    const touched = keysOf(kinds)
    void queries.invalidateQueries({
      predicate: ({ queryKey, meta }) =>
        meta?.['stays'] !== true && !isOfThePast(queryKey) && (touched === 'all' || touched.has(String(queryKey[0]))),
    })
  }

  const hear = (told: Told): void => {
    if (told.what === 'change' || told.what === 'reset') {
      const kinds = told.what === 'change' ? told.kinds : ['other']
      if (gathered === undefined) {
        gathered = new Set()
        later(gathers(), () => {
          const now = gathered ?? []
          gathered = undefined
          readAgain(now)
        })
      }
      for (const kind of kinds) gathered.add(kind)
    }
    if (told.what === 'lost' && told.tries > 1 && lost === undefined) {
      // Whether the server is away or only the stream is, the next reading tells: it fails and says since when, or is new.
      readAgain(['other'])
      lost = setInterval(() => readAgain(['other']), nextTryAfter)
    }
    if (told.what === 'up') {
      clearInterval(lost)
      lost = undefined
      void queries.invalidateQueries({ predicate: ({ state }) => state.status === 'error' })
    }
    if (told.what === 'end') {
      // The session says who we are now. Where that is nobody, the page asks to sign in, and this stops.
      void queries.invalidateQueries()
      position = stopFollowing?.() ?? position
      stopFollowing = undefined
      later(2_000, begin)
    }
  }

  function begin(): void {
    stopFollowing ??= followWithOthers({ name, address, from: position, hear })
  }

  function rest(): void {
    position = stopFollowing?.() ?? position
    stopFollowing = undefined
    clearInterval(lost)
    lost = undefined
  }

  const onSight = (): void => {
    clearTimeout(resting)
    if (document.visibilityState === 'hidden') resting = setTimeout(rest, restsAfter)
    else begin()
  }
  document.addEventListener('visibilitychange', onSight)
  begin()
  onSight()

  return () => {
    document.removeEventListener('visibilitychange', onSight)
    clearTimeout(resting)
    for (const timer of timers) clearTimeout(timer)
    rest()
    stopNoticing()
  }
}
