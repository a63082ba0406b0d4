import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { everyEndpoint } from '../../src/contract/everything.ts'
import { checkAnswer, type OpenApiDocument, statusesOf } from './set-up/answers.ts'
import { anyRequest } from './set-up/any-request.ts'
import { type Anybody, type Everybody, everybody, withEverybody } from './set-up/everybody.ts'
import { quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'

/** Requests in all: most on the engine in memory, a tenth on the other. FUZZ_REQUESTS=100000 for a long night. */
const requests = Number(process.env['FUZZ_REQUESTS'] ?? 10_000)

describe.each(quickEngines)('any request by anybody on $name', ({ name, freshDatabase }) => {
  const count = name === 'sqlite' ? requests : requests / 10
  let all: Everybody
  let document: OpenApiDocument

  beforeAll(async () => {
    const database = await freshDatabase()
    const p = await twoDivisions(database)
    document = await p.get('openapi.json')
    all = await withEverybody(database, '2026-03-31')
  })

  test(`${count} of them: a documented status, an answer as documented, no fault of ours, nobody’s secret`, async () => {
    const answered = new Map<Anybody, Map<number, number>>(everybody.map((one) => [one, new Map()]))
    let tried = 0
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...everybody), anyRequest(everyEndpoint), async (one, { endpoint, request }) => {
        // Administrators shut people out, leads revoke tokens: nobody shall be left without what they are.
        if (tried++ % 40 === 0) await all.restore()
        const asked = request()
        for (const [header, value] of Object.entries(all.headersOf(one))) asked.headers.set(header, value)
        const answer = await all.api.fetch(asked)
        const text = await answer.text()
        const said = `${one}: ${endpoint.method} ${asked.url} → ${answer.status} ${text.slice(0, 500)}`
        expect(all.faults.splice(0), said).toEqual([])
        expect(statusesOf(document, endpoint), said).toContain(String(answer.status))
        expect(answer.status, said).toBeLessThan(500)
        checkAnswer(endpoint, answer, text, said)
        for (const secret of all.secrets) expect(text.includes(secret), said).toBe(false)
        if (one === 'nobody' && endpoint.open !== true) expect(answer.status, said).toBe(401)
        const its = answered.get(one)
        its?.set(answer.status, (its.get(answer.status) ?? 0) + 1)
      }),
      { numRuns: count, endOnFailure: true },
    )
    // Everybody but nobody was somebody throughout, did something, and was refused something.
    for (const one of everybody.filter((other) => other !== 'nobody')) {
      const its = answered.get(one)
      const of = (status: number) => its?.get(status) ?? 0
      expect(of(200), one).toBeGreaterThan(count / 100)
      expect(of(401), one).toBeLessThan(of(200))
      if (one !== 'administrator') expect(of(403), one).toBeGreaterThan(count / 200)
    }
  }, 900_000)

  test('afterwards no row holds a secret', async () => {
    const rows = await all.everyRow()
    expect(rows.length).toBeGreaterThan(1_000)
    for (const secret of all.secrets) expect(rows.includes(secret)).toBe(false)
  })
})
