import type { LineKind } from '../../domain/stand-up.ts'
import { kindsBegun, nameToken, tokensOf } from '../../domain/stand-up-line.ts'

/** What stands at the caret and can be completed: a command, a service or a person, with what is written of it so far. */
export interface Completing {
  readonly what: 'command' | 'service' | 'person'
  readonly said: string
  /** The part of the line that is replaced. */
  readonly from: number
  readonly to: number
  /** The service of a promise needs no sign. */
  readonly sign: '#' | '@' | '/' | ''
}

/** undefined where nothing at the caret can be completed. */
export function completingAt(line: string, caret: number): Completing | undefined {
  const tokens = tokensOf(line)
  const at = tokens.findIndex(({ from, to }) => from < caret && caret <= to)
  const token = tokens[at]
  const spoken = tokens[0]?.text.startsWith('@') ? 1 : 0
  if (token === undefined) return bareAt(line, caret)
  const { text, from } = token
  const said = line.slice(from + 1, caret).replaceAll('"', '')
  const place = { from, to: token.to }
  if (text.startsWith('/') && at === spoken) return { what: 'command', said, sign: '/', ...place }
  if (text.startsWith('#')) return { what: 'service', said, sign: '#', ...place }
  if (text.startsWith('@')) return { what: 'person', said, sign: '@', ...place }
  if (at !== spoken + 1 || !isPromise(tokens[spoken]?.text)) return undefined
  return { what: 'service', said: line.slice(from, caret).replaceAll('"', ''), sign: '', ...place }
}

/** After `/promise ` its service is asked for before a letter of it is written. */
function bareAt(line: string, caret: number): Completing | undefined {
  const before = tokensOf(line.slice(0, caret))
  const last = before.at(-1)
  const place = before.length - (before[0]?.text.startsWith('@') ? 1 : 0)
  if (place !== 1 || last === undefined || !isPromise(last.text) || line.slice(caret).trim() !== '') return undefined
  return { what: 'service', said: '', sign: '', from: caret, to: caret }
}

const isPromise = (token: string | undefined): boolean => {
  if (!token?.startsWith('/')) return false
  const kinds = kindsBegun(token.slice(1))
  return kinds.length === 1 && kinds[0] === 'promise'
}

export interface Suggestion {
  readonly id: string
  readonly name: string
  /** After the name, lighter. */
  readonly aside: string
}

/** The line with what was chosen in its place, and where the caret goes: behind it, a space on. */
export function completed(line: string, { what, sign, from, to }: Completing, name: string) {
  const text = what === 'command' ? `/${name}` : nameToken(sign === '/' ? '' : sign, name)
  const rest = line.slice(to).replace(/^ /, '')
  const start = `${line.slice(0, from)}${text} `
  return { line: start + rest, caret: start.length }
}

/** Commands of the menu, as the reader writes them. */
export const commandsFor = (
  said: string,
  commandOf: (kind: LineKind) => string,
  wordsOf: (kind: LineKind) => string,
): Suggestion[] => kindsBegun(said).map((kind) => ({ id: kind, name: commandOf(kind), aside: wordsOf(kind) }))
