import type { FeedbackKind, FeedbackState } from '../../../../domain/feedback.ts'
import { grouped } from '../../../../drawing/format.ts'

/** Without the comma before the last one. */
const and = new Intl.ListFormat('en-GB')
const answers_ = (count: number) => `${grouped(count)} ${count === 1 ? 'answer' : 'answers'}`
const days_ = (count: number) => `${grouped(count)} ${count === 1 ? 'day' : 'days'}`
const minutes_ = (minutes: number): string =>
  minutes < 120
    ? `${grouped(minutes)} min`
    : minutes < 48 * 60
      ? `${grouped(Math.round(minutes / 60))} hours`
      : days_(Math.round(minutes / 1440))

/** What people say of services that moved. */
export const feedback = {
  line: 'What people say of services that moved',
  heading: {
    waiting: (count: number) =>
      count === 0 ? 'Nothing waits for an answer' : `${grouped(count)} waiting for an answer`,
    open: (count: number) => `${grouped(count)} that nobody has read`,
    acknowledged: (count: number) => `${grouped(count)} acknowledged`,
    resolved: (count: number) => `${grouped(count)} resolved`,
    all: (count: number) => `${grouped(count)} in all`,
  },
  found: (count: number) => `${grouped(count)} found`,
  show: 'What to show',
  shown: { waiting: 'Waiting', open: 'Open', acknowledged: 'Acknowledged', resolved: 'Resolved', all: 'All' },
  ofNow: 'What waits now, whatever day the figures are of.',
  find: 'Search feedback',
  kindFilter: 'Kind',
  anyKind: 'Every kind',
  regionFilter: 'Region',
  anyRegion: 'Every region',
  ratingFilter: 'Rating',
  anyRating: 'Every rating',
  ratingUpTo: (rating: number) => (rating === 1 ? 'Rated 1' : `Rated 1 to ${rating}`),
  ofServiceOnly: (service: string) => `Only ${service}`,
  dropService: 'Show every service',
  onlyThis: 'Show only this',
  serviceFilter: 'Service',
  list: 'Feedback',
  previousPage: 'Page before',
  nextPage: 'Next page',
  pageOf: (from: number, to: number, total: number) => `${grouped(from)} to ${grouped(to)} of ${grouped(total)}`,
  keysLine: 'On the line with the focus:',

  rating: (rating: number) => `${rating} of 5`,
  ratings: ['very poor', 'poor', 'fair', 'good', 'very good'] as readonly string[],
  kinds: {
    performance: 'Performance',
    reliability: 'Reliability',
    function: 'Function',
    'developer-experience': 'Developer experience',
    cost: 'Cost',
  } satisfies Record<FeedbackKind, string>,
  states: { open: 'open', acknowledged: 'acknowledged', resolved: 'resolved' } satisfies Record<FeedbackState, string>,
  waits: (days: number) => (days === 0 ? 'since today' : `waits ${days_(days)}`),
  nobody: 'no name given',
  noWords: 'No words',
  pulse: (day: number) => `pulse of day ${day}`,
  ownedBy: (name: string) => `${name} sees to it`,
  youSaid: 'You said',
  weDid: 'We did',
  answeredBy: (name: string, day: string) => `Answered by ${name} on ${day}`,
  linkedBlocker: (number: number) => `Blocker ${number}`,
  linkedMove: (number: number) => `Move back ${number}`,

  none: 'Nobody has said anything yet',
  noneWords:
    'After a service moved, its people are asked on day 1, 7 and 30 how it does: a rating, its kind, their region and their words. What they say waits here until somebody answers.',
  noneWaiting: 'Everything is answered',
  noneWaitingWords: 'What comes in next waits here. What was answered stands under All.',
  showAll: 'Show all',
  noneFound: 'No feedback is like that',
  noneFoundWords: 'Drop a filter, or look for other words.',
  dropFilters: 'Drop the filters',

  // Triage.
  acknowledge: 'Acknowledge',
  acknowledgeOf: (of: string) => `Acknowledge what was said of ${of}`,
  acknowledged: (of: string) => `What was said of ${of} is acknowledged.`,
  withdraw: 'Take back',
  withdrawOf: (of: string) => `Take back the acknowledgement of what was said of ${of}`,
  withdrawn: (of: string) => `What was said of ${of} is not acknowledged any more.`,
  answer: 'Answer',
  answerOf: (of: string) => `Answer what was said of ${of}`,
  answerAgain: 'Change the answer',
  answerWords: 'What you did, or will do',
  answerMissing: 'Say what you did, or will do.',
  andResolve: 'Resolve it too: nothing is left to do',
  answered: (of: string) => `What was said of ${of} is answered.`,
  answeredResolved: (of: string) => `What was said of ${of} is answered and resolved.`,
  resolve: 'Resolve',
  resolveOf: (of: string) => `Resolve what was said of ${of}`,
  resolved: (of: string) => `What was said of ${of} is resolved.`,
  reopen: 'Open again',
  reopenOf: (of: string) => `Open again what was said of ${of}`,
  reopened: (of: string) => `What was said of ${of} is open again.`,
  owner: 'Owner',
  ownerOf: (of: string) => `Who sees to what was said of ${of}`,
  ownerField: 'Who sees to it',
  ownerWords: 'A person, a team or a vendor. Left empty, nobody does yet.',
  ownerSet: (of: string) => `Who sees to what was said of ${of} is noted.`,
  save: 'Save',
  undoFailed: (why: string) => `It could not be undone. ${why}`,
  link: 'Link',
  linkOf: (of: string) => `Link what was said of ${of}`,
  linkTo: 'Links to',
  toBlocker: 'A blocker',
  toMove: 'A move back',
  toNothing: 'Nothing',
  blocker: 'Blocker',
  move: 'Move back',
  newBlocker: 'Open one with these words',
  whatStops: 'What stops it',
  whatMissing: 'Say what stops it.',
  mayNotOpen: 'You may not open a blocker of this team. Choose one that stands.',
  noBlocker: 'No open blocker stops this service.',
  noMoveBack: 'This service never moved back.',
  moveOf: (day: string, from: string, to: string) => `${day}, ${from} → ${to}`,
  linkMissing: 'Choose what it links to.',
  linked: (of: string) => `The link of what was said of ${of} is noted.`,

  // Giving.
  give: 'Give feedback',
  giveTo: (service: string) => `How does ${service} do?`,
  giveDo: 'Send it',
  service: 'Service',
  serviceMissing: 'Choose the service that it is about.',
  ratingField: 'Rating',
  ratingMissing: 'Choose 1 to 5, by its key or a press.',
  kind: 'About',
  region: 'Where you work',
  regionWords: 'Remembered on this device.',
  noRegion: 'Not said',
  words: 'In your words',
  given: (service: string) => `Your feedback on ${service} is in.`,

  // Whom to ask now.
  overviewAsk: (count: number) =>
    count === 1 ? '1 service asks how it does:' : `${grouped(count)} services ask how they do:`,
  overviewDays: (days: readonly number[]) => `day ${and.format(days.map(String))}`,
  askLine: 'Ask now',
  ask: (count: number) =>
    count === 0
      ? 'Nobody is to be asked now'
      : `${grouped(count)} ${count === 1 ? 'service' : 'services'} whose people are to be asked now`,
  askFoot: 'Each service in cloud is asked about on day 1, 7 and 30 after it moved; those asked least come first.',
  askNone: 'A service comes here on the day after it moved to cloud, and stays for 59 days.',
  pulseDay: (day: number) => `Day ${day}`,
  movedOn: (day: string) => `moved ${day}`,
  until: (day: string) => `until ${day}`,
  askedSoFar: (count: number) => (count === 0 ? 'no answer yet' : answers_(count)),
  allPulses: (count: number) => `Show all ${grouped(count)}`,

  // Links for people without an account.
  makeLink: 'Make a link',
  makeLinkOf: (service: string) => `Make a link for ${service}`,
  linkWords: (team: string) =>
    `Whoever has the link says how the services of ${team} do, without an account, and sees nothing but the service’s name. Revoke it under Settings, Tokens.`,
  linkName: 'Name',
  linkNameOf: (service: string) => `Pulse of ${service}`,
  linkNameMissing: 'Give it a name.',
  linkLastDay: 'Last day',
  linkLastDayWords: 'Left empty, it is valid until you revoke it.',
  dayWrong: 'This is no day. Write it like 7 Jul 2027.',
  linkMade: (service: string) => `The link for ${service}`,
  linkOnce: 'Copy it now: it is shown only here. Send it to the people who use the service.',
  linkForEach: 'One link serves every service of its teams: choose each, and copy its address.',
  linkCopyRefused: 'The browser does not let this page copy. Select the address and copy it by hand.',
  linkKept: 'I have kept it',

  // The page behind the link.
  page: {
    title: (service: string) => `How does ${service} do?`,
    untitled: 'Feedback',
    words: (day: string) => `It moved to cloud on ${day}. Your answer goes to the team that runs it.`,
    notMoved: 'Your answer goes to the team that runs it.',
    name: 'Your name',
    nameWords: 'So that the team can come back to you.',
    thanks: 'Thank you',
    thanksWords: (service: string) => `Your feedback on ${service} is with the team that runs it.`,
    again: 'Say something else',
    noSecret: 'This link is not whole',
    noSecretWords:
      'A link works once in each window: the address keeps no secret. Open the link again as you got it, whole to its end.',
    closed: 'This link opens nothing',
    noAnswer: 'Nobody answered, and nothing was sent. Try again; what you wrote stands here.',
    refused: {
      'token-revoked': 'It was revoked. Ask whoever sent it for another one.',
      'token-expired': 'Its last day is over. Ask whoever sent it for another one.',
      'unknown-token': 'It is not whole, or was never made here. Open it again as you got it, whole to its end.',
      'unreadable-token': 'It is not whole. Open it again as you got it, whole to its end.',
      forbidden: 'It is for services of another team. Ask whoever sent it for one of this service.',
      'not-found': 'There is no such service any more. Tell whoever sent it.',
    } as Record<string, string>,
  },

  // Figures.
  figuresLine: (weeks: number) => `Ratings week by week, ${grouped(weeks)} weeks`,
  figures: (average: string | null, count: number, share: string, minutes: number | null) =>
    [
      average === null ? `${answers_(count)}, too few for an average` : `${average} of 5 from ${answers_(count)}`,
      minutes === null ? `${share} answered` : `${share} answered, half of them within ${minutes_(minutes)}`,
    ].join('; '),
  noFigures: 'Nothing was said in these weeks',
  noFiguresWords: 'The chart begins with the first answer. Give feedback, or ask the people of a service that moved.',
  figuresFoot: (least: number) =>
    `An average of fewer than ${least} answers is withheld: it would say more about who answered than about the service. Weeks with fewer have no point.`,
  by: 'By',
  bys: { none: 'Whole', service: 'Service', team: 'Team', region: 'Region' },
  ofGroup: 'Drawn',
  week: 'Week to',
  count: 'Answers',
  average: 'Average',
  withheld: 'withheld',
  shareAnswered: 'Answered',
  firstAnswer: 'Half answered within',
  withoutRegion: 'without a region',
  groupsTable: 'Ratings by group',
  duration: minutes_,

  // Around the clock.
  clockLine: 'Around the clock',
  clock: (waiting: number, region: string) =>
    waiting === 0 ? 'No region waits for an answer' : `${region} waits longest, with ${grouped(waiting)} unanswered`,
  clockFoot: (zone: string) => `Hours of ${zone}. Bars are 9 to 17 o’clock in each region, the line is now.`,
  noRegions: 'No regions yet',
  noRegionsWords:
    'A region is a part of the world with one clock. People say where they work, and here it shows where answers wait.',
  noRegionsElse: 'An administrator adds them under Settings.',
  toSettings: 'Add regions under Settings',
  hereNow: (time: string, atWork: boolean) => `${time} there, ${atWork ? 'at work' : 'out of hours'}`,
  waitingThere: (count: number) => `${grouped(count)} waiting`,
  waitingSince: (when: string) => `since ${when}`,
  nothingWaits: 'nothing waits',

  // Under Settings.
  regionsLine: 'Where people give feedback from',
  regions: (count: number) =>
    count === 0 ? 'No regions yet' : `${grouped(count)} ${count === 1 ? 'region' : 'regions'}`,
  regionsWords: 'Parts of the world, each with its clock: people who give feedback choose where they work.',
  regionName: 'Name',
  zone: 'Time zone',
  zoneWords: 'Such as Asia/Seoul or Europe/London.',
  addRegion: 'Add a region',
  editRegion: (name: string) => `Change ${name}`,
  removeRegion: (name: string) => `Remove ${name}`,
  remove: 'Remove',
  change: 'Change',
  regionAdded: (name: string) => `${name} is a region now.`,
  regionChanged: (name: string) => `${name} is changed.`,
  regionRemoved: (name: string) => `${name} is no region any more.`,
  regionNameMissing: 'Give it a name.',
  zoneMissing: 'Give its time zone, such as Asia/Seoul.',

  // Elsewhere.
  ofService: 'Feedback',
  ofServiceNone: 'Nobody has said how it does.',
  ofServiceAverage: (average: string, count: number) => `**${average} of 5** from ${answers_(count)} in 26 weeks`,
  ofServiceWithheld: (count: number, least: number) =>
    `${answers_(count)} in 26 weeks. Fewer than ${least}, so no average is told.`,
  allOfService: (count: number) => `All ${grouped(count)}`,
}
