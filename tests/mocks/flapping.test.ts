import { getResponse } from 'msw/utils/get-response'
import { expect, test } from 'vitest'
import { flapping } from '../../mocks/weather/flapping.ts'

test('a flapping network is there, away, and there again, by its clock alone', async () => {
  let now = 50_000
  const handlers = flapping(6_000, 3_000, () => now)
  const isThere = async (path = 'session') =>
    (await getResponse(handlers, new Request(`http://localhost/sample/api/v1/${path}`))) === undefined
  const seen: [number, boolean][] = []
  for (const since of [0, 5_999, 6_000, 8_999, 9_000, 14_999, 15_000, 17_999, 18_000]) {
    now = 50_000 + since
    seen.push([since, await isThere()])
  }
  // Where it is away whoever asks hears nothing; where it is there the request goes on to who answers it.
  expect(seen).toEqual([
    [0, true],
    [5_999, true],
    [6_000, false],
    [8_999, false],
    [9_000, true],
    [14_999, true],
    [15_000, false],
    [17_999, false],
    [18_000, true],
  ])
  now = 56_000
  const away = await getResponse(handlers, new Request('http://localhost/api/v1/moves', { method: 'POST', body: '{}' }))
  expect(away?.type).toBe('error')
  // What is no question to the API is no business of the weather.
  expect(await getResponse(handlers, new Request('http://localhost/sample/services'))).toBeUndefined()
})
