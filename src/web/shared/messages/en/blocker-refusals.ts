import { needs } from '../said-from.ts'

/** What blockers refuse. */
export const blockerRefusals = {
  'blocker-day-to-come': needs(
    { day: 'day', today: 'day' },
    ({ day, today }) => `${day} has not come yet; today is ${today}. Give today or an earlier day.`,
  ),
  'blocker-since-after-end': needs(
    { day: 'day' },
    ({ day }) => `It was resolved on ${day}. Give that day or an earlier one.`,
  ),
  'blocker-resolved': needs(
    { day: 'day', by: 'name' },
    ({ day, by }) => `It was resolved on ${day} already, by ${by}.`,
  ),
  'blocker-end-before-start': needs(
    { day: 'day' },
    ({ day }) => `It stands since ${day}. Give that day or a later one.`,
  ),
  'blocker-open': () => 'It is open: nobody has resolved it.',
}
