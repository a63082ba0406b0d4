import { needs, type SaidFrom } from '../said-from.ts'

/**
 * Every code by which the API says no, in words made of its facts, so that days and amounts read as everywhere on the
 * page. A test looks up each code of src/domain and src/server here. Each sentence says what to do next.
 */
export const refusals = {
  // What the ledger refuses.
  'amount-too-large': () =>
    'The workload would add up to more than 9,007,199,254,740,991 units. Choose a larger unit of workload.',
  'same-place': () => 'From and to are the same place. Choose another one for one of them.',
  'nothing-on-prem': needs(
    { service: 'name', day: 'day' },
    ({ service, day }) => `${service} has nothing left on-premises on ${day}. Nothing needs to be logged.`,
  ),
  'no-location': () => 'The programme has no location of that kind yet. Add one under Settings, Locations.',
  'nothing-there': needs(
    { service: 'name', day: 'day' },
    ({ service, day }) =>
      `${service} has no workload on that side on ${day}. Choose another day, or say where it comes from.`,
  ),
  'before-first-day-of-service': needs(
    { day: 'day', first: 'day' },
    ({ day, first }) =>
      `On ${day} this service carried no workload: it was discovered on ${first}. Choose that day or later.`,
  ),
  'no-workload': needs(
    { day: 'day', service: 'name' },
    ({ day, service }) =>
      `On ${day} ${service} carried no workload anywhere. Log the amount that entered first, from outside.`,
  ),
  'moved-in-future': needs(
    { day: 'day', today: 'day' },
    ({ day, today }) => `${day} has not happened yet: today is ${today}. Choose today or earlier.`,
  ),
  'before-first-day': needs(
    { day: 'day', firstDay: 'day' },
    ({ day, firstDay }) =>
      `${day} lies before the programme’s first day, ${firstDay}. Choose that day or later, or change the first day under Settings.`,
  ),
  conservation: needs(
    { day: 'day', service: 'name', location: 'name', missing: 'amount' },
    ({ day, service, location, missing }) =>
      `At the end of ${day}, ${missing} more of ${service} would have left ${location} than was there. Log a smaller amount, another day or another location.`,
  ),
  'reversal-of-reversal': () => 'This is itself a correction and cannot be reversed. Log the move anew.',
  'already-reversed': () => 'This move was already reversed. Nothing needs to be done.',
  'reversal-breaks-later-day': needs(
    { day: 'day', service: 'name', location: 'name' },
    ({ day, service, location }) =>
      `Without this move, ${service} would fall short in ${location} at the end of ${day}. Reverse what left there on or before that day first.`,
  ),
  'from-needed': needs(
    { candidates: 'names' },
    ({ candidates }) => `It runs in several places: ${candidates}. Choose the one it leaves.`,
  ),
  'to-needed': needs(
    { candidates: 'names' },
    ({ candidates }) => `Several places would do: ${candidates}. Choose where it runs now.`,
  ),

  // What a request lacks.
  'idempotency-key-reused': () =>
    'This was sent before with other contents. Close the form, open it again, and log it anew.',
  'idempotency-key-needed': () => 'The request had no Idempotency-Key. Load the page again.',
  'if-match-needed': () => 'The request did not say which version it changes. Load the page again.',
  'if-match-unreadable': () => 'The request did not say which version it changes. Load the page again.',
  stale: () => 'Somebody changed this since you read it. Look at what it says now, then save again.',
  'not-found': () => 'This does not exist any more. Choose it from the list again.',
  forbidden: () => 'You may not do this. Ask an administrator of the programme.',
  'body-too-large': () => 'This is more than can be sent at once. Send less, or use the command line.',
  'body-too-slow': () => 'The upload took too long. Check the connection and send it again.',
  'wrong-content-type': () => 'This was sent in a form the server does not read. Load the page again.',
  'unreadable-json': () => 'The request could not be read. Load the page again.',
  'unreadable-form': () => 'The files could not be read. Choose them again.',
  'unreadable-answer': () => 'The answer could not be read. Try again.',

  // Between the page and the server.
  'unknown-host': () =>
    'The server does not answer under this address. Open it at the address that it printed when it started.',
  'foreign-origin': () => 'Another web site tried to do this. Open Tenfold itself and do it there.',
  'disk-fault': () =>
    'The disk is full or fails, so nothing was stored. Make room, then send it again. Reading goes on.',
  fault: () => 'The fault is ours and was written to the log. Nothing that you logged is lost. Try again.',
} satisfies Record<string, SaidFrom>

export type RefusalCode = keyof typeof refusals
