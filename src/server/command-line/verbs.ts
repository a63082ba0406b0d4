import type { Endpoint } from '../../contract/endpoint.ts'
import { withoutDeceptive } from '../../domain/names.ts'
import type { Database } from '../database/database.ts'
import { type Ask, askerOver, ProblemAnswer } from './ask.ts'
import {
  type Command,
  CommandRefusal,
  type ExitCode,
  exitCodes,
  type Options,
  type Surroundings,
  type Words,
} from './command.ts'
import { optionOf, type SaidOptions } from './query-options.ts'
import { withDatabase } from './whereabouts.ts'

export interface Asked {
  readonly values: Words['values']
  readonly words: readonly string[]
  readonly ask: Ask
  /** For what is longer than a request may be: a file of any length. */
  readonly database: Database
  readonly surroundings: Surroundings
}

export interface Outcome {
  /** The API's answer, for `--json`. */
  readonly answer: unknown
  /** The same for people. */
  readonly lines: readonly string[]
  /** What went wrong with parts of it, on stderr either way. */
  readonly warnings?: readonly string[]
  readonly code?: ExitCode
}

/** One thing that the API can do, as a word after the name of a command. */
export interface Verb {
  readonly name: string
  /** What stands after it, such as `WAVE SERVICE…`, and how many words that are. */
  readonly takes?: { readonly said: string; readonly least: number; readonly most: number }
  readonly says: string
  /** The endpoints that it asks, and no other; of a file, the one whose work it does. */
  readonly asks: readonly Endpoint[]
  readonly options: SaidOptions
  /** Fields of the API that are said otherwise here: `lastDay` by `--day`. */
  readonly fields?: Readonly<Record<string, string>>
  /** It writes much, so it needs the embedded database for itself; on PostgreSQL it works beside a server. */
  readonly alone?: true
  run(asked: Asked): Promise<Outcome>
}

export interface VerbCommand extends Command {
  readonly verbs: readonly string[]
  readonly parts: readonly Command[]
  readonly can: readonly Verb[]
}

/** A command of verbs. `page` is where the same is done on the page. */
export function commandOf(about: {
  readonly name: string
  readonly summary: string
  readonly page: string
  readonly help: readonly string[]
  readonly verbs: readonly Verb[]
  /** The verb that is meant where none is said. */
  readonly otherwise?: string
}): VerbCommand {
  const { name, summary, verbs, otherwise } = about
  const parts = verbs.map((verb) => partOf(name, about.page, verb))
  return {
    name,
    summary,
    usage: otherwise === undefined ? `${name} VERB` : `${name} [VERB]`,
    ...(otherwise === undefined ? {} : { otherwise }),
    help: [
      ...parts.flatMap(({ usage, help: [first = ''] }) => [usage, `    ${first}`]),
      '',
      ...about.help,
      '--json writes the answer of the API instead of text for people: nothing else is on stdout then.',
    ],
    options: {},
    files: 0,
    verbs: verbs.map((verb) => verb.name),
    parts,
    can: verbs,
    run: () => Promise.reject(new Error(`${name} does nothing without a verb.`)),
  }
}

function partOf(group: string, page: string, verb: Verb): Command {
  const name = `${group} ${verb.name}`
  const usage = usageOf(name, verb)
  const held = `Stop it first; or leave it running and do it on its page, under ${page}, or through its API.`
  return {
    name,
    summary: verb.says,
    usage,
    help: [
      verb.says,
      verb.alone
        ? 'Works while a server runs on PostgreSQL; the embedded database it needs for itself.'
        : 'Works while a server runs.',
    ],
    options: { ...optionsOf(verb), json: { type: 'boolean' } },
    files: verb.takes ?? { said: 'nothing more', least: 0, most: 0 },
    async run({ values, files }, surroundings) {
      const missing = Object.entries(verb.options).find(
        ([option, { needed }]) => needed && values[option] === undefined,
      )
      if (missing) throw notUnderstood(`${name} needs --${missing[0]} ${missing[1].value}.`, usage)
      const outcome = await withDatabase(
        surroundings,
        verb.alone ? 'exclusive' : 'beside',
        async (database) => {
          const ask = onlyWhatItSays(verb, await askerOver(database, surroundings))
          return verb.run({ values, words: files, ask, database, surroundings }).catch((error: unknown) => {
            throw error instanceof ProblemAnswer ? refusalOf(error, verb, group, usage) : error
          })
        },
        held,
      )
      return tell(outcome, values['json'] === true, surroundings)
    },
  }
}

const optionsOf = ({ options }: Verb): Options =>
  Object.fromEntries(
    Object.entries(options).map(([name, { value }]) => [name, { type: value === undefined ? 'boolean' : 'string' }]),
  )

function usageOf(name: string, { takes, options }: Verb): string {
  const said = Object.entries(options).map(([option, { value, needed }]) => {
    const text = value === undefined ? `--${option}` : `--${option} ${value}`
    return needed ? text : `[${text}]`
  })
  return [name, ...(takes ? [takes.said] : []), ...said, '[--json]'].join(' ')
}

/** What a verb says that it asks is what is tested, so it may ask nothing else. */
const onlyWhatItSays =
  ({ name, asks }: Verb, ask: Ask): Ask =>
  (endpoint, input) => {
    if (asks.includes(endpoint)) return ask(endpoint, input)
    throw new Error(`${name} does not say that it asks ${endpoint.name}.`)
  }

function tell({ answer, lines, warnings = [], code }: Outcome, json: boolean, { terminal }: Surroundings): ExitCode {
  // What others wrote never moves the cursor of whoever reads it; JSON writes such characters as numbers.
  for (const line of json ? [JSON.stringify(answer, null, 2)] : lines.map(withoutDeceptive)) terminal.say(line)
  for (const warning of warnings) terminal.warn(warning)
  return code ?? exitCodes.done
}

/** The API's problem in the words of the command line: its fields are options, and its list is a verb. */
function refusalOf({ problem, message }: ProblemAnswer, verb: Verb, group: string, usage: string): CommandRefusal {
  const { status, fields } = problem
  if (fields && Object.keys(fields).length > 0) {
    const said = Object.entries(fields).map(([field, what]) => `${wordFor(field, verb)}: ${what}`)
    return notUnderstood([...new Set(said)].join(' '), usage)
  }
  if (status === 404)
    return new CommandRefusal(
      exitCodes.findings,
      message.replace(/ Check the address.*/, ` See: npm run tenfold -- ${group} list`),
    )
  const codes: Readonly<Record<number, ExitCode>> = { 503: exitCodes.configuration, 507: exitCodes.disk }
  return new CommandRefusal(codes[status] ?? exitCodes.findings, message)
}

function wordFor(field: string, { fields, options }: Verb): string {
  const [first = field] = field.split('.')
  const option = optionOf(first)
  return fields?.[first] ?? (option in options ? `--${option}` : first)
}

export const notUnderstood = (words: string, usage: string): CommandRefusal =>
  new CommandRefusal(exitCodes.notUnderstood, `${words} It goes: npm run tenfold -- ${usage}`)
