import { getResponse } from 'msw/utils/get-response'
import { expect, test } from 'vitest'
import { hostedByMsw, hostOf } from '../../mocks/hosted-by-msw.ts'
import { weather } from '../../mocks/weather/weather.ts'
import { openMemoryDatabase } from '../../src/server/database/memory-database.ts'
import { apiOver } from '../set-up/api.ts'
import { afterwards } from '../set-up/databases.ts'

async function hosted(name: keyof typeof weather = 'fair') {
  const database = await openMemoryDatabase()
  afterwards(() => database.close())
  const api = apiOver(database, '2024-07-07T12:00:00Z')
  const handlers = [...weather[name](hostOf(api)), hostedByMsw(api)]
  return (path: string, init?: RequestInit) => getResponse(handlers, new Request(`http://localhost${path}`, init))
}

const newDivision = {
  method: 'POST',
  headers: { 'content-type': 'application/json', 'idempotency-key': 'division-1' },
  body: JSON.stringify({ name: 'retail' }),
}

test('the real API answers under both prefixes, bodies and all, and one database stands behind them', async () => {
  const ask = await hosted()
  expect((await ask('/sample/api/v1/divisions', newDivision))?.status).toBe(201)
  expect(await (await ask('/api/v1/divisions'))?.json()).toMatchObject({ divisions: [{ name: 'retail' }] })
  expect(await (await ask('/api/v1/nowhere'))?.json()).toMatchObject({ code: 'not-found' })
})

test.each(['/', '/api', '/assets/api/v1/x.js', '/sample/dated-moves.csv', '/services'])(
  '%s is not for the API',
  async (path) => {
    expect(await (await hosted())(path)).toBeUndefined()
  },
)

test.each([
  ['failing', 500, 'fault'],
  ['unavailable', 503, 'unavailable'],
] as const)('%s weather answers everything with a problem document of %i', async (name, status, code) => {
  const answer = await (await hosted(name))('/api/v1/session')
  expect(answer?.status).toBe(status)
  expect(answer?.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(await answer?.json()).toMatchObject({ status, code })
})

test('on a full disk everything can be read and nothing can be written', async () => {
  const ask = await hosted('disk-full')
  expect((await ask('/api/v1/session'))?.status).toBe(200)
  const refused = await ask('/api/v1/divisions', newDivision)
  expect(refused?.status).toBe(507)
  expect(await refused?.json()).toMatchObject({ code: 'disk-fault' })
  expect(await (await ask('/api/v1/divisions'))?.json()).toEqual({ divisions: [] })
})

test('a lost acknowledgement: the write is taken and nobody hears of it; sent again it counts once', async () => {
  const ask = await hosted('lost-acknowledgement')
  expect((await ask('/api/v1/divisions', newDivision))?.type).toBe('error')
  expect(await (await ask('/api/v1/divisions'))?.json()).toMatchObject({ divisions: [{ name: 'retail' }] })
  const again = await ask('/api/v1/divisions', newDivision)
  expect([again?.status, again?.headers.get('idempotent-replayed')]).toEqual([201, 'true'])
  expect(await (await ask('/api/v1/divisions'))?.json()).toMatchObject({ divisions: [{ name: 'retail' }] })
})

test('offline there is no answer at all', async () => {
  expect((await (await hosted('offline'))('/api/v1/session'))?.type).toBe('error')
})
