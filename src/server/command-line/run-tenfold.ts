import { parseArgs } from 'node:util'
import { Refusal } from '../../domain/refusal.ts'
import { asDiskFault } from '../database/disk-fault.ts'
import { StartRefusal } from '../database/start-refusal.ts'
import { parseEnvironment } from '../environment.ts'
import { adminCommand } from './admin-command.ts'
import { annotationsCommand } from './annotations-command.ts'
import { backupCommand, restoreCommand } from './backup-commands.ts'
import { blockersCommand } from './blockers-command.ts'
import { briefCommand } from './brief-command.ts'
import { type Command, CommandRefusal, type ExitCode, exitCodes, type Surroundings, type Words } from './command.ts'
import { copyCommand } from './copy-command.ts'
import { counted } from './counted.ts'
import { cyclesCommand } from './cycles-command.ts'
import { dependenciesCommand } from './dependencies-command.ts'
import { doctorCommand } from './doctor-command.ts'
import { exportCommand } from './export-command.ts'
import { feedbackCommand } from './feedback-command.ts'
import { forecastCommand } from './forecast-command.ts'
import { growthCommand } from './growth-command.ts'
import { importCommand } from './import-command.ts'
import { linksCommand } from './links-command.ts'
import { listsCommand } from './lists-command.ts'
import { mailCommand } from './mail-command.ts'
import { metricsCommand } from './metrics-command.ts'
import { rebuildCommand } from './rebuild-command.ts'
import { regionsCommand } from './regions-command.ts'
import { reviewCommand } from './review-command.ts'
import { slidesCommand } from './slides-command.ts'
import { standUpsCommand } from './stand-ups-command.ts'
import { tokenCommand } from './token-command.ts'
import { wavesCommand } from './waves-command.ts'
import { webhooksCommand } from './webhooks-command.ts'

export const commands: readonly Command[] = [
  importCommand,
  exportCommand,
  listsCommand,
  briefCommand,
  linksCommand,
  slidesCommand,
  dependenciesCommand,
  wavesCommand,
  cyclesCommand,
  growthCommand,
  forecastCommand,
  reviewCommand,
  annotationsCommand,
  blockersCommand,
  standUpsCommand,
  feedbackCommand,
  regionsCommand,
  webhooksCommand,
  mailCommand,
  metricsCommand,
  backupCommand,
  restoreCommand,
  copyCommand,
  doctorCommand,
  rebuildCommand,
  tokenCommand,
  adminCommand,
]

export type Environment = Readonly<Record<string, string | undefined>>

/** The whole command line: words in, exit code out. What a person can mend is one sentence on stderr, never a stack. */
export async function runTenfold(
  words: readonly string[],
  environment: Environment,
  around: Omit<Surroundings, 'settings'>,
): Promise<ExitCode> {
  const { terminal } = around
  try {
    const [name = 'help', ...rest] = words
    if (name === 'help' || name === '--help' || name === '-h') return help(rest, terminal)
    const command = commandNamed(name)
    if (rest.includes('--help') || rest.includes('-h')) return help(words, terminal)
    const [part, its] = command.parts ? partOf(command, command.parts, rest) : [command, rest]
    const said = wordsOf(part, its)
    const { settings, complaints } = parseEnvironment(environment, [])
    if (complaints) throw new CommandRefusal(exitCodes.configuration, complaints.join('\n'))
    return await part.run(said, { ...around, settings })
  } catch (error) {
    terminal.progress('')
    const { code, sentence } = asSentence(error)
    terminal.warn(sentence)
    if (environment['TENFOLD_TRACE'] && error instanceof Error) terminal.warn(error.stack ?? '')
    return code
  }
}

function commandNamed(name: string): Command {
  const command = commands.find((one) => one.name === name)
  if (command) return command
  throw new CommandRefusal(
    exitCodes.notUnderstood,
    `There is no command ${name}. The commands are ${commands.map((one) => one.name).join(', ')} and help.`,
  )
}

function partOf(command: Command, parts: readonly Command[], words: readonly string[]): [Command, readonly string[]] {
  const [said] = words
  if (command.otherwise !== undefined && (said === undefined || said.startsWith('--')))
    return [partNamed(command, parts, command.otherwise), words]
  return [partNamed(command, parts, said), words.slice(1)]
}

function partNamed(command: Command, parts: readonly Command[], said = 'nothing'): Command {
  const part = parts.find((one) => one.name === `${command.name} ${said}`)
  if (part) return part
  throw new CommandRefusal(
    exitCodes.notUnderstood,
    `${command.name} is followed by ${command.verbs?.join(', ')}, not by ${said}. See: npm run tenfold -- help ${command.name}`,
  )
}

function wordsOf(command: Command, rest: readonly string[]): Words {
  const how = `It goes: npm run tenfold -- ${command.usage}`
  let parsed: { values: Words['values']; positionals: string[] }
  try {
    parsed = parseArgs({ args: [...rest], options: command.options, allowPositionals: true }) as typeof parsed
  } catch (error) {
    const [what] = (error as Error).message.split('. ')
    throw new CommandRefusal(exitCodes.notUnderstood, `${what}. ${how}`)
  }
  const verb = command.verbs === undefined ? '' : (parsed.positionals.shift() ?? '')
  if (command.verbs?.includes(verb) === false) {
    throw new CommandRefusal(
      exitCodes.notUnderstood,
      `${command.name} is followed by ${command.verbs.join(', ')}, not by ${verb === '' ? 'nothing' : verb}. ${how}`,
    )
  }
  const given = parsed.positionals.length
  const { said, isRight, those } = takenBy(command, given)
  if (!isRight) throw new CommandRefusal(exitCodes.notUnderstood, `${command.name} takes ${said}, not ${those}. ${how}`)
  return { values: parsed.values, files: parsed.positionals, verb }
}

/** Whether as many words stand after the command as it takes, and how to say it. */
function takenBy({ files }: Command, given: number): { said: string; isRight: boolean; those: string } {
  if (typeof files === 'number')
    return { said: files === 0 ? 'no file' : 'one file', isRight: given === files, those: String(given) }
  const { said, least, most } = files
  return { said, isRight: given >= least && given <= most, those: given === 0 ? 'nothing' : counted(given, 'word') }
}

function help([about, verb]: readonly string[], terminal: Surroundings['terminal']): ExitCode {
  if (about !== undefined && about !== 'help') {
    const group = commandNamed(about)
    const command = group.parts?.find((one) => one.name === `${about} ${verb}`) ?? group
    for (const line of [`npm run tenfold -- ${command.usage}`, '', ...command.help]) terminal.say(line)
    return exitCodes.done
  }
  const width = Math.max(...commands.map(({ name }) => name.length)) + 2
  for (const line of [
    'Tenfold on the command line: npm run tenfold -- COMMAND',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
    `  ${'help'.padEnd(width)}say more about one: npm run tenfold -- help import`,
    '',
    'The data is in .tenfold/ of this folder, in the folder that TENFOLD_DATA names, or in PostgreSQL by DATABASE_URL.',
    'Exit codes: 0 done · 1 findings or refused rows · 2 not understood · 70 our fault · 74 disk or file failed · 78 settings or data folder.',
  ]) {
    terminal.say(line)
  }
  return exitCodes.done
}

function asSentence(error: unknown): { code: ExitCode; sentence: string } {
  if (error instanceof CommandRefusal) return { code: error.code, sentence: error.message }
  if (error instanceof StartRefusal) return { code: exitCodes.configuration, sentence: error.message }
  if (error instanceof Refusal) return { code: exitCodes.findings, sentence: error.message }
  const { code, path, message } = error as NodeJS.ErrnoException
  const fault = asDiskFault(error)
  // A file that somebody named is said by its name, also where it lies on a disk that takes no writes.
  const isNamed = typeof code === 'string' && typeof path === 'string'
  if (fault && !(isNamed && fault.kind === 'read-only')) return { code: exitCodes.disk, sentence: fault.message }
  if (isNamed) {
    return {
      code: exitCodes.disk,
      sentence: `${path} cannot be used: ${message}. Check that it exists and that you may read and write it.`,
    }
  }
  return {
    code: exitCodes.ownFault,
    sentence: `Something failed that should not: ${String(message ?? error).replace(/\.$/, '')}. Run it again with TENFOLD_TRACE=1 to see where, and report it.`,
  }
}
