import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { expect, test } from 'vitest'
import { databaseFile, openDatabase, type Whereabouts } from '../../../src/server/database/open-database.ts'
import { schemaStepsUpTo } from '../../../src/server/database/schema.ts'
import { applicationId } from '../../../src/server/database/sqlite-file.ts'
import { engines } from '../../set-up/databases.ts'

/** What a program of step 5 left: cycle 1 closed with a promise kept by half, one retired, and one that was planned later. */
const rows = [
  `insert into division (id, name, name_search, version) values (1, 'Retail', 'retail', 1)`,
  `insert into team (id, name, name_search, division_id, version) values (1, 'One', 'one', 1, 1)`,
  ...['Alpha', 'Beta', 'Gamma'].map(
    (name, at) => `insert into service (id, name, name_search, team_id, owner, description, tags, custom,
      cloud_services, strategy, criticality, problem, solution, on_prem_units, private_cloud_units, public_cloud_units, state, version)
      values (${at + 1}, '${name}', '${name.toLowerCase()}', 1, '', '', '[]', '{}', '[]', 'rehost', 'high', '', '', 0, 0, 0, 'empty', 1)`,
  ),
  `insert into release_cycle (number, name, first_day, last_day, commits_at, closed_at, closed_by, version)
    values (1, '', '2026-01-05', '2026-03-01', 10, 100, 'Ada', 2)`,
  ...[
    [1, 1, 100, 'null', 1],
    [2, 2, 40, '7', 1],
    [3, 3, 30, 'null', 50],
  ].map(
    ([
      id,
      service,
      units,
      from,
      at,
    ]) => `insert into plan_item (id, cycle_number, service_id, units, level, carried_from,
      added_at, added_by, removed_at, removed_by) values (${id}, 1, ${service}, ${units}, null, ${from}, ${at}, 'Ada', null, null)`,
  ),
  `insert into closed_cycle (cycle_number, figures, notes) values (1, '{}', 'Words')`,
  ...[
    [1, 'Alpha then', 100, 60, 'partly', 'carried'],
    [2, 'Beta', 40, 0, 'retired', ''],
    [3, 'Gamma', 0, 30, 'added', ''],
  ].map(
    ([
      service,
      name,
      committed,
      net,
      outcome,
      choice,
    ]) => `insert into closed_item (cycle_number, service_id, service_name,
      team_id, team_name, division_id, committed_units, net_units, outcome, choice)
      values (1, ${service}, '${name}', 1, 'One then', 1, ${committed}, ${net}, '${outcome}', '${choice}')`,
  ),
  `insert into closed_team (cycle_number, team_id, team_name, division_id, division_name, committed_units, committed_services,
    kept_units, kept_services, delivered_units, delivered_services, rolled_back_units, rolled_back_services, moves_to_cloud,
    moves_back) values (1, 1, 'One then', 1, 'Retail', 140, 2, 60, 0, 90, 1, 0, 0, 2, 0)`,
]

async function atStepFive(place: Whereabouts): Promise<void> {
  const engine = 'folder' in place ? 'sqlite' : 'postgres'
  const steps = schemaStepsUpTo(5)
  const statements = [
    `create table schema_step (number bigint primary key, name text not null, written_by text not null)`.replace(
      'bigint',
      engine === 'sqlite' ? 'integer' : 'bigint',
    ),
    ...steps.flatMap((step) => step.statements(engine)),
    ...steps.map(({ number, name }) => `insert into schema_step values (${number}, '${name}', '0.0.5')`),
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
  'a record from before this step has its lists too, as far as it tells them ($name)',
  async (engine) => {
    const place = await engine.freshPlace()
    await atStepFive(place)
    const database = await openDatabase(place)
    const { items, team } = await database.read(async (queries) => ({
      items: await queries.selectFrom('closed_item').selectAll().orderBy('service_id').execute(),
      team: await queries.selectFrom('closed_team').selectAll().executeTakeFirstOrThrow(),
    }))
    expect(items).toMatchObject([
      {
        ...{
          service_name: 'Alpha then',
          service_search: 'alpha',
          scope: 'committed',
          outcome: 'partly',
          carried_from: null,
        },
        ...{ planned_units: 100, standing_units: 100, left_units: 40, choice: 'carried', choice_units: 40 },
      },
      { scope: 'committed', outcome: 'retired', carried_from: 7, planned_units: 40, left_units: 0, choice_units: 0 },
      {
        scope: 'added',
        outcome: 'delivered',
        planned_units: 30,
        standing_units: 30,
        committed_units: 0,
        left_units: 0,
      },
    ])
    expect(team).toMatchObject({
      ...{ retired_units: 40, retired_services: 1, left_units: 40, left_services: 1 },
      ...{ added_units: 30, added_services: 1, removed_units: 0, scope_units: 170, scope_services: 3 },
    })
    await database.close()
  },
)
