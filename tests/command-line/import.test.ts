import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { runTenfold } from '../../src/server/command-line/run-tenfold.ts'
import { commandLine, moves, project, withRefused } from './set-up/tenfold.ts'

let line: ReturnType<typeof commandLine>
let here: string
beforeEach(() => {
  line = commandLine()
  here = line.here
})
const tenfold: typeof line.tenfold = (...said) => line.tenfold(...said)
const file: typeof line.file = (...said) => line.file(...said)

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
    expect(await runTenfold(['import', 'many.csv'], { TENFOLD_DATA: line.data }, around)).toBe(0)
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
