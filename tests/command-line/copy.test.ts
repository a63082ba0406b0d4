import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { commandLine, emptyPostgres, moves } from './set-up/tenfold.ts'

let line: ReturnType<typeof commandLine>
let here: string
beforeEach(() => {
  line = commandLine()
  here = line.here
})
const tenfold: typeof line.tenfold = (...said) => line.tenfold(...said)
const file: typeof line.file = (...said) => line.file(...said)

describe('copy to PostgreSQL', () => {
  test('everything arrives, equal in counts and sums, and the same figures are answered', async () => {
    const url = await emptyPostgres()
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
