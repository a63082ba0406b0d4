export const workload = {
  every: { day: 'every day', week: 'every Sunday', cycle: 'at the end of every cycle' },
  servicesName: (every: string) => `Where services run, ${every}`,
  unitsName: (unit: string, every: string) => `Where workload runs, in ${unit}, ${every}`,
  finding: (left: string, total: string, _inWords: string, one: boolean) =>
    `${left} of ${total} still ${one ? 'runs' : 'run'} on-premises`,
  empty: 'Nothing runs on-premises any more',
  emptySince: (day: string) => `Nothing has run on-premises since ${day}`,
  nothing: 'Nothing runs anywhere on this day',
  nothingWords: 'No move was logged up to this day. Choose a later day, or another division or team.',
  split: (services: string, one: boolean) =>
    `${services} ${one ? 'runs in both and is' : 'run in both and are'} counted in each; the cloud share counts those that left on-premises altogether.`,
  inBoth: (count: string) => `${count} in both`,
  onPrem: 'On-premises',
  cloud: 'Cloud',
  privateCloud: 'Private cloud',
  publicCloud: 'Public cloud',
  total: 'Total',
  share: 'Cloud share',
}
