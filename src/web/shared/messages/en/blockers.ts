import type { BlockerKind } from '../../../../domain/blocker.ts'
import { grouped } from '../../../../drawing/format.ts'

const blockers_ = (count: number) => `${grouped(count)} ${count === 1 ? 'blocker' : 'blockers'}`
const days_ = (count: number) => `${grouped(count)} ${count === 1 ? 'day' : 'days'}`
/** 4 or 4.5. */
const halves = (days: number) => grouped(days, Number.isInteger(days) ? 0 : 1)

export const blockers = {
  line: 'What stops services and teams',
  heading: {
    open: (open: number, escalated: number) =>
      escalated === 0 ? blockers_(open) : `${blockers_(open)}, ${grouped(escalated)} escalated`,
    resolved: (count: number) => `${blockers_(count)} resolved`,
    all: (count: number) => blockers_(count),
  },
  foot: (days: number) => `Escalated from ${days_(days)} on. An administrator changes that under Settings.`,
  show: 'What to show',
  state: { open: 'Open', resolved: 'Resolved', all: 'All' },
  find: 'Find a blocker',
  kindFilter: 'Kind',
  anyKind: 'Every kind',
  escalatedOnly: 'Escalated only',
  list: 'Blockers',
  since: 'Since',
  took: (days: number) => (days === 0 ? 'resolved the same day' : `took ${days_(days)}`),
  noOwner: 'nobody yet',
  escalated: 'escalated',
  wholeTeam: 'the team',
  days: days_,
  today: 'today',
  resolvedOn: (day: string, by: string) => `Resolved on ${day} by ${by}`,
  none: 'Nothing stands in the way',
  noneWords:
    'A blocker says what stops a service, or a team, and who sees to it. It ages until somebody resolves it, and shows wherever its service shows.',
  noneFound: 'No blocker is like that',
  noneFoundWords: 'Drop a filter, or look for other words.',
  dropFilters: 'Drop the filters',
  firstOf: (shown: number, total: number) => `The first ${grouped(shown)} of ${blockers_(total)}.`,
  more: 'Show more',

  kinds: {
    access: 'Access',
    approval: 'Approval',
    capacity: 'Capacity',
    data: 'Data',
    dependency: 'Dependency',
    network: 'Network',
    technical: 'Technical',
    vendor: 'Vendor',
    other: 'Other',
  } satisfies Record<BlockerKind, string>,

  // Open, change, resolve.
  open: 'Open a blocker',
  openFor: (service: string) => `What stops ${service}`,
  openDo: 'Open it',
  opened: (of: string) => `A blocker of ${of} is open.`,
  change: 'Change',
  changeOf: (of: string) => `Change the blocker of ${of}`,
  save: 'Save',
  changed: 'Blocker changed.',
  stops: 'Stops',
  aService: 'A service',
  aTeam: 'A team',
  service: 'Service',
  serviceMissing: 'Choose the service that it stops.',
  team: 'Team',
  teamMissing: 'Choose the team that it stops.',
  what: 'What stops it',
  whatMissing: 'Say what stops it.',
  owner: 'Who sees to it',
  ownerWords: 'A person, a team or a vendor. Left empty, nobody does yet.',
  sinceMissing: 'Give a day, such as 7 jul.',
  resolve: 'Resolve',
  resolveOf: (of: string) => `Resolve the blocker of ${of}`,
  note: 'What helped',
  on: 'Resolved on',
  resolved: (of: string) => `The blocker of ${of} is resolved.`,
  reopen: 'Open again',
  reopened: (of: string) => `The blocker of ${of} is open again.`,

  // How they age.
  ageingLine: (weeks: number) => `Open blockers by age, ${grouped(weeks)} weeks`,
  ageing: (resolved: number, median: number | null) =>
    median === null
      ? 'None was resolved in these weeks'
      : `${blockers_(resolved)} resolved, half of them within ${halves(median)} ${median === 1 ? 'day' : 'days'}`,
  ageingFoot: 'Counted at the end of each week. A blocker is as old as the days since it stands.',
  week: 'Week to',
  all: 'Open',
  band: (from: number, to: number | null) => (to === null ? `${grouped(from)} days or more` : `${from} to ${to} days`),

  // Elsewhere.
  ofService: 'Blockers',
  ofServiceNone: 'Nothing stops it.',
  overviewLine: 'Blockers',
  cycleLine: 'Blockers of what is planned',
  ofCycle: (cycle: number) => `Of release cycle ${cycle}’s plan`,
  overview: (open: number, escalated: number) =>
    escalated === 0
      ? `${blockers_(open)} ${open === 1 ? 'stands' : 'stand'} in the way`
      : `${grouped(escalated)} of ${blockers_(open)} ${escalated === 1 ? 'is' : 'are'} escalated`,
  allOf: (open: number) => (open === 1 ? 'Open it' : `All ${grouped(open)}`),
}
