import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import {
  type DependencyReport,
  importDependencies,
  listDependencies,
  readOrderOfMoves,
  readStraddleDebt,
  readStraddleSeries,
  removeDependencies,
  setDependencies,
} from '../../contract/dependencies.ts'
import { csvRow, shieldedText } from '../../drawing/csv-cells.ts'
import { aligned } from './aligned.ts'
import { exitCodes } from './command.ts'
import { counted, grouped, secondsSince } from './counted.ts'
import { orderRows } from './order-rows.ts'
import { everyRow, queryOf, queryOptions } from './query-options.ts'
import { commandOf, type Outcome, type Verb } from './verbs.ts'
import { readableFile } from './whereabouts.ts'

const shownReasons = 5
const pair = { said: 'SERVICE DEPENDS_ON', least: 2, most: 2 } as const
const dependencies = (count: number): string => counted(count, 'dependency', 'dependencies')

const importFile: Verb = {
  name: 'import',
  takes: { said: 'FILE', least: 1, most: 1 },
  says: 'reads which service depends on which from a CSV file',
  asks: [importDependencies],
  options: queryOptions(importDependencies),
  async run({ ask, values, words, surroundings }) {
    const path = readableFile(words[0] ?? '', surroundings)
    const file = new File([await openAsBlob(path)], basename(path), { type: 'text/csv' })
    const start = performance.now()
    const query = queryOf(importDependencies, values)
    const answer = await ask(importDependencies, { query, body: { dependencies: file } })
    return outcomeOf(answer, values['skip-refused'] === true, secondsSince(start))
  },
}

function outcomeOf(report: DependencyReport, skipRefused: boolean, lasted: string): Outcome {
  const stops = report.refused > 0 && !skipRefused
  const verb = report.dryRun || stops ? 'would be written' : 'written'
  return {
    answer: report,
    lines: [
      `${report.fileName}: ${counted(report.rows, 'row')} read in ${lasted}.`,
      `  ${dependencies(report.create)} ${verb}`,
      ...(report.change > 0 ? [`  ${grouped(report.change)} of another kind than before ${verb}`] : []),
      `  ${grouped(report.same)} there already`,
      `  ${grouped(report.refused)} refused`,
      ...(report.dryRun
        ? ['This was a dry run: nothing was written.']
        : stops || report.written
          ? []
          : ['All of it is there already; nothing was written.']),
    ],
    warnings: [
      ...report.refusedRows.slice(0, shownReasons).map(({ line, reason }) => `Line ${line}: ${reason}`),
      ...(report.refused > shownReasons ? [`… and ${grouped(report.refused - shownReasons)} more.`] : []),
      ...(stops && !report.dryRun
        ? ['Nothing was written. Mend the rows and import again, or leave them out with --skip-refused.']
        : []),
    ],
    code: report.refused > 0 && (stops || report.dryRun) ? exitCodes.findings : exitCodes.done,
  }
}

const list: Verb = {
  name: 'list',
  says: 'writes them as CSV in the format that import reads, with a fourth column that says which straddle',
  asks: [listDependencies],
  options: queryOptions(listDependencies),
  async run({ ask, values }) {
    const query = queryOf(listDependencies, values)
    const answer = await everyRow(ask, listDependencies, { query }, { rows: 'dependencies', most: 1_000 })
    const rows = answer.dependencies.map(({ service, dependsOn, kind, straddles }) => {
      const cells = [service.name, dependsOn.name, kind].map(shieldedText)
      return csvRow([...cells, straddles ? 'yes' : '']).trimEnd()
    })
    return { answer, lines: ['service,depends_on,kind,straddles', ...rows] }
  },
}

const add: Verb = {
  name: 'add',
  takes: pair,
  says: 'says that a service depends on another; where that is said already, --kind changes its kind',
  asks: [setDependencies],
  options: { kind: { value: 'WORD' } },
  async run({ ask, values, words: [service = '', dependsOn = ''] }) {
    const kind = values['kind'] === undefined ? {} : { kind: String(values['kind']) }
    const answer = await ask(setDependencies, { body: { dependencies: [{ service, dependsOn, ...kind }] } })
    const done = answer.created > 0 ? 'is added' : answer.changed > 0 ? 'is of another kind now' : 'was there already'
    return { answer, lines: [`${service} → ${dependsOn} ${done}.`] }
  },
}

const remove: Verb = {
  name: 'remove',
  takes: pair,
  says: 'says that a service depends on another no more',
  asks: [removeDependencies],
  options: {},
  async run({ ask, words: [service = '', dependsOn = ''] }) {
    const answer = await ask(removeDependencies, { body: { dependencies: [{ service, dependsOn }] } })
    return { answer, lines: [`${service} → ${dependsOn} ${answer.removed > 0 ? 'is removed' : 'was not there'}.`] }
  },
}

const debt: Verb = {
  name: 'debt',
  says: 'says how many of them straddle cloud and on-premises',
  asks: [readStraddleDebt],
  options: queryOptions(readStraddleDebt),
  async run({ ask, values }) {
    const answer = await ask(readStraddleDebt, { query: queryOf(readStraddleDebt, values) })
    const { asOf, debt, services } = answer
    const all = `${dependencies(answer.dependencies)} of ${counted(services, 'service')}`
    return { answer, lines: [`On ${asOf} ${grouped(debt)} of ${all} straddled cloud and on-premises.`] }
  },
}

const trend: Verb = {
  name: 'trend',
  says: 'writes how many straddled at the end of each week or cycle',
  asks: [readStraddleSeries],
  options: { ...queryOptions(readStraddleSeries), from: { value: 'DAY' }, to: { value: 'DAY' } },
  async run({ ask, values }) {
    const answer = await ask(readStraddleSeries, { query: queryOf(readStraddleSeries, values) })
    const rows = answer.points.map(({ day, cycle, debt, partial }) => [day, cycle, debt, partial ? 'goes on' : ''])
    return { answer, lines: aligned(['until', 'cycle', 'straddling', ''], rows) }
  },
}

const order: Verb = {
  name: 'order',
  says: 'writes the order of moves that pays straddle debt down fastest, with the debt after each',
  asks: [readOrderOfMoves],
  options: queryOptions(readOrderOfMoves),
  async run({ ask, values }) {
    const query = queryOf(readOrderOfMoves, values)
    const answer = await everyRow(ask, readOrderOfMoves, { query }, { rows: 'moves', most: 500 })
    const { asOf, debt, moves } = answer
    return { answer, lines: [`On ${asOf} ${dependencies(debt)} straddled.`, ...(moves.length ? orderRows(moves) : [])] }
  },
}

export const dependenciesCommand = commandOf({
  name: 'dependencies',
  summary: 'read and write which service depends on which, and what straddles',
  page: 'Dependencies',
  help: [
    'FILE names its columns in its first line, in any order, separated by commas, semicolons or tabs:',
    '  service      the one that depends on the other',
    '  depends_on   the other; both must be services of the programme',
    '  kind         if you like, a word of up to 40 characters for what ties them, such as calls',
    '--dry-run judges every row and writes nothing. One refused row stops it all; --skip-refused stores the rows that are right.',
    'The same file again changes nothing; a row with another kind changes the kind. list --straddling leaves out the others.',
    'SERVICE and DEPENDS_ON are names, or numbers.',
  ],
  verbs: [importFile, list, add, remove, debt, trend, order],
})
