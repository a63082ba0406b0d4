import { Refusal } from './refusal.ts'
import type { LineKind } from './stand-up.ts'

/** What one line of the box says. */
export interface SaidLine {
  readonly kind: LineKind
  /** Whose line it is, as said after `@` at the very front; null where whoever types speaks. */
  readonly author: string | null
  readonly service: string | null
  /** Per mille; null where none is said. */
  readonly level: number | null
  /** Those who are named further on, as said. */
  readonly persons: readonly string[]
  /** What is left: a step, or the words. */
  readonly text: string
}

/** What stands after the slash, in both languages; a beginning that no other has will do. */
export const lineCommands: Readonly<Record<LineKind, readonly [english: string, korean: string]>> = {
  promise: ['promise', '약속'],
  progress: ['progress', '진행'],
  blocker: ['blocker', '블로커'],
  note: ['note', '메모'],
}

/** A name with spaces stands in quotes: `@"Grace Hopper"`. One that is not closed yet reaches to the end. */
const tokens = /[#@]?"[^"]*"?|\S+/g

export interface Token {
  readonly text: string
  readonly from: number
  readonly to: number
}

export const tokensOf = (line: string): Token[] =>
  [...line.matchAll(tokens)].map(({ 0: text, index }) => ({ text, from: index, to: index + text.length }))

/** The name without its sign and its quotes. */
const nameIn = (token: string): string => token.replace(/^[#@]/, '').replaceAll('"', '').trim()

/** A name as it is written into a line. */
export const nameToken = (sign: '#' | '@' | '', name: string): string => sign + (/\s/.test(name) ? `"${name}"` : name)

/** The kinds whose command begins so, in the order of the menu. */
export const kindsBegun = (said: string): LineKind[] =>
  (Object.keys(lineCommands) as LineKind[]).filter((kind) =>
    lineCommands[kind].some((command) => command.startsWith(said.toLowerCase())),
  )

function kindNamed(said: string): LineKind {
  const found = kindsBegun(said)
  const [exact] = found.filter((kind) => lineCommands[kind].includes(said.toLowerCase()))
  const kind = exact ?? (said !== '' && found.length === 1 ? found[0] : undefined)
  if (kind) return kind
  throw new Refusal(
    'line-command-unknown',
    `/${said} is no command here. Begin with /promise, /progress, /blocker or /note, or write without a slash.`,
    { said: said === '' ? '/' : said },
  )
}

/** Per mille of `60%`, `62.5%`; null where it is no level. */
function levelIn(token: string): number | null {
  const [, whole, part = '0'] = /^(\d{1,4})(?:[.,](\d))?%$/.exec(token) ?? []
  return whole === undefined ? null : Number(whole) * 10 + Number(part)
}

/**
 * Reads a line as it is typed: `/promise payments-api 60%`, `@Grace /blocker #ledger waits for a licence`, or only words.
 * Without a command it is a promise where it names a service with `#` and a level, progress where it names a service, and
 * a note otherwise. Throws a Refusal that says what to add.
 */
export function parseStandUpLine(line: string): SaidLine {
  // A space before the sign is how many people write it.
  const said = tokensOf(line.replaceAll(/(\d)\s+%(?=\s|$)/g, '$1%')).map(({ text }) => text)
  const author = said[0]?.startsWith('@') && nameIn(said[0]) !== '' ? nameIn(said.shift() as string) : null
  const command = said[0]?.startsWith('/') ? kindNamed((said.shift() as string).slice(1)) : undefined

  let service: string | null = null
  let level: number | null = null
  const mayPromise = command === 'promise' || (command === undefined && said.some((one) => one.startsWith('#')))
  const persons: string[] = []
  const words: string[] = []
  for (const [at, token] of said.entries()) {
    const isName = token.startsWith('#') && nameIn(token) !== ''
    // After the command of a promise comes its service, with or without a sign.
    const isBare = command === 'promise' && at === 0 && !token.startsWith('@') && levelIn(token) === null
    if (service === null && (isName || isBare)) {
      service = nameIn(token)
      continue
    }
    const reached: number | null = level === null && mayPromise ? levelIn(token) : null
    if (reached !== null && (reached <= 1000 || command === 'promise')) {
      level = reached
      continue
    }
    if (token.startsWith('@') && nameIn(token) !== '') persons.push(nameIn(token))
    words.push(token)
  }
  const kind = command ?? (service === null ? 'note' : level === null ? 'progress' : 'promise')
  const parsed: SaidLine = { kind, author, service, level, persons, text: words.join(' ') }
  refuseIncomplete(parsed)
  return parsed
}

function refuseIncomplete({ kind, service, level, text }: SaidLine): void {
  if (kind === 'promise' && service === null)
    throw new Refusal('line-service-missing', 'Which service is promised? Write /promise payments-api 60%.')
  if (level !== null && level > 1000)
    throw new Refusal('line-level-too-high', `${level / 10} % is more than all of it. A level is 0 % to 100 %.`, {
      level,
    })
  if (kind === 'promise' && level === null && text === '')
    throw new Refusal(
      'line-promise-empty',
      `What will ${service} reach today? Add a level such as 60%, or a step in words.`,
      { service: String(service) },
    )
  if (kind !== 'promise' && text === '') throw new Refusal('line-empty', 'Say it in words.')
}
