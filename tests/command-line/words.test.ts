import { execFileSync, spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { commandLine, moves, project } from './set-up/tenfold.ts'

let line: ReturnType<typeof commandLine>
let here: string
beforeEach(() => {
  line = commandLine()
  here = line.here
})
const tenfold: typeof line.tenfold = (...said) => line.tenfold(...said)
const file: typeof line.file = (...said) => line.file(...said)

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
        env: { PATH: process.env['PATH'], TENFOLD_DATA: line.data },
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
    expect(readdirSync(line.data)).toEqual(['tenfold.db', 'tenfold.lock'])
  })

  test('with --json nothing but the answer is on stdout, words of refusal are on stderr', () => {
    const run = (...words: string[]) =>
      spawnSync(process.execPath, [join(project, 'src/server/tenfold.ts'), ...words, '--json'], {
        cwd: here,
        env: { PATH: process.env['PATH'], TENFOLD_DATA: line.data },
        encoding: 'utf8',
      })
    const listed = run('cycles', 'list')
    expect([listed.status, listed.stderr]).toEqual([0, ''])
    expect(JSON.parse(listed.stdout)).toMatchObject({ cycles: expect.any(Array) })
    expect(run('cycles', 'show', '--cycle', 'x')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^--cycle: Give a whole number\. It goes: .*\n$/),
    })
  })

  test('whoever reads along may stop reading: the work is done to its end', () => {
    file('moves.csv', moves)
    const piped = `"${process.execPath}" "${join(project, 'src/server/tenfold.ts')}" import moves.csv | true`
    const env = { PATH: process.env['PATH'], TENFOLD_DATA: line.data }
    expect(spawnSync('sh', ['-c', piped], { cwd: here, env, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    })
    expect(readdirSync(line.data)).toEqual(['tenfold.db', 'tenfold.lock'])
  })

  test('npm run says where the person stands, so relative files are found from any folder', () => {
    file('moves.csv', moves)
    const said = execFileSync(
      'npm',
      ['run', '--silent', '--prefix', project, 'tenfold', '--', 'import', 'moves.csv', '--dry-run'],
      {
        cwd: here,
        env: { ...process.env, TENFOLD_DATA: line.data, DATABASE_URL: '', INIT_CWD: here },
        encoding: 'utf8',
      },
    )
    expect(said).toContain('3 moves would be written')
  })
})
