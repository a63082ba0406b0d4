import { needs } from '../said-from.ts'

/** What feedback and its regions refuse. */
export const feedbackRefusals = {
  'feedback-acknowledged': needs({ by: 'name' }, ({ by }) => `${by} has acknowledged it already.`),
  'feedback-unread': () => 'Nobody has acknowledged it, so there is nothing to take back.',
  'feedback-answered': needs(
    { by: 'name' },
    ({ by }) => `${by} has answered it, so it was read. Mend the answer instead.`,
  ),
  'feedback-resolved': needs({ by: 'name' }, ({ by }) => `${by} has resolved it already.`),
  'feedback-unanswered': () => 'Nobody has answered it. Answer it first, then resolve it.',
  'feedback-open': () => 'It is open: nobody has resolved it.',
  'feedback-other-service': needs(
    { service: 'name' },
    ({ service }) => `That move is of ${service}. Choose a move of this service.`,
  ),
  'feedback-link-full': needs(
    { most: 'count' },
    ({ most }) =>
      `${most} came by this link today, and it takes no more until tomorrow. Ask whoever sent it for another one.`,
  ),
  'feedback-day-to-come': needs(
    { day: 'day', today: 'day' },
    ({ day, today }) => `${day} has not come yet; today is ${today}. Give today or an earlier day.`,
  ),
  'feedback-day-too-old': needs(
    { day: 'day', days: 'count' },
    ({ day, days }) => `Feedback is given within ${days} days, and ${day} lies further back. Say how it does today.`,
  ),
  'region-in-use': needs(
    { region: 'name' },
    ({ region }) => `Feedback came from ${region}, so it stays. Rename it instead.`,
  ),
  'unknown-region': needs(
    { region: 'name' },
    ({ region }) => `No region is called ${region}. Check the spelling, or add it under Settings, Regions.`,
  ),
}
