import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readBrief, readKeptBrief } from '../../contract/brief.ts'
import { checksumOf, isUnchanged } from '../brief/checksum.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { grouped } from './counted.ts'
import { cycle, cycleIn } from './cycle-option.ts'
import { queryOf, queryOptions } from './query-options.ts'
import { type Asked, commandOf, type Outcome, type Verb } from './verbs.ts'
import { readableFile } from './whereabouts.ts'

const file = { said: 'FILE', least: 1, most: 1 } as const

const write: Verb = {
  name: 'write',
  takes: file,
  says: 'writes the state of the migration into one HTML file that needs nothing else, to print or to send',
  asks: [readBrief],
  options: queryOptions(readBrief),
  run: (asked) => writing(asked, () => asked.ask(readBrief, { query: queryOf(readBrief, asked.values) })),
}

const kept: Verb = {
  name: 'kept',
  takes: file,
  says: 'writes the brief that was kept when a cycle was closed: as of its last day, as known then, the same for ever',
  asks: [readKeptBrief],
  options: queryOptions(readKeptBrief, cycle),
  run: (asked) =>
    writing(asked, () =>
      asked.ask(readKeptBrief, { params: cycleIn(asked), query: queryOf(readKeptBrief, asked.values) }),
    ),
}

/** Writes a brief into a file, over nothing but another brief. */
async function writing({ words, surroundings }: Asked, read: () => Promise<string>): Promise<Outcome> {
  const path = resolve(surroundings.here, words[0] ?? '')
  if (existsSync(path) && isUnchanged(readFileSync(path, 'utf8')) !== true)
    throw new CommandRefusal(
      exitCodes.notUnderstood,
      `${words[0]} is there already and is no brief as Tenfold made it. Name another file, or take that one away.`,
    )
  const brief = await read()
  writeFileSync(path, brief)
  const bytes = Buffer.byteLength(brief)
  return {
    answer: { file: path, bytes, checksum: checksumOf(brief) },
    lines: [`${words[0]}: ${grouped(Math.ceil(bytes / 1000))} kB, checksum ${checksumOf(brief)}.`],
  }
}

const check: Verb = {
  name: 'check',
  takes: file,
  says: 'says whether a brief is as it was made, by the checksum that it bears',
  asks: [],
  options: {},
  async run({ words, surroundings }) {
    const brief = readFileSync(readableFile(words[0] ?? '', surroundings), 'utf8')
    const unchanged = isUnchanged(brief)
    if (unchanged === null)
      throw new CommandRefusal(exitCodes.notUnderstood, `${words[0]} bears no checksum, so it is no brief of Tenfold.`)
    return {
      answer: { unchanged, checksum: checksumOf(brief) },
      lines: [
        unchanged
          ? `${words[0]} is as it was made.`
          : `${words[0]} was changed since it was made: its text and its checksum differ.`,
      ],
      code: unchanged ? exitCodes.done : exitCodes.findings,
    }
  },
}

export const briefCommand = commandOf({
  name: 'brief',
  summary: 'write the state of the migration into one file, to print or to send',
  page: 'Overview',
  help: [
    'The same ledger, day and instant give the same bytes. A brief of a past day as it was known then:',
    '--as-of 2024-04-21 --known-at 2024-04-22T09:00:00Z',
  ],
  verbs: [write, kept, check],
})
