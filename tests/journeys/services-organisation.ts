import type { OpenPage } from '../set-up/open-page.tsx'

type Ask = OpenPage['ask']

/**
 * Retail with payments (ledger in cloud, payments-api on-premises, old-till retired) and search (index rolled back),
 * and bank with cards (vault half in cloud). Amounts in smallest parts; everything entered on 5 Jan 2024.
 */
export async function smallBank(ask: Ask): Promise<void> {
  await ask('PATCH', '/programme', { shownUnit: 'cores', partsPerShownUnit: 1000 }, { 'if-match': '"1"' })
  for (const name of ['retail', 'bank']) await ask('POST', '/divisions', { name })
  for (const [name, division] of [
    ['payments', 'retail'],
    ['search', 'retail'],
    ['cards', 'bank'],
  ]) {
    await ask('POST', '/teams', { name, division })
  }
  for (const [name, team, units] of [
    ['ledger', 'payments', 2000],
    ['payments-api', 'payments', 4000],
    ['old-till', 'payments', 500],
    ['index', 'search', 1000],
    ['vault', 'cards', 3000],
  ] as const) {
    await ask('POST', '/services', { name, team, units, location: 'On-premises', occurredOn: '2024-01-05' })
  }
  await ask('POST', '/moves', {
    service: 'ledger',
    level: 1000,
    occurredOn: '2024-02-01',
    evidence: 'https://example.org/pull/17',
  })
  await ask('POST', '/moves', {
    service: 'old-till',
    units: 500,
    from: 'On-premises',
    to: null,
    occurredOn: '2024-02-02',
  })
  await ask('POST', '/moves', { service: 'index', level: 1000, occurredOn: '2024-03-01' })
  await ask('POST', '/moves', { service: 'index', level: 0, occurredOn: '2024-03-05' })
  await ask('POST', '/moves', { service: 'vault', level: 500, occurredOn: '2024-04-01' })
}

/** A team of so many services: `job-0001`, `job-0002`, … of one core each. */
export const manyServices =
  (count: number) =>
  async (ask: Ask): Promise<void> => {
    await ask('POST', '/divisions', { name: 'factory' })
    await ask('POST', '/teams', { name: 'line', division: 'factory' })
    for (let at = 1; at <= count; at++) {
      await ask('POST', '/services', {
        name: `job-${String(at).padStart(4, '0')}`,
        team: 'line',
        units: 1000,
        location: 'On-premises',
        occurredOn: '2024-01-05',
      })
    }
  }
