import { onTestFinished } from 'vitest'
import { type Ask, askerOf, surroundings } from '../../mocks/organisations/organisation.ts'
import { createApi } from '../../src/server/api.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import type { Answers } from './open-page.tsx'

/** The real API with a clock that a test moves. */
export async function withClock(): Promise<Answers & { readonly setClock: (instant: string) => void }> {
  const database = await openMemoryDatabase()
  onTestFinished(() => database.close())
  let now = Temporal.Instant.from('2024-05-08T09:00:00Z').epochMilliseconds
  const api = createApi({
    ...surroundings({
      database,
      sample: () => Promise.reject(new Error('No sample is asked for here.')),
      reportFault: (fault, error) => {
        throw new Error(`Fault ${fault} of the API`, { cause: error })
      },
    }),
    clock: { now: () => now },
  })
  return {
    api,
    ask: askerOf(api),
    setClock: (instant) => {
      now = Temporal.Instant.from(instant).epochMilliseconds
    },
  }
}

/** Six services of ten cores each on-premises, in two teams; the first cycle begins on Mon 13 May 2024. */
export async function sixServices(ask: Ask): Promise<void> {
  const programme = { shownUnit: 'cores', partsPerShownUnit: 1, baselineDay: '2024-02-01', cycleAnchor: '2024-05-13' }
  await ask('PATCH', '/programme', programme, { 'if-match': '"1"' })
  await ask('POST', '/divisions', { name: 'retail' })
  for (const name of ['payments', 'stock']) await ask('POST', '/teams', { name, division: 'retail' })
  for (const [name, team] of [
    ['ledger-export', 'payments'],
    ['payments-api', 'payments'],
    ['invoices', 'payments'],
    ['shelf-count', 'stock'],
    ['order-desk', 'stock'],
    ['label-print', 'stock'],
  ])
    await ask('POST', '/services', { name, team, units: 10, location: 'On-premises', occurredOn: '2024-01-05' })
}
