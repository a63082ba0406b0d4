import type { FigureName } from '../../../../contract/explanations.ts'

type Said = { readonly name: string; readonly definition: string }
/** What a line of a formula or of a sum is called; the day is empty where the line has none. */
type Line = (day: string) => string
const on =
  (words: string): Line =>
  (day) =>
    day === '' ? words.replace(/, end of$/, '') : words.endsWith(' of') ? `${words} ${day}` : `${words}, ${day}`

/** Every figure in words: what it is called, and what it means to the letter. */
export const explanations = {
  title: 'Explain this number',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',
  formula: 'How it is computed',
  parts: 'The parts add up',
  crossings: 'When it was crossed',
  entries: 'The entries behind it',
  openAll: (count: string) => `Open all ${count}`,
  openMore: 'Open more',
  showMore: 'Show more',
  shown: (shown: string) => `${shown} shown`,
  shownOf: (shown: string, all: string) => `${shown} of ${all}`,
  noEntries: 'No entry stands behind this figure up to this day.',
  noEntriesByNature: 'This figure comes from settings and the calendar, not from entries.',
  entriesCount: (count: string, one: boolean) => `${count} ${one ? 'entry' : 'entries'}`,
  day: 'Day',
  service: 'Service',
  entry: 'Entry',
  change: 'Change',
  evidence: 'Evidence',
  unknown: 'There is no such figure',
  unknownWords:
    'The link names a figure that this page does not know. Close this panel and open the figure from the page.',
  noValue: 'no value',
  decimals: (exact: string) => `= ${exact}, shown rounded`,
  exactly: '= exactly',
  checked: (value: string) => `Checked against a fresh count of the entries: ${value}, the same.`,
  notChecked: 'The stored sums differ from a fresh count of the entries. Run “doctor”, then “rebuild” on the server.',
  asOf: (day: string) => `As of ${day}`,
  knownNow: 'known now',
  knownAt: (instant: string) => `known at ${instant}`,
  version: (name: string, version: string) => `Definition ${name}, version ${version}`,
  alsoAt: 'API',
  of: (scope: string) => `Of ${scope}`,
  division: (name: string) => `division ${name}`,
  team: (name: string) => `team ${name}`,
  perCycle: (pace: string) => `${pace} a cycle`,
  cycles: (count: string) => `${count} cycles`,

  figures: {
    growth: {
      name: 'Growth',
      definition:
        'Growth is what runs in cloud at the end of the day divided by what ran in cloud at the end of the baseline day. Ten times is +900%.',
    },
    cloud: {
      name: 'In cloud',
      definition:
        'What runs in private or public cloud at the end of the day. A service counts while it has any workload there.',
    },
    baseline: {
      name: 'Baseline',
      definition:
        'What ran in cloud at the end of the baseline day, which the programme chose. Every multiple is measured against it.',
    },
    share: {
      name: 'Cloud share',
      definition:
        'Cloud divided by cloud and on-premises together. Counted in services, only a service that has left on-premises altogether counts as moved.',
    },
    'on-premises': {
      name: 'Left on-premises',
      definition:
        'What still runs on-premises at the end of the day. A service counts while it has any workload there, even if part of it runs in cloud.',
    },
    total: {
      name: 'Total',
      definition:
        'Everything that runs at the end of the day, on-premises and in cloud. A service that runs in both counts once.',
    },
    'to-milestone': {
      name: 'To the milestone',
      definition:
        'What is missing in cloud at the end of the day until the milestone holds: the milestone times the baseline, less what runs in cloud.',
    },
    deadline: {
      name: 'Deadline',
      definition: 'Days from the day shown to the target day of the programme.',
    },
    pace: {
      name: 'Required pace',
      definition:
        'Growth in each release cycle that reaches the target multiple on the target day: target divided by now, to the power of one over the cycles left, less one. Cycles left are not rounded. What you run at is the growth over the days of three cycles (168 where a cycle has 56) that end with the day shown, wherever cycles begin, as a geometric mean for one cycle. Once somebody closes cycles, it will be that of the last three closed ones.',
    },
    freshness: {
      name: 'Last confirmed more than 14 days before',
      definition:
        'Share of what runs in cloud whose team neither logged a move nor said that nothing changed in the 14 days up to the day shown. Missing reports are carried forward, never dropped.',
    },
    migrated: {
      name: 'Moved from on-premises',
      definition:
        'What went from on-premises to cloud since the baseline day. What came back is not taken off here: it stands under rolled back.',
    },
    born: {
      name: 'Born in cloud',
      definition: 'What started in cloud since the baseline day and never ran on-premises before.',
    },
    grown: {
      name: 'Grown in cloud',
      definition:
        'What services that ran already gained in cloud since the baseline day. Counted in services it is zero: a service that grows is still one.',
    },
    'rolled-back': {
      name: 'Rolled back to on-premises',
      definition:
        'What went from cloud back to on-premises since the baseline day. It counts on the day it happened; the earlier move stays in the history.',
    },
    'retired-in-cloud': {
      name: 'Retired in cloud',
      definition: 'What was switched off in cloud since the baseline day, with nothing of the service left anywhere.',
    },
    shrunk: {
      name: 'Shrunk in cloud',
      definition:
        'What services that went on running gave up in cloud since the baseline day. Counted in services it is zero.',
    },
    'retired-on-premises': {
      name: 'Retired on-premises',
      definition:
        'What was switched off on-premises since the baseline day. It never moved, so it is never counted as moved.',
    },
    discovered: {
      name: 'Found on-premises',
      definition:
        'What entered the programme on-premises since the baseline day: services found there, and growth of those known.',
    },
  } satisfies Record<FigureName, Said>,

  /** Lines of formulas and sums, by the code that the server gives them. */
  lines: {
    cloud: on('In cloud, end of'),
    baseline: on('Baseline'),
    multiple: on('Multiple'),
    share: () => 'Cloud share',
    'on-premises': on('On-premises, end of'),
    'on-premises-only': () => 'On-premises only',
    'on-premises-at-baseline': on('On-premises at the baseline'),
    'fully-in-cloud': () => 'Left on-premises altogether',
    'private-cloud': on('Private cloud'),
    'public-cloud': on('Public cloud'),
    'both-clouds': () => 'In both kinds of cloud, counted once',
    split: () => 'On-premises and in cloud',
    total: on('Total'),
    milestone: () => 'Milestone',
    'milestone-amount': () => 'Amount at which it holds',
    away: () => 'Missing',
    'crossing-reached': () => 'Reached',
    'crossing-lost': () => 'Lost',
    'target-multiple': on('Target multiple'),
    'target-day': () => 'Target day',
    'as-of-day': () => 'Day shown',
    'days-left': () => 'Days left',
    'required-pace': () => 'Required',
    'running-pace': () => 'You run at, 3 cycles’ length up to the day shown',
    'stale-amount': on('In cloud of teams not confirmed in 14 days'),
    'stale-share': () => 'Share not confirmed in 14 days',
    'fresh-teams': () => 'Teams confirmed in the last 14 days',
    'stale-teams': () => 'Teams not confirmed since',
    teams: () => 'Teams',
    'migrated-net': () => 'Moved to cloud, less rolled back',
    migrated: () => 'Moved from on-premises',
    born: () => 'Born in cloud',
    grown: () => 'Grown in cloud',
    'rolled-back': () => 'Rolled back to on-premises',
    'retired-in-cloud': () => 'Retired in cloud',
    'retired-on-premises': () => 'Retired on-premises',
    shrunk: () => 'Shrunk in cloud',
    discovered: () => 'Found on-premises',
  } as Readonly<Record<string, Line>>,
}
