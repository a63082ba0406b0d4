import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../set-up/databases.ts'

let project: string

const put = (file: string, text: string, mode = 0o644) => {
  mkdirSync(dirname(join(project, file)), { recursive: true })
  writeFileSync(join(project, file), text, { mode })
}
const lock = (packages: Record<string, object>) => JSON.stringify({ packages })
const locked = {
  '': { name: 'small' },
  'node_modules/needed': { integrity: 'sha512-needed' },
  'node_modules/other-platform': { integrity: 'sha512-other', optional: true },
}
const { 'node_modules/needed': needed } = locked

/** A project of three packages that is installed as its lock says, with an npm that only notes that it was called. */
beforeEach(() => {
  project = temporaryFolder()
  cpSync(join(import.meta.dirname, '../../src/server/prepare.mjs'), join(project, 'src/server/prepare.mjs'))
  put('package-lock.json', lock(locked))
  put('node_modules/.package-lock.json', lock({ 'node_modules/needed': needed }))
  put('node_modules/.bin/node', '')
  put('bin/npm', '#!/bin/sh\necho "$@" > called\n', 0o755)
})

/** Prepares on a Node and an npm that say they are of these versions. */
function prepare(versions: { node?: string; npm?: string } = {}) {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${versions.node}' } })`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      ...(versions.node ? ['--import', `data:text/javascript,${encodeURIComponent(pretend)}`] : []),
      'src/server/prepare.mjs',
      'install',
    ],
    {
      cwd: project,
      encoding: 'utf8',
      env: {
        PATH: `${join(project, 'bin')}:/usr/bin:/bin`,
        npm_config_user_agent: `npm/${versions.npm ?? '11.5.1'} node/v26.0.0 linux x64`,
      },
    },
  )
  return { status, stdout, stderr, installed: existsSync(join(project, 'called')) }
}

test.each(['18.20.4', '20.19.9', '8.0.0'])('Node %s is too old: one sentence, and nothing is installed', (node) => {
  rmSync(join(project, 'node_modules'), { recursive: true })
  expect(prepare({ node })).toEqual({
    status: 1,
    stdout: '',
    stderr: `Tenfold needs Node 20.20 or newer; this is ${node}. Install a newer Node.\n`,
    installed: false,
  })
})

test.each(['20.20.0', '22.0.0', '26.10.0'])('Node %s is new enough', (node) => {
  expect(prepare({ node })).toEqual({ status: 0, stdout: '', stderr: '', installed: false })
})

test('npm that is too old gets one sentence that says how to get another', () => {
  expect(prepare({ npm: '10.7.0' })).toMatchObject({
    status: 1,
    stderr: 'Tenfold needs npm 10.8 or newer; this is 10.7. Run: npm install --global npm@11\n',
    installed: false,
  })
  expect(prepare({ npm: '10.8.2' })).toMatchObject({ status: 0 })
})

test('what is installed as the lock says is left alone', () => {
  expect(prepare()).toEqual({ status: 0, stdout: '', stderr: '', installed: false })
})

test.each([
  ['nothing is installed yet', () => rmSync(join(project, 'node_modules'), { recursive: true })],
  ['npm was interrupted before its end', () => rmSync(join(project, 'node_modules/.package-lock.json'))],
  ['npm was interrupted as it wrote what it installed', () => put('node_modules/.package-lock.json', '{"packages": {')],
  ['a package is missing', () => put('node_modules/.package-lock.json', lock({}))],
  [
    'a package is another than locked',
    () => put('node_modules/.package-lock.json', lock({ 'node_modules/needed': { integrity: 'sha512-old' } })),
  ],
  [
    'a package is there that is locked no more',
    () => put('node_modules/.package-lock.json', lock({ 'node_modules/needed': needed, 'node_modules/gone': {} })),
  ],
  ['the locked runtime is missing', () => rmSync(join(project, 'node_modules/.bin/node'))],
])('it installs where %s', (_, spoil) => {
  spoil()
  expect(prepare()).toEqual({
    status: 0,
    stdout: 'Installing what package-lock.json names.\n',
    stderr: '',
    installed: true,
  })
})

test('an installation that fails stops everything, and says so', () => {
  rmSync(join(project, 'node_modules'), { recursive: true })
  put('bin/npm', '#!/bin/sh\necho no network >&2\nexit 3\n', 0o755)
  expect(prepare()).toMatchObject({
    status: 1,
    stderr: 'no network\nnpm ci failed; what it printed above says why. Nothing was started.\n',
  })
})
