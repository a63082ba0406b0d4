import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '../../src/server/database/open-database.ts'
import { readTls } from '../../src/server/host/tls-files.ts'
import { startProduct } from '../set-up/product.ts'
import { commandLine, moves, project } from './set-up/tenfold.ts'

let line: ReturnType<typeof commandLine>
let here: string
beforeEach(() => {
  line = commandLine()
  here = line.here
})
const tenfold: typeof line.tenfold = (...said) => line.tenfold(...said)
const file: typeof line.file = (...said) => line.file(...said)

describe('backup, restore, doctor, rebuild', () => {
  test('a backup restored elsewhere passes the doctor; nothing is overwritten', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    expect(await tenfold(['backup', 'kept.db'])).toMatchObject({ code: 0, err: '' })
    expect(await tenfold(['backup', 'kept.db'])).toMatchObject({
      code: 78,
      err: expect.stringContaining('already there'),
    })
    expect(await tenfold(['restore', 'kept.db'])).toMatchObject({
      code: 78,
      err: expect.stringContaining('already there'),
    })
    line.data = join(here, 'restored')
    expect(await tenfold(['restore', 'kept.db'])).toMatchObject({ code: 0 })
    const { code, out } = await tenfold(['doctor'])
    expect([
      code,
      out.includes('3 standing moves of 2 services add up to every kept sum'),
      out.includes('All is well.'),
    ]).toEqual([0, true, true])
  })

  test('the doctor finds wrong sums, a forged entry and a clock set back, rebuild mends the sums', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    const database = await openDatabase({ folder: line.data })
    await database.write(async (queries) => {
      await queries.updateTable('rollup_day').set({ on_prem_units: 5 }).where('scope', '=', 1).execute()
      const run = await queries.selectFrom('audit').selectAll().limit(1).executeTakeFirstOrThrow()
      await queries
        .insertInto('audit')
        .values({ ...run, id: 99, recorded_at: run.recorded_at + 3_600_000 })
        .execute()
    })
    await database.close()
    const sick = await tenfold(['doctor'])
    expect(sick.code).toBe(1)
    expect(sick.err).toContain(
      'Clock: it says 2026-11-22T10:00:00.000Z, but something was recorded at 2026-11-22T11:00:00.000Z. Set the clock right',
    )
    expect(sick.err).toContain('Figures: The roll-up of division retail differs on 3 rows.')
    expect(sick.err).toContain('npm run tenfold -- rebuild')
    expect(sick.err).toContain('Audit: entry 99 does not follow from the one before it')
    expect(sick.out).toContain('4 findings.')
    expect(await tenfold(['rebuild'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Mended: The roll-up of division retail differs on 3 rows.'),
    })
    expect((await tenfold(['rebuild'])).out).toContain('everything was right')
  })

  test('the doctor asks for a backup once a week of work would be lost', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    const doctor = (day: string) => tenfold(['doctor'], {}, `${day}T10:00:00Z`)
    expect(await doctor('2026-11-29')).toMatchObject({ code: 0, out: expect.stringContaining('Backup: none yet') })
    expect(await doctor('2026-11-30')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Backup: there was none yet. Run npm run tenfold -- backup FILE every day'),
    })
    await tenfold(['backup', 'kept.db'], {}, '2026-11-30T10:00:00Z')
    expect(await doctor('2026-12-07')).toMatchObject({
      code: 0,
      out: expect.stringContaining('Backup: the last one is from 2026-11-30'),
    })
    expect(await doctor('2026-12-09')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Backup: the last one is 9 days old, from 2026-11-30.'),
    })
    // Refused, so it backed nothing up.
    await tenfold(['backup', 'kept.db'], {}, '2026-12-09T10:00:00Z')
    expect(await doctor('2026-12-09')).toMatchObject({ code: 1 })
  })

  test('the doctor says what people open, by which certificate or proxy, and when the certificate ends', async () => {
    await tenfold(['import', file('moves.csv', moves)])
    const tls = {
      TENFOLD_TLS_CERT: join(project, 'tests/host/tls/certificate.pem'),
      TENFOLD_TLS_KEY: join(project, 'tests/host/tls/key.pem'),
    }
    const until = new Date(readTls({ certificate: tls.TENFOLD_TLS_CERT, key: tls.TENFOLD_TLS_KEY }).validUntil)
    const ahead = (days: number) => new Date(until.getTime() - days * 24 * 3_600_000).toISOString()
    const doctor = async (environment: Record<string, string>, now?: string) => {
      const { out, err } = await tenfold(['doctor'], environment, now)
      return `${out}\n${err}`.split('\n').find((line) => line.includes('Way in:'))
    }
    const ended = until.toISOString().slice(0, 10)
    expect(await doctor({})).toBe('  Way in: this machine only; people sign in')
    expect(await doctor({ TENFOLD_SIGN_IN: 'off' })).toContain('whoever reaches the port administers it')
    const proxied = { TENFOLD_PUBLIC_URL: 'https://tenfold.example.com', TENFOLD_PROXIES: '10.0.0.7' }
    expect(await doctor(proxied)).toBe('  Way in: https://tenfold.example.com, by the proxy 10.0.0.7; people sign in')
    expect(await doctor(tls, ahead(22))).toBe(
      `  Way in: this machine only, by a certificate valid until ${ended}; people sign in`,
    )
    expect(await doctor(tls, ahead(20))).toContain(`ends on ${ended}. Renew it before`)
    expect(await doctor(tls, ahead(-1))).toContain(`ended on ${ended}. Renew it and start again`)
    expect(await doctor({ ...tls, TENFOLD_TLS_KEY: join(project, 'tests/host/tls/other-key.pem') })).toContain(
      'does not belong to the certificate',
    )
  })

  test('while a server runs, export, backup and doctor read beside it; import, restore and rebuild say what to do', async () => {
    const server = await startProduct({ environment: { TENFOLD_DATA: line.data } })
    try {
      await fetch(`${server.address}/api/v1/session`)
      expect(await tenfold(['export', '--folder', 'out'])).toMatchObject({ code: 0 })
      expect(await tenfold(['backup', 'kept.db'])).toMatchObject({ code: 0 })
      expect(await tenfold(['doctor'])).toMatchObject({ code: 0 })
      for (const [command, advice] of [
        [['import', file('moves.csv', moves)], 'or leave it running and import on its page, or through its API.'],
        [['restore', 'kept.db'], 'or restore into an empty folder of its own: name one with TENFOLD_DATA.'],
        [['rebuild'], 'sums are worked out anew while nobody writes. Whether it is needed, the doctor says beside it.'],
        [['copy', '--to', 'postgres://nobody@127.0.0.1:1/none'], 'nothing is logged behind the back of the copy.'],
      ] as const) {
        const { code, err } = await tenfold([...command])
        expect([code, err.split('\n').length]).toEqual([78, 1])
        expect(err).toContain(`in use by process ${server.process.pid}`)
        expect(err).toContain('Stop it first')
        expect(err.endsWith(advice), err).toBe(true)
      }
    } finally {
      await server.stop()
    }
  })
})
