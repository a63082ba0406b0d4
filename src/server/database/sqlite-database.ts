import { inOneStatement, inTransaction } from './connection.ts'
import type { Database } from './database.ts'
import type { DiskFaultKind } from './disk-fault.ts'
import type { SqliteWorker } from './sqlite-worker.ts'
import { pool, turns } from './turns.ts'
import { wakeUps } from './wake-ups.ts'
import { writeGuard } from './write-guard.ts'

export const beginRead = 'begin deferred'
export const beginWrite = 'begin immediate'

export interface SqliteFile {
  /** None where a running server is the only one that may write. */
  writer: SqliteWorker | undefined
  readers: readonly SqliteWorker[]
  testDisk(kind: DiskFaultKind): Promise<void>
  /** Writes over what a refused write may have left at the end of the log. */
  writeOver(): Promise<void>
  released(): Promise<void>
}

/** The embedded database: one writer, and readers that never wait for it. */
export function sqliteDatabase({ writer, readers, testDisk, writeOver, released }: SqliteFile): Database {
  const inTurn = turns()
  const readerPool = pool(readers)
  const guarded = writeGuard(testDisk, writeOver)
  const written = wakeUps()
  let closing: Promise<void> | undefined

  const refuseWhenClosed = () => {
    if (closing !== undefined) throw new Error('The database is closed.')
  }

  return {
    engine: 'sqlite',
    async read(work) {
      refuseWhenClosed()
      return readerPool.lend((reader) => inTransaction(reader, 'sqlite', beginRead, work))
    },
    async look(work) {
      refuseWhenClosed()
      return readerPool.lend((reader) => inOneStatement(reader, 'sqlite', work))
    },
    async write(work) {
      refuseWhenClosed()
      if (!writer) throw new Error('This database was opened to read alongside a server, which alone writes.')
      const done = await inTurn(() => guarded(() => inTransaction(writer, 'sqlite', beginWrite, work)))
      written.wakeAll()
      return done
    },
    onWritten: written.add,
    close() {
      closing ??= inTurn(async () => {
        try {
          // The writer last: the last connection to go moves the log into the file, so that one file holds everything.
          for (const reader of await readerPool.takeAll()) await reader.close()
          await writer?.close()
        } finally {
          await released()
        }
      })
      return closing
    },
  }
}
