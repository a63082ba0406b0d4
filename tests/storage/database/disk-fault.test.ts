import { spawnSync } from 'node:child_process'
import { rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import type { Database } from '../../../src/server/database/database.ts'
import { asDiskFault, DiskFault } from '../../../src/server/database/disk-fault.ts'
import { insertMany } from '../../../src/server/database/insert-many.ts'
import { openDatabase } from '../../../src/server/database/open-database.ts'
import { writeGuard } from '../../../src/server/database/write-guard.ts'
import { afterwards, temporaryFolder } from '../../set-up/databases.ts'

const failure = (facts: object) => Object.assign(new Error('as the engine says it'), facts)
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))
const aMegabyte = 'x'.repeat(1_000_000)

const store = (database: Database, key: string, value: string) =>
  database.write((queries) => insertMany(queries, 'setting', [{ key, value }]))
const keys = (database: Database) =>
  database.read(async (queries) =>
    (await queries.selectFrom('setting').select('key').orderBy('key').execute()).map(({ key }) => key),
  )
const verdict = (database: Database) =>
  database.read(
    async (queries) =>
      (await sql<{ integrity_check: string }>`pragma integrity_check`.execute(queries)).rows[0]?.integrity_check,
  )

test.each([
  ['SQLITE_FULL', { errcode: 13 }, 'full'],
  ['SQLITE_IOERR_FSYNC', { errcode: 1034 }, 'failing'],
  ['SQLITE_IOERR_WRITE', { errcode: 778 }, 'failing'],
  ['SQLITE_IOERR_SHMSIZE', { errcode: 4874 }, 'full'],
  ['SQLITE_READONLY', { errcode: 8 }, 'read-only'],
  ['SQLITE_CORRUPT_INDEX', { errcode: 779 }, 'damaged'],
  ['SQLITE_NOTADB', { errcode: 26 }, 'damaged'],
  ['PostgreSQL disk_full', { code: '53100' }, 'full'],
  ['PostgreSQL io_error', { code: '58030' }, 'failing'],
  ['ENOSPC', { code: 'ENOSPC' }, 'full'],
  ['EIO', { code: 'EIO' }, 'failing'],
])('%s is a disk fault', (_, facts, kind) => {
  expect(asDiskFault(failure(facts))).toMatchObject({ kind })
})

test.each([
  ['a name taken twice', { errcode: 2067, code: 'ERR_SQLITE_ERROR' }],
  ['a broken rule on PostgreSQL', { code: '23505' }],
  ['a mistake of ours', {}],
])('%s is none', (_, facts) => {
  expect(asDiskFault(failure(facts))).toBeUndefined()
})

describe('after a disk fault', () => {
  test('nothing is written until the disk passes a test, and a refused write does not ask the disk each time', async () => {
    let disk: 'well' | 'sick' = 'sick'
    let tests = 0
    const guarded = writeGuard(async () => {
      tests += 1
      if (disk === 'sick') throw new DiskFault('failing')
    })
    await expect(guarded(() => Promise.reject(failure({ errcode: 1034 })))).rejects.toBeInstanceOf(DiskFault)
    let reached = false
    const write = async () => {
      reached = true
    }
    await expect(guarded(write)).rejects.toBeInstanceOf(DiskFault)
    expect(tests).toBe(0)
    await pause(1_050)
    await expect(guarded(write)).rejects.toBeInstanceOf(DiskFault)
    expect({ tests, reached }).toEqual({ tests: 1, reached: false })
    disk = 'well'
    await pause(1_050)
    await guarded(write)
    expect({ tests, reached }).toEqual({ tests: 2, reached: true })
  })

  test('the test of the disk is told what failed: a full one needs no room beside the log', async () => {
    const asked: string[] = []
    const guarded = writeGuard(async (kind) => void asked.push(kind))
    for (const kind of ['full', 'failing'] as const) {
      await expect(guarded(() => Promise.reject(new DiskFault(kind)))).rejects.toMatchObject({ kind })
      await pause(1_050)
      await guarded(async () => {})
    }
    expect(asked).toEqual(['full', 'failing'])
  })

  test('a file that may not grow refuses writes and keeps on reading, then takes writes again', async () => {
    const database = await openDatabase({ folder: temporaryFolder() })
    afterwards(() => database.close())
    await store(database, 'before', 'kept')
    const mayHold = (pages: number) =>
      database.write((queries) => sql`pragma max_page_count = ${sql.raw(String(pages))}`.execute(queries))
    await mayHold(1)
    await expect(store(database, 'too large', aMegabyte)).rejects.toMatchObject({ name: 'DiskFault', kind: 'full' })
    expect(await keys(database)).toEqual(['before'])
    await pause(1_050)
    await mayHold(1_000_000)
    await store(database, 'after', aMegabyte)
    expect(await keys(database)).toEqual(['after', 'before'])
    expect(await verdict(database)).toBe('ok')
  })

  const small = temporaryFolder()
  const mounted =
    process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', small]).status === 0
  afterwards(() => void (mounted && spawnSync('umount', ['-l', small])))

  test('a disk that is really full', async ({ skip }) => {
    skip(!mounted, 'it needs the right to mount a small disk, as root on Linux has')
    const database = await openDatabase({ folder: small })
    await store(database, 'before', 'kept')
    const ballast = join(small, 'ballast')
    try {
      writeFileSync(ballast, Buffer.alloc(4_000_000))
    } catch {
      // It stops where the disk is full, which is what it is for.
    }
    await expect(store(database, 'refused', aMegabyte)).rejects.toBeInstanceOf(DiskFault)
    expect(await keys(database)).toEqual(['before'])
    await pause(1_050)
    await expect(store(database, 'still refused', 'small')).rejects.toBeInstanceOf(DiskFault)
    rmSync(ballast)
    await pause(1_050)
    await store(database, 'after', 'kept')
    expect(await keys(database)).toEqual(['after', 'before'])
    expect(await verdict(database)).toBe('ok')
    await database.close()
  })

  test.skipIf(!mounted)('a write that fills the disk itself does not stop the small ones after it', async () => {
    const folder = join(small, 'filled')
    const database = await openDatabase({ folder })
    await store(database, 'before', 'kept')
    await expect(store(database, 'huge', aMegabyte.repeat(4))).rejects.toMatchObject({ kind: 'full' })
    expect(statfsSync(folder).bfree).toBe(0)
    await pause(1_050)
    for (const key of ['small 1', 'small 2', 'small 3']) await store(database, key, 'kept')
    expect(await keys(database)).toEqual(['before', 'small 1', 'small 2', 'small 3'])
    await expect(store(database, 'huge', aMegabyte.repeat(4))).rejects.toMatchObject({ kind: 'full' })
    await database.close()
    const again = await openDatabase({ folder })
    expect([await keys(again), await verdict(again)]).toEqual([['before', 'small 1', 'small 2', 'small 3'], 'ok'])
    await again.close()
  })

  if (!mounted) console.info('Skipped: a full disk. It needs the right to mount a small one, as root on Linux has.')
})
