import type { Database } from '../../../src/server/database/database.ts'
import { insertMany } from '../../../src/server/database/insert-many.ts'
import type { MoveRow, ServiceRow } from '../../../src/server/database/tables.ts'

export const service = (id: number, words: Partial<ServiceRow> = {}): ServiceRow => ({
  id,
  team_id: 1,
  name: `Service ${id}`,
  name_search: `service ${id}`,
  strategy: 'rehost',
  criticality: 'high',
  owner: '',
  description: '',
  tags: '[]',
  custom: '{}',
  cloud_services: '[]',
  problem: '',
  solution: '',
  version: 1,
  on_prem_units: 0,
  private_cloud_units: 0,
  public_cloud_units: 0,
  cloud_level: null,
  state: 'on_prem',
  since: null,
  ...words,
})

export const move = (id: number, facts: Partial<MoveRow> = {}): MoveRow => ({
  id,
  service_id: 1,
  occurred_on: '2026-11-22',
  recorded_at: 1_795_000_000_000 + id,
  actor: 'ada',
  source: 'web',
  from_id: null,
  to_id: 1,
  units: id,
  level: null,
  level_entry_id: null,
  note: '',
  evidence: '',
  import_id: null,
  import_line: null,
  reverses: null,
  ...facts,
})

export async function withOneService(database: Database): Promise<Database> {
  await database.write(async (queries) => {
    await insertMany(queries, 'division', [{ id: 1, name: 'Retail', name_search: 'retail', version: 1 }])
    await insertMany(queries, 'team', [
      {
        id: 1,
        division_id: 1,
        name: 'Checkout',
        name_search: 'checkout',
        version: 1,
        formed_on: null,
        dissolved_on: null,
        zone: null,
        region: '',
        morning_at: null,
        evening_at: null,
      },
    ])
    const place = { provider: '', region: '', exit_day: null, version: 1 }
    await insertMany(queries, 'location', [
      { id: 1, name: 'On-premises', name_search: 'on-premises', kind: 'on_prem', ...place },
      { id: 2, name: 'Cloud', name_search: 'cloud', kind: 'public_cloud', ...place },
    ])
    await insertMany(queries, 'service', [service(1)])
  })
  return database
}
