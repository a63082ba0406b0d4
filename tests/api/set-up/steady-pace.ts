import type { Database } from '../../../src/server/database/database.ts'
import type { ProgrammeApi } from './programme-api.ts'
import { twoDivisions } from './two-divisions.ts'

export const mondays = Array.from({ length: 16 }, (_, at) =>
  Temporal.PlainDate.from('2026-04-06')
    .add({ days: 7 * at })
    .toString(),
)

/** Two divisions that go on: ten or so of a big service and five of orders, week after week; today is 2026-07-26. */
export async function steadyPace(database: Database): Promise<ProgrammeApi> {
  const p = await twoDivisions(database)
  await p.settings({ targetMultiple: 20, targetDay: '2026-12-31', milestones: [8, 10, 50] })
  p.setClock('2026-04-01')
  await p.service('big', 'Payments', 2000, '2026-04-01')
  for (const [at, day] of mondays.entries()) {
    p.setClock(day)
    await p.log('big', day, { units: 10 + (at % 3), from: 'On-premises', to: 'Cloud' })
    await p.log('orders', day, { units: 5, from: 'On-premises', to: 'Cloud' })
  }
  p.setClock('2026-07-26')
  return p
}
