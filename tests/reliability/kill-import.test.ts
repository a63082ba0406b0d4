import type { ChildProcess } from 'node:child_process'
import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { temporaryFolder } from '../set-up/databases.ts'
import { spawnTenfold, tenfold } from './set-up/command-line.ts'
import { findings, isLong } from './set-up/programme.ts'

const sample = join(import.meta.dirname, '../../public/sample')
const importWords = ['import', join(sample, 'dated-moves.csv'), '--locations', join(sample, 'locations.csv')]
const movesInSample = 31_623

/** How much of the import the folder holds. */
async function held(folder: string) {
  const database = await openDatabase({ folder })
  try {
    return await database.read(async (queries) => {
      const count = async (table: 'move' | 'service' | 'team' | 'import_run' | 'rollup_location') =>
        Number(
          (
            await queries
              .selectFrom(table)
              .select(({ fn }) => fn.countAll<number>().as('n'))
              .executeTakeFirstOrThrow()
          ).n,
        )
      const [moves, services, teams, imports, sums] = [
        await count('move'),
        await count('service'),
        await count('team'),
        await count('import_run'),
        await count('rollup_location'),
      ]
      return { moves, services, teams, imports, hasSums: sums > 0 }
    })
  } finally {
    await database.close()
  }
}

const nothing = { moves: 0, services: 0, teams: 0, imports: 0, hasSums: false }

async function killWhen(importing: ChildProcess, isTime: () => boolean): Promise<'killed' | 'ended before'> {
  let isOver = false
  const ended = new Promise<void>((resolve) =>
    importing.once('exit', () => {
      isOver = true
      resolve()
    }),
  )
  while (!isOver && !isTime()) await new Promise((resolve) => setTimeout(resolve, 1))
  importing.kill('SIGKILL')
  await ended
  return importing.signalCode === 'SIGKILL' ? 'killed' : 'ended before'
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

test('an import killed half way leaves all of it or nothing, and the next import works', async () => {
  const folder = temporaryFolder()
  const environment = { TENFOLD_DATA: folder }
  const log = join(folder, 'tenfold.db-wal')
  const started = performance.now()
  const whole = await tenfold(importWords, environment)
  const took = performance.now() - started
  expect(whole).toMatchObject({ code: 0, err: '' })
  const all = await held(folder)
  expect(all).toMatchObject({ moves: movesInSample, imports: 1, hasSums: true })

  // By time, which falls into reading and checking, and by the log's growth, which is the commit itself.
  const moments: { name: string; after?: number; log?: number }[] = [
    ...Array.from({ length: isLong ? 20 : 1 }, () => ({
      name: 'on the way',
      after: took * (0.2 + 0.75 * Math.random()),
    })),
    ...Array.from({ length: isLong ? 20 : 1 }, () => ({
      name: 'in its commit',
      log: 500_000 + Math.random() * 6_000_000,
    })),
  ]
  const met: string[] = []
  for (const { name, after, log: size } of moments) {
    for (const part of ['', '-wal', '-shm']) rmSync(join(folder, `tenfold.db${part}`), { force: true })
    const begun = performance.now()
    const outcome = await killWhen(spawnTenfold(importWords, environment), () =>
      after === undefined ? sizeOf(log) > (size ?? 0) : performance.now() - begun > after,
    )
    const left = await held(folder)
    met.push(`${name}: ${outcome}, ${left.moves} moves`)
    expect([nothing, all], met.at(-1)).toContainEqual(left)
    expect(await findings(environment)).toBe('')
  }
  expect(met.filter((words) => words.includes('killed')).length).toBeGreaterThan(0)

  const again = await tenfold(importWords, environment)
  expect(again).toMatchObject({ code: 0, err: '' })
  expect(await held(folder)).toEqual(all)
  expect(await findings(environment)).toBe('')
  if (isLong) console.info(met.join('\n'))
}, 600_000)
