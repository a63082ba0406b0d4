import { type Ask, standingAt } from './organisation.ts'

/**
 * One payments team of a bank, in virtual CPUs. On the baseline day 4 % of payments-api runs in cloud and nothing else
 * does, so that 40 % of it is 10× (+900 %): 200 of 5,000 become 2,000.
 */
export const oneTeam = standingAt('2026-11-20', async (ask) => {
  const programme = {
    name: 'Harbour Bank',
    unitName: 'vCPU',
    unitDefinition: 'Virtual CPUs that a service has reserved, on its own machines or in cloud.',
    shownUnit: 'vCPU',
    partsPerShownUnit: 1,
    baselineDay: '2026-10-05',
    targetMultiple: 20,
    targetDay: '2027-06-30',
    cycleAnchor: '2026-10-05',
  }
  await ask('PATCH', '/programme', programme, { 'if-match': '"1"' })
  await ask('POST', '/divisions', { name: 'retail-banking' })
  await ask('POST', '/teams', { name: 'payments', division: 'retail-banking' })
  const before = { team: 'payments', location: 'On-premises', occurredOn: '2026-09-01' }
  const services = [
    { name: 'payments-api', units: 5_000, strategy: 'replatform', criticality: 'critical', owner: 'Mina Park' },
    { name: 'ledger', units: 3_000, strategy: 'refactor', criticality: 'critical', owner: 'Jonas Weber' },
    { name: 'statements', units: 1_200, strategy: 'rehost', criticality: 'medium', owner: 'Mina Park' },
    { name: 'card-fraud-check', units: 800, strategy: 'undecided', criticality: 'high', owner: '' },
    { name: 'cheque-scanner', units: 40, strategy: 'retire', criticality: 'low', owner: '' },
  ]
  for (const service of services) await ask('POST', '/services', { ...service, ...before })
  await ask('POST', '/moves', {
    service: 'payments-api',
    level: 40,
    occurredOn: '2026-10-01',
    note: 'The read-only replicas first.',
    evidence: 'https://example.org/changes/1204',
  })
  await standUps(ask)
  for (const [name, zone] of [
    ['Asia Pacific', 'Asia/Singapore'],
    ['Europe', 'Europe/London'],
    ['Americas', 'America/New_York'],
  ])
    await ask('POST', '/regions', { name, zone })
  for (const said of [
    { rating: 2, kind: 'performance', region: 'Asia Pacific', words: 'The first call after lunch takes 4 s.' },
    { rating: 4, kind: 'reliability', region: 'Europe', words: 'No page at night since it moved.' },
    { rating: 5, kind: 'developer-experience', region: 'Americas', words: 'From a ticket to one command.' },
    { rating: 3, kind: 'cost', region: 'Europe', words: 'The bill for logs doubled.' },
    { rating: 4, kind: 'function', region: 'Asia Pacific', words: '' },
    { rating: 2, kind: 'performance', region: 'Americas', words: 'Reports time out on the last day of the month.' },
  ])
    await ask('POST', '/feedback', { service: 'payments-api', ...said })
  await ask('POST', '/feedback/1/answer', { words: 'Two instances stay warm from 11 to 14 o’clock.', resolve: true })
  await ask('POST', '/feedback/4/acknowledgement', {})
})

/** Two days of the team's stand-ups: what was put off yesterday waits for its answer today. */
async function standUps(ask: Ask): Promise<void> {
  const say = (line: Record<string, unknown>) =>
    ask<{ id: number }>('POST', '/stand-ups/lines', { team: 'payments', ...line })
  const yesterday = { day: '2026-11-19' }
  const copied = await say({
    ...yesterday,
    time: 'morning',
    kind: 'promise',
    service: 'ledger',
    author: 'Jonas Weber',
    text: 'copy the closed years',
  })
  const canary = await say({
    ...yesterday,
    time: 'morning',
    kind: 'promise',
    service: 'payments-api',
    author: 'Mina Park',
    level: 100,
    text: 'canary on',
  })
  await say({
    ...yesterday,
    time: 'evening',
    kind: 'note',
    author: 'Mina Park',
    text: 'The change board meets on Tuesdays now.',
  })
  await ask('POST', `/stand-ups/lines/${copied.id}/answer`, { answer: 'kept' })
  await ask('POST', `/stand-ups/lines/${canary.id}/answer`, { answer: 'not-today' })
  const today = { time: 'morning' }
  await say({
    ...today,
    kind: 'promise',
    service: 'statements',
    author: 'Jonas Weber',
    text: 'dress rehearsal of the cutover',
  })
  await say({
    ...today,
    kind: 'progress',
    service: 'card-fraud-check',
    author: 'Jonas Weber',
    text: 'the rules run side by side',
  })
  await ask('POST', '/absences', { team: 'payments', who: 'Lena Fischer', from: '2026-11-20', to: '2026-11-27' })
}
