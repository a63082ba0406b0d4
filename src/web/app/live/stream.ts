/** What a stream tells: what others changed, that everything is to be read anew, or how the stream itself fares. */
export type Told =
  | { readonly what: 'change'; readonly sequence: number; readonly kinds: readonly string[] }
  | { readonly what: 'reset'; readonly sequence: number }
  /** The server asks who we are; nothing more comes until we follow anew. */
  | { readonly what: 'end' }
  /** Nothing has come for a while: since how many tries. */
  | { readonly what: 'lost'; readonly tries: number }
  | { readonly what: 'up' }

/** Two heartbeats and more: a connection that is silent for so long, in milliseconds, is none. */
const silentFor = 50_000
const firstPause = 1_000
const longestPause = 20_000

/**
 * Follows what others change, from a sequence on and through every interruption, until it is aborted or the server ends it.
 * By fetch and not by EventSource: that says nothing of why it was refused, and the demo's API is reached by fetch.
 */
export async function followStream(
  address: string,
  from: number,
  signal: AbortSignal,
  tell: (told: Told) => void,
): Promise<void> {
  let last = from
  let pause = firstPause
  let tries = 0
  while (!signal.aborted) {
    const silence = new AbortController()
    const abort = () => silence.abort()
    signal.addEventListener('abort', abort)
    try {
      const ending = await readOnce(address, last, silence, (event) => {
        if (event.id !== '') last = Number(event.id)
        if (event.name === 'retry') pause = Number(event.data)
        if (event.name === 'ready' || event.name === 'reset') {
          if (tries > 0) tell({ what: 'up' })
          tries = 0
        }
        if (event.name === 'reset') tell({ what: 'reset', sequence: last })
        if (event.name === 'change') {
          const { kinds } = JSON.parse(event.data) as { kinds: string[] }
          tell({ what: 'change', sequence: last, kinds })
        }
      })
      if (ending === 'ended') return tell({ what: 'end' })
    } catch {
      // Nobody answers, or the connection broke: it is tried again, from where we are.
    } finally {
      signal.removeEventListener('abort', abort)
    }
    if (signal.aborted) return
    tries++
    tell({ what: 'lost', tries })
    await restFor(
      tries === 1 ? pause : Math.min(pause * 2 ** (tries - 1), longestPause) * (0.75 + Math.random() / 2),
      signal,
    )
  }
}

interface Event {
  readonly id: string
  readonly name: string
  readonly data: string
}

/** One connection, to its end. Throws where there is none. */
async function readOnce(
  address: string,
  last: number,
  silence: AbortController,
  take: (event: Event) => void,
): Promise<'ended' | 'cut'> {
  const answer = await fetch(address, {
    headers: { accept: 'text/event-stream', 'tenfold-client': 'page', 'last-event-id': String(last) },
    cache: 'no-store',
    signal: silence.signal,
  })
  // Who is nobody any more, or may not, is told so by the next reading of the page.
  if (answer.status === 401 || answer.status === 403) return 'ended'
  if (!answer.ok || answer.body === null) throw new Error(`The stream answered ${answer.status}.`)
  const reader = answer.body.getReader()
  silence.signal.addEventListener('abort', () => void reader.cancel().catch(() => {}))
  const decoder = new TextDecoder()
  let rest = ''
  for (;;) {
    const watch = setTimeout(() => silence.abort(), silentFor)
    const { done, value } = await reader.read().finally(() => clearTimeout(watch))
    if (done) return 'cut'
    const blocks = (rest + decoder.decode(value, { stream: true })).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = eventOf(block, take)
      if (event.name === 'end') return 'ended'
      take(event)
    }
  }
}

/** The lines between two empty ones; how long to wait before coming back is handed on at once. */
function eventOf(block: string, take: (event: Event) => void): Event {
  const said = { id: '', name: '', data: '' }
  for (const line of block.split('\n')) {
    const at = line.indexOf(':')
    const value = line.slice(at + 1).replace(/^ /, '')
    if (line.startsWith('id:')) said.id = value
    if (line.startsWith('event:')) said.name = value
    if (line.startsWith('data:')) said.data += value
    if (line.startsWith('retry:')) take({ id: '', name: 'retry', data: value })
  }
  return said
}

/** Ends early when the browser has a network again. */
function restFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      removeEventListener('online', done)
      signal.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, milliseconds)
    addEventListener('online', done)
    signal.addEventListener('abort', done)
  })
}
