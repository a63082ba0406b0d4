import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, inject, test, vi } from 'vitest'
import { afterwards, engines, temporaryFolder } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'
import { type Said, startToItsEnd, tenfold } from './set-up/command-line.ts'
import { makeProgramme } from './set-up/programme.ts'

vi.setConfig({ testTimeout: 60_000 })

/** One clear sentence or two on one line, no stack, and never a password. */
function oneClearLine({ code, err, out }: Said, expected: { code: number; words: RegExp }): void {
  expect([code, err.trim().split('\n')]).toEqual([expected.code, [expect.stringMatching(expected.words)]])
  expect(`${out}${err}`).not.toMatch(/\bat .*:\d+:\d+|secret|node:internal/)
}

/** The file and its log, byte for byte. The log's index is made anew by every reader and holds no data. */
const fingerprint = (folder: string): string[] =>
  ['tenfold.db', 'tenfold.db-wal'].map((name) => {
    const file = join(folder, name)
    return existsSync(file) ? `${name} ${createHash('sha256').update(readFileSync(file)).digest('hex')}` : `no ${name}`
  })

describe('a database written by a newer version', () => {
  const newer = "insert into schema_step (number, name, written_by) values (99, 'from the future', '9.9.9')"
  const words =
    /was written by Tenfold 9\.9\.9 .*this is Tenfold \d+\.\d+\.\d+.*Nothing was changed\. Start Tenfold 9\.9\.9/

  test.each(['closed well', 'with its log beside it'])(
    'is refused with both versions, its bytes untouched: %s',
    async (end) => {
      const folder = temporaryFolder()
      const environment = { TENFOLD_DATA: folder }
      await makeProgramme(1, environment)
      const database = new DatabaseSync(join(folder, 'tenfold.db'))
      afterwards(() => {
        if (database.isOpen) database.close()
      })
      database.exec(newer)
      if (end === 'closed well') database.close()
      const before = fingerprint(folder)
      expect(before[1]?.startsWith('no ')).toBe(end === 'closed well')
      oneClearLine(await startToItsEnd(environment), { code: 78, words })
      for (const command of [['doctor'], ['rebuild'], ['backup', join(temporaryFolder(), 'b')]])
        oneClearLine(await tenfold(command, environment), { code: 78, words })
      expect(fingerprint(folder)).toEqual(before)
    },
  )

  test('is refused on PostgreSQL too', async () => {
    const place = await engines[1]?.freshPlace()
    if (!place || !('url' in place)) throw new Error('There is no PostgreSQL.')
    const environment = { DATABASE_URL: place.url, TENFOLD_DATA: temporaryFolder() }
    await makeProgramme(1, environment)
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: place.url })
    await client.connect()
    await client.query(newer)
    oneClearLine(await startToItsEnd(environment), { code: 78, words })
    const { rows } = await client.query<{ step: string }>('select max(number) as step from schema_step')
    await client.end()
    expect(rows).toEqual([{ step: '99' }])
  })
})

describe('a database that cannot be reached', () => {
  const closedPort = 'postgres://tenfold:secret@localhost:9/tenfold'
  const wrongPassword = () => inject('postgresUrl').replace(/\/\/[^@]*@/, '//postgres:secret@')
  const noDatabase = () => inject('postgresUrl').replace(/\/[^/]*$/, '/no_such_database')
  const check = /^PostgreSQL at DATABASE_URL does not answer: .{10,}\. Check that the server runs and that the address/

  test.each([
    ['not an address', () => 'localhost:5432', /^DATABASE_URL is not a PostgreSQL address\. Give postgres:\/\//],
    ['another kind of server', () => 'mysql://tenfold:secret@localhost/tenfold', /^DATABASE_URL is not a PostgreSQL/],
    ['nobody listens', () => closedPort, check],
    ['a host that does not exist', () => 'postgres://tenfold:secret@nowhere.invalid/tenfold', check],
    ['a wrong password', wrongPassword, check],
    ['a database that does not exist', noDatabase, check],
  ])('%s', async (_, url, words) => {
    oneClearLine(await startToItsEnd({ DATABASE_URL: url(), TENFOLD_DATA: temporaryFolder() }), { code: 78, words })
  })

  test('what answers there is no PostgreSQL', async () => {
    const stranger = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve))
    afterwards(() => void stranger.close())
    const { port } = stranger.address() as { port: number }
    const url = `postgres://tenfold:secret@127.0.0.1:${port}/tenfold`
    oneClearLine(await startToItsEnd({ DATABASE_URL: url, TENFOLD_DATA: temporaryFolder() }), {
      code: 78,
      words: check,
    })
  })
})

describe('a data folder that cannot be used', () => {
  test('is a file, or lies in one', async () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, 'somebody’s notes')
    const words = /^The data folder .*file.* is a file, or lies in one\. Name a folder with TENFOLD_DATA\.$/
    oneClearLine(await startToItsEnd({ TENFOLD_DATA: file }), { code: 78, words })
    oneClearLine(await startToItsEnd({ TENFOLD_DATA: join(file, 'data') }), { code: 78, words })
    oneClearLine(await tenfold(['rebuild'], { TENFOLD_DATA: file }), { code: 78, words })
    expect(readFileSync(file, 'utf8')).toBe('somebody’s notes')
  })

  test('holds something else under our name', async () => {
    const words = /tenfold\.db is not a database of Tenfold\. Nothing was changed\. Move it away/
    const [textFile, folder, strange] = [temporaryFolder(), temporaryFolder(), temporaryFolder()]
    writeFileSync(join(textFile, 'tenfold.db'), 'This is no database, but long enough to look like one. '.repeat(100))
    mkdirSync(join(folder, 'tenfold.db'))
    const other = new DatabaseSync(join(strange, 'tenfold.db'))
    other.exec('create table photos (id integer primary key)')
    other.close()
    for (const place of [textFile, folder, strange]) {
      const before = place === folder ? [] : fingerprint(place)
      oneClearLine(await startToItsEnd({ TENFOLD_DATA: place }), { code: 78, words })
      if (place !== folder) expect(fingerprint(place)).toEqual(before)
    }
  })

  const readOnly = temporaryFolder()
  // Nothing is read-only to root but a file system that is.
  const isRoot = process.getuid?.() === 0
  const isReadOnly = isRoot
    ? spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', readOnly]).status === 0
    : process.platform !== 'win32'
  if (isReadOnly && isRoot) afterwards(() => void spawnSync('umount', ['-l', readOnly]))

  test('cannot be written', async ({ skip }) => {
    skip(!isReadOnly, 'as root it needs the right to mount a disk that is read-only')
    if (!isRoot) chmodSync(readOnly, 0o555)
    const words = /^The data folder .* cannot be written\. Give it to the user that runs Tenfold, or name another/
    oneClearLine(await startToItsEnd({ TENFOLD_DATA: readOnly }), { code: 78, words })
    oneClearLine(await startToItsEnd({ TENFOLD_DATA: join(readOnly, 'new') }), { code: 78, words })
  })
})

test('a port in use: one sentence, and the server that has it goes on', async () => {
  const server = await startProduct()
  const { port } = new URL(server.address)
  const refused = await startToItsEnd({ PORT: port, TENFOLD_DATA: temporaryFolder() })
  oneClearLine(refused, {
    code: 1,
    words: new RegExp(`^Port ${port} on 127.0.0.1 is in use.*PORT=${Number(port) + 1} npm start`),
  })
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200)
  expect(await server.stop()).toBe(0)
})
