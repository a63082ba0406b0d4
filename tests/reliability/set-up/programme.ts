import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTenfold } from '../../../src/server/command-line/run-tenfold.ts'
import type { Said } from './command-line.ts'
import { servicesCsv } from './writers.ts'

/** RELIABILITY=long runs every proof as long as before a release; else each is as short as it can be and still bite. */
export const isLong = process.env['RELIABILITY'] === 'long'

/** The command line in this process: quicker than one of its own, for what only reads or prepares. */
export async function tenfoldHere(words: readonly string[], environment: Record<string, string>): Promise<Said> {
  const out: string[] = []
  const err: string[] = []
  const code = await runTenfold(words, environment, {
    terminal: { say: (line) => out.push(line), warn: (line) => err.push(line), progress: () => {} },
    project: join(import.meta.dirname, '../../..'),
    here: process.cwd(),
    now: () => Date.now(),
  })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** A programme with so many services to write on, put where the environment says. */
export async function makeProgramme(
  services: number,
  environment: Record<string, string>,
  teams?: number,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-programme-'))
  const file = join(folder, 'services.csv')
  writeFileSync(file, servicesCsv(services, teams))
  const { code, err } = await tenfoldHere(['import', file], environment)
  rmSync(folder, { recursive: true })
  if (code !== 0) throw new Error(`The programme could not be made: ${err}`)
}

/** What the doctor finds, nothing where all is well: figures against moves, conservation, standings, pages of the file. */
export async function findings(environment: Record<string, string>): Promise<string> {
  const { code, out, err } = await tenfoldHere(['doctor'], environment)
  return code === 0 && out.endsWith('All is well.') ? '' : `${code}: ${err}`
}
