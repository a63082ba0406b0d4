import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

export interface Read {
  /** Of its query key. */
  readonly hash: string
  readonly data: unknown
  /** When it was read, in milliseconds since 1970. */
  readonly at: number
}

interface Schema extends DBSchema {
  /** Who read last in each ledger: what they read is for nobody else. */
  people: { key: string; value: string }
  reads: { key: [string, string]; value: Read }
  /** Beside each, so that what is oldest is found without reading all that is kept. */
  marks: { key: [string, string]; value: { at: number; size: number }; indexes: { at: number } }
}

/** Older than that, in milliseconds, nobody would take it for what is. */
export const oldest = 14 * 24 * 60 * 60_000
const most = 200
/** Characters of JSON: of all, and of one. */
const largest = 20_000_000
const largestOfOne = 3_000_000

let opened: { readonly factory: IDBFactory; readonly database: Promise<IDBPDatabase<Schema>> } | undefined

function database(): Promise<IDBPDatabase<Schema>> {
  const factory = globalThis.indexedDB
  if (factory === undefined) return Promise.reject(new Error('This browser keeps nothing.'))
  if (opened?.factory !== factory) {
    const close = () => {
      opened = undefined
    }
    const opening = openDB<Schema>('tenfold-reads', 1, {
      upgrade: (made) => {
        made.createObjectStore('people')
        made.createObjectStore('reads')
        made.createObjectStore('marks').createIndex('at', 'at')
      },
      blocking: (_now, _wanted, event) => {
        close()
        ;(event.target as IDBDatabase).close()
      },
      terminated: close,
    })
    opening.catch(close)
    opened = { factory, database: opening }
  }
  return opened.database
}

const ofLedger = (ledger: string) => IDBKeyRange.bound([ledger], [ledger, []])

/** Writes what was read, the session first: only what is of whoever it says is kept beside it. */
export async function keepReads(
  ledger: string,
  noted: readonly { readonly read: Read; readonly person: string }[],
): Promise<void> {
  const transaction = (await database()).transaction(['people', 'reads', 'marks'], 'readwrite')
  const [people, reads, marks] = [
    transaction.objectStore('people'),
    transaction.objectStore('reads'),
    transaction.objectStore('marks'),
  ]
  let person = await people.get(ledger)
  const isSession = ({ read }: { read: Read }) => read.hash === '["session"]'
  for (const one of [...noted.filter(isSession), ...noted.filter((other) => !isSession(other))]) {
    if (isSession(one) && one.person !== person) {
      await Promise.all([reads.delete(ofLedger(ledger)), marks.delete(ofLedger(ledger))])
      await people.put(one.person, ledger)
      person = one.person
    }
    if (one.person !== person) continue
    const size = sizeOf(one.read.data)
    if (size > largestOfOne) continue
    const key: [string, string] = [ledger, one.read.hash]
    await Promise.all([reads.put(one.read, key), marks.put({ at: one.read.at, size }, key)])
  }
  // From the newest on, until there is enough.
  let [count, size] = [0, 0]
  for (let at = await marks.index('at').openCursor(null, 'prev'); at !== null; at = await at.continue()) {
    count++
    size += at.value.size
    if (count <= most && size <= largest && Date.now() - at.value.at <= oldest) continue
    await Promise.all([reads.delete(at.primaryKey), at.delete()])
  }
  await transaction.done
}

/** What comes as a map is measured by its rows. */
const sizeOf = (data: unknown): number =>
  JSON.stringify(data instanceof Map ? [...data] : data)?.length ?? Number.POSITIVE_INFINITY

export async function findRead(ledger: string, hash: string): Promise<Read | undefined> {
  const found = await (await database()).get('reads', [ledger, hash])
  return found === undefined || Date.now() - found.at > oldest ? undefined : found
}

/** What was read of one kind, the first word of its query key. */
export async function findReads(ledger: string, kind: string): Promise<Read[]> {
  const all = await (await database()).getAll('reads', ofLedger(ledger))
  return all.filter(({ hash, at }) => hash.startsWith(`["${kind}"`) && Date.now() - at <= oldest)
}

export async function clearReads(): Promise<void> {
  const transaction = (await database()).transaction(['people', 'reads', 'marks'], 'readwrite')
  await Promise.all([
    transaction.objectStore('people').clear(),
    transaction.objectStore('reads').clear(),
    transaction.objectStore('marks').clear(),
    transaction.done,
  ])
}
