import { CalendarDay, dayIn } from '../../domain/calendar-day.ts'
import { type MachineToken, type NewMachineToken, TokenScope } from '../../domain/machine-token.ts'
import { Name } from '../../domain/names.ts'
import { Refusal } from '../../domain/refusal.ts'
import type { Database } from '../database/database.ts'
import type { Queries } from '../database/tables.ts'
import { makeToken, revokeToken } from '../sign-in/make-token.ts'
import { byCommandLine } from '../storage/audit.ts'
import { machineTokens } from '../storage/machine-tokens.ts'
import { ensureProgramme, readProgramme } from '../storage/programme.ts'
import { type Command, CommandRefusal, type ExitCode, exitCodes, type Surroundings, type Words } from './command.ts'
import { withDatabase } from './whereabouts.ts'

export const tokenCommand: Command = {
  name: 'token',
  summary: 'make, list or revoke a machine token for a pipeline',
  usage: 'token create|list|revoke [--scope read|write|calendar|feedback] [--name NAME] [--teams A,B] [--last-day DAY]',
  help: [
    'create --scope read|write makes a token and prints it once, alone on the last line: keep it where your pipeline keeps its',
    'secrets. --scope calendar makes one for calendars, which opens /api/v1/release-cycles.ics?token=… and nothing else.',
    '--scope feedback --teams A makes a link by which people without an account give feedback on the services of these teams: add',
    '/pulse/ and the number of a service to the address of the server, then # and the secret.',
    '--teams lets it log for these teams only, --last-day ends it with that day. list shows what there is and when it was last',
    'used; revoke --name NAME ends one at once. Needs the data folder and no browser; works while a server runs.',
  ],
  options: {
    scope: { type: 'string' },
    name: { type: 'string' },
    teams: { type: 'string' },
    'last-day': { type: 'string' },
  },
  files: 0,
  verbs: ['create', 'list', 'revoke'],
  run(words, surroundings) {
    return withDatabase(surroundings, 'beside', (database) => run(words, surroundings, database))
  },
}

async function run(words: Words, surroundings: Surroundings, database: Database): Promise<ExitCode> {
  const { terminal } = surroundings
  if (words.verb === 'list') {
    const tokens = await database.read((queries) => machineTokens(queries))
    for (const token of tokens) terminal.say(inWords(token))
    if (tokens.length === 0) terminal.say('No token was made yet.')
    return exitCodes.done
  }
  if (words.verb === 'revoke') {
    const name = nameOf(words)
    if (name === undefined) throw notUnderstood('Say which: token revoke --name NAME')
    const token = await database.write((queries) => revoke(queries, name, surroundings.now()))
    terminal.say(`The token ${token.name} opens nothing any more.`)
    return exitCodes.done
  }
  const { token, secret } = await database.write((queries) => create(queries, words, surroundings.now()))
  terminal.say(`${inWords(token)}\nKeep it now, it is not shown again:`)
  terminal.say(secret)
  return exitCodes.done
}

/** Also before anybody has set anything up: a pipeline may be the first to speak. */
async function create(queries: Queries, words: Words, now: number): Promise<{ token: MachineToken; secret: string }> {
  await ensureProgramme(queries, now)
  const { name, ...wish } = wishOf(words)
  const { zone } = await readProgramme(queries)
  return makeToken(queries, byCommandLine, now, {
    ...wish,
    name: name ?? (await freeName(queries, `command line, ${dayIn(zone, now)}`)),
  })
}

async function revoke(queries: Queries, name: string, now: number): Promise<MachineToken> {
  const token = (await machineTokens(queries)).find((one) => one.name === name)
  if (!token) throw new Refusal('unknown-token', `No token is called ${name}. See: npm run tenfold -- token list`)
  return revokeToken(queries, byCommandLine, now, token)
}

/** Names are for people who look for a token later, so a second one of a day gets a number. */
async function freeName(queries: Queries, wanted: string): Promise<string> {
  const taken = new Set((await machineTokens(queries)).map(({ name }) => name))
  let name = wanted
  for (let count = 2; taken.has(name); count++) name = `${wanted} (${count})`
  return name
}

function wishOf(words: Words): Omit<NewMachineToken, 'name'> & { readonly name: string | undefined } {
  const scope = TokenScope.safeParse(words.values['scope'])
  if (!scope.success)
    throw notUnderstood(
      'Say what it may do: token create --scope read, --scope write, --scope calendar or --scope feedback',
    )
  const said = words.values['last-day']
  const day = said === undefined ? null : CalendarDay.safeParse(said)
  if (day?.success === false) throw notUnderstood(`--last-day is "${said}". Give a day such as 2027-12-31.`)
  const teams = words.values['teams']
  if (scope.data === 'calendar' && teams !== undefined)
    throw notUnderstood('The calendar is that of the whole programme. Leave --teams out.')
  if (scope.data === 'feedback' && typeof teams !== 'string')
    throw notUnderstood('A link shows what a team runs to whoever has it. Name the teams: --teams A,B')
  return {
    scope: scope.data,
    name: nameOf(words),
    teams: typeof teams === 'string' ? teams.split(',').map((team) => team.trim()) : null,
    lastDay: day === null ? null : day.data,
  }
}

function nameOf(words: Words): string | undefined {
  const said = words.values['name']
  if (said === undefined) return undefined
  const name = Name.safeParse(said)
  if (!name.success) throw notUnderstood(`--name is "${said}". ${name.error.issues[0]?.message ?? ''}`)
  return name.data
}

function inWords({ name, scope, teams, expiresAt, usedAt, revokedAt }: MachineToken): string {
  const state =
    revokedAt !== null
      ? `revoked ${revokedAt.slice(0, 10)}`
      : expiresAt === null
        ? 'until it is revoked'
        : `until ${expiresAt}`
  const whose = teams === null ? 'whole programme' : teams.map((team) => team.name).join(', ')
  return `${name}: ${scope}, ${whose}, ${state}, ${usedAt === null ? 'never used' : `last used ${usedAt}`}`
}

const notUnderstood = (words: string) => new CommandRefusal(exitCodes.notUnderstood, words)
