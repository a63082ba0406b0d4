import { grouped } from '../../../../drawing/format.ts'

const corrections = (count: number) => `${grouped(count)} ${count === 1 ? 'correction' : 'corrections'}`

const services_ = (count: number) => `${grouped(count)} ${count === 1 ? 'service' : 'services'}`

export const moves = {
  title: 'Log a move',
  titleOfMany: (count: number) => `Log ${grouped(count)} services`,
  service: 'Service',
  services: 'Services',
  servicePlaceholder: 'Name of a service',
  noServiceYet: 'No service yet. Import a file, or add the first one by hand.',
  andMore: (count: number) => `and ${grouped(count)} more`,

  kind: 'What to log',
  kinds: { level: 'Level', units: 'Amount', cutover: 'Whole cutover' },
  level: 'Level now in cloud',
  levelPercent: 'Level in percent',
  today: (level: string) => `today ${level}`,
  nowAt: (level: string) => `now ${level}`,
  onDay: (day: string, level: string) => `on ${day} ${level}`,
  amount: 'Amount moved',
  amountOf: (onPrem: string) => `${onPrem} on-premises`,
  cutoverWords: 'Everything it runs on-premises goes to cloud.',
  cutoverAmount: (amount: string) => `Everything it runs on-premises, ${amount}, goes to cloud.`,

  to: 'Now runs in',
  from: 'Comes from',
  automatic: 'Where it already runs',
  outsideTo: 'Nowhere: it was switched off',
  outsideFrom: 'Nowhere: it is new',
  chooseFrom: 'It runs in several places. Choose the one it leaves.',
  chooseTo: 'Several places would do. Choose where it runs now.',
  day: 'Day',
  note: 'Note or link',
  notePlaceholder: 'Pull request, ticket, or a sentence',

  effect: 'What this will do',
  effectWaits: 'The effect shows here before you log.',
  effectReading: 'Working out the effect.',
  /** `4.00 cores to kops-prow-build.` */
  goes: (amount: string, place: string) => `**${amount}** to ${place}.`,
  rollsBack: (amount: string, place: string) => `Roll-back: **${amount}** to ${place}.`,
  leaves: (amount: string, from: string) => `**${amount}** leaves ${from} and is gone.`,
  enters: (amount: string, to: string) => `**${amount}** is new in ${to}.`,
  goesInMany: (amount: string, moves: number) => `**${amount}** in ${grouped(moves)} moves.`,
  cloudServices: (before: number, after: number) =>
    before === after
      ? `Cloud stays at ${services_(after)}.`
      : `Cloud ${grouped(before)} → **${grouped(after)}** ${after === 1 ? 'service' : 'services'}.`,
  onPremServices: (before: number, after: number) =>
    `On-premises ${grouped(before)} → **${grouped(after)}** ${after === 1 ? 'service' : 'services'}.`,
  keepsLevels: (count: number) => `Levels logged for later days are kept, by ${corrections(count)}.`,
  nothingToLog: 'It is already at this level. Nothing to log.',
  nothingToLogOfMany: 'All of them are already there. Nothing to log.',
  someAlready: (count: number) => `${grouped(count)} already there.`,
  levelsBefore: 'Level before and after',

  log: 'Log',
  logMany: (count: number) => `Log ${grouped(count)} moves`,
  logAndNext: 'Log and next',
  logged: (service: string, level: string) => `${service} is at ${level}.`,
  loggedAmount: (service: string, amount: string) => `${amount} of ${service} logged.`,
  loggedMany: (count: number) => `${grouped(count)} ${count === 1 ? 'move' : 'moves'} logged.`,
  takenBack: 'Taken back. The ledger keeps both entries.',
  takeBackNote: 'Taken back right after logging',
  takeBackFailed: (why: string) => `It could not be taken back. ${why}`,
  frozenDay: (day: string) => `You look at ${day}, so the move is dated that day.`,
  gone: 'This service is not in the ledger any more. Choose another one.',

  wrong: {
    'service-missing': 'Choose the service that moved.',
    'level-missing': 'Give the level that now runs in cloud, 0 to 100.',
    'level-unreadable': 'Give a level as a number, such as 40 or 33.3.',
    'level-too-fine': 'Use at most one decimal, such as 33.3.',
    'level-out-of-range': 'A level lies between 0 and 100 %.',
    'amount-missing': 'Give the amount that moved.',
    'amount-unreadable': 'Give an amount as a number, such as 4 or 0.25.',
    'amount-too-fine': 'This is finer than the unit of the programme. Use fewer decimals.',
    'amount-too-large': 'This is more than the ledger can hold. Check the amount.',
    'amount-zero': 'Give an amount above zero.',
    'day-missing': 'Choose the day on which it happened.',
  },
}
