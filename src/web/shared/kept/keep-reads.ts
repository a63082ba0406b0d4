import type { QueryClient } from '@tanstack/react-query'
import type { Session } from '../../../contract/programme.ts'
import { basePath } from '../address.ts'
import type { Read } from './device-reads.ts'

/**
 * What is read again without a network, by the first word of its query key. Nothing of who else is here, of sign-ins,
 * tokens, webhooks or the record; and nothing that is tried out.
 */
const keptKinds = new Set([
  'session',
  'growth',
  'annotations',
  'comparison',
  'attention',
  'cloud-services',
  'changes',
  'workload',
  'services',
  'locations',
  'teams',
  'divisions',
  'release-cycles',
  'plan-cards',
  'waves',
  'dependencies',
  'blockers',
  'stand-ups',
  'feedback',
  'regions',
])

/** In the demo each load has a ledger of its own. */
const isOn = import.meta.env.MODE !== 'demo'

/** What was read in this time, in milliseconds, is written together. */
const gathers = 1_000

const isKept = ({ queryKey }: Pick<Known, 'queryKey'>): boolean => isOn && keptKinds.has(String(queryKey[0]))

const load = () => import('./device-reads.ts')

/** Of a query what is needed to know it again. */
interface Known {
  readonly queryKey: readonly unknown[]
  readonly queryHash: string
}
type Succeeded = Known & { readonly state: { readonly data: unknown; readonly dataUpdatedAt: number } }

interface Noted {
  readonly read: Read
  readonly person: string
}

let noted = new Map<string, Noted>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Keeps on this device what was just read, for when nobody answers. Nobody waits for it. */
export function noteRead(queries: QueryClient, query: Succeeded): void {
  if (!isKept(query)) return
  const { data, dataUpdatedAt: at } = query.state
  const session = (query.queryKey[0] === 'session' ? data : queries.getQueryData(['session'])) as Session | undefined
  if (session === undefined) return
  noted.set(query.queryHash, { read: { hash: query.queryHash, data, at }, person: session.actor.id })
  timer ??= setTimeout(flush, gathers)
}

function flush(): void {
  timer = undefined
  const now = [...noted.values()]
  noted = new Map()
  // A browser that keeps nothing shows nothing later, and that is all.
  void load()
    .then(({ keepReads }) => keepReads(basePath, now))
    .catch(() => {})
}

/** What this device read last of it, for the same person; undefined where that is nothing, or too long ago. */
export async function findRead(query: Known): Promise<Read | undefined> {
  if (!isKept(query)) return undefined
  try {
    return await (await load()).findRead(basePath, query.queryHash)
  } catch {
    return undefined
  }
}

/** All that this device read of one kind. */
export async function readsOf(kind: string): Promise<Read[]> {
  try {
    return await (await load()).findReads(basePath, kind)
  } catch {
    return []
  }
}

/** Whoever read it is signed out: nothing of theirs stays to be read by the next. */
export function forgetReads(): void {
  clearTimeout(timer)
  timer = undefined
  noted = new Map()
  void load()
    .then(({ clearReads }) => clearReads())
    .catch(() => {})
}
