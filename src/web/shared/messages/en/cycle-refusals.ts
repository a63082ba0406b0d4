import { needs } from '../said-from.ts'

/** What release cycles and their plans refuse. */
export const cycleRefusals = {
  'cycle-anchor-fixed': () =>
    'Something is planned or closed already, so the first cycle stays where it is. Move the end of a cycle that still runs or has not begun instead.',
  'cycle-too-far': needs({ last: 'name' }, ({ last }) => `That cycle lies too far ahead. Plan up to cycle ${last}.`),
  'cycle-beyond-calendar': () => 'With that, cycles would end after the year 9999. Check the year.',
  'cycle-closed': needs(
    { number: 'name' },
    ({ number }) => `Cycle ${number} is closed, and its record stays as it is. Plan for a later cycle.`,
  ),
  'cycle-over': needs(
    { number: 'name', day: 'day' },
    ({ number, day }) => `Cycle ${number} ended on ${day}, and the next has begun. Close it instead.`,
  ),
  'cycle-end-before-start': needs(
    { number: 'name', day: 'day' },
    ({ number, day }) => `Cycle ${number} begins on ${day}. Choose that day or a later one.`,
  ),
  'cycle-too-long': () => 'A cycle has at most 366 days. Choose an earlier last day.',
  'cycle-end-past': needs(
    { day: 'day', today: 'day' },
    ({ day, today }) => `${day} is over already. Choose today, ${today}, or a later day.`,
  ),
  'cycle-not-over': needs(
    { number: 'name', day: 'day' },
    ({ number, day }) =>
      `Cycle ${number} runs until ${day}. Close it after that day, or move its end to an earlier one.`,
  ),
  'nothing-of-wave-to-plan': needs(
    { wave: 'name' },
    ({ wave }) =>
      `Nothing of ${wave} is left to plan: each of its services is in cloud or stands in the plan of an open cycle.`,
  ),
  'nothing-to-plan': needs(
    { service: 'name' },
    ({ service }) => `${service} has nothing on-premises, so there is nothing to plan.`,
  ),
  'more-than-on-prem': needs(
    { service: 'name', units: 'amount' },
    ({ service, units }) => `${service} has ${units} on-premises. Plan that much or less.`,
  ),
  'level-reached': needs(
    { service: 'name' },
    ({ service }) => `${service} runs at that level in cloud or above it already. Choose a higher one.`,
  ),
  'several-not-to-plan': needs(
    { count: 'count', services: 'names', more: 'count' },
    ({ count, services, more }) =>
      `${count} services have too little on-premises for that, or nothing: ${services}${more === '0' ? '' : ` and ${more} more`}. Take them out, or plan less of them.`,
  ),
  'planned-twice': needs({ service: 'name' }, ({ service }) => `${service} is named twice. Give each service once.`),
  'review-changed': () =>
    'Something in this cycle has changed since you read its review. What is left was read again; your notes are still here. Look through it, then close the cycle.',
  'sign-off-early': needs(
    { number: 'name', day: 'day' },
    ({ number, day }) => `Cycle ${number} runs until ${day}. It is signed off after that day.`,
  ),
  'not-signed-off': () => 'Nobody has signed that off, so there is nothing to take back.',
  'sign-off-by-closing': needs(
    { number: 'name' },
    ({ number }) =>
      `Cycle ${number} was signed off by closing it, and its record stays as it is. Sign again with a note that says what has changed.`,
  ),
  'plan-for-over': needs(
    { number: 'name', day: 'day' },
    ({ number, day }) => `Cycle ${number} ended on ${day} and waits to be closed. Plan for a later cycle.`,
  ),
  'not-in-plan': needs(
    { service: 'name', number: 'name' },
    ({ service, number }) =>
      `${service} does not stand in the plan of cycle ${number} any more. Somebody moved it: look again.`,
  ),
  'in-plan-already': needs(
    { service: 'name', number: 'name' },
    ({ service, number }) =>
      `${service} stands in the plan of cycle ${number} already. Change its share there instead.`,
  ),
  'nothing-left-to-plan': needs(
    { service: 'name', number: 'name' },
    ({ service, number }) => `Nothing is left of ${service} in the plan of cycle ${number}. It stays there.`,
  ),
  'nothing-to-carry': needs(
    { service: 'name' },
    ({ service }) => `Nothing is left of service ${service} in this cycle. Read the review again, then choose.`,
  ),
}
