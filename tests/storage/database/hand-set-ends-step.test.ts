import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { expect, test } from 'vitest'
import { databaseFile, openDatabase, type Whereabouts } from '../../../src/server/database/open-database.ts'
import { schemaStepsUpTo } from '../../../src/server/database/schema.ts'
import { applicationId } from '../../../src/server/database/sqlite-file.ts'
import { engines } from '../../set-up/databases.ts'

/** What a program of step 7 left: a closed cycle of an odd length, one as long as usual over a leap day, and one a week shorter. */
const rows = [
  [1, '2023-11-20', '2024-01-01', 100],
  [2, '2024-01-02', '2024-02-26', 'null'],
  [3, '2024-02-27', '2024-04-15', 'null'],
].map(
  ([
    number,
    first,
    last,
    closed,
  ]) => `insert into release_cycle (number, name, first_day, last_day, commits_at, closed_at,
    closed_by, version) values (${number}, '', '${first}', '${last}', 10, ${closed}, null, 1)`,
)

async function atStepSeven(place: Whereabouts): Promise<void> {
  const engine = 'folder' in place ? 'sqlite' : 'postgres'
  const steps = schemaStepsUpTo(7)
  const statements = [
    `create table schema_step (number ${engine === 'sqlite' ? 'integer' : 'bigint'} primary key, name text not null, written_by text not null)`,
    ...steps.flatMap((step) => step.statements(engine)),
    ...steps.map(({ number, name }) => `insert into schema_step values (${number}, '${name}', '0.0.5')`),
    `insert into programme (id, name, unit_name, unit_definition, shown_unit, parts_per_shown_unit, baseline_day, milestones,
      cycle_anchor, cycle_days, zone, version) values (1, 'P', 'units', '', 'units', 1, '2024-01-01', '[5]', '2023-11-20', 56, 'UTC', 1)`,
    ...rows,
  ]
  if ('folder' in place) {
    const database = new DatabaseSync(databaseFile(place.folder))
    database.exec(`pragma application_id = ${applicationId}`)
    for (const statement of statements) database.exec(statement)
    database.close()
    return
  }
  const client = new pg.Client({ connectionString: place.url })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

test.each(engines)(
  'of cycles from before this step, an odd length tells that its end was set ($name)',
  async (engine) => {
    const place = await engine.freshPlace()
    await atStepSeven(place)
    const database = await openDatabase(place)
    const stored = await database.read((queries) =>
      queries.selectFrom('release_cycle').select(['number', 'end_set']).orderBy('number').execute(),
    )
    await database.close()
    expect(stored.map(({ end_set }) => end_set)).toEqual([0, 0, 1])
  },
)
