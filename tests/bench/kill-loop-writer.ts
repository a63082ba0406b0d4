import { writeSync } from 'node:fs'
import { addToRollup, insertMany } from '../../src/server/database/insert-many.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { move, withOneService } from '../storage/database/ledger-rows.ts'

// Writes as fast as it can, a move and its roll-up together, and says each number only once it was promised durable.
const folder = process.argv[2]
if (!folder) throw new Error('Name the folder to write into.')
const database = await openDatabase({ folder })
const known = await database.read((queries) => queries.selectFrom('service').select('id').execute())
if (known.length === 0) await withOneService(database)
const last = await database.read((queries) =>
  queries
    .selectFrom('move')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirst(),
)
let next = Number(last?.id ?? 0)

async function write(): Promise<never> {
  for (;;) {
    next += 1
    const id = next
    await database.write(async (queries) => {
      await insertMany(queries, 'move', [move(id)])
      await addToRollup(queries, 'rollup_location', [
        { scope: 0, scope_id: 0, location_id: 1, day: '2026-11-22', units: id, services: 0 },
      ])
    })
    writeSync(1, `${id}\n`)
  }
}

await Promise.all(Array.from({ length: 16 }, write))
