import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startProduct } from '../../set-up/product.ts'
import { findings, makeProgramme } from './programme.ts'
import { judge, noWrites, retryInDoubt, writeSteadily, writtenMoves } from './writers.ts'

export interface KillServerResult {
  kills: number
  acknowledged: number
  /** Writes without an answer, sent again with their key, and how many of them had counted before. */
  inDoubt: number
  hadCounted: number
  lost: number
  doubled: number
  /** One sentence for everything else that was not as promised. */
  amiss: string[]
  /** From the start of the process to its address, after a kill, in milliseconds. */
  slowestRestart: number
}

/**
 * Kills the running server in the middle of many clients' writes, starts it again on the same folder, sends again what
 * had no answer, and holds the ledger against what was acknowledged. Everything goes through HTTP, as in real life.
 */
export async function killServerLoop(kills: number, { clients = 16, services = 160 } = {}): Promise<KillServerResult> {
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-kill-server-'))
  const environment = { TENFOLD_DATA: folder, DATABASE_URL: '' }
  const holderFile = join(folder, 'tenfold.lock.json')
  const writes = noWrites()
  const result: KillServerResult = {
    kills,
    acknowledged: 0,
    inDoubt: 0,
    hadCounted: 0,
    lost: 0,
    doubled: 0,
    amiss: [],
    slowestRestart: 0,
  }
  try {
    await makeProgramme(services, environment)
    let server = await startProduct({ environment })
    for (let kill = 1; kill <= kills; kill += 1) {
      const before = writes.acknowledged.size
      const writing = writeSteadily(server.address, writes, { clients, services, until: () => false })
      // The clock runs from the first acknowledgement, so that every kill falls into the writes.
      while (writes.acknowledged.size === before && writes.refused.length === 0) await pause(5)
      await pause(50 + Math.random() * 300)
      await server.kill()
      await writing
      if (!existsSync(holderFile))
        result.amiss.push(`kill ${kill}: the dead process left no lock, so nothing was taken over`)

      const start = performance.now()
      server = await startProduct({ environment })
      result.slowestRestart = Math.max(result.slowestRestart, Math.round(performance.now() - start))
      const holder = JSON.parse(readFileSync(holderFile, 'utf8')) as { pid: number }
      if (holder.pid !== server.process.pid)
        result.amiss.push(`kill ${kill}: the lock names ${holder.pid}, which is dead`)
      // Once before the retries, for what was promised; once after them, for what counts twice.
      note(judge(await writtenMoves(server.address), writes), `kill ${kill}`, result)
      result.inDoubt += writes.inDoubt.length
      result.hadCounted += await retryInDoubt(server.address, writes)
      note(judge(await writtenMoves(server.address), writes), `kill ${kill}, after retries`, result)
      const found = await findings(environment)
      if (found !== '') result.amiss.push(`kill ${kill}: the doctor said ${found}`)
      for (const { status, problem } of writes.refused.splice(0))
        result.amiss.push(`kill ${kill}: a write was answered ${status} ${problem.detail}`)
    }
    result.acknowledged = writes.acknowledged.size
    const code = await server.stop()
    if (code !== 0) result.amiss.push(`the last server ended with ${code}`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return result
}

function note(verdict: ReturnType<typeof judge>, when: string, result: KillServerResult): void {
  result.lost += verdict.lost.length
  result.doubled += verdict.doubled.length
  if (verdict.renumbered.length > 0) result.amiss.push(`${when}: ${verdict.renumbered.length} bear another number`)
  if (verdict.unexplained.length > 0) result.amiss.push(`${when}: ${verdict.unexplained.length} that nobody sent`)
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
