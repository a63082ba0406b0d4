import { expect, test } from 'vitest'
import { everyEndpoint } from '../../src/contract/everything.ts'
import { commands } from '../../src/server/command-line/run-tenfold.ts'
import type { Verb } from '../../src/server/command-line/verbs.ts'
import { openApiDocument } from '../../src/server/openapi.ts'

/** The subjects of which everything can be done on the command line. */
const subjects = [
  'release-cycles',
  'release-cycles.ics',
  'plan',
  'forecast',
  'waves',
  'dependencies',
  'straddle-debt',
  'blockers',
  'stand-ups',
  'absences',
  'hand-overs',
  'mails',
  'feedback',
  'regions',
  'webhooks',
  'brief',
  'shared-links',
  'annotations',
  'events',
  'metrics',
  'slides',
]

/** What no verb does, and why. */
const withoutVerb: Readonly<Record<string, string>> = {
  readCalendar: 'A calendar subscribes to an address; `token create --scope calendar` makes what it needs.',
  stopMails: 'A link in a mail does it, for whoever got that mail and nobody else.',
  followChanges: 'A stream has no end for a verb to say; `curl --no-buffer` prints it, with a token.',
}

type Operations = Record<string, Record<string, { operationId: string; tags: string[] }>>

const verbs: readonly Verb[] = commands.flatMap((command) => ('can' in command ? (command.can as Verb[]) : []))
const asked = new Set(verbs.flatMap(({ asks }) => asks.map(({ name }) => name)))

test('every operation of the API about cycles, plans, waves, dependencies, blockers, stand-ups, feedback, webhooks, metrics, the brief and links to it has a verb, or a reason why not', () => {
  const paths = openApiDocument(everyEndpoint, 'test')['paths'] as Operations
  const operations = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .filter(({ tags }) => tags.some((tag) => subjects.includes(tag)))
    .map(({ operationId }) => operationId)
  expect(operations.length).toBeGreaterThan(30)
  expect(operations.filter((name) => !asked.has(name) && !(name in withoutVerb))).toEqual([])
  // A reason that is none any more is taken out.
  expect(Object.keys(withoutVerb).filter((name) => asked.has(name) || !operations.includes(name))).toEqual([])
})

test('what a verb can say in the address of its endpoint is an option of it', () => {
  const seen = Object.entries(commands.find(({ name }) => name === 'cycles')?.parts ?? []).map(([, part]) => part)
  const stuck = seen.find(({ name }) => name === 'cycles stuck')
  expect(Object.keys(stuck?.options ?? {}).sort()).toEqual(
    [
      'as-of',
      'cycle',
      'days',
      'division',
      'json',
      'known-at',
      'limit',
      'measure',
      'offset',
      'reason',
      'search',
      'team',
    ].sort(),
  )
})
