import type { Queries } from './tables.ts'

export type Engine = 'sqlite' | 'postgres'

/** The one door to what is stored, the same for the embedded file, for PostgreSQL and for a database in memory. */
export interface Database {
  readonly engine: Engine
  /** One consistent snapshot for all reads of one answer; cannot write. */
  read<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  /** One statement that only reads, which is its own snapshot: it costs no beginning and no end. */
  look<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  /** The only way to write: one at a time over the whole programme, all or nothing, durable when the promise resolves. */
  write<T>(work: (queries: Queries) => Promise<T>): Promise<T>
  /**
   * Calls whoever wants to hear after each write of this process, and on PostgreSQL of any server; gives the way to hear no
   * more. A call may be lost, and may come for nothing: it is a wake-up, and what was written is read.
   */
  onWritten(listener: () => void): () => void
  close(): Promise<void>
}
