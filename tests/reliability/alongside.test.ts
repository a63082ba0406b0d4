import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { temporaryFolder } from '../set-up/databases.ts'
import { startProduct } from '../set-up/product.ts'
import { startToItsEnd, tenfold } from './set-up/command-line.ts'
import { findings, isLong, makeProgramme } from './set-up/programme.ts'
import { judge, nothingAmiss, noWrites, writeSteadily, writtenMoves } from './set-up/writers.ts'

vi.setConfig({ testTimeout: isLong ? 900_000 : 90_000 })

const services = 160
const answersToCompare = [
  '/api/v1/programme',
  '/api/v1/locations',
  '/api/v1/teams',
  '/api/v1/growth',
  '/api/v1/services?limit=200',
  '/api/v1/moves?limit=500',
  '/api/v1/imports',
  '/api/v1/workload?interval=day&from=2026-01-01&to=2026-03-01&measure=units&groupBy=team',
  '/api/v1/workload?interval=cycle&from=2026-01-01&to=2026-03-01&measure=services&groupBy=location',
]

const answersOf = (address: string): Promise<string[]> =>
  Promise.all(
    answersToCompare.map(async (path) => {
      const answer = await fetch(`${address}${path}`)
      // As a digest: a difference is told by its address, not by a page of figures.
      return `${path} ${answer.status} ${createHash('sha256')
        .update(await answer.text())
        .digest('hex')}`
    }),
  )

test('backups taken while 16 clients write hold every move acknowledged before, and restore to the same answers', async () => {
  const environment = { TENFOLD_DATA: temporaryFolder() }
  const shelf = temporaryFolder()
  await makeProgramme(services, environment)
  const server = await startProduct({ environment })
  const writes = noWrites()
  let isOver = false
  const writing = writeSteadily(server.address, writes, { clients: 16, services, until: () => isOver })
  const backups: { file: string; acknowledgedBefore: Map<string, number> }[] = []
  for (let n = 1; n <= (isLong ? 20 : 2); n += 1) {
    const enough = writes.acknowledged.size + 50
    await vi.waitUntil(() => writes.acknowledged.size > enough, { timeout: 30_000 })
    const file = join(shelf, `${n}.backup`)
    const acknowledgedBefore = new Map(writes.acknowledged)
    expect(await tenfold(['backup', file], environment)).toMatchObject({ code: 0, err: '' })
    backups.push({ file, acknowledgedBefore })
  }
  isOver = true
  await writing
  expect({ refused: writes.refused, inDoubt: writes.inDoubt }).toEqual({ refused: [], inDoubt: [] })

  for (const { file, acknowledgedBefore } of backups) {
    const restored = { TENFOLD_DATA: temporaryFolder() }
    expect(await tenfold(['restore', file], restored)).toMatchObject({ code: 0, err: '' })
    expect(await findings(restored)).toBe('')
    const second = await startProduct({ environment: restored })
    // Later ones may be in it too: they were on their way while the copy was made.
    const verdict = judge(await writtenMoves(second.address), { ...writes, acknowledged: acknowledgedBefore })
    expect({ ...verdict, unexplained: [] }).toEqual(nothingAmiss)
    expect(await second.stop()).toBe(0)
  }

  // At rest the copy says what the original says, to the last byte.
  const last = join(shelf, 'at-rest.backup')
  expect((await tenfold(['backup', last], environment)).code).toBe(0)
  const restored = { TENFOLD_DATA: temporaryFolder() }
  expect((await tenfold(['restore', last], restored)).code).toBe(0)
  const second = await startProduct({ environment: restored })
  expect(await answersOf(second.address)).toEqual(await answersOf(server.address))
  expect(await second.stop()).toBe(0)
  expect(await tenfold(['restore', last], restored)).toMatchObject({
    code: 78,
    err: expect.stringMatching(/already there and is not overwritten\. Move it away first/),
  })
  expect(await server.stop()).toBe(0)
})

test('while a server runs, whatever reads works beside it and whatever writes refuses and says what to do', async () => {
  const folder = temporaryFolder()
  const shelf = temporaryFolder()
  const environment = { TENFOLD_DATA: folder }
  await makeProgramme(services, environment)
  const server = await startProduct({ environment })
  const writes = noWrites()
  await writeSteadily(server.address, writes, { clients: 4, services, until: () => writes.acknowledged.size > 20 })
  const before = await answersOf(server.address)

  const backup = join(shelf, 'beside.backup')
  const [backedUp, exported, examined] = await Promise.all([
    tenfold(['backup', backup], environment),
    tenfold(['export', '--folder', join(shelf, 'out')], environment),
    tenfold(['doctor'], environment),
  ])
  expect([backedUp, exported, examined]).toMatchObject([{ code: 0 }, { code: 0 }, { code: 0 }])
  expect(examined.out).toContain('All is well.')

  const sample = join(import.meta.dirname, '../../public/sample')
  const refused = await Promise.all([
    tenfold(['import', join(sample, 'dated-moves.csv'), '--locations', join(sample, 'locations.csv')], environment),
    tenfold(['restore', backup], environment),
    tenfold(['rebuild'], environment),
    startToItsEnd(environment),
  ])
  for (const { code, err } of refused) {
    expect(code).toBe(78)
    expect(err.trim().split('\n')).toEqual([
      expect.stringMatching(new RegExp(`process ${server.process.pid}.* Stop it first`)),
    ])
  }
  expect(await answersOf(server.address)).toEqual(before)
  expect(await server.stop()).toBe(0)

  // The lock goes with the server, and what refused before works now.
  expect(existsSync(join(folder, 'tenfold.lock.json'))).toBe(false)
  expect(await tenfold(['rebuild'], environment)).toMatchObject({ code: 0, err: '' })
  expect(await findings(environment)).toBe('')
})
