import { closeSync, existsSync, openSync, rmSync, writeSync } from 'node:fs'
import { extname, resolve } from 'node:path'
import { exportAudit, exportMoves, exportServices } from '../../contract/exports.ts'
import { TableFormat } from '../../domain/table-format.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { grouped } from './counted.ts'
import { queryOf, queryOptions, type SaidOptions } from './query-options.ts'
import { type Asked, commandOf, type Outcome, type Verb } from './verbs.ts'

type ListEndpoint = typeof exportServices | typeof exportMoves | typeof exportAudit

/** What stands after those options of which the address itself does not tell. */
const said: SaidOptions = {
  state: { value: 'STATES' },
  strategy: { value: 'STRATEGIES' },
  criticality: { value: 'LEVELS' },
  tag: { value: 'TAG' },
  owner: { value: 'OWNER' },
  location: { value: 'LOCATION' },
  sort: { value: 'COLUMN' },
  from: { value: 'DAY' },
  to: { value: 'DAY' },
  'recorded-after': { value: 'INSTANT' },
  class: { value: 'CLASS' },
  action: { value: 'ACTION' },
}

const writer = (name: string, says: string, endpoint: ListEndpoint): Verb => {
  const { format: _, ...options } = queryOptions(endpoint)
  return {
    name,
    takes: { said: 'FILE', least: 1, most: 1 },
    says,
    asks: [endpoint],
    options: Object.fromEntries(Object.entries(options).map(([name, its]) => [name, said[name] ?? its])),
    run: (asked) => written(endpoint, asked),
  }
}

/** The file's ending says what it is written as. */
async function written(endpoint: ListEndpoint, { ask, words, values, surroundings }: Asked): Promise<Outcome> {
  const name = words[0] ?? ''
  const { data: format } = TableFormat.safeParse(extname(name).slice(1).toLowerCase())
  if (format === undefined)
    throw new CommandRefusal(exitCodes.notUnderstood, `${name} ends neither in .csv nor in .xlsx or .json. Say which.`)
  const path = resolve(surroundings.here, name)
  if (existsSync(path))
    throw new CommandRefusal(
      exitCodes.notUnderstood,
      `${name} is there already, and nothing is overwritten. Name another file, or take that one away.`,
    )
  const answer = (await ask(endpoint, { query: { ...queryOf(endpoint, values), format } })) as Response
  const file = openSync(path, 'wx')
  let bytes = 0
  try {
    for await (const part of answer.body ?? []) {
      writeSync(file, part)
      bytes += part.byteLength
    }
  } catch (error) {
    // Half a list looks like a whole one to whoever finds it later.
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
  return { answer: { file: path, bytes }, lines: [`${name}: ${grouped(Math.ceil(bytes / 1000))} kB.`] }
}

export const listsCommand = commandOf({
  name: 'lists',
  summary: 'write services, moves or the record into a file, as CSV, XLSX or JSON',
  page: 'Services',
  help: [
    'The ending of FILE says which: .csv, .xlsx or .json. All rows that the options leave are written, however many.',
    'Amounts are whole numbers in the smallest part of the unit, as in the API.',
  ],
  verbs: [
    writer('services', 'writes every service that the filters leave', exportServices),
    writer('moves', 'writes every move that the filters leave, latest day first', exportMoves),
    writer('audit', 'writes every entry of the record that the filters leave, the latest first', exportAudit),
  ],
})
