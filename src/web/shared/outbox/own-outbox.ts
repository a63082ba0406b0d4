import type { QueryClient } from '@tanstack/react-query'
import type { Session } from '../../../contract/programme.ts'
import { basePath } from '../address.ts'
import { answerTo, pageHeaders } from '../call.ts'
import { sessionQuery } from '../session-query.ts'
import { device } from './device.ts'
import type { Entry, NewEntry } from './entry.ts'
import { Outbox, type Told } from './outbox.ts'

/** How long a form waits before what it sent is left to the outbox, in milliseconds. */
const patience = 8_000
/** A request that is silent for so long, in milliseconds, has no answer. */
const silentFor = 45_000

// In the demo each load has a ledger of its own, thrown away with it.
const ledger = import.meta.env.MODE === 'demo' ? `demo:${Math.random()}` : `${basePath}/`

/** Entries belong to a person in one ledger; the sample's are apart. */
export const ownerOf = ({ actor }: Pick<Session, 'actor'>): string => `${ledger} ${actor.id}`

export const ownerNow = (queries: QueryClient): string | undefined => {
  const session = queries.getQueryData(sessionQuery.queryKey)
  return session === undefined ? undefined : ownerOf(session)
}

/** What whoever reads the page has on this device; nothing in a browser that keeps nothing. */
export async function ownEntries(queries: QueryClient): Promise<readonly Entry[]> {
  const owner = ownerNow(queries)
  return owner === undefined
    ? []
    : outboxOf(owner)
        .entries()
        .catch(() => [])
}

const outboxes = new Map<string, Outbox>()
const listeners = new Map<string, Set<(told: Told) => void>>()

/** The one of this tab for an owner. `secret` is that of a link, for whom nobody signs in: it is kept in memory alone. */
export function outboxOf(owner: string, secret?: string): Outbox {
  const before = outboxes.get(owner)
  if (before !== undefined) return before
  const person = secret === undefined ? owner.slice(owner.indexOf(' ') + 1) : undefined
  const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`tenfold outbox ${owner}`) : undefined
  const tell = (told: Told) => {
    for (const listener of listeners.get(owner) ?? []) listener(told)
  }
  tabs?.addEventListener('message', () => tell({ what: 'changed' }))
  // Under Node a channel that listens would keep the process.
  ;(tabs as { unref?: () => void } | undefined)?.unref?.()
  const outbox = new Outbox({
    owner,
    keeper: { ...device, add: addAndAsk },
    send: (entry) => post(entry, { person, secret }),
    alone: (work) =>
      'locks' in navigator ? (navigator.locks.request(`tenfold outbox ${owner}`, work) as never) : work(),
    patience,
    hear: (told) => {
      if (told.what === 'changed') tabs?.postMessage('changed')
      tell(told)
    },
  })
  outboxes.set(owner, outbox)
  return outbox
}

/** Hears what becomes of an owner's entries, in this tab or another. Gives the way to stop. */
export function listenTo(owner: string, listener: (told: Told) => void): () => void {
  const all = listeners.get(owner) ?? new Set()
  listeners.set(owner, all.add(listener))
  return () => void all.delete(listener)
}

let asked = false

async function addAndAsk(entry: NewEntry): Promise<Entry> {
  const kept = await device.add(entry)
  // So that the browser does not throw it away when its disk is full. It decides by itself, and nobody waits for it.
  if (!asked) void globalThis.navigator.storage?.persist?.().catch(() => false)
  asked = true
  return kept
}

interface By {
  /** Whoever has signed in meanwhile is not taken for who wrote it. */
  readonly person?: string | undefined
  readonly secret?: string | undefined
}

/** Sends it as it was written. Throws ProblemError, or anything else where nobody answers. */
export function post({ key, path, body }: Pick<NewEntry, 'key' | 'path' | 'body'>, by: By): Promise<unknown> {
  const headers = pageHeaders()
  headers.set('content-type', 'application/json')
  headers.set('idempotency-key', key)
  if (by.person !== undefined) headers.set('tenfold-person', by.person)
  if (by.secret !== undefined) headers.set('authorization', `Bearer ${by.secret}`)
  return answerTo(basePath + path, { method: 'POST', headers, body, signal: AbortSignal.timeout(silentFor) })
}
