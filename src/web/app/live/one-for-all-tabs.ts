import { followStream, type Told } from './stream.ts'

/** What tabs say to each other. */
type Said =
  | { readonly told: Told; readonly sequence: number }
  /** A tab that begins to listen, and up to where it has read. */
  | { readonly hello: number }

interface Following {
  /** The same for the tabs that share a stream; null for a tab that keeps to itself. */
  readonly name: string | null
  readonly address: string
  /** The sequence up to which the page has read. */
  readonly from: number
  readonly hear: (told: Told) => void
}

/**
 * One stream for all tabs of a browser, which else would soon use up its few connections to one server: one tab holds a
 * lock and follows, and tells the others. Gives the way to stop, which says up to where was read; when the tab that
 * follows stops, the next one takes over from where it is itself.
 */
export function followWithOthers({ name, address, from, hear }: Following): () => number {
  let position = from
  const ending = new AbortController()
  const take = (told: Told): void => {
    if ((told.what === 'change' && told.sequence <= position) || ending.signal.aborted) return
    if (told.what === 'change' || told.what === 'reset') position = told.sequence
    hear(told)
  }
  const stop = (): number => {
    ending.abort()
    return position
  }
  // Over plain HTTP from another machine a browser gives no locks: each tab then has a stream of its own.
  if (name === null || !('locks' in navigator) || !('BroadcastChannel' in globalThis)) {
    void followStream(address, position, ending.signal, take)
    return stop
  }
  let isFollowing = false
  const others = new BroadcastChannel(name)
  const say = (said: Said) => others.postMessage(said)
  others.addEventListener('message', ({ data }: MessageEvent<Said>) => {
    if ('told' in data) take(data.told)
    // What was told before it listened, it reads all at once.
    else if (isFollowing && data.hello < position)
      say({ told: { what: 'reset', sequence: position }, sequence: position })
  })
  say({ hello: position })
  ending.signal.addEventListener('abort', () => others.close())
  navigator.locks
    .request(name, { signal: ending.signal }, async () => {
      isFollowing = true
      await followStream(address, position, ending.signal, (told) => {
        if (!ending.signal.aborted) say({ told, sequence: position })
        take(told)
      })
      // Until the page follows anew, no other tab of the same session would fare better.
      if (!ending.signal.aborted) await new Promise((resolve) => ending.signal.addEventListener('abort', resolve))
    })
    .catch(() => {
      // Aborted while it waited for the lock: the page is gone, or rests.
    })
  return stop
}
