import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { hugeBankCsv, hugeBankOf } from '../../mocks/organisations/huge-bank.ts'
import { askerOf, type Organisation } from '../../mocks/organisations/organisation.ts'
import { organisations } from '../../mocks/organisations/organisations.ts'
import { sampleFromAddress } from '../../mocks/sample-from-address.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { readSample } from '../../src/server/host/sample-files.ts'
import { afterwards } from '../set-up/databases.ts'

const folder = join(import.meta.dirname, '../../public/sample')

async function opened(organisation: Organisation) {
  const database = await openMemoryDatabase()
  afterwards(() => database.close())
  const around = {
    database,
    sample: async () => readSample(folder),
    reportFault: (fault: string, cause: unknown) => {
      throw new Error(fault, { cause })
    },
  }
  const open = async () => askerOf(await organisation(around))
  return { ask: await open(), again: open }
}

interface Session {
  today: string
  sample: boolean
  counts: { services: number; teams: number; divisions: number; moves: number }
}

test('empty holds nothing, and stands at today', async () => {
  const { ask } = await opened(organisations.empty)
  expect(await ask('GET', '/session')).toMatchObject({
    sample: false,
    today: Temporal.Now.plainDateISO('UTC').toString(),
    counts: { services: 0, teams: 0, divisions: 0, moves: 0 },
  })
})

test('one team: 200 of 5,000 vCPU of payments-api are in cloud at the baseline, and 40% of it is 10×', async () => {
  const { ask } = await opened(organisations['one-team'])
  expect(await ask('GET', '/session')).toMatchObject({
    today: '2026-11-20',
    counts: { services: 5, teams: 1, moves: 6 },
  })
  expect(await ask('GET', '/growth?measure=units')).toMatchObject({ baseline: 200, multiple: 1 })
  await ask('POST', '/moves', { service: 'payments-api', level: 400, occurredOn: '2026-11-20' })
  expect(await ask('GET', '/growth?measure=units')).toMatchObject({ multiple: 10, growthPercent: 900 })
})

test('kubernetes opens at 18.7× on 7 Jul 2024, and opened again over the same database it is not written twice', async () => {
  const { ask, again } = await opened(organisations.kubernetes)
  const session = await ask<Session>('GET', '/session')
  expect(session).toMatchObject({ sample: true, today: '2024-07-07' })
  expect(await ask('GET', '/growth?measure=services')).toMatchObject({
    baseline: 153,
    now: { cloud: 2_866, onPrem: 366 },
  })
  expect(await (await again())<Session>('GET', '/session')).toEqual(session)
})

test('a huge bank is as large as it was asked to be, and every row of it is accepted', async () => {
  const size = { divisions: 5, teams: 40, services: 600 }
  const { ask } = await opened(hugeBankOf(size))
  const { counts } = await ask<Session>('GET', '/session')
  const { imports } = await ask<{ imports: { refused: number; same: number; rows: number }[] }>('GET', '/imports')
  expect(imports).toMatchObject([{ refused: 0, same: 0, rows: counts.moves }])
  expect(counts).toMatchObject({ teams: 40, divisions: 5 })
  const { all } = await ask<{ all: number }>('GET', '/services?limit=1')
  const { total: retired } = await ask<{ total: number }>('GET', '/services?limit=1&state=retired')
  expect(all + retired).toBe(600)
  const { multiple } = await ask<{ multiple: number }>('GET', '/growth')
  expect(multiple).toBeGreaterThan(5)
})

test('a huge bank is the same every time, at 100,000 services too', () => {
  const sum = () => {
    const hash = createHash('sha256')
    let services = 0
    for (const rows of hugeBankCsv({ divisions: 50, teams: 5_000, services: 100_000 })) {
      hash.update(rows)
      services += 1
    }
    return { hash: hash.digest('hex'), services: services - 1 }
  }
  const first = sum()
  expect(first.services).toBe(100_000)
  expect(sum()).toEqual(first)
})

test('the sample fetched by a browser says the same as the sample read from its folder', async () => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(
    async (address) => new Response(await readFile(join(folder, String(address).split('/').at(-1) ?? ''))),
  )
  const fetched = await sampleFromAddress('https://example.org/some/where/sample/')
  const read = readSample(folder)
  expect(fetched.lastDay).toBe(read.lastDay)
  expect(await fetched.locations()).toBe(await read.locations())
  for (const [after, upTo] of [
    ['', '2024-07-07'],
    ['2024-07-07', '2024-07-14'],
    ['2024-12-31', '2025-01-31'],
  ] as const)
    expect(await fetched.movesBetween(after, upTo)).toBe(await read.movesBetween(after, upTo))
})

test('a sample that is not there is said, with its address and status', async () => {
  vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response('', { status: 404 }))
  await expect(sampleFromAddress('https://example.org/')).rejects.toThrow(
    'The sample at https://example.org/dated-moves.csv answered 404.',
  )
})
