import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checksumOf } from '../../src/server/brief/checksum.ts'
import { engines } from '../set-up/databases.ts'
import { cyclesArranged } from './set-up/cycles.ts'

test.each(engines)('the brief is written over nothing but a brief, and checked ($name)', async (engine) => {
  const line = await cyclesArranged(engine)
  const read = (name: string) => readFileSync(join(line.here, name), 'utf8')
  const written = await line.run('brief', 'write', 'now.html', '--measure', 'services')
  const sum = checksumOf(read('now.html'))
  expect(written).toEqual({
    code: 0,
    out: `now.html: ${Math.ceil(Buffer.byteLength(read('now.html')) / 1000)} kB, checksum ${sum}.`,
    err: '',
  })
  expect(read('now.html')).toMatch(/^<!doctype html>\n<html lang="en">/)
  await line.run('brief', 'write', 'korean.html', '--lang', 'ko')
  expect(read('korean.html')).toContain('<html lang="ko">')

  expect(await line.run('brief', 'check', 'now.html')).toEqual({ code: 0, out: 'now.html is as it was made.', err: '' })
  // Over a brief a newer one may be written, over anything else nothing is.
  expect(await line.run('brief', 'write', 'now.html')).toMatchObject({ code: 0 })
  writeFileSync(join(line.here, 'now.html'), read('now.html').replace('</h1>', ' and more</h1>'))
  expect(await line.run('brief', 'check', 'now.html')).toMatchObject({
    code: 1,
    out: 'now.html was changed since it was made: its text and its checksum differ.',
  })
  expect(await line.run('brief', 'write', 'now.html')).toMatchObject({
    code: 2,
    err: expect.stringContaining('now.html is there already and is no brief as Tenfold made it.'),
  })
  expect(read('now.html')).toContain(' and more</h1>')
  line.file('other.html', '<!doctype html><title>Something else</title>')
  expect(await line.run('brief', 'check', 'other.html')).toMatchObject({
    code: 2,
    err: expect.stringContaining('other.html bears no checksum'),
  })
  expect(await line.run('brief', 'check', 'none.html')).toMatchObject({ code: 2, out: '' })
})

test.each(engines)('the brief that was kept at the close of a cycle stays the same ($name)', async (engine) => {
  const line = await cyclesArranged(engine)
  const read = (name: string) => readFileSync(join(line.here, name), 'utf8')
  expect(await line.run('brief', 'kept', 'kept.html', '--cycle', '1')).toMatchObject({ code: 1, out: '' })
  expect(await line.run('cycles', 'close', '--cycle', '1')).toMatchObject({ code: 0 })
  expect(await line.run('brief', 'kept', 'kept.html', '--cycle', '1')).toMatchObject({ code: 0, err: '' })
  expect(read('kept.html')).toContain('As of Sun 29 Mar 2026')
  const kept = read('kept.html')
  await line.run('brief', 'kept', 'kept.html', '--cycle', '1')
  expect(read('kept.html')).toBe(kept)
  expect(await line.run('brief', 'check', 'kept.html')).toMatchObject({ code: 0 })
})
