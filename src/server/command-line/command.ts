import type { Settings } from '../environment.ts'

/** Where a command says things: tests read along, the real one writes to the terminal. */
export interface Terminal {
  /** One line of the result, on stdout. */
  say(line: string): void
  /** One line about what went wrong, on stderr. */
  warn(line: string): void
  /** Replaces the line that shows how far the work has come; nothing where nobody watches. '' takes it away. */
  progress(line: string): void
}

export interface Surroundings {
  readonly settings: Settings
  readonly terminal: Terminal
  /** The folder of this program: relative data folders lie in it. */
  readonly project: string
  /** The folder the person stands in: relative files are meant from there. */
  readonly here: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export interface Words {
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  /** What stands after the name and the verb: files, or names. */
  readonly files: readonly string[]
  /** '' where the command has none. */
  readonly verb: string
}

export type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>

export interface Command {
  readonly name: string
  /** One line of the list of commands. */
  readonly summary: string
  readonly usage: string
  /** What the help of this command says below its usage. */
  readonly help: readonly string[]
  readonly options: Options
  /** How many files it is given, or how many words and what they are: `WAVE SERVICE…`. */
  readonly files: 0 | 1 | { readonly said: string; readonly least: number; readonly most: number }
  /** What it can do, where that is said by a word after its name: `token create`. */
  readonly verbs?: readonly string[]
  /** The same where each of them has options of its own: a command like any other, called `cycles show`. */
  readonly parts?: readonly Command[]
  /** The part that is meant where no verb is said. */
  readonly otherwise?: string
  run(words: Words, surroundings: Surroundings): Promise<ExitCode>
}

/**
 * 0 done · 1 done with findings (rows refused, doctor found something), or refused by the ledger's rules · 2 the command
 * was not understood · 70 a fault of ours · 74 the disk or a file failed · 78 the data folder or the settings do not
 * allow it.
 */
export type ExitCode = 0 | 1 | 2 | 70 | 74 | 78

export const exitCodes = {
  done: 0,
  findings: 1,
  notUnderstood: 2,
  ownFault: 70,
  disk: 74,
  configuration: 78,
} as const satisfies Record<string, ExitCode>

/** The person can mend it: said in one sentence, without a stack. */
export class CommandRefusal extends Error {
  readonly code: ExitCode

  constructor(code: ExitCode, words: string) {
    super(words)
    this.code = code
  }
}
