import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import * as z from 'zod/mini'
import type { AnswerOf, Endpoint } from '../../../src/contract/endpoint.ts'
import { runTenfold } from '../../../src/server/command-line/run-tenfold.ts'
import { openDatabase, type Whereabouts } from '../../../src/server/database/open-database.ts'
import { type ProgrammeApi, programmeApi } from '../../api/set-up/programme-api.ts'
import { engines, type TestEngine, temporaryFolder } from '../../set-up/databases.ts'

export const project = join(import.meta.dirname, '../../..')

export interface Said {
  code: number
  out: string
  err: string
}

/** The command line in a folder of its own, over a data folder that is not there yet, in this process. */
export function commandLine(at = '2026-11-22T10:00:00Z') {
  const here = temporaryFolder()
  const it = {
    /** Where the person stands. */
    here,
    /** The data folder. */
    data: join(here, 'data'),
    now: Date.parse(at),
    file(name: string, text: string): string {
      writeFileSync(join(here, name), text)
      return name
    },
    async tenfold(words: readonly string[], environment: Record<string, string> = {}, now?: string): Promise<Said> {
      const out: string[] = []
      const err: string[] = []
      const code = await runTenfold(
        words,
        { TENFOLD_DATA: it.data, ...environment },
        {
          terminal: { say: (line) => out.push(line), warn: (line) => err.push(line), progress: () => {} },
          project,
          here,
          now: () => (now === undefined ? it.now : Date.parse(now)),
        },
      )
      return { code, out: out.join('\n'), err: err.join('\n') }
    },
  }
  return it
}

export interface OnEngine {
  /** Where the person stands, and files are written. */
  readonly here: string
  readonly place: Whereabouts
  /** Each a minute later than the one before. */
  run(...words: string[]): Promise<Said>
  setClock(to: string): void
  /** What a verb answers with `--json`: nothing but an answer of that endpoint, as the contract has it. */
  json<E extends Endpoint>(endpoint: E, ...words: string[]): Promise<AnswerOf<E>>
  file(name: string, text: string): string
  /** Asks the API over the same database, for what the command line is compared with. */
  asking<T>(ask: (p: ProgrammeApi) => Promise<T>): Promise<T>
  /** The entries of the audit for an action, the latest first. */
  audited(action: string): Promise<{ subject: string; means: string; before: unknown; after: unknown }[]>
}

/** The command line over a database of one of the engines. */
export async function onEngine(engine: TestEngine, at: string, more: Record<string, string> = {}): Promise<OnEngine> {
  const place = await engine.freshPlace()
  return overPlace(place, at, more)
}

export function overPlace(place: Whereabouts, at: string, more: Record<string, string> = {}): OnEngine {
  const environment = { ...more, ...('url' in place ? { DATABASE_URL: place.url } : { TENFOLD_DATA: place.folder }) }
  const line = commandLine(at)
  const later = () => {
    line.now += 60_000
  }
  const run = (...words: string[]) => {
    later()
    return line.tenfold(words, environment)
  }
  const asking = async <T>(ask: (p: ProgrammeApi) => Promise<T>): Promise<T> => {
    const database = await openDatabase('folder' in place ? { ...place, access: 'beside' } : place)
    try {
      later()
      const p = programmeApi(database, '2026-01-01')
      p.setClock(new Date(line.now).toISOString())
      return await ask(p)
    } finally {
      await database.close()
    }
  }
  return {
    here: line.here,
    place,
    run,
    asking,
    file: line.file,
    setClock: (to) => {
      line.now = Date.parse(to)
    },
    async json<E extends Endpoint>(endpoint: E, ...words: string[]) {
      const { code, out, err } = await run(...words, '--json')
      if (code !== 0 || err !== '') throw new Error(`${words.join(' ')} ended with ${code}: ${err}`)
      const said: unknown = JSON.parse(out)
      const read = z.parse(endpoint.answer, said)
      // Nothing is in it that the contract does not know.
      expect(read).toEqual(said)
      return read as AnswerOf<E>
    },
    audited: (action) =>
      asking(async (p) => {
        type Entry = { subject: string; means: string; before: unknown; after: unknown }
        const { entries } = await p.get<{ entries: Entry[] }>(`audit?action=${action}`)
        return entries.map(({ subject, means, before, after }) => ({ subject, means, before, after }))
      }),
  }
}

/** Where an empty database of PostgreSQL lies. */
export async function emptyPostgres(): Promise<string> {
  const place = await engines.find(({ name }) => name === 'postgres')?.freshPlace()
  if (place === undefined || !('url' in place)) throw new Error('There is no PostgreSQL for this test.')
  return place.url
}

export const moves = `occurred_on,service,team,division,units,from,to,note,evidence,Cost centre
2026-01-05,payments-api,payments,retail,400,,On-premises,,,4711
2026-01-06,=sum(A1),payments,retail,30,,On-premises,-note,+evidence,@centre
2026-02-02,payments-api,payments,retail,100,On-premises,Cloud,"first, ""step""
of two",CHG-1,
`
export const withRefused = `${moves}2026-02-30,payments-api,,,1,On-premises,Cloud,,,\n2026-03-01,payments-api,,,999,On-premises,Cloud,,,\n`
