import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { temporaryFolder } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'
import { startToItsEnd } from './set-up/command-line.ts'
import { makeProgramme, tenfoldHere } from './set-up/programme.ts'

vi.setConfig({ testTimeout: 60_000 })

const pageSize = 4_096
const whole = temporaryFolder()
const wholeFile = join(whole, 'tenfold.db')
const backup = join(whole, 'sunday.backup')

/** The first page of a table or an index. */
let rootOf: (name: string) => number

beforeAll(async () => {
  await makeProgramme(200, { TENFOLD_DATA: whole })
  expect(await tenfoldHere(['backup', backup], { TENFOLD_DATA: whole })).toMatchObject({ code: 0 })
  const database = new DatabaseSync(wholeFile, { readOnly: true })
  const roots = database.prepare('select name, rootpage from sqlite_schema where rootpage > 0').all()
  database.close()
  rootOf = (name) => Number(roots.find((row) => row['name'] === name)?.['rootpage'])
})

/** A folder whose database lost what a page held. */
function withDamage(pages: readonly number[]): string {
  const folder = temporaryFolder()
  const bytes = readFileSync(wholeFile)
  for (const page of pages) bytes.fill(0xa5, (page - 1) * pageSize, page * pageSize)
  writeFileSync(join(folder, 'tenfold.db'), bytes)
  return folder
}

function cutShort(): string {
  const folder = temporaryFolder()
  const file = join(folder, 'tenfold.db')
  copyFileSync(wholeFile, file)
  truncateSync(file, 20 * pageSize)
  return folder
}

const inWords = /[Kk]eep a copy of the data folder, (and|then) restore the latest backup/

describe('a damaged database', () => {
  test('cut short: the start is one sentence, and so is every command', async () => {
    const environment = { TENFOLD_DATA: cutShort() }
    const start = await startToItsEnd(environment)
    expect([start.code, start.err.trim().split('\n')]).toEqual([74, [expect.stringMatching(inWords)]])
    expect(start.err).toContain('so Tenfold cannot start')
    for (const command of [['rebuild'], ['export', '--folder', join(temporaryFolder(), 'e')]]) {
      const said = await tenfoldHere(command, environment)
      expect([command, said.code, said.err]).toEqual([command, 74, expect.stringMatching(inWords)])
    }
    const file = join(temporaryFolder(), 'copy')
    const said = await tenfoldHere(['backup', file], environment)
    expect([said.code, said.err.includes('damaged'), existsSync(file)]).toEqual([74, true, false])
  })

  test('is a finding of the doctor, whichever page it is', async () => {
    const damages = [
      cutShort(),
      withDamage([2]),
      ...['setting', 'move', 'audit', 'service', 'rollup_day'].map((table) => withDamage([rootOf(table)])),
    ]
    for (const folder of damages) {
      const { code, out, err } = await tenfoldHere(['doctor'], { TENFOLD_DATA: folder })
      expect([code, out.includes('finding'), err]).toEqual([1, true, expect.stringMatching(inWords)])
      expect(err).not.toMatch(/TENFOLD_TRACE|report it/)
    }
  })

  test('is not backed up: the copy is checked, thrown away, and the doctor named', async () => {
    const shelf = temporaryFolder()
    const said = await tenfoldHere(['backup', join(shelf, 'monday')], { TENFOLD_DATA: withDamage([rootOf('move')]) })
    expect(said).toMatchObject({
      code: 74,
      err: expect.stringMatching(/^The copy came out damaged.* doctor.*backup\.$/),
    })
    expect(readdirSync(shelf)).toEqual([])
  })

  test('half an export is taken away again', async () => {
    const [outer, given] = [join(temporaryFolder(), 'outer'), temporaryFolder()]
    for (const folder of [join(outer, 'inner'), given]) {
      const environment = { TENFOLD_DATA: withDamage([rootOf('level_entry'), rootOf('service')]) }
      expect(await tenfoldHere(['export', '--folder', folder], environment)).toMatchObject({ code: 74 })
    }
    expect([existsSync(outer), readdirSync(given)]).toEqual([false, []])
  })

  test('met by a running server: a problem that says so, and a line in its log', async () => {
    const server = await startProduct({ environment: { TENFOLD_DATA: withDamage([rootOf('move')]) } })
    const answer = await fetch(`${server.address}/api/v1/moves`)
    expect([answer.status, await answer.json()]).toEqual([
      507,
      expect.objectContaining({ code: 'database-damaged', detail: expect.stringMatching(inWords) }),
    ])
    expect((await fetch(`${server.address}/api/v1/programme`)).status).toBe(200)
    await server.stop()
  })

  test('without its first page may be somebody else’s file, and the advice is for both', async () => {
    const { code, err } = await startToItsEnd({ TENFOLD_DATA: withDamage([1]) })
    expect([code, err]).toEqual([78, expect.stringMatching(/is not a database of Tenfold.*it is damaged: keep a copy/)])
  })
})

describe('a damaged backup', () => {
  const damaged = (bytes: Buffer): string => {
    const file = join(temporaryFolder(), 'sunday.backup')
    writeFileSync(file, bytes)
    return file
  }
  test('is not restored, in one sentence, and nothing is left behind', async () => {
    const bytes = readFileSync(backup)
    for (const file of [
      damaged(bytes.subarray(0, 20 * pageSize)),
      damaged(Buffer.from(bytes).fill(0xa5, (rootOf('move') - 1) * pageSize, rootOf('move') * pageSize)),
      damaged(Buffer.from(bytes).fill(0xa5, pageSize, 2 * pageSize)),
    ]) {
      const folder = temporaryFolder()
      const said = await tenfoldHere(['restore', file], { TENFOLD_DATA: folder })
      expect(said).toEqual({
        code: 74,
        out: '',
        err: `${file} is damaged, so nothing was restored. Take another backup.`,
      })
      expect(readdirSync(folder).filter((name) => name.startsWith('tenfold.db'))).toEqual([])
    }
    for (const file of [damaged(Buffer.alloc(0)), damaged(Buffer.from(bytes).fill(0xa5, 0, pageSize))])
      expect(await tenfoldHere(['restore', file], { TENFOLD_DATA: temporaryFolder() })).toMatchObject({
        code: 78,
        err: expect.stringContaining('is not a backup of Tenfold, or its beginning is damaged.'),
      })
  })
})
