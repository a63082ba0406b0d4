import { needs } from '../said-from.ts'
import { handOverRefusals } from './hand-over-refusals.ts'

/** What stand-ups refuse. */
export const standUpRefusals = {
  ...handOverRefusals,
  'line-command-unknown': needs(
    { said: 'name' },
    ({ said }) =>
      `/${said} is no command here. Begin with /promise, /progress, /blocker or /note, or write without a slash.`,
  ),
  'line-level-too-high': () => 'That is more than all of it. A level is 0 % to 100 %.',
  'line-service-missing': () => 'Which service is promised? Write /promise payments-api 60%.',
  'line-promise-empty': needs(
    { service: 'name' },
    ({ service }) => `What will ${service} reach today? Add a level such as 60%, or a step in words.`,
  ),
  'line-empty': () => 'Say it in words.',
  'line-without-level': () => 'Only a promise has a level. Log one that is reached as a move.',
  'line-blocker-moved': () =>
    'A blocker stays with what it stops. Take this line back, and say it again of the other service.',
  'line-stands': () => 'This line stands: nobody has taken it back.',
  'line-taken-back': () => 'This line was taken back. Restore it first, or say it again.',
  'line-no-promise': () => 'This line promises nothing, so nothing became of it.',
  'stand-up-day-to-come': needs(
    { day: 'day', today: 'day', team: 'name' },
    ({ day, today, team }) =>
      `${day} has not come yet where ${team} works; today is ${today} there. Give today or an earlier day.`,
  ),
  'stand-up-day-too-old': needs(
    { day: 'day', days: 'count' },
    ({ day, days }) =>
      `A stand-up is written within ${days} days, and ${day} lies further back. Log what moved as a move.`,
  ),
  'promise-answered': needs(
    { by: 'name' },
    ({ by }) => `${by} has said already what became of this promise. Take that answer back first.`,
  ),
  'promise-open': () => 'Nobody has said yet what became of this promise.',
  'promise-day-to-come': needs(
    { day: 'day', today: 'day', team: 'name' },
    ({ day, today, team }) => `This is promised for ${day}, and it is ${today} where ${team} works. Answer it then.`,
  ),
  'promise-level-needed': () => 'Say the level that was reached, such as 40 %.',
  'promise-level-reached': () => 'That is the level that was promised. Answer that it is kept.',
  'promise-level-differs': () => 'Another level was promised. Leave the level out, or answer that it is kept partly.',
  'promise-carried-too-far': needs(
    { from: 'day', last: 'day' },
    ({ from, last }) => `A promise is put off to a day from ${from} to ${last}. Drop it where it is not for soon.`,
  ),
  'promise-carried-answered': needs(
    { day: 'day', by: 'name' },
    ({ day, by }) =>
      `It was put off to ${day}, and ${by} has said what became of it there. Take that answer back first.`,
  ),
  'absence-ends-before-start': needs(
    { from: 'day', to: 'day' },
    ({ from, to }) => `The last day, ${to}, lies before the first, ${from}. Swap the two, or give a later last day.`,
  ),
}
