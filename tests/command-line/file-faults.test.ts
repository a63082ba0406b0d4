import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeProgramme, tenfoldHere } from '../reliability/set-up/programme.ts'
import { afterwards, temporaryFolder } from '../set-up/databases.ts'

const data = temporaryFolder()
const here = temporaryFolder()
beforeAll(() => makeProgramme(2, { TENFOLD_DATA: data }))

const tenfold = (words: string[], folder = data) => tenfoldHere(words, { TENFOLD_DATA: folder })
/** A mistake with a file is no fault of ours: nobody is asked to report it. */
const isOneSentence = (err: string) => err.split('\n').length === 1 && !/TENFOLD_TRACE|report it/.test(err)

describe('a file or folder that cannot be used is said by its name', () => {
  test('a backup into a folder that is not there', async () => {
    const { code, err } = await tenfold(['backup', join(here, 'none', 'x')])
    expect([code, isOneSentence(err), err]).toEqual([
      74,
      true,
      expect.stringContaining(`${join(here, 'none')} cannot be`),
    ])
  })

  const isLinux = process.platform === 'linux'
  test.skipIf(!isLinux)('a folder where no folder can be made ends at once', async () => {
    const { code, err } = await tenfold(['export', '--folder', '/proc/tenfold-export'])
    expect([code, isOneSentence(err), err]).toEqual([74, true, expect.stringContaining('/proc/tenfold-export cannot')])
    const file = join(here, 'moves.csv')
    writeFileSync(file, 'occurred_on,service,units,from,to\n')
    const imported = await tenfold(['import', file], '/proc/tenfold/data')
    expect([imported.code, imported.err]).toEqual([
      78,
      expect.stringContaining('/proc/tenfold/data cannot be written.'),
    ])
  })

  const isRoot = process.getuid?.() === 0
  const readOnly = temporaryFolder()
  const canMount =
    isLinux && isRoot && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', readOnly]).status === 0
  if (canMount) afterwards(() => void spawnSync('umount', ['-l', readOnly]))
  const isTried = canMount || (!isRoot && process.platform !== 'win32')
  if (!isTried) console.info('Skipped: a read-only data folder. As root it needs the right to mount one.')

  test.skipIf(!isTried)('a data folder that cannot be written', async () => {
    await makeProgramme(2, { TENFOLD_DATA: readOnly })
    if (canMount) spawnSync('mount', ['-o', 'remount,ro', readOnly])
    else chmodSync(readOnly, 0o555)
    for (const words of [
      ['doctor'],
      ['backup', join(here, 'ro.backup')],
      ['export', '--folder', join(here, 'ro')],
      ['rebuild'],
    ]) {
      const { code, err } = await tenfold(words, readOnly)
      expect([words[0], code, isOneSentence(err), err]).toEqual([
        words[0],
        78,
        true,
        expect.stringMatching(/^The data folder .* cannot be written\. Give it to the user that runs Tenfold/),
      ])
    }
    expect(readdirSync(here).filter((name) => name.startsWith('ro'))).toEqual([])
    // The other way round: the data can be read, and the target takes no writes.
    if (!canMount) return
    const { code, err } = await tenfold(['backup', join(readOnly, 'x.backup')])
    expect([code, isOneSentence(err), err]).toEqual([74, true, expect.stringContaining(`${readOnly} cannot be used`)])
  })
})

test('rebuild and copy where no data is say so and make nothing, so that a restore still finds the folder empty', async () => {
  const [empty, none] = [temporaryFolder(), join(here, 'not-there')]
  const file = join(here, 'kept.backup')
  expect(await tenfold(['backup', file])).toMatchObject({ code: 0 })
  for (const folder of [empty, none]) {
    for (const words of [['rebuild'], ['copy', '--to', 'postgres://nobody@127.0.0.1:1/none']])
      expect(await tenfold(words, folder)).toMatchObject({
        code: 78,
        err: expect.stringContaining('There is no data in'),
      })
  }
  expect([readdirSync(empty), existsSync(none)]).toEqual([[], false])
  expect(await tenfold(['restore', file], empty)).toMatchObject({ code: 0 })
})

test('a target that does not answer is named by the option, not by a variable that nobody set', async () => {
  const { code, err } = await tenfold(['copy', '--to', 'postgres://me:secret@127.0.0.1:1/none'])
  expect([code, err.startsWith('PostgreSQL at --to does not answer:'), err.includes('DATABASE_URL')]).toEqual([
    78,
    true,
    false,
  ])
})
