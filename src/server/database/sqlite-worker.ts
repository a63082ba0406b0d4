import { Worker } from 'node:worker_threads'
import type { Connection, StatementAnswer } from './connection.ts'
import { asDiskFault } from './disk-fault.ts'
import type { SqliteAccess } from './node-sqlite.ts'
import { type SqliteAnswer, withNames } from './sqlite-statements.ts'

export interface WorkerSetUp {
  file: string
  access: SqliteAccess
}

export type WorkerWish =
  | { kind: 'open' | 'close' | 'rollBack' }
  | { kind: 'run'; statement: string; parameters: readonly unknown[] }

export type WorkerCall = WorkerWish & { id: number }

export interface WorkerAnswer {
  id: number
  answer?: SqliteAnswer
  failure?: { message: string; code: string | undefined; errcode: number | undefined }
}

export interface SqliteWorker extends Connection {
  close(): Promise<void>
}

interface Caller {
  resolve(answer: StatementAnswer): void
  reject(error: unknown): void
}

/** One connection to the file, in a thread of its own. */
export async function openSqliteWorker(setUp: WorkerSetUp): Promise<SqliteWorker> {
  const worker = new Worker(new URL('./sqlite-in-worker.ts', import.meta.url), { workerData: setUp })
  const callers = new Map<number, Caller>()
  let calls = 0
  let ended: Error | undefined

  worker.on('message', ({ id, answer, failure }: WorkerAnswer) => {
    const caller = callers.get(id)
    callers.delete(id)
    if (failure) caller?.reject(failureAsError(failure))
    else if (answer) caller?.resolve(withNames(answer))
  })
  const end = (reason: Error) => {
    ended ??= reason
    for (const caller of callers.values()) caller.reject(ended)
    callers.clear()
  }
  worker.on('error', (error) =>
    end(new Error('The thread that holds the database has failed; start again.', { cause: error })),
  )
  worker.on('exit', () => end(new Error('The database is closed.')))

  function send(wish: WorkerWish): Promise<StatementAnswer> {
    if (ended) return Promise.reject(ended)
    return new Promise<StatementAnswer>((resolve, reject) => {
      calls += 1
      callers.set(calls, { resolve, reject })
      worker.postMessage({ id: calls, ...wish } satisfies WorkerCall)
    }).catch((error: unknown) => {
      const fault = asDiskFault(error)
      // A write through a reader is a mistake in a query, not a disk that refuses.
      throw fault && !(fault.kind === 'read-only' && setUp.access === 'read') ? fault : error
    })
  }

  const connection: SqliteWorker = {
    run: (statement, parameters) => send({ kind: 'run', statement, parameters }),
    async rollBack() {
      await send({ kind: 'rollBack' })
    },
    async close() {
      if (ended) return
      try {
        await send({ kind: 'close' })
      } finally {
        await worker.terminate()
      }
    },
  }
  try {
    await send({ kind: 'open' })
  } catch (error) {
    await worker.terminate()
    throw error
  }
  return connection
}

/** What a thread throws arrives without its class, so the one that callers tell apart is given back. */
function failureAsError({ message, code, errcode }: NonNullable<WorkerAnswer['failure']>): Error {
  const error = code === 'ERR_OUT_OF_RANGE' ? new RangeError(message) : new Error(message)
  return Object.assign(error, { code, errcode })
}
