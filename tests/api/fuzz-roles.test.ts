import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Endpoint } from '../../src/contract/endpoint.ts'
import { everyEndpoint } from '../../src/contract/everything.ts'
import { textOf } from '../set-up/event-stream.ts'
import { checkAnswer, type OpenApiDocument, statusesOf } from './set-up/answers.ts'
import { anyRequest } from './set-up/any-request.ts'
import { type Anybody, type Everybody, everybody, withEverybody } from './set-up/everybody.ts'
import { quickEngines } from './set-up/programme-api.ts'
import { twoDivisions } from './set-up/two-divisions.ts'
import { type Visits, visits, waysIn } from './set-up/visits.ts'

/** Requests on each engine. FUZZ_REQUESTS=100000 for a long night. */
const count = Number(process.env['FUZZ_REQUESTS'] ?? 10_000)

/** One request in twenty is sent by somebody who has just come in rightly. */
const anyWay = fc.oneof(
  { weight: 19, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(...waysIn) },
)

describe.each(quickEngines)('any request by anybody on $name', ({ freshDatabase }) => {
  let all: Everybody
  let coming: Visits
  let document: OpenApiDocument

  beforeAll(async () => {
    const database = await freshDatabase()
    const p = await twoDivisions(database)
    document = await p.get('openapi.json')
    all = await withEverybody(database, '2026-03-31')
    coming = await visits(all.api, database, '2026-03-31')
  })

  const secretsIn = (text: string) => [...all.secrets, ...coming.secrets()].filter((secret) => text.includes(secret))

  async function ask(who: string, endpoint: Endpoint, asked: Request, headers: Record<string, string>) {
    for (const [header, value] of Object.entries(headers)) asked.headers.set(header, value)
    const answer = await all.api.fetch(asked)
    const text = await textOf(answer)
    const said = `${who}: ${endpoint.method} ${asked.url} → ${answer.status} ${text.slice(0, 500)}`
    expect(all.faults.splice(0), said).toEqual([])
    expect(statusesOf(document, endpoint), said).toContain(String(answer.status))
    expect(answer.status, said).toBeLessThan(500)
    checkAnswer(endpoint, answer, text, said)
    expect(secretsIn(text), said).toEqual([])
    if (who === 'nobody' && endpoint.open !== true) expect(answer.status, said).toBe(401)
    if (who === 'calendar-token' && !endpoint.open && !endpoint.tokenInAddress)
      expect(answer.status, said).toBeGreaterThanOrEqual(400)
    return answer.status
  }

  test(`${count} of them: a documented status, an answer as documented, no fault of ours, nobody’s secret`, async () => {
    const answered = new Map<Anybody, Map<number, number>>(everybody.map((one) => [one, new Map()]))
    let tried = 0
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...everybody),
        anyRequest(everyEndpoint),
        anyWay,
        async (one, { endpoint, request }, way) => {
          // Administrators shut people out, leads revoke tokens: nobody shall be left without what they are.
          if (tried++ % 40 === 0) await all.restore()
          if (way !== null)
            return coming.visit(way, (cookie) => ask(`somebody by ${way}`, endpoint, request(), { cookie }))
          const status = await ask(one, endpoint, request(), all.headersOf(one))
          const its = answered.get(one)
          its?.set(status, (its.get(status) ?? 0) + 1)
        },
      ),
      { numRuns: count, endOnFailure: true },
    )
    // Everybody but nobody was somebody throughout, did something, and was refused something.
    for (const one of everybody.filter((other) => other !== 'nobody')) {
      const its = answered.get(one)
      const of = (status: number) => its?.get(status) ?? 0
      // A token for calendars opens hardly anything.
      const opensLittle = one === 'calendar-token'
      expect(of(200), one).toBeGreaterThan(opensLittle ? 0 : count / 100)
      expect(of(401), one).toBeLessThan(of(opensLittle ? 403 : 200))
      if (one !== 'administrator') expect(of(403), one).toBeGreaterThan(count / 200)
    }
    for (const [what, times] of Object.entries(coming.done)) expect(times, what).toBeGreaterThan(count / 100)
  }, 900_000)

  test('afterwards no row holds a secret', async () => {
    const rows = await all.everyRow()
    expect(rows.length).toBeGreaterThan(1_000)
    expect(secretsIn(rows)).toEqual([])
  })
})
