import type { FigureName } from './explanations.ts'
import { listedDefinitions } from './listed-figure-definitions.ts'

export interface Definition {
  readonly name: string
  readonly definition: string
  /** Raised whenever the definition changes, so that a quoted figure can name the one it was made by. 1 where absent. */
  readonly version?: number
}

/** Every figure in words: what it is called, and what it means to the letter. The API answers them, the page shows them. */
export const figureDefinitions = {
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
  'cloud-change': {
    name: 'Change in cloud',
    definition:
      'What runs in cloud at the end of the day less what ran there at the end of the day it is compared with.',
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
  'share-change': {
    name: 'Change of the cloud share',
    definition: 'The cloud share at the end of the day less that at the end of the day it is compared with, in points.',
  },
  'on-premises': {
    name: 'Left on-premises',
    definition:
      'What still runs on-premises at the end of the day. A service counts while it has any workload there, even if part of it runs in cloud.',
  },
  'on-premises-change': {
    name: 'Change on-premises',
    definition:
      'What runs on-premises at the end of the day less what ran there at the end of the day it is compared with.',
  },
  'on-premises-at-baseline': {
    name: 'On-premises at the baseline',
    definition: 'What ran on-premises at the end of the baseline day.',
  },
  total: {
    name: 'Total',
    definition:
      'Everything that runs at the end of the day, on-premises and in cloud. A service that runs in both counts once.',
  },
  split: {
    name: 'In both',
    definition:
      'Services that run on-premises and in cloud at the end of the day. Each counts in both, and once in the total.',
  },
  'to-milestone': {
    name: 'To the milestone',
    definition:
      'What is missing in cloud at the end of the day until the milestone holds: the milestone times the baseline, less what runs in cloud.',
  },
  'milestone-amount': {
    name: 'Amount of the milestone',
    definition:
      'What has to run in cloud for the milestone to hold: the milestone times the baseline, rounded up to a whole amount.',
  },
  deadline: {
    name: 'Deadline',
    definition: 'Days from the day shown to the target day of the programme.',
  },
  pace: {
    name: 'Required pace',
    definition:
      'Growth in each release cycle that reaches the target multiple on the target day: target divided by now, to the power of one over the cycles left, less one. Cycles left are not rounded.',
  },
  'running-pace': {
    version: 2,
    name: 'Pace you run at',
    definition:
      'Growth over the last three cycles that were closed and follow one another, as a geometric mean for one cycle. Before the first was closed, over the length of three cycles (168 days where one has 56) that ends with the day shown, wherever cycles begin.',
  },
  freshness: {
    name: 'From teams not heard from for 14 days',
    definition:
      'Share of what runs in cloud that belongs to teams last confirmed more than 14 days before the day shown. A team is confirmed by logging a move, on the day it speaks of or was recorded, and by saying that nothing changed; an imported move confirms it only on the day it speaks of. Missing reports are carried forward, never dropped.',
    version: 2,
  },
  'stale-teams': {
    name: 'Teams not heard from for 14 days',
    definition:
      'Teams that run anything at the end of the day and were last confirmed more than 14 days before it, or never.',
  },
  teams: {
    name: 'Teams that run anything',
    definition: 'Teams with any workload at the end of the day, on-premises or in cloud.',
  },
  migrated: {
    name: 'Moved from on-premises',
    definition:
      'What went from on-premises to cloud since the baseline day. What came back is not taken off here: it stands under rolled back.',
  },
  'migrated-net': {
    name: 'Moved to cloud, less what came back',
    definition:
      'What left on-premises for cloud since the baseline day, less what came back from there. Counted in services, one leaves when its last part on-premises goes to cloud.',
  },
  'migrated-net-share': {
    name: 'Share that moved to cloud',
    definition:
      'What moved to cloud since the baseline day, less what came back, divided by everything that ran on-premises on the baseline day or was found there since.',
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
  'rolled-back-ever': {
    name: 'Roll-backs',
    definition:
      'Every move from cloud back to on-premises up to the day shown, whether its workload moved again since or not.',
  },
  'rolled-back-waiting': {
    name: 'Rolled back and not moved again',
    definition: 'Services that came back from cloud and have not gone there again, and still run on-premises.',
  },
  'waiting-days': {
    name: 'Longest wait after a roll-back',
    definition:
      'Days from the roll-back to the day shown, of the service that waits longest. A service waits since the last day on which it came back; what it grew or shrank by since does not make the wait shorter.',
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
  'retired-on-premises-share': {
    name: 'Share that was retired',
    definition:
      'What was switched off on-premises since the baseline day, divided by everything that ran there on the baseline day or was found there since.',
  },
  'on-premises-share': {
    name: 'Share still on-premises',
    definition:
      'What still runs on-premises, divided by everything that ran there on the baseline day or was found there since.',
  },
  discovered: {
    name: 'Found on-premises',
    definition:
      'What entered the programme on-premises since the baseline day: services found there, and growth of those known.',
  },
  'milestone-forecast': {
    name: 'Days to the milestone',
    definition:
      'Days from the day shown to the day by which 85 of 100 runs have reached the milestone; half of them are there earlier. Each of 10,000 runs is put together from blocks of up to eight consecutive weeks of the programme’s own past year, and what is not on-premises cannot move. It knows no plan, no deadline and no freeze.',
  },
  'on-premises-forecast': {
    name: 'Days until nothing is left on-premises',
    definition:
      'Days from the day shown to the day by which 85 of 100 runs have nothing left on-premises; half of them are there earlier. The runs are those of the milestones: 10,000, each put together from blocks of up to eight consecutive weeks of the past year.',
  },
  'cycle-forecast': {
    name: 'What this cycle delivers',
    definition:
      'What has moved to cloud in this cycle so far, less what came back, and what at least 85 of 100 runs add to it by its last day. A run is put together from blocks of up to eight consecutive weeks of the past year.',
  },
  'cycle-delivered': {
    name: 'Moved in the cycle, net',
    definition:
      'What went from on-premises to cloud in the release cycle of the day shown, up to that day, less what came back. Once the cycle is closed it is what its record says.',
  },
  'cycle-unplanned': {
    name: 'Beside plan',
    definition:
      'What moved in the release cycle of the day shown, net, less what moved of its commitment. Below zero where more came back than moved beside the plan. Once the cycle is closed it is what its record says.',
  },
  'say-do': {
    name: 'Say/do',
    definition:
      'What moved of the commitment of the release cycle of the day shown, divided by the commitment. Of a service no more counts than was promised; counted in services, one counts once all that was promised of it has moved. Once the cycle is closed it is what its record says.',
  },
  ...listedDefinitions,
  'promises-kept': {
    name: 'Promises kept',
    definition:
      'Promises of stand-ups that were kept, divided by those that were due: made for days of the release cycle up to the day shown, and answered or past. One that nobody answered counts as due and not as kept. Answers are those known now.',
  },
  effort: {
    name: 'Effort left',
    definition:
      'Points of effort for what still runs on-premises: each service counts by the way it is to go, twice if its criticality is high or critical. Retain 0, retire, relocate and rehost 1, repurchase 2, replatform 3, refactor 5; undecided 3. Up to 30 points are a small effort, up to 150 a medium, up to 600 a large one, more a very large one. Points rank, they are no days; way and criticality are as they stand now.',
  },
  'exit-left': {
    name: 'Left in the location',
    definition: 'What runs in the location at the end of the day. A service counts while it has any workload there.',
  },
  'exit-required': {
    name: 'Has to leave each week',
    definition:
      'What is left in the location divided by the weeks to the day on which it is to be empty, rounded up. Weeks are not rounded.',
  },
  'exit-pace': {
    name: 'Leaves each week',
    definition:
      'What ran in the location 24 weeks before the day shown, less what runs there now, divided by 24 and rounded. Below zero it fills.',
  },
  'cloud-service-use': {
    name: 'Use of a cloud service',
    definition:
      'Services with workload in cloud at the end of the day that name the cloud service among those they use, or what they run in cloud. One that uses several counts in each. What services say of themselves is as it stands now.',
  },
} satisfies Record<FigureName, Definition>

export const versionOf = (figure: FigureName): number => (figureDefinitions[figure] as Definition).version ?? 1
