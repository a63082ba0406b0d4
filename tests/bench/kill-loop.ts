import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { openDatabase } from '../../src/server/database/open-database.ts'

export interface KillLoopResult {
  cycles: number
  acknowledged: number
  lost: number[]
  /** Roll-up and moves differ, or the file is damaged: one sentence for each time. */
  damage: string[]
}

/** Kills a process in the middle of its writes, again and again on the same folder, and looks for what it had acknowledged. */
export async function killLoop(cycles: number): Promise<KillLoopResult> {
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-kill-'))
  const result: KillLoopResult = { cycles, acknowledged: 0, lost: [], damage: [] }
  try {
    for (let cycle = 1; cycle <= cycles; cycle += 1) {
      const acknowledged = await writeUntilKilled(folder, 50 + Math.random() * 300)
      result.acknowledged += acknowledged.length
      await compare(folder, cycle, acknowledged, result)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return result
}

function writeUntilKilled(folder: string, milliseconds: number): Promise<number[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'kill-loop-writer.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (text: Buffer) => {
      // The clock runs from the first acknowledgement, so that every kill falls into the writes.
      if (said === '') setTimeout(() => child.kill('SIGKILL'), milliseconds)
      said += text
    })
    child.on('close', (code) => {
      if (code !== null) return reject(new Error(`The writer ended by itself with ${code}.`))
      // The last line may have been cut by the kill.
      resolve(
        said
          .slice(0, said.lastIndexOf('\n') + 1)
          .split('\n')
          .filter(Boolean)
          .map(Number),
      )
    })
  })
}

async function compare(
  folder: string,
  cycle: number,
  acknowledged: readonly number[],
  result: KillLoopResult,
): Promise<void> {
  const database = await openDatabase({ folder })
  try {
    await database.read(async (queries) => {
      const kept = new Set((await queries.selectFrom('move').select('id').execute()).map(({ id }) => id))
      result.lost.push(...acknowledged.filter((id) => !kept.has(id)))
      const moved = await queries
        .selectFrom('move')
        .select(({ fn }) => fn.sum<number>('units').as('units'))
        .executeTakeFirst()
      const rolledUp = await queries
        .selectFrom('rollup_location')
        .select(({ fn }) => fn.sum<number>('units').as('units'))
        .executeTakeFirst()
      if (moved?.units !== rolledUp?.units)
        result.damage.push(`cycle ${cycle}: moves hold ${moved?.units} units, the roll-up ${rolledUp?.units}`)
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(queries)
      if (rows[0]?.integrity_check !== 'ok') result.damage.push(`cycle ${cycle}: ${rows[0]?.integrity_check}`)
    })
  } finally {
    await database.close()
  }
}

if (import.meta.main) {
  const result = await killLoop(Number(process.argv[2] ?? 100))
  console.log(
    `${result.cycles} kills, ${result.acknowledged} acknowledged, ${result.lost.length} lost, ${result.damage.length} damaged`,
  )
  for (const sentence of result.damage) console.log(sentence)
  if (result.lost.length + result.damage.length > 0) process.exitCode = 1
}
