import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../set-up/databases.ts'

const project = join(import.meta.dirname, '../..')
const { bin } = JSON.parse(readFileSync(join(project, 'package.json'), 'utf8')) as { bin: { tenfold: string } }

/** The machine's own Node, where it is older than the locked one: what a global install is started with. */
const oldNode = ['/usr/local/bin', ...(process.env['PATH'] ?? '').split(delimiter)]
  .filter((folder) => !folder.includes('node_modules'))
  .map((folder) => join(folder, 'node'))
  .find((file) => existsSync(file) && /^v(1\d|2[0-5])\./.test(spawnSync(file, ['-v'], { encoding: 'utf8' }).stdout))

/** The package as `npm install --global` lays it out, with the packages it needs or without any. */
function installed(packages: 'own' | 'around' | 'none'): { bin: string; folder: string } {
  const folder = temporaryFolder()
  const home = join(folder, 'lib/node_modules/tenfold')
  mkdirSync(home, { recursive: true })
  for (const part of ['src', 'package.json']) cpSync(join(project, part), join(home, part), { recursive: true })
  if (packages === 'own') symlinkSync(join(project, 'node_modules'), join(home, 'node_modules'))
  if (packages === 'around')
    for (const name of readdirSync(join(project, 'node_modules')))
      if (name !== 'tenfold') symlinkSync(join(project, 'node_modules', name), join(home, '..', name))
  const link = join(folder, 'tenfold')
  symlinkSync(join(home, bin.tenfold), link)
  return { bin: link, folder }
}

function run(node: string, at: { bin: string; folder: string }, ...words: string[]) {
  const environment = { PATH: '/usr/bin:/bin', TENFOLD_DATA: join(at.folder, 'data') }
  const { status, stdout, stderr } = spawnSync(node, [at.bin, ...words], {
    cwd: at.folder,
    env: environment,
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

const without = 'there is no Node on this machine that is older than the locked one'

test.each(['own', 'around'] as const)(
  'on an old Node the installed command hands over to the runtime beside it, packages %s',
  (packages) => {
    const at = installed(packages)
    writeFileSync(
      join(at.folder, 'moves.csv'),
      'occurred_on,service,team,division,units,from,to\n2026-01-05,api,payments,retail,400,,Cloud\n',
    )
    const node = oldNode ?? process.execPath
    expect(run(node, at, 'help')).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('npm run tenfold -- COMMAND'),
    })
    // With the database and its threads, and the words and exit codes of the command itself.
    expect(run(node, at, 'import', 'moves.csv')).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('1 move written'),
    })
    expect(run(node, at, 'import', 'none.csv')).toMatchObject({ status: 2, stdout: '' })
  },
)

test('on an old Node without that runtime it says so in one sentence', ({ skip }) => {
  skip(oldNode === undefined, without)
  const { status, stdout, stderr } = run(oldNode as string, installed('none'), 'help')
  expect([status, stdout]).toEqual([78, ''])
  expect(stderr).toMatch(/^Tenfold needs Node 26 or newer, or the one that its package brings; this is .*\n$/)
})
