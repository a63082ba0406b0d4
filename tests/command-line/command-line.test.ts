import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { runTenfold } from '../../src/server/command-line/run-tenfold.ts'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { readTls } from '../../src/server/host/tls-files.ts'
import { apiOver } from '../set-up/api.ts'
import { engines, temporaryFolder } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'

const project = join(import.meta.dirname, '../..')
const moves = `occurred_on,service,team,division,units,from,to,note,evidence,Cost centre
2026-01-05,payments-api,payments,retail,400,,On-premises,,,4711
2026-01-06,=sum(A1),payments,retail,30,,On-premises,-note,+evidence,@centre
2026-02-02,payments-api,payments,retail,100,On-premises,Cloud,"first, ""step""
of two",CHG-1,
`
const withRefused = `${moves}2026-02-30,payments-api,,,1,On-premises,Cloud,,,\n2026-03-01,payments-api,,,999,On-premises,Cloud,,,\n`

let here: string
let data: string

beforeEach(() => {
  here = temporaryFolder()
  data = join(here, 'data')
})

interface Said {
  code: number
  out: string
  err: string
}

async function tenfold(
  words: string[],
  environment: Record<string, string> = {},
  now = '2026-11-22T10:00:00Z',
): Promise<Said> {
  const out: string[] = []
  const err: string[] = []
  const code = await runTenfold(
    words,
    { TENFOLD_DATA: data, ...environment },
    {
      terminal: { say: (line) => out.push(line), warn: (line) => err.push(line), progress: () => {} },
      project,
      here,
      now: () => Temporal.Instant.from(now).epochMilliseconds,
    },
  )
  return { code, out: out.join('\n'), err: err.join('\n') }
}

const file = (name: string, text: string): string => {
  writeFileSync(join(here, name), text)
  return name
}

describe('import', () => {
  test('works on an empty data folder and says what to do next', async () => {
    const { code, out, err } = await tenfold(['import', file('moves.csv', moves)])
    expect([code, err]).toEqual([0, ''])
    expect(out).toContain('moves.csv: 3 rows read')
    expect(out).toContain('3 moves written, 2026-01-05 to 2026-02-02')
    expect(out).toContain('new: 2 services, 1 team, 1 division, 0 locations')
    expect(out).toContain('kept as custom fields: Cost centre')
    expect(out).toContain('growth counted from 2026-02-02')
    expect(out).toContain('Next: run npm start, open http://127.0.0.1:3210/')
    expect((await tenfold(['import', 'moves.csv'])).out).toContain(
      'The ledger holds all of it already; nothing was written.',
    )
  })

  test('a dry run writes nothing', async () => {
    const { code, out } = await tenfold(['import', file('moves.csv', moves), '--dry-run'])
    expect([code, out.includes('3 moves would be written'), out.includes('nothing was written')]).toEqual([
      0,
      true,
      true,
    ])
    expect((await tenfold(['import', 'moves.csv'])).out).toContain('3 moves written')
  })

  test('refused rows stop it, are written out with their reasons, and can be mended there and imported', async () => {
    const { code, err } = await tenfold(['import', file('moves.csv', withRefused)])
    expect(code).toBe(1)
    expect(err).toContain('Line 6: There is no 2026-02-30 in the calendar.')
    expect(err).toContain('Nothing was written.')
    const refused = readFileSync(join(here, 'moves.refused.csv'), 'utf8')
    expect(refused.split('\n')[0]).toBe(
      'refused_line,refused_because,occurred_on,service,team,division,units,from,to,note,evidence,Cost centre',
    )
    expect(refused).toContain('6,There is no 2026-02-30 in the calendar.')
    expect(await tenfold(['import', 'moves.csv', '--skip-refused', '--refused', 'others.csv'])).toMatchObject({
      code: 0,
    })
    file(
      'mended.csv',
      readFileSync(join(here, 'others.csv'), 'utf8').replaceAll('2026-02-30', '2026-02-28').replaceAll('999', '99'),
    )
    const mended = await tenfold(['import', 'mended.csv'])
    expect([
      mended.code,
      mended.out.includes('2 moves written'),
      mended.out.includes('custom fields: Cost centre'),
    ]).toEqual([0, true, true])
  })

  test('says in the terminal how far it has come, from reading to writing, and takes that line away', async () => {
    const many = Array.from({ length: 12_000 }, (_, at) => `2026-01-05,service-${at},payments,retail,5,,Cloud,,,\n`)
    file('many.csv', `${moves.split('\n')[0]}\n${many.join('')}`)
    const lines: string[] = []
    const terminal = {
      say: () => lines.push('said'),
      warn: () => {},
      progress: (line: string) => void lines.push(line),
    }
    const around = {
      terminal,
      project,
      here,
      now: () => Temporal.Instant.from('2026-11-22T10:00:00Z').epochMilliseconds,
    }
    expect(await runTenfold(['import', 'many.csv'], { TENFOLD_DATA: data }, around)).toBe(0)
    const phases = lines.map((line) => line.split(':')[0])
    expect(phases.filter((phase, at) => phase !== phases[at - 1])).toEqual([
      'Reading',
      'Checking against the ledger',
      'Writing',
      '',
      'said',
    ])
    expect(lines).toContain('Reading: 12,000 rows, 100 %')
    expect(lines).toContain('Checking against the ledger: 100 %')
    expect(lines).toContain('Writing: 5,000 moves, 41 %')
    expect(lines).toContain('Writing: adding up the figures')
    // Never backwards.
    const shares = lines.filter((line) => line.startsWith('Checking')).map((line) => Number(/(\d+) %/.exec(line)?.[1]))
    expect(shares).toEqual([...shares].sort((one, other) => one - other))
  })

  test('a dry run writes no file but one that was named', async () => {
    const { code, out, err } = await tenfold(['import', file('moves.csv', withRefused), '--dry-run'])
    expect([code, readdirSync(here).sort()]).toEqual([1, ['data', 'moves.csv']])
    expect(err).toContain('Line 6: There is no 2026-02-30 in the calendar.')
    expect(out).toContain('add --refused FILE')
    expect(out).toContain('This was a dry run: nothing was written.')
    const named = await tenfold(['import', 'moves.csv', '--dry-run', '--refused', 'mend.csv'])
    expect(named.out).toContain('This was a dry run: nothing was written to the ledger.')
    expect(readFileSync(join(here, 'mend.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(3)
  })

  test('a file of refused rows is written over while it is as it was written, and never once it was changed', async () => {
    const refused = join(here, 'moves.refused.csv')
    await tenfold(['import', file('moves.csv', withRefused)])
    const first = readFileSync(refused, 'utf8')
    // Mended in the input: the file that nobody touched follows it.
    await tenfold(['import', file('moves.csv', withRefused.replace('2026-02-30', '2026-02-28'))])
    const second = readFileSync(refused, 'utf8')
    expect(second).not.toBe(first)
    writeFileSync(refused, second.replace('999', '99'))
    for (const words of [['--skip-refused'], [], ['--dry-run', '--refused', 'moves.refused.csv']]) {
      const { code, err } = await tenfold(['import', 'moves.csv', ...words])
      expect([code, err.split('\n').length]).toEqual([1, 1])
      expect(err).toContain('not as Tenfold wrote it')
      expect(err).toContain('Import that file or move it away first, or name another one.')
      expect(readFileSync(refused, 'utf8')).toBe(second.replace('999', '99'))
    }
    // Nothing was stored either, so the same command does all of it once the way is free.
    const { out } = await tenfold(['import', 'moves.csv', '--skip-refused', '--refused', 'others.csv'])
    expect(out).toContain('4 moves written')
    writeFileSync(join(here, 'notes.txt'), 'mine')
    expect(await tenfold(['import', 'moves.csv', '--verdicts', 'notes.txt'])).toMatchObject({ code: 1 })
    expect(readFileSync(join(here, 'notes.txt'), 'utf8')).toBe('mine')
  })

  test('what becomes of every row is written where it is asked for, in the order of the file', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    const { code, out } = await tenfold([
      'import',
      file('grown.csv', `${withRefused}2026-03-02,payments-api,,,5,On-premises,Cloud,"a, b",,\n`),
      '--dry-run',
      '--verdicts',
      'verdicts.csv',
    ])
    expect([code, out.includes('What becomes of every row is in')]).toEqual([1, true])
    expect(readFileSync(join(here, 'verdicts.csv'), 'utf8')).toBe(
      `line,verdict,reason,occurred_on,service,team,division,units,from,to,note,evidence,Cost centre
2,same,,2026-01-05,payments-api,payments,retail,400,,On-premises,,,4711
3,same,,2026-01-06,'=sum(A1),payments,retail,30,,On-premises,'-note,'+evidence,'@centre
4,same,,2026-02-02,payments-api,payments,retail,100,On-premises,Cloud,"first, ""step""
of two",CHG-1,
6,refused,There is no 2026-02-30 in the calendar. Write the day on which it happened.,2026-02-30,payments-api,,,1,On-premises,Cloud,,,
7,refused,"At the end of 2026-03-01 payments-api would have -699 units in On-premises: this row takes 999 from there, 699 more would leave than are there. Correct its units, day or place, or add the row by which they came to On-premises.",2026-03-01,payments-api,,,999,On-premises,Cloud,,,
8,create,,2026-03-02,payments-api,,,5,On-premises,Cloud,"a, b",,
`,
    )
    expect(await tenfold(['import', 'grown.csv', '--verdicts', 'grown.csv'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('name another one for the verdicts'),
    })
    expect(await tenfold(['import', 'grown.csv', '--verdicts', 'a.csv', '--refused', 'a.csv'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot hold both'),
    })
  })

  test('a wrongly encoded file, a missing one and a folder each get one sentence', async () => {
    writeFileSync(join(here, 'latin.csv'), Buffer.from(moves.replace('payments-api', 'caf\xe9'), 'latin1'))
    expect(await tenfold(['import', 'latin.csv'])).toMatchObject({
      code: 1,
      err: expect.stringContaining('From line 2 on the file holds characters that are not UTF-8.'),
    })
    expect(await tenfold(['import', 'none.csv'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no file'),
    })
    mkdirSync(join(here, 'folder'))
    expect(await tenfold(['import', 'folder'])).toMatchObject({ code: 2, err: expect.stringContaining('is a folder') })
    expect(await tenfold(['import', file('m.csv', moves), '--refused', 'm.csv'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('name another one'),
    })
  })
})

describe('export', () => {
  test('imported into an empty folder it gives the same ledger, formulas and custom fields included', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    expect(await tenfold(['export', '--folder', 'out'])).toMatchObject({ code: 0, err: '' })
    const written = readFileSync(join(here, 'out/dated-moves.csv'), 'utf8')
    expect(written).toContain("2026-01-06,'=sum(A1),payments,retail,30,,On-premises,'-note,'+evidence,'@centre")
    data = join(here, 'second')
    expect(await tenfold(['import', 'out/dated-moves.csv', '--locations', 'out/locations.csv'])).toMatchObject({
      code: 0,
    })
    await tenfold(['export', '--folder', 'again'])
    for (const name of ['dated-moves.csv', 'locations.csv', 'services.csv']) {
      expect(readFileSync(join(here, 'again', name), 'utf8')).toBe(readFileSync(join(here, 'out', name), 'utf8'))
    }
    const json = JSON.parse(readFileSync(join(here, 'out/ledger.json'), 'utf8')) as {
      moves: object[]
      services: object[]
    }
    expect([json.moves.length, json.services.length]).toEqual([3, 2])
    expect(json.moves[2]).toMatchObject({
      service: 'payments-api',
      from: 'On-premises',
      to: 'Cloud',
      units: 100,
      note: 'first, "step"\nof two',
    })
  })

  test('an undone import is not in the moves, but in the JSON', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    const database = await openDatabase({ folder: data })
    await apiOver(database, '2026-11-22T11:00:00Z').send('imports/1/undo', {})
    await database.close()
    await tenfold(['export', '--folder', 'out'])
    expect(readFileSync(join(here, 'out/dated-moves.csv'), 'utf8').trim().split('\n')).toHaveLength(1)
    expect((JSON.parse(readFileSync(join(here, 'out/ledger.json'), 'utf8')) as { moves: object[] }).moves).toHaveLength(
      6,
    )
  })

  test('never writes over anything', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    expect(await tenfold(['export', '--folder', '.'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('is not empty'),
    })
  })

  test('without data it says so', async () => {
    expect(await tenfold(['export'])).toMatchObject({ code: 78, err: expect.stringContaining('There is no data in') })
    expect(existsSync(data)).toBe(false)
  })
})

describe('backup, restore, doctor, rebuild', () => {
  test('a backup restored elsewhere passes the doctor; nothing is overwritten', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    expect(await tenfold(['backup', 'kept.db'])).toMatchObject({ code: 0, err: '' })
    expect(await tenfold(['backup', 'kept.db'])).toMatchObject({
      code: 78,
      err: expect.stringContaining('already there'),
    })
    expect(await tenfold(['restore', 'kept.db'])).toMatchObject({
      code: 78,
      err: expect.stringContaining('already there'),
    })
    data = join(here, 'restored')
    expect(await tenfold(['restore', 'kept.db'])).toMatchObject({ code: 0 })
    const { code, out } = await tenfold(['doctor'])
    expect([
      code,
      out.includes('3 standing moves of 2 services add up to every kept sum'),
      out.includes('All is well.'),
    ]).toEqual([0, true, true])
  })

  test('the doctor finds wrong sums, a forged entry and a clock set back, rebuild mends the sums', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    const database = await openDatabase({ folder: data })
    await database.write(async (queries) => {
      await queries.updateTable('rollup_day').set({ on_prem_units: 5 }).where('scope', '=', 1).execute()
      const run = await queries.selectFrom('audit').selectAll().limit(1).executeTakeFirstOrThrow()
      await queries
        .insertInto('audit')
        .values({ ...run, id: 99, recorded_at: run.recorded_at + 3_600_000 })
        .execute()
    })
    await database.close()
    const sick = await tenfold(['doctor'])
    expect(sick.code).toBe(1)
    expect(sick.err).toContain(
      'Clock: it says 2026-11-22T10:00:00.000Z, but something was recorded at 2026-11-22T11:00:00.000Z. Set the clock right',
    )
    expect(sick.err).toContain('Figures: The roll-up of division retail differs on 3 rows.')
    expect(sick.err).toContain('npm run tenfold -- rebuild')
    expect(sick.err).toContain('Audit: entry 99 does not follow from the one before it')
    expect(sick.out).toContain('4 findings.')
    expect(await tenfold(['rebuild'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Mended: The roll-up of division retail differs on 3 rows.'),
    })
    expect((await tenfold(['rebuild'])).out).toContain('everything was right')
  })

  test('the doctor asks for a backup once a week of work would be lost', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    const doctor = (day: string) => tenfold(['doctor'], {}, `${day}T10:00:00Z`)
    expect(await doctor('2026-11-29')).toMatchObject({ code: 0, out: expect.stringContaining('Backup: none yet') })
    expect(await doctor('2026-11-30')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Backup: there was none yet. Run npm run tenfold -- backup FILE every day'),
    })
    await tenfold(['backup', 'kept.db'], {}, '2026-11-30T10:00:00Z')
    expect(await doctor('2026-12-07')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Backup: the last one is from 2026-11-30'),
    })
    expect(await doctor('2026-12-09')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Backup: the last one is 9 days old, from 2026-11-30.'),
    })
    // Refused, so it backed nothing up.
    await tenfold(['backup', 'kept.db'], {}, '2026-12-09T10:00:00Z')
    expect(await doctor('2026-12-09')).toMatchObject({ code: 1 })
  })

  test('the doctor says what people open, by which certificate or proxy, and when the certificate ends', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    const tls = {
      TENFOLD_TLS_CERT: join(project, 'tests/host/tls/certificate.pem'),
      TENFOLD_TLS_KEY: join(project, 'tests/host/tls/key.pem'),
    }
    const until = new Date(readTls({ certificate: tls.TENFOLD_TLS_CERT, key: tls.TENFOLD_TLS_KEY }).validUntil)
    const ahead = (days: number) => new Date(until.getTime() - days * 24 * 3_600_000).toISOString()
    const doctor = async (environment: Record<string, string>, now?: string) => {
      const { out, err } = await tenfold(['doctor'], environment, now)
      return `${out}\n${err}`.split('\n').find((line) => line.includes('Way in:'))
    }
    const ended = until.toISOString().slice(0, 10)
    expect(await doctor({})).toBe('  Way in: this machine only; people sign in')
    expect(await doctor({ TENFOLD_SIGN_IN: 'off' })).toContain('whoever reaches the port administers it')
    const proxied = { TENFOLD_PUBLIC_URL: 'https://tenfold.example.com', TENFOLD_PROXIES: '10.0.0.7' }
    expect(await doctor(proxied)).toBe('  Way in: https://tenfold.example.com, by the proxy 10.0.0.7; people sign in')
    expect(await doctor(tls, ahead(22))).toBe(
      `  Way in: this machine only, by a certificate valid until ${ended}; people sign in`,
    )
    expect(await doctor(tls, ahead(20))).toContain(`ends on ${ended}. Renew it before`)
    expect(await doctor(tls, ahead(-1))).toContain(`ended on ${ended}. Renew it and start again`)
    expect(await doctor({ ...tls, TENFOLD_TLS_KEY: join(project, 'tests/host/tls/other-key.pem') })).toContain(
      'does not belong to the certificate',
    )
  })

  test('while a server runs, export, backup and doctor read beside it; import, restore and rebuild say what to do', async () => {
    const server = await startProduct({ environment: { TENFOLD_DATA: data } })
    try {
      await fetch(`${server.address}/api/v1/session`)
      expect(await tenfold(['export', '--folder', 'out'])).toMatchObject({ code: 0 })
      expect(await tenfold(['backup', 'kept.db'])).toMatchObject({ code: 0 })
      expect(await tenfold(['doctor'])).toMatchObject({ code: 0 })
      for (const [command, advice] of [
        [['import', file('moves.csv', moves)], 'or leave it running and import on its page, or through its API.'],
        [['restore', 'kept.db'], 'or restore into an empty folder of its own: name one with TENFOLD_DATA.'],
        [['rebuild'], 'sums are worked out anew while nobody writes. Whether it is needed, the doctor says beside it.'],
        [['copy', '--to', 'postgres://nobody@127.0.0.1:1/none'], 'nothing is logged behind the back of the copy.'],
      ] as const) {
        const { code, err } = await tenfold([...command])
        expect([code, err.split('\n').length]).toEqual([78, 1])
        expect(err).toContain(`in use by process ${server.process.pid}`)
        expect(err).toContain('Stop it first')
        expect(err.endsWith(advice), err).toBe(true)
      }
    } finally {
      await server.stop()
    }
  })
})

describe('copy to PostgreSQL', () => {
  test('everything arrives, equal in counts and sums, and the same figures are answered', async () => {
    const place = await engines[1]?.freshPlace()
    const url = place && 'url' in place ? place.url : ''
    await tenfold(['import', file('moves.csv', moves)])
    const copied = await tenfold(['copy', '--to', url])
    expect(copied).toMatchObject({ code: 0, err: '' })
    expect(copied.out).toContain('move: 3 rows')
    expect(copied.out).toContain('counts and sums are equal on both sides')
    expect(await tenfold(['copy', '--to', url])).toMatchObject({
      code: 78,
      err: expect.stringContaining('holds data already'),
    })
    expect((await tenfold(['doctor'], { DATABASE_URL: url })).out).toContain('All is well.')
    await tenfold(['export', '--folder', 'embedded'])
    await tenfold(['export', '--folder', 'server'], { DATABASE_URL: url })
    for (const name of ['dated-moves.csv', 'locations.csv', 'services.csv']) {
      expect(readFileSync(join(here, 'server', name), 'utf8')).toBe(readFileSync(join(here, 'embedded', name), 'utf8'))
    }
    const more = file('more.csv', 'occurred_on,service,units,from,to\n2026-04-01,payments-api,5,On-premises,Cloud\n')
    expect(await tenfold(['import', more], { DATABASE_URL: url })).toMatchObject({ code: 0 })
  })

  test('a server that does not answer is said in one sentence without its password', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    const { code, err } = await tenfold(['copy', '--to', 'postgres://me:secret@127.0.0.1:1/none'])
    expect([code, err.includes('does not answer'), err.includes('secret')]).toEqual([78, true, false])
    expect(await tenfold(['copy'])).toMatchObject({ code: 2, err: expect.stringContaining('copy --to postgres://') })
    expect(await tenfold(['backup', 'b.db'], { DATABASE_URL: 'postgres://x@localhost/y' })).toMatchObject({
      code: 78,
      err: expect.stringContaining('pg_dump'),
    })
  })
})

describe('words', () => {
  test('help lists every command, and says more about each', async () => {
    const { code, out } = await tenfold([])
    expect(code).toBe(0)
    for (const name of ['import', 'export', 'backup', 'restore', 'copy', 'doctor', 'rebuild']) {
      expect(out).toContain(`  ${name}`)
      expect((await tenfold(['help', name])).out).toContain(`npm run tenfold -- ${name}`)
      expect((await tenfold([name, '--help'])).out).toContain(`npm run tenfold -- ${name}`)
    }
  })

  test.each([
    [['frob'], 'There is no command frob.'],
    [['import'], 'import takes one file, not 0.'],
    [['import', 'a', 'b'], 'import takes one file, not 2.'],
    [['doctor', '--fast'], "Unknown option '--fast'"],
    [['import', 'a', '--locations'], 'argument missing'],
  ])('%j is not understood, with how it goes', async (words, sentence) => {
    const { code, err } = await tenfold(words)
    expect(code).toBe(2)
    expect(err).toContain(sentence)
  })

  test('wrong settings are all said at once', async () => {
    expect(await tenfold(['doctor'], { PORT: 'x', HOST: '0.0.0.0' })).toMatchObject({
      code: 78,
      err: expect.stringMatching(/HOST.*\n?.*PORT/s),
    })
  })

  test('as a program of its own it answers with its exit code, results and complaints apart', () => {
    const run = (...words: string[]) =>
      spawnSync(process.execPath, [join(project, 'src/server/tenfold.ts'), ...words], {
        cwd: here,
        env: { PATH: process.env['PATH'], TENFOLD_DATA: data },
        encoding: 'utf8',
      })
    expect(run('import', file('moves.csv', moves))).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('3 moves written'),
    })
    expect(run('import', 'none.csv')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^There is no file .*\n$/),
    })
    expect(readdirSync(data)).toEqual(['tenfold.db', 'tenfold.lock'])
  })

  test('whoever reads along may stop reading: the work is done to its end', () => {
    file('moves.csv', moves)
    const piped = `"${process.execPath}" "${join(project, 'src/server/tenfold.ts')}" import moves.csv | true`
    const env = { PATH: process.env['PATH'], TENFOLD_DATA: data }
    expect(spawnSync('sh', ['-c', piped], { cwd: here, env, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    })
    expect(readdirSync(data)).toEqual(['tenfold.db', 'tenfold.lock'])
  })

  test('npm run says where the person stands, so relative files are found from any folder', () => {
    file('moves.csv', moves)
    const said = execFileSync(
      'npm',
      ['run', '--silent', '--prefix', project, 'tenfold', '--', 'import', 'moves.csv', '--dry-run'],
      {
        cwd: here,
        env: { ...process.env, TENFOLD_DATA: data, DATABASE_URL: '', INIT_CWD: here },
        encoding: 'utf8',
      },
    )
    expect(said).toContain('3 moves would be written')
  })
})
