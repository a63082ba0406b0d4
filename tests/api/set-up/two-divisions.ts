import type { Database } from '../../../src/server/database/database.ts'
import { type ProgrammeApi, programmeApi } from './programme-api.ts'

/**
 * A programme small enough to count by hand. Figures count from 2026-01-31; cycles begin on Monday 2026-01-05, so the
 * second one on 2026-03-02; today is 2026-03-31.
 *
 * | day   | what happens                                  | on-premises | private | public | cloud |
 * |-------|-----------------------------------------------|-------------|---------|--------|-------|
 * | 01-10 | payments-api discovered, 1000                 | 1000        |         |        |       |
 * | 01-15 | ledger born in Cloud, 200                     | 1000        |         | 200    | 200   |
 * | 01-20 | shop discovered, 600                          | 1600        |         | 200    | 200   |
 * | 02-05 | payments-api at 40 %                          | 1200        |         | 600    | 600   |
 * | 02-10 | orders discovered in the Attic, 400           | 1600        |         | 600    | 600   |
 * | 02-15 | search born in Frankfurt, 100                 | 1600        | 100     | 600    | 700   |
 * | 02-20 | shop cut over to Frankfurt                    | 1000        | 700     | 600    | 1300  |
 * | 03-03 | 100 of payments-api come back                 | 1100        | 700     | 500    | 1200  |
 * | 03-05 | 150 of orders switched off                    | 950         | 700     | 500    | 1200  |
 * | 03-10 | ledger grows by 50                            | 950         | 700     | 550    | 1250  |
 * | 03-15 | search switched off                           | 950         | 600     | 550    | 1150  |
 * | 03-20 | orders goes from the Attic to On-premises     | 950         | 600     | 550    | 1150  |
 * | 03-25 | ledger shrinks by 30                          | 950         | 600     | 520    | 1120  |
 */
export async function twoDivisions(
  database: Database,
  more?: Parameters<typeof programmeApi>[2],
): Promise<ProgrammeApi> {
  const p = programmeApi(database, '2026-03-31', more)
  await p.settings({ baselineDay: '2026-01-31', cycleAnchor: '2026-01-05', unitName: 'units' })
  await p.location('Frankfurt', 'private_cloud')
  await p.location('Attic', 'on_prem')
  await p.division('Retail')
  await p.division('Wholesale')
  await p.team('Payments', 'Retail')
  await p.team('Web', 'Retail')
  await p.team('Orders', 'Wholesale')
  // Each is logged on the day it speaks of, so that teams were heard from on those days and on no others.
  const on = (day: string): string => {
    p.setClock(day)
    return day
  }
  await p.service('payments-api', 'Payments', 1000, on('2026-01-10'))
  await p.service('ledger', 'Payments', 200, on('2026-01-15'), 'Cloud')
  await p.service('shop', 'Web', 600, on('2026-01-20'))
  await p.log('payments-api', on('2026-02-05'), { level: 400, to: 'Cloud', evidence: 'CHG-1' })
  await p.service('orders', 'Orders', 400, on('2026-02-10'), 'Attic')
  await p.service('search', 'Web', 100, on('2026-02-15'), 'Frankfurt')
  await p.log('shop', on('2026-02-20'), { cutover: true, to: 'Frankfurt' })
  await p.log('payments-api', on('2026-03-03'), { units: 100, from: 'Cloud', to: 'On-premises', evidence: 'INC-7' })
  await p.log('orders', on('2026-03-05'), { units: 150, from: 'Attic', to: null })
  await p.log('ledger', on('2026-03-10'), { units: 50, from: null, to: 'Cloud' })
  await p.log('search', on('2026-03-15'), { units: 100, from: 'Frankfurt', to: null })
  await p.log('orders', on('2026-03-20'), { units: 250, from: 'Attic', to: 'On-premises' })
  await p.log('ledger', on('2026-03-25'), { units: 30, from: 'Cloud', to: null })
  p.setClock('2026-03-31')
  return p
}
