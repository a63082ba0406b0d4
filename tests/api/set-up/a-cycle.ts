import { expect } from 'vitest'
import type { ProgrammeApi } from './programme-api.ts'

/** Cycle 2 runs from 2 March to 26 April 2026: 1540 units of three services are promised, and 1200 move in the end. */
export async function aCycle(p: ProgrammeApi): Promise<number> {
  await p.settings({ cycleAnchor: '2026-01-05', baselineDay: '2026-02-20', unitName: 'units' })
  await p.division('Retail')
  for (const team of ['Payments', 'Orders']) await p.team(team, 'Retail')
  await p.service('payments', 'Payments', 1000, '2026-02-01')
  await p.service('ledger', 'Payments', 600, '2026-02-01')
  await p.service('orders', 'Orders', 400, '2026-02-01')
  await p.service('mail', 'Orders', 100, '2026-02-01')
  await p.service('seed', 'Payments', 50, '2026-02-01', 'Cloud')
  p.setClock('2026-03-01')
  const items = [{ service: 'payments' }, { service: 'ledger', level: 400 }, { service: 'orders', units: 300 }]
  expect((await p.post('release-cycles/2/items', { items })).status).toBe(201)
  p.setClock('2026-04-01')
  await p.log('payments', '2026-03-05', { level: 500 })
  await p.log('ledger', '2026-03-10', { cutover: true })
  await p.log('orders', '2026-03-12', { cutover: true })
  await p.log('orders', '2026-03-20', { level: 0 })
  const { moves } = await p.log('mail', '2026-03-25', { cutover: true })
  return moves[0]?.id ?? 0
}
