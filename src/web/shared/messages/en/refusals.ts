import { needs, type SaidFrom } from '../said-from.ts'
import { blockerRefusals } from './blocker-refusals.ts'
import { cycleRefusals } from './cycle-refusals.ts'
import { feedbackRefusals } from './feedback-refusals.ts'
import { standUpRefusals } from './stand-up-refusals.ts'

/**
 * Every code by which the API says no, in words made of its facts, so that days and amounts read as everywhere on the
 * page. A test looks up each code of src/domain and src/server here. Each sentence says what to do next.
 */
export const refusals = {
  ...cycleRefusals,
  ...blockerRefusals,
  ...standUpRefusals,
  ...feedbackRefusals,
  'annotation-withdrawn': needs(
    { by: 'name' },
    ({ by }) => `${by} took it off the charts. Add it anew where it is to stand again.`,
  ),
  'annotation-ends-early': needs(
    { day: 'day' },
    ({ day }) => `It begins on ${day}. Give a later last day, or none where it is of one day.`,
  ),
  // What the stream of changes refuses.
  stopping: () => 'The server is about to stop. Come back in a moment.',
  'too-many-streams': () =>
    'As many pages follow changes here as this server bears. This one reads anew when you come back to it.',
  'too-many-own-streams': () => 'As many streams are open of this sign-in as it may have. Close another page first.',
  // What the ledger refuses.
  'amount-too-large': () =>
    'The workload would add up to more than 9,007,199,254,740,991 units. Choose a larger unit of workload.',
  'same-place': () => 'From and to are the same place. Choose another one for one of them.',
  'level-on-one-side': needs({ from: 'name', to: 'name' }, ({ from, to }) =>
    from === to
      ? `A level goes between on-premises and cloud, and ${from} cannot be both. Choose a place of each side, or log an amount.`
      : `A level goes between on-premises and cloud, and ${from} and ${to} are on the same side. Choose a place of each side, or log an amount.`,
  ),
  'nothing-on-prem': needs(
    { service: 'name', day: 'day' },
    ({ service, day }) => `${service} has nothing left on-premises on ${day}. Nothing needs to be logged.`,
  ),
  'nothing-in-place': needs(
    { service: 'name', day: 'day', location: 'name' },
    ({ service, day, location }) =>
      `${service} has nothing in ${location} on ${day}. Choose another day, or another place that it leaves.`,
  ),
  'already-in-target': needs(
    { service: 'name', day: 'day', location: 'name' },
    ({ service, day, location }) =>
      `All that ${service} runs on-premises on ${day} is in ${location} already. Choose another place to go to.`,
  ),
  'later-level-open': needs(
    { service: 'name', day: 'day', places: 'names' },
    ({ service, day, places }) =>
      `A level of ${service} was logged for ${day}, and several places would do to keep it: ${places}. Log that level again with its places, then this one.`,
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
    { day: 'day', service: 'name', location: 'name', held: 'amount', units: 'amount', missing: 'amount' },
    ({ day, service, location, held, units, missing }) =>
      `At the end of ${day}, ${service} has ${held} in ${location}. Taking ${units} from there is ${missing} too much. Log a smaller amount, another day or another location.`,
  ),
  'day-too-early': needs(
    { day: 'day', earliest: 'day' },
    ({ day, earliest }) => `${day} is earlier than days are kept: ${earliest} is the first. Check the year.`,
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

  // What a file is refused for as a whole.
  'empty-file': () => 'The file is empty. Its first line names the columns.',
  'not-csv': () =>
    'This is a workbook or a packed file, not CSV. Save the sheet as “CSV UTF-8”, or copy its cells and paste them here.',
  'wrong-encoding': needs(
    { line: 'count' },
    ({ line }) =>
      `From line ${line} on the file holds characters that are not UTF-8. Save it as “CSV UTF-8” and choose it again.`,
  ),
  'line-too-long': needs(
    { line: 'count' },
    ({ line }) => `Line ${line} is longer than 4 MB, so this is no table of moves. Check that it is the right file.`,
  ),
  'quote-not-closed': needs(
    { line: 'count' },
    ({ line }) =>
      `The row that begins on line ${line} has a quotation mark that is never closed. Close it, or double it where it is part of the text.`,
  ),
  'malformed-header': () => 'The quotation marks of the first line do not match. Mend them and choose the file again.',
  'missing-columns': needs(
    { missing: 'names' },
    ({ missing }) =>
      `The first line must name the columns, and these are missing: ${missing}. Add them and choose the file again.`,
  ),
  'too-many-columns': needs(
    { columns: 'count', most: 'count' },
    ({ columns, most }) =>
      `The file has ${columns} columns; at most ${most} are read. Take out those that are not needed.`,
  ),
  'duplicate-column': needs(
    { column: 'name' },
    ({ column }) => `The column “${column}” stands twice in the first line. Rename or remove one of the two.`,
  ),
  'reserved-column': needs({ column: 'name' }, ({ column }) => `A column cannot be called ${column}. Rename it.`),
  'unusable-column': needs(
    { column: 'name' },
    ({ column }) => `The name of the column “${column}” is too long or holds control characters. Rename it.`,
  ),
  'too-many-rows': needs(
    { most: 'count' },
    ({ most }) => `The file has more than ${most} rows. Split it, or use the command line, which takes any size.`,
  ),
  'already-undone': () => 'This import was undone already. To have it again, import the file again.',
  'nothing-to-undo': () => 'No move of this import still stands. Nothing needs to be done.',
  'import-still-needed': needs(
    { day: 'day', service: 'name', location: 'name' },
    ({ day, service, location }) =>
      `Without this import, ${service} would fall short in ${location} at the end of ${day}, because later moves took it from there. Reverse those first.`,
  ),
  'location-kind-differs': needs(
    { location: 'name' },
    ({ location }) =>
      `The locations file gives ${location} another kind than the programme has. Change it in the file, or under Settings, Locations.`,
  ),
  // The line's own reason is in the API's words.
  'bad-locations-file': (() => undefined) as SaidFrom,

  // What a change of the organisation is refused for.
  'unknown-service': needs(
    { service: 'name' },
    ({ service }) => `No service is called ${service}. Choose it from the list again.`,
  ),
  'unknown-services': needs({ services: 'names', more: 'count' }, ({ services, more }) =>
    more === '0'
      ? `No service is called ${services}. Check the spelling, or add them first.`
      : `No service is called ${services}, and ${more} more names are not known either. Check the spelling, or add them first.`,
  ),
  'depends-on-itself': needs(
    { service: 'name' },
    ({ service }) => `${service} cannot depend on itself. Choose another service.`,
  ),
  'unknown-team': needs(
    { team: 'name' },
    ({ team }) => `No team is called ${team}. Check the spelling, or add the team first.`,
  ),
  'unknown-division': needs(
    { division: 'name' },
    ({ division }) => `No division is called ${division}. Check the spelling, or add the division first.`,
  ),
  'unknown-location': needs(
    { location: 'name' },
    ({ location }) => `No location is called ${location}. Check the spelling, or add it under Settings, Locations.`,
  ),
  'name-taken': needs({ name: 'name' }, ({ name }) => `${name} exists already. Choose another name, or use that one.`),
  'location-in-use': needs(
    { location: 'name' },
    ({ location }) =>
      `Moves name ${location}, so its kind stays. Add another location of the other kind and move the workload there.`,
  ),
  'team-differs': needs(
    { service: 'name', team: 'name', said: 'name' },
    ({ service, team, said }) =>
      `${service} belongs to ${team}, and the file says ${said}. Mend the row, or move the service to ${said} first.`,
  ),
  'division-differs': needs(
    { team: 'name', division: 'name', said: 'name' },
    ({ team, division, said }) =>
      `${team} belongs to ${division}, and the file says ${said}. Mend the row, or move the team to ${said} first.`,
  ),
  'too-many-tags': needs(
    { service: 'name' },
    ({ service }) => `${service} would have more than 50 tags. Remove some first.`,
  ),
  'team-not-in-division': needs(
    { team: 'name', division: 'name' },
    ({ team, division }) => `${team} is not a team of ${division}. Drop one of the two filters.`,
  ),
  'as-of-in-future': needs(
    { day: 'day', today: 'day' },
    ({ day, today }) => `${day} has not happened yet: today is ${today}. Choose today or an earlier day.`,
  ),
  'known-at-in-future': () => 'That instant has not come yet. Leave it out to see what is known now.',

  // What a request lacks.
  'idempotency-key-reused': () =>
    'This was sent before with other contents. Close the form, open it again, and log it anew.',
  'idempotency-key-needed': () => 'The request had no Idempotency-Key. Load the page again.',
  'if-match-needed': () => 'The request did not say which version it changes. Load the page again.',
  'if-match-unreadable': () => 'The request did not say which version it changes. Load the page again.',
  stale: () => 'Somebody changed this since you read it. Look at what it says now, then save again.',
  'not-found': () => 'This does not exist any more. Choose it from the list again.',
  'method-not-allowed': () => 'This cannot be done at this address. Load the page again.',
  'another-person': () =>
    'This was written by somebody else than who is signed in now. It is sent once they sign in here.',
  'not-signed-in': () => 'Sign in first.',
  'sign-in-name-taken': needs({ name: 'name' }, ({ name }) => `${name} signs in already. Choose another name.`),
  'last-administrator': needs(
    { name: 'name' },
    ({ name }) => `${name} is the last administrator. Make another one first.`,
  ),
  'member-already': needs({ name: 'name', team: 'name' }, ({ name, team }) => `${name} belongs to ${team} already.`),
  'member-until-before-since': needs(
    { day: 'day' },
    ({ day }) => `They joined on ${day}. Choose that day or a later one.`,
  ),
  'no-account': () => 'Only people who sign in have an account. Sign in as one of them.',
  'not-a-member-then': needs(
    { name: 'name', team: 'name', day: 'day' },
    ({ name, team, day }) => `${name} does not belong to ${team} on ${day}. Choose a day on which they do.`,
  ),
  'team-not-formed': needs(
    { team: 'name', formed: 'day', day: 'day' },
    ({ team, formed, day }) => `${team} is formed on ${formed}, after ${day}. Choose that day or a later one.`,
  ),
  'team-dissolved': needs(
    { team: 'name', dissolved: 'day', day: 'day' },
    ({ team, dissolved, day }) =>
      `${team} was dissolved on ${dissolved}, before ${day}. Choose that day or an earlier one, or another team.`,
  ),
  'dissolved-before-formed': needs(
    { formed: 'day', dissolved: 'day' },
    ({ formed, dissolved }) =>
      `The team is formed on ${formed}, so it cannot be dissolved on ${dissolved}. Choose that day or a later one.`,
  ),
  'name-once-taken': needs(
    { name: 'name' },
    ({ name }) =>
      `Somebody was called ${name} before, and the ledger has moves of theirs under that name. Choose another one.`,
  ),
  'unknown-person': needs(
    { person: 'name' },
    ({ person }) => `Nobody is called ${person}. Choose somebody from the list.`,
  ),
  'needs-set-up': () => 'Nobody has set this up yet. Open the link that the server printed when it started.',
  'unknown-link': () => 'This link is not known here. Take the newest one.',
  'link-used': () => 'This link was used already. Sign in, or ask an administrator for a new one.',
  'link-expired': () => 'This link has expired. Start the server again, or ask an administrator for a new one.',
  'no-sign-in': () => 'Nobody signs in here: whoever reaches this server is its local administrator.',
  'sign-in-busy': () => 'Many people sign in just now. Try again in a few seconds.',
  'too-many-tries': needs(
    { minutes: 'count' },
    ({ minutes }) => `Too many wrong tries. Wait ${minutes} ${minutes === '1' ? 'minute' : 'minutes'}, then try again.`,
  ),
  'wrong-passkey': () => 'The passkey was not accepted. Try again, or sign in with name and password.',
  'unknown-passkey': () =>
    'This passkey is not kept here, or no longer. Sign in with name and password, and delete it from your device.',
  'passkey-known': () => 'This passkey is kept here already. Choose another device or key.',
  'too-many-passkeys': needs(
    { most: 'count' },
    ({ most }) => `You have ${most} passkeys already. Remove one that you no longer use.`,
  ),
  'no-local-account': () => 'You sign in by your company’s own sign-in, so use a passkey there.',
  'passkeys-need-name': needs(
    { address: 'name' },
    ({ address }) => `A passkey is bound to the name of what you open. Open it as ${address}`,
  ),
  'proof-needed': () => 'You signed in more than ten minutes ago. Give your present password to show that it is you.',
  'wrong-password': () => 'Name or password is wrong. Check both, and whether Caps Lock is on.',
  'named-elsewhere': needs(
    { name: 'name' },
    ({ name }) => `${name} signs in elsewhere, so they need no link to a password.`,
  ),
  'no-provider': () => 'Nobody signs in by a provider here. Sign in with name and password.',
  'provider-away': () => 'The sign-in provider does not answer as it should just now. Try again in a few seconds.',
  'provider-denied': () => 'The sign-in provider did not let you in. Try again, or ask whoever runs it.',
  'provider-untrusted': () =>
    'What the sign-in provider answered does not prove who you are. Begin again; tell whoever runs Tenfold if it stays.',
  'wrong-state': () => 'This way in was not begun in this browser, took too long, or was used before. Begin again.',
  'no-group': () =>
    'None of your groups may use Tenfold. Ask an administrator which group lets you in, then sign in again.',
  'shut-out': () => 'You were shut out here. Ask an administrator to let you in again.',
  'log-out-refused': () => 'The sign-in provider’s log-out proves nothing, so nobody was signed out.',
  'token-in-address': () =>
    'The token stood in an address, and it is not for calendars, so it opens nothing there. Revoke it and make a new one.',
  'link-day-past': needs(
    { day: 'day' },
    ({ day }) => `${day} is over, so the link would open nothing. Choose today or a later day.`,
  ),
  'link-day-far': needs({ day: 'day' }, ({ day }) => `A link lasts a year at most. Choose ${day} or an earlier day.`),
  'token-day-past': needs(
    { day: 'day' },
    ({ day }) => `${day} is over, so the token would open nothing. Choose today or a later day.`,
  ),
  'webhooks-off': () =>
    'No host may be sent to yet. Whoever runs the server names those that may in TENFOLD_WEBHOOK_HOSTS and starts it again.',
  'webhook-url-password': () => 'The address holds a name or password before an @. Take it out.',
  'webhook-not-https': () => 'Messages go over HTTPS only. Give an address that begins with https://',
  'webhook-host': needs(
    { host: 'name', hosts: 'names' },
    ({ host, hosts }) =>
      `${host} is not among the allowed hosts (${hosts}). Take another address, or have it added to TENFOLD_WEBHOOK_HOSTS.`,
  ),
  'webhook-off': needs(
    { name: 'name' },
    ({ name }) => `${name} is switched off, so nothing is sent. Switch it on first.`,
  ),
  forbidden: () => 'Your role does not allow this here. Ask a lead of the team, or an administrator.',
  'body-too-large': () => 'This is more than can be sent at once. Send less, or use the command line.',
  'body-too-slow': () => 'The upload took too long. Check the connection and send it again.',
  'body-broken-off': () => 'The connection broke before everything was sent. Nothing was changed; send it again.',
  'wrong-content-type': () => 'This was sent in a form the server does not read. Load the page again.',
  'unreadable-json': () => 'The request could not be read. Load the page again.',
  'unreadable-form': () => 'The files could not be read. Choose them again.',
  'unreadable-answer': () => 'The answer could not be read. Try again.',

  // Between the page and the server.
  'unknown-host': () =>
    'The server does not answer under this address. Open it at the address that it printed when it started.',
  'unknown-origin': () =>
    'This browser does not say which page sent this, so nothing was changed. Use a current browser.',
  'foreign-origin': () => 'Another web site tried to do this. Open Tenfold itself and do it there.',
  'disk-fault': () =>
    'The disk is full or fails, so nothing was stored. Make room, then send it again. Reading goes on.',
  'database-damaged': () =>
    'The database file is damaged. Tell whoever runs Tenfold to stop it, keep a copy of the data folder, and restore the latest backup.',
  'database-away': () => 'The database does not answer just now. Try again in a moment: it counts once.',
  fault: () => 'The fault is ours and was written to the log. Nothing that you logged is lost. Try again.',
} satisfies Record<string, SaidFrom>

export type RefusalCode = keyof typeof refusals
