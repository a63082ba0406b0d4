import type { FigureName } from './explanations.ts'
import type { Definition } from './figure-definitions.ts'

/** The figures of plans, past forecasts, waves, dependencies and feedback. */
export const listedDefinitions = {
  'cycle-carried': {
    name: 'Carried over',
    definition:
      'What of the commitment of the release cycle was carried over from the cycle before, as much as was promised of it. Where no plan is published, what stood in the commitment of the cycle before as well. Once the cycle is closed it is what its record says.',
  },
  'cycle-scope': {
    name: 'Scope',
    definition:
      'What stands in the plan of the release cycle: its commitment, with what came in and without what went out since its first day was over. Where no plan is published, what came on-premises since is what came in. Once the cycle is closed it is what its record says.',
  },
  'promise-left': {
    name: 'Left of what is planned',
    definition:
      'What stands in the plan of the release cycle of one service, less what moved of it in the cycle, and no more than it has on-premises at the end of the day. Where more came back than went, nothing moved. Always in units.',
  },
  'promise-moved': {
    name: 'Moved of one service in the cycle',
    definition:
      'What went from on-premises to cloud of one service in the release cycle, up to the day shown, less what came back. Always in units. Once the cycle is closed it is what its record says.',
  },
  'cycle-growth': {
    name: 'Growth in the cycle',
    definition:
      'What runs in cloud at the end of the release cycle, or of the day shown within it, divided by what ran there as the cycle began, less one.',
  },
  'milestone-pace': {
    name: 'Pace to the next milestone',
    definition:
      'Growth in each release cycle that reaches the next milestone on the target day: milestone divided by now, to the power of one over the cycles left, less one. The next milestone is the lowest that does not hold on the day shown.',
  },
  'backtest-coverage': {
    name: 'In the band',
    definition:
      'Past forecasts of which what came lies in the band from P10 to P90, both included, divided by all past forecasts so many cycles ahead. Each was made at the end of a cycle from the moves up to that day alone. 80 of 100 are meant to be in it. The interval is that of Wilson, at 95%.',
  },
  'backtest-loss': {
    name: 'Off by, forecast',
    definition:
      'Mean pinball loss of the past forecasts so many cycles ahead, the smaller the better. At each of the nine percents from 10 to 90, each unit by which more came costs its percent of a unit, and each by which less came the rest of a hundred; a loss is the mean over the nine.',
  },
  'backtest-loss-last-cycle': {
    name: 'Off by, last cycle again',
    definition:
      'Mean pinball loss of saying that the last cycle comes again, in proportion to the days ahead, on the days of the past forecasts. It says one amount at all nine percents.',
  },
  'backtest-loss-straight-line': {
    name: 'Off by, straight line',
    definition:
      'Mean pinball loss of a straight line through the weeks that the past forecasts looked back on, on the days of the past forecasts. It says one amount at all nine percents.',
  },
  'wave-services': {
    name: 'Services of the wave',
    definition: 'Services that are in the wave now and had been recorded by the end of the day.',
  },
  'wave-left': {
    name: 'Left of the wave',
    definition:
      'What the services of the wave still run on-premises at the end of the day. A service counts while it has any workload there.',
  },
  'wave-straddling': {
    name: 'Would straddle after the wave',
    definition:
      'Dependencies of the services of the wave of which one end runs in cloud and the other on-premises once all of the wave is in cloud.',
  },
  'move-gain': {
    name: 'Straddling that the move ends',
    definition:
      'Dependencies that stop straddling once the rest of the service is in cloud, less those that begin to. All moves before it in the order are done by then.',
  },
  'move-debt': {
    name: 'Debt after the move',
    definition:
      'Dependencies that straddle once the move and all before it in the order are done: one end runs in cloud and the other on-premises.',
  },
  'feedback-answers': {
    name: 'Answers',
    definition:
      'Times that somebody rated a service within the weeks up to the day shown, 26 where no other number is asked for.',
  },
  'feedback-answered': {
    name: 'Share answered',
    definition:
      'What was said and had a first answer by the end of the day, divided by all that was said in those weeks.',
  },
  'feedback-first-answer': {
    name: 'Half answered within',
    definition:
      'The middle time from what was said to its first answer, of what was answered by the end of the day: half were answered sooner.',
  },
  'feedback-average': {
    name: 'Average rating',
    definition: 'Ratings from 1 to 5 added up and divided by their number. Of fewer than five it is withheld.',
  },
} satisfies Partial<Record<FigureName, Definition>>
