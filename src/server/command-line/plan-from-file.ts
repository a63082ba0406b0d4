import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { planServices } from '../../contract/release-cycles.ts'
import type { Queries } from '../database/tables.ts'
import { readPlanFile } from '../imports/plan-file.ts'
import { openCycle, openCycleToBe, planRows, putIntoPlan } from '../routes/plan.ts'
import { previewOf } from '../routes/plan-preview.ts'
import { byCommandLine } from '../storage/audit.ts'
import { ensureProgramme } from '../storage/programme.ts'
import { layOutCycles } from '../storage/release-cycles.ts'
import { noonOf, sampleDay } from '../storage/sample-clock.ts'
import { CommandRefusal, exitCodes } from './command.ts'
import { counted, grouped } from './counted.ts'
import { cycle } from './cycle-option.ts'
import type { Asked, Outcome, Verb } from './verbs.ts'
import { readableFile } from './whereabouts.ts'

/**
 * The one verb that does not go through the API but does the same work beside it: a file is longer than a request may be, and
 * every row that is refused is told with its line.
 */
export const planFromFile: Verb = {
  name: 'plan',
  takes: { said: 'FILE', least: 1, most: 1 },
  says: 'puts the services of a CSV file into the plan of a cycle, all of them or none',
  asks: [planServices],
  options: { ...cycle, 'dry-run': {} },
  alone: true,
  run: plan,
}

async function plan({ values, words, database, surroundings }: Asked): Promise<Outcome> {
  const number = numberIn(String(values['cycle']))
  const file = readableFile(words[0] ?? '', surroundings)
  const dryRun = values['dry-run'] === true
  const { rows, refused: unread } = await readPlanFile(createReadStream(file))
  const { refused, answer } = await database[dryRun ? 'read' : 'write'](async (queries) => {
    const now = await timeOf(queries, surroundings.now())
    if (!dryRun) await layOutCycles(queries, await ensureProgramme(queries, now), now, number)
    const cycle = dryRun ? await openCycleToBe(queries, number, now) : await openCycle(queries, number)
    const { services, wished, refused: unplanned } = await planRows(queries, rows)
    const refused = [...unread, ...unplanned].sort((one, other) => one.line - other.line)
    const wish = { cycle, services, wished, dryRun: dryRun || refused.length > 0, by: byCommandLine, now }
    const preview = dryRun ? await previewOf(queries, wish) : null
    return { refused, answer: { ...(await putIntoPlan(queries, wish)), preview } }
  })
  const verb = answer.dryRun ? 'would be planned' : 'planned'
  return {
    answer,
    lines: [
      `${basename(file)}: ${counted(rows.length + unread.length, 'row')} read for cycle ${number}.`,
      `  ${counted(answer.added, 'service')} ${verb}`,
      ...(answer.changed > 0 ? [`  ${grouped(answer.changed)} ${verb} with another amount than before`] : []),
      `  ${grouped(answer.unchanged)} planned so already`,
      `  ${grouped(refused.length)} refused`,
      ...(answer.isScopeChange ? ['The commitment of this cycle stands already, so this is a change of scope.'] : []),
      ...(dryRun ? ['This was a dry run: nothing was written.'] : []),
    ],
    warnings: [
      ...refused.map(({ line, reason }) => `Line ${line}: ${reason}`),
      ...(refused.length > 0 && !dryRun ? ['Nothing was written. Mend the rows and plan again.'] : []),
    ],
    code: refused.length > 0 ? exitCodes.findings : exitCodes.done,
  }
}

function numberIn(said: string): number {
  if (/^[1-9]\d{0,5}$/.test(said)) return Number(said)
  throw new CommandRefusal(exitCodes.notUnderstood, `--cycle is "${said}". Give the number of the cycle, such as 27.`)
}

/** The sample's clock stands until it is advanced, for the command line too. */
async function timeOf(queries: Queries, now: number): Promise<number> {
  const day = await sampleDay(queries)
  return day === null ? now : noonOf(day)
}
