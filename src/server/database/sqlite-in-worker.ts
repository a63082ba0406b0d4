import type { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { nodeSqlite, openSqliteFile } from './node-sqlite.ts'
import { type SqliteAnswer, sqliteStatements } from './sqlite-statements.ts'
import type { WorkerAnswer, WorkerCall, WorkerSetUp } from './sqlite-worker.ts'

// The engine's calls block, so each connection lives in a thread of its own and the server goes on answering.
const { file, access } = workerData as WorkerSetUp
let database: DatabaseSync | undefined
let statements: ReturnType<typeof sqliteStatements> | undefined
let changedSinceOptimised = 0
// SQLITE_READONLY, SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_FULL.
const diskFaults = [8, 10, 11, 13]

parentPort?.on('message', (call: WorkerCall) => {
  let answer: WorkerAnswer
  try {
    answer = { id: call.id, answer: carryOut(call) }
  } catch (error) {
    const { message, code, errcode } = error as Error & { code?: string; errcode?: number }
    answer = { id: call.id, failure: { message, code, errcode } }
  }
  parentPort?.postMessage(answer)
})

function carryOut(call: WorkerCall): SqliteAnswer {
  if (call.kind === 'close') {
    if (database && access === 'write') optimise(database, 'pragma optimize')
    database?.close()
    database = undefined
    return nothing
  }
  database ??= openSqliteFile(file, access)
  statements ??= sqliteStatements(nodeSqlite(database))
  if (call.kind !== 'run') {
    if (call.kind === 'rollBack') statements.rollBack()
    return nothing
  }
  const answer = statements.run(call.statement, call.parameters)
  if (access === 'write') keepPlansGood(database, call.statement, answer.affected)
  return answer
}

const nothing: SqliteAnswer = { columns: [], values: [], affected: 0 }

/** After a large import the planner's picture of the tables is wrong; telling it anew takes milliseconds. */
function keepPlansGood(open: DatabaseSync, statement: string, affected: number): void {
  changedSinceOptimised += affected
  if (statement !== 'commit' || changedSinceOptimised < 10_000) return
  changedSinceOptimised = 0
  optimise(open, 'pragma optimize = 0x10002')
}

/** Statistics for the planner are a help, never a duty: a full disk must neither fail a commit that is done nor a close. */
function optimise(open: DatabaseSync, pragma: string): void {
  try {
    open.exec(pragma)
  } catch (error) {
    const primary = ((error as { errcode?: number }).errcode ?? 0) & 0xff
    if (!diskFaults.includes(primary)) throw error
  }
}
