import { grouped } from '../../../../drawing/format.ts'

const services_ = (count: number) => `${grouped(count)} ${count === 1 ? 'service' : 'services'}`
const dependencies_ = (count: number) => `${grouped(count)} ${count === 1 ? 'dependency' : 'dependencies'}`

export const board = {
  // The board.
  name: 'Plans of the cycles side by side',
  how: 'Drag a card into another column, or choose several. With the keyboard: → to the handle of a card, Enter, then Tab to a column and Enter. The menu of a card does the same.',
  readOnly: 'Only those who may plan move cards.',
  find: 'Find a service',
  column: 'Column',
  notPlanned: 'Not planned',
  notPlannedWords: 'on-premises, in the plan of no open cycle',
  inLate: (count: number, cycle: string) =>
    `${grouped(count)} more stand in ${cycle}, which is over: they go on when it is closed`,
  ofNow: 'The board shows the plans of now',
  ofNowWords: 'Plans are made from today on, so the board takes no day of the past.',
  showNow: 'Show the plans of now',

  // The head of a column.
  planned: (amount: string) => `${amount} planned`,
  scope: (change: string) => `${change} since day one`,
  delivered: (amount: string) => `${amount} moved so far`,
  deliveredInAll: (amount: string) => `${amount} moved in it`,
  capacity: (median: string, least: string, most: string, cycles: number) =>
    cycles === 1
      ? `The last cycle moved ${median}`
      : `The last ${cycles} cycles moved ${median} (median), ${least} to ${most}`,
  asKnownNow: 'as known now',
  noCapacity: 'No cycle is past yet to compare with.',
  above: (most: string) => `More than any of them moved: ${most} at most`,
  noPlan: 'No plan is published here: what is on-premises counts as committed.',
  noPlanThen:
    'Put in after its first day, so no commitment: as that day ended no plan stood here, and everything on-premises counts as committed.',
  nothingYet: 'Nothing is planned yet',
  state: {
    late: (since: string) =>
      `Over for ${since} and not closed: it takes nothing in. Close it, or move what is left on.`,
    closed: 'Closed: its record stays as it is.',
  },

  // Why a column is empty.
  emptyNotPlanned: 'Everything on-premises is planned',
  emptyNotPlannedOf: (whom: string) => `Everything of ${whom} on-premises is planned`,
  nothingOnPrem: 'Nothing is left on-premises',
  nothingOnPremOf: (whom: string) => `Nothing of ${whom} is left on-premises`,
  emptyCycle: 'Nothing is planned',
  emptyCycleOf: (whom: string) => `Nothing of ${whom} is planned`,
  emptyCycleWords: 'Drop a card here, or move one by its menu.',
  emptyFound: (text: string) => `No service here is called “${text}”`,
  emptyClosed: 'Nothing stood in its plan',

  // A card.
  card: (service: string, team: string) => `${service}, ${team}`,
  drag: (service: string) => `Drag ${service}`,
  menu: (service: string) => `Move ${service}`,
  onPrem: (amount: string) => `${amount} on-premises`,
  whole: 'all of it',
  toLevel: (level: string, amount: string) => `to ${level}, ${amount}`,
  share: (amount: string) => `${amount} of it`,
  left: (amount: string) => `${amount} left`,
  done: 'moved',
  carried: (number: number) => `carried over from ${number}`,
  straddles: (count: number) => `${dependencies_(count)} would straddle`,
  more: 'Show more',

  // What can be done.
  moveTo: (cycle: string) => `Move to ${cycle}`,
  planFor: (cycle: string) => `Plan for ${cycle}`,
  takeOut: 'Take out of plan',
  planWave: (wave: string) => `Plan all of ${wave}…`,
  planShare: 'Plan a share…',
  chosen: (count: number) => `${services_(count)} chosen`,
  chosenBar: 'Chosen services',
  moveChosen: 'Move to',
  clear: 'Clear',
  moved: (count: number, cycle: string) => `${services_(count)} moved to ${cycle}`,
  tookOut: (count: number) => `${services_(count)} taken out of the plan`,
  undone: (count: number) => `${services_(count)} moved back`,
  dismiss: 'Close',

  // What changed since the last visit.
  changes: {
    name: 'What changed',
    since: 'Since',
    visit: (ago: string) => `Since your last visit, ${ago}`,
    ago: {
      moments: 'moments ago',
      minutes: (count: number) => (count === 1 ? 'a minute ago' : `${count} minutes ago`),
      hours: (count: number) => (count === 1 ? 'an hour ago' : `${count} hours ago`),
      days: (count: number) => (count === 1 ? 'a day ago' : `${grouped(count)} days ago`),
    },
    over: { day: 'In the last day', week: 'In the last week', start: 'Since the start of the cycle' },
    choices: { visit: 'Last visit', day: 'A day', week: 'A week', start: 'Start of the cycle' },
    nothing: 'nothing was recorded for this cycle',
    counts: {
      done: (count: number) => `${services_(count)} done`,
      'to-cloud': (count: number) => `+${grouped(count)} in cloud`,
      'rolled-back': (count: number) => `${grouped(count)} rolled back`,
      back: (count: number) => `${grouped(count)} moved back`,
      corrected: (count: number) => `${grouped(count)} corrected`,
      added: (count: number) => `${grouped(count)} added to scope`,
      removed: (count: number) => `${grouped(count)} taken out of scope`,
      changed: (count: number) => `${grouped(count)} planned anew`,
      stuck: (count: number) => `${grouped(count)} newly stuck`,
    },
    planCounts: {
      added: (count: number) => `${grouped(count)} planned`,
      removed: (count: number) => `${grouped(count)} taken out of the plan`,
    },
    open: 'Show what',
    close: 'Hide',
    seen: 'Mark as seen',
    what: 'What',
    service: 'Service',
    team: 'Team',
    amount: 'Amount',
    recorded: 'Recorded',
    late: 'logged late',
    kinds: {
      done: 'done as promised',
      'to-cloud': 'moved to cloud',
      'rolled-back': 'rolled back',
      back: 'moved back',
      corrected: 'corrected',
      added: 'put into the plan',
      removed: 'taken out of the plan',
      changed: 'planned anew',
      stuck: 'got stuck',
    },
    figures: 'Then and now',
    before: 'Then',
    now: 'Now',
    committed: 'Committed',
    scope: 'Scope',
    delivered: 'Moved',
    sayDo: 'Say/do',
    more: 'Show more',
    first: 'The first visit: from the next one on, what changed in between stands here.',
  },
}
