import type { Database } from '../database/database.ts'
import { type Change, changesAfter, lastSequence } from '../storage/change-log.ts'

/** Whoever has missed more than so many changes reads everything anew, which costs no more by then. */
export const farthestBack = 1_000

/** Whom the reader of the log tells. */
export interface Listener {
  /** Called with `position` on the last of them already. The next ones wait until it is done. */
  readonly onChanges: (changes: readonly Change[]) => Promise<void>
  /** The log is shorter than it was: an older copy of the database, and all that was read of the newer one is void. */
  readonly onShorter: () => void
  readonly report: (error: unknown) => void
}

/** The end of the log as it grows: one reader for everybody, woken by the database. */
export class LogTail {
  /** The last change that was read. */
  position = 0
  /** The changes after `recentFrom` up to `position` are at hand. */
  recentFrom = 0
  #recent: Change[] = []
  readonly #database: Pick<Database, 'read' | 'look' | 'onWritten'>
  readonly #gather: number
  readonly #listener: Listener
  #begun: Promise<void> | undefined
  #endListening: () => void = () => {}
  #gathering: ReturnType<typeof setTimeout> | undefined
  #reading: Promise<void> = Promise.resolve()
  #waiting = 0
  #isTelling = false

  /** `gather`: so many milliseconds after a wake-up it reads, so that a burst of writes is one reading. */
  constructor(database: Pick<Database, 'read' | 'look' | 'onWritten'>, gather: number, listener: Listener) {
    this.#database = database
    this.#gather = gather
    this.#listener = listener
  }

  /** From now on it reads. */
  begin(): Promise<void> {
    this.#begun ??= this.#begin().catch((error: unknown) => {
      this.rest()
      throw error
    })
    return this.#begun
  }

  async #begin(): Promise<void> {
    // It listens first, so that nothing is written unheard between the two.
    this.#endListening = this.#database.onWritten(() => {
      this.#gathering ??= setTimeout(() => {
        this.#gathering = undefined
        void this.read()
      }, this.#gather)
    })
    this.#goOnFrom(await this.#database.look(lastSequence))
  }

  /** With nobody there, nothing is looked at. */
  rest(): void {
    this.#endListening()
    clearTimeout(this.#gathering)
    this.#gathering = undefined
    this.#begun = undefined
  }

  /** Reads what is new. One reading at a time: whoever asks during one gets the next, which is the same for all who wait. */
  read(): Promise<void> {
    if (this.#waiting < 2) {
      this.#waiting++
      this.#reading = this.#reading
        .then(() => this.#readAll())
        .catch(this.#listener.report)
        .finally(() => {
          this.#waiting--
        })
    }
    return this.#reading
  }

  async #readAll(): Promise<void> {
    while (this.#begun !== undefined) {
      await this.#begun
      const { changes, last } = await this.#database.read(async (queries) => ({
        changes: await changesAfter(queries, this.position, farthestBack),
        last: await lastSequence(queries),
      }))
      if (last < this.position) {
        this.#goOnFrom(last)
        this.#listener.onShorter()
      }
      if (changes.length === 0) return
      this.position = changes.at(-1)?.sequence ?? this.position
      this.#recent = [...this.#recent, ...changes].slice(-farthestBack)
      this.recentFrom = (this.#recent[0]?.sequence ?? this.position + 1) - 1
      this.#isTelling = true
      await this.#listener.onChanges(changes).finally(() => {
        this.#isTelling = false
      })
      if (changes.length < farthestBack) return
    }
  }

  #goOnFrom(sequence: number): void {
    this.#recent = []
    this.recentFrom = sequence
    this.position = sequence
  }

  /** While it tells, not everybody is where `position` is. */
  get isTelling(): boolean {
    return this.#isTelling
  }

  /** What is at hand of the changes after a sequence. */
  recentAfter(sequence: number): Change[] {
    return this.#recent.filter((change) => change.sequence > sequence)
  }

  /** What is in the log after a sequence, a page of it. */
  olderAfter(sequence: number): Promise<Change[]> {
    return this.#database.read((queries) => changesAfter(queries, sequence, farthestBack))
  }
}
