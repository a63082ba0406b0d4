import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { backupTo, restoreFrom } from '../../../src/server/database/backup.ts'
import { insertMany } from '../../../src/server/database/insert-many.ts'
import { databaseFile, openDatabase } from '../../../src/server/database/open-database.ts'
import { afterwards, temporaryFolder } from '../../set-up/databases.ts'
import { move, withOneService } from './ledger-rows.ts'

test('a backup taken while sixteen write holds everything acknowledged before it, and restores', async () => {
  const folder = temporaryFolder()
  const database = await withOneService(await openDatabase({ folder }))
  afterwards(() => database.close())
  const acknowledged: number[] = []
  let next = 0
  let writing = true
  const write = async () => {
    while (writing) {
      next += 1
      const id = next
      await database.write((queries) => insertMany(queries, 'move', [move(id)]))
      acknowledged.push(id)
    }
  }
  const writers = Array.from({ length: 16 }, write)
  const file = join(temporaryFolder(), 'backup.db')
  await new Promise((resolve) => setTimeout(resolve, 100))
  const before = [...acknowledged]
  await backupTo(folder, file)
  const after = acknowledged.length
  writing = false
  await Promise.all(writers)
  expect(before.length).toBeGreaterThan(0)
  expect(after).toBeGreaterThan(before.length)

  const restored = temporaryFolder()
  await restoreFrom(file, restored)
  const copy = await openDatabase({ folder: restored })
  afterwards(() => copy.close())
  const kept = await copy.read(
    async (queries) => new Set((await queries.selectFrom('move').select('id').execute()).map(({ id }) => id)),
  )
  expect(before.filter((id) => !kept.has(id))).toEqual([])
  expect(await copy.read(async (queries) => (await sql`pragma integrity_check`.execute(queries)).rows)).toEqual([
    { integrity_check: 'ok' },
  ])
})

test('the backup is one file, and nothing else is left beside it', async () => {
  const folder = temporaryFolder()
  await (await openDatabase({ folder })).close()
  const shelf = temporaryFolder()
  await backupTo(folder, join(shelf, 'monday.db'))
  expect(readdirSync(shelf)).toEqual(['monday.db'])
})

test('neither a backup nor a restore ever overwrites', async () => {
  const folder = temporaryFolder()
  await (await openDatabase({ folder })).close()
  const file = join(temporaryFolder(), 'taken.db')
  writeFileSync(file, 'precious')
  await expect(backupTo(folder, file)).rejects.toMatchObject({ code: 'already-exists' })
  expect(readFileSync(file, 'utf8')).toBe('precious')

  const good = join(temporaryFolder(), 'good.db')
  await backupTo(folder, good)
  const before = readFileSync(databaseFile(folder))
  await expect(restoreFrom(good, folder)).rejects.toMatchObject({ code: 'already-exists' })
  expect(readFileSync(databaseFile(folder))).toEqual(before)
})

test('a damaged backup is not restored, and nothing half-made stays', async () => {
  const folder = temporaryFolder()
  const database = await withOneService(await openDatabase({ folder }))
  await database.write((queries) =>
    insertMany(
      queries,
      'move',
      Array.from({ length: 2_000 }, (_, i) => move(i + 1)),
    ),
  )
  await database.close()
  const file = join(temporaryFolder(), 'damaged.db')
  await backupTo(folder, file)
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.fill(0xff, bytes.length - 40_960))
  const target = temporaryFolder()
  await expect(restoreFrom(file, target)).rejects.toThrow(/damaged|malformed/)
  expect(existsSync(databaseFile(target))).toBe(false)
  expect(readdirSync(target).filter((name) => name.includes('partial'))).toEqual([])
})

test('restoring what is no backup, or is not there, says so', async () => {
  const file = join(temporaryFolder(), 'letter.txt')
  await expect(restoreFrom(file, temporaryFolder())).rejects.toMatchObject({ code: 'no-database' })
  writeFileSync(file, 'Dear Sir or Madam, '.repeat(50))
  await expect(restoreFrom(file, temporaryFolder())).rejects.toMatchObject({ code: 'not-our-database' })
})
