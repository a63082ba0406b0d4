import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Entry, NewEntry } from './entry.ts'

interface Schema extends DBSchema {
  entries: { key: number; value: Omit<Entry, 'id'> & { id?: number }; indexes: { owner: string } }
}

/** Where entries are kept: this device's storage, or what stands in for it. */
export interface Keeper {
  /** Resolves once the entry would outlive the browser and, as far as the system says, a power cut. */
  add(entry: NewEntry): Promise<Entry>
  /** In the order in which they were typed. */
  of(owner: string): Promise<Entry[]>
  get(id: number): Promise<Entry | undefined>
  put(entry: Entry): Promise<void>
  remove(id: number): Promise<void>
}

let opened: { readonly factory: IDBFactory; readonly database: Promise<IDBPDatabase<Schema>> } | undefined

/** Throws where the browser keeps nothing: an old one, or a private window of some. */
function database(): Promise<IDBPDatabase<Schema>> {
  const factory = globalThis.indexedDB
  if (factory === undefined) return Promise.reject(new Error('This browser keeps nothing.'))
  if (opened?.factory !== factory) {
    const opening = openDB<Schema>('tenfold-outbox', 1, {
      upgrade: (made) => {
        made.createObjectStore('entries', { keyPath: 'id', autoIncrement: true }).createIndex('owner', 'owner')
      },
      // A newer page in another tab goes on; this one opens it anew when it needs it.
      blocking: (_now, _wanted, event) => {
        opened = undefined
        ;(event.target as IDBDatabase).close()
      },
      terminated: () => {
        opened = undefined
      },
    })
    opening.catch(() => {
      opened = undefined
    })
    opened = { factory, database: opening }
  }
  return opened.database
}

const strict = { durability: 'strict' } as const

export const device: Keeper = {
  async add(entry) {
    const kept = { ...entry, state: 'waiting' as const, tries: 0, problem: null }
    const transaction = (await database()).transaction('entries', 'readwrite', strict)
    const [id] = await Promise.all([transaction.store.add(kept), transaction.done])
    return { ...kept, id }
  },
  async of(owner) {
    const kept = await (await database()).getAllFromIndex('entries', 'owner', owner)
    return kept as Entry[]
  },
  async get(id) {
    return (await (await database()).get('entries', id)) as Entry | undefined
  },
  async put(entry) {
    const transaction = (await database()).transaction('entries', 'readwrite', strict)
    await Promise.all([transaction.store.put(entry), transaction.done])
  },
  async remove(id) {
    const transaction = (await database()).transaction('entries', 'readwrite', strict)
    await Promise.all([transaction.store.delete(id), transaction.done])
  },
}
